"""Does the record hold this? Rules read against a chart; the answer is the facts that say so.

A rule is made into a matcher once. Rules that say the same share one matcher (content says "drinks on most days" in
many places), and a matcher is asked once per reading: that keeps hundreds of rules cheap.
"""

import functools
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from goldthread.needs.reading import ALL, CLASS, CODE, CODE_START, Reading, Way, bare_code, bare_text, day_of, way_to
from goldthread.needs.rules import (
    AgeRule,
    AllRule,
    AnswerRule,
    AnyRule,
    BandRule,
    ClientRule,
    FactRule,
    FlagRule,
    NotRule,
    Rule,
    ScoreRule,
)
from goldthread.record import FACT_KINDS, Administration, Fact

Evidence = tuple[str, ...] | None
Check = Callable[[Any, Reading], bool]


def evidence_for(*, rule: Rule, reading: Reading) -> tuple[str, ...] | None:
    """The ids of the facts for which the rule matches, sorted; None where it does not match.

    An `age`, `client` or `not` rule matches without facts and gives an empty tuple.
    """
    return matcher_for(rule).evidence(reading)


# Stands for "not asked yet": no fact has this id, and it is compared by identity.
_UNREAD: tuple[str, ...] = ("unread",)


class Matcher:
    """A rule made ready to be read."""

    __slots__ = ("_read",)

    def __init__(self, read: Callable[[Reading], Evidence]) -> None:
        self._read = read

    def evidence(self, reading: Reading) -> Evidence:
        """As `evidence_for`."""
        found = reading.found.get(self, _UNREAD)
        if found is _UNREAD:
            found = reading.found[self] = self._read(reading)
        return found


# By what a rule says, and by which object it is: the second spares writing the rule out each time it is asked for. It
# holds the rule, so that its identity is never used again while it is here. Both are emptied when content that is made
# and thrown away (in tests, in an editor) has filled them.
_KEPT = 20_000
_by_text: dict[bytes, Matcher] = {}
_by_object: dict[int, tuple[Rule, Matcher]] = {}


def matcher_for(rule: Rule) -> Matcher:
    """The matcher of a rule."""
    known = _by_object.get(id(rule))
    if known is not None:
        return known[1]
    if len(_by_object) >= _KEPT:
        _by_object.clear()
        _by_text.clear()
    text = msgspec.json.encode(rule)
    matcher = _by_text.get(text)
    if matcher is None:
        matcher = _by_text[text] = Matcher(_READERS[type(rule)](rule))
    _by_object[id(rule)] = (rule, matcher)
    return matcher


def _in_range(value: float, at_least: float | None, at_most: float | None) -> bool:
    return (at_least is None or value >= at_least) and (at_most is None or value <= at_most)


# Facts


def _fact_reader(rule: FactRule) -> Callable[[Reading], Evidence]:
    way, values = way_into(rule)
    checks = tuple(_checks(rule, way.field))

    def read(reading: Reading) -> Evidence:
        table = reading.tables.get(way)
        if table is None:
            table = reading.table(way)
        found: list[str] = []
        for value in values:
            if value in table:
                for fact in table[value]:
                    for check in checks:
                        if not check(fact, reading):
                            break
                    else:
                        found.append(fact.id)
        if len(found) > 1:
            return tuple(sorted(set(found)))
        return (found[0],) if found else None

    return read


def way_into(rule: FactRule) -> tuple[Way, tuple[Any, ...]]:
    """How facts are looked up for the rule, and the values looked for.

    Content names what is particular first (`topic`, `domain`, `substance`), so the first field of `where` is taken.
    """
    kind = FACT_KINDS[rule.kind]
    if rule.medicine_class:
        return way_to(kind, CLASS, rule.ever), rule.medicine_class
    starts = tuple(dict.fromkeys(bare_code(prefix)[:CODE_START] for prefix in rule.code_prefix))
    if starts and all(len(start) == CODE_START for start in starts):
        return way_to(kind, CODE, rule.ever), starts
    if rule.where:
        field = next(iter(rule.where))
        return way_to(kind, field, rule.ever), tuple(rule.where[field])
    return way_to(kind, ALL, rule.ever), (None,)


def _checks(rule: FactRule, way_in: str) -> Iterator[Check]:
    """What is left to be asked of a fact that was looked up."""
    for field, values in rule.where.items():
        if field != way_in:
            yield _holds_one_of(field, values)
    if rule.code_prefix:
        starts = tuple(bare_code(prefix) for prefix in rule.code_prefix)
        yield lambda fact, _: any(bare_code(code.code).startswith(starts) for code in fact.codes)
    yield from _whose_and_when(rule)
    for field, least in rule.at_least.items():
        yield _numbered(field, least, None)
    for field, most in rule.at_most.items():
        yield _numbered(field, None, most)
    for field in rule.filled:
        yield _filled(field)
    for field, words in rule.mentions.items():
        yield _mentions(field, words)
    for field, words in rule.unmentioned.items():
        yield _unmentioned(field, words)
    if rule.unnamed_in:
        yield _unnamed_in(rule.unnamed_in)


def _whose_and_when(rule: FactRule) -> Iterator[Check]:
    if rule.said_by_client:
        yield lambda fact, _: fact.from_client
    if rule.said_by_others:
        yield lambda fact, _: not fact.from_client
    if rule.within_days is not None or rule.older_than_days is not None:
        yield _dated(rule)
    if rule.lasted_days is not None:
        yield _lasted(rule.lasted_days)


def _holds_one_of(field: str, values: list[Any]) -> Check:
    def check(fact: Any, _: Reading) -> bool:
        held = getattr(fact, field)
        return any(each in values for each in held) if isinstance(held, tuple) else held in values

    return check


def _dated(rule: FactRule) -> Check:
    field, within, older = rule.dated_by, rule.within_days, rule.older_than_days

    def check(fact: Any, reading: Reading) -> bool:
        day = getattr(fact, field) if field else day_of(fact)
        if day is None:
            return False
        ago = (reading.on - day).days
        return (within is None or 0 <= ago <= within) and (older is None or ago >= older)

    return check


def _numbered(field: str, at_least: float | None, at_most: float | None) -> Check:
    def check(fact: Any, _: Reading) -> bool:
        value = getattr(fact, field)
        return isinstance(value, (int, float)) and _in_range(value, at_least, at_most)

    return check


def _filled(field: str) -> Check:
    def check(fact: Any, reading: Reading) -> bool:
        held = getattr(fact, field)
        # "None." and "None so far" are answers, and they say that there is nothing.
        return bool(held) and not (isinstance(held, str) and reading.text_of(fact, field).startswith(_NOTHING))

    return check


_NOTHING = (" none ", " nothing ", " n a ", " unknown ")


def _mentions(field: str, words: list[str]) -> Check:
    beginnings = tuple(bare_text(word) if word.endswith(" ") else bare_text(word).rstrip() for word in words)

    def check(fact: Any, reading: Reading) -> bool:
        text = reading.text_of(fact, field)
        for beginning in beginnings:  # noqa: SIM110 - half as long as `any` over a generator, and asked very often
            if beginning in text:
                return True
        return False

    return check


def _unmentioned(field: str, words: list[str]) -> Check:
    mentions = _mentions(field, words)
    return lambda fact, reading: not mentions(fact, reading)


def _lasted(days: int) -> Check:
    return lambda fact, _: fact.since is None or fact.until is None or (fact.until - fact.since).days >= days


def _unnamed_in(where: str) -> Check:
    kind, _, field = where.partition(".")
    way = way_to(FACT_KINDS[kind], field, False)
    return lambda fact, reading: fact.id not in reading.table(way)


# Forms

FORMS = way_to(Administration, "instrument", True)


def _recent(form: Fact, within: int | None, reading: Reading) -> bool:
    return within is None or (reading.on - day_of(form)).days <= within


def _by_score(rule: ScoreRule, reading: Reading) -> Evidence:
    for form, result in reading.scores(rule.instrument):
        value = result.value(rule.scale)
        if value is not None:
            fits = _in_range(value, rule.at_least, rule.at_most) and _recent(form, rule.within_days, reading)
            return (form.id,) if fits else None
    return None


def _by_band(rule: BandRule, reading: Reading) -> Evidence:
    for form, result in reading.scores(rule.instrument):
        band = result.bands.get(rule.scheme)
        if band is not None:
            return (form.id,) if band in rule.labels and _recent(form, rule.within_days, reading) else None
    return None


def _by_flag(rule: FlagRule, reading: Reading) -> Evidence:
    for form, result in reading.scores(rule.instrument):
        if result.has(rule.flag):
            return (form.id,) if _recent(form, rule.within_days, reading) else None
        if result.complete:
            return None
    return None


def _by_answer(rule: AnswerRule, reading: Reading) -> Evidence:
    for form in reading.table(FORMS).get(rule.instrument, ()):
        value = form.answers.get(rule.item)
        if value is not None:
            fits = _in_range(value, rule.at_least, rule.at_most) and _recent(form, rule.within_days, reading)
            return (form.id,) if fits else None
    return None


# The client, and rules over rules


def _by_age(rule: AgeRule, reading: Reading) -> Evidence:
    age = reading.chart.age
    return () if age is not None and _in_range(age, rule.at_least, rule.at_most) else None


def _by_client(rule: ClientRule, reading: Reading) -> Evidence:
    spoken = reading.chart.client.language.lower()
    return None if any(spoken.startswith(each) for each in rule.language_not) else ()


def _all_reader(rule: AllRule) -> Callable[[Reading], Evidence]:
    parts = tuple(matcher_for(each) for each in rule.of)

    def read(reading: Reading) -> Evidence:
        found: set[str] = set()
        for part in parts:
            evidence = part.evidence(reading)
            if evidence is None:
                return None
            found.update(evidence)
        return tuple(sorted(found))

    return read


def _any_reader(rule: AnyRule) -> Callable[[Reading], Evidence]:
    parts = tuple(matcher_for(each) for each in rule.of)

    def read(reading: Reading) -> Evidence:
        held = [evidence for part in parts if (evidence := part.evidence(reading)) is not None]
        return tuple(sorted({fact for evidence in held for fact in evidence})) if held else None

    return read


def _not_reader(rule: NotRule) -> Callable[[Reading], Evidence]:
    part = matcher_for(rule.of)
    return lambda reading: () if part.evidence(reading) is None else None


def _plain(by: Callable[[Any, Reading], Evidence]) -> Callable[[Any], Callable[[Reading], Evidence]]:
    return lambda rule: functools.partial(by, rule)


_READERS: dict[type[Any], Callable[[Any], Callable[[Reading], Evidence]]] = {
    FactRule: _fact_reader,
    ScoreRule: _plain(_by_score),
    BandRule: _plain(_by_band),
    FlagRule: _plain(_by_flag),
    AnswerRule: _plain(_by_answer),
    AgeRule: _plain(_by_age),
    ClientRule: _plain(_by_client),
    AllRule: _all_reader,
    AnyRule: _any_reader,
    NotRule: _not_reader,
}
