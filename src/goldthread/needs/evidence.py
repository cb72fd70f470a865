"""Does the record hold this? Rules read against a chart; the answer is the facts that say so.

A rule is made into a matcher once. Rules that say the same share one matcher (content says "drinks on most days" in
many places), and a matcher is asked once per reading: that keeps hundreds of rules cheap.
"""

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from goldthread.instruments import Score
from goldthread.needs.asking import Check, checks_of, in_range, rest_of, way_into
from goldthread.needs.reading import Reading, Way, day_of, way_to
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
from goldthread.record import Administration, Fact

Evidence = tuple[str, ...] | None


def evidence_for(*, rule: Rule, reading: Reading) -> tuple[str, ...] | None:
    """The ids of the facts for which the rule matches, sorted; None where it does not match.

    An `age`, `client` or `not` rule matches without facts and gives an empty tuple.
    """
    return matcher_for(rule).evidence(reading)


# Stands for "not asked yet": no fact has this id, and it is compared by identity.
_UNREAD: tuple[str, ...] = ("unread",)


# Of a rule in a sieve: the kind of fact and the bit. Of a chart, for each kind: the facts with the bits of the rules
# that each may meet.
Place = tuple[type[Fact], int, FactRule]
Met = list[tuple[Any, int]]


class Sifted:
    """What a chart told of many fact rules at once (`sieve`). Which facts a rule found is put together when asked.
    `rest`: what is left to be asked of a fact, filled as rules need it."""

    __slots__ = ("_met", "_places", "_rest")

    def __init__(
        self,
        *,
        places: Mapping["Matcher", Place],
        rest: dict["Matcher", tuple[Check, ...]],
        met: Mapping[type[Fact], Met],
    ) -> None:
        self._places = places
        self._rest = rest
        self._met = met

    def evidence(self, matcher: "Matcher", reading: Reading) -> Evidence:
        """As `evidence_for`; a rule that was not among the many is read by itself."""
        place = self._places.get(matcher)
        if place is None:
            return matcher.read(reading)
        kind, bit, rule = place
        checks = self._rest.get(matcher)
        if checks is None:
            checks = self._rest[matcher] = tuple(rest_of(rule))
        found = [fact for fact, rules in self._met.get(kind, ()) if rules & bit]
        for check in checks:
            found = [fact for fact in found if check(fact, reading)]
        if len(found) > 1:
            return tuple(sorted([fact.id for fact in found]))
        return (found[0].id,) if found else None


class Matcher:
    """A rule made ready to be read."""

    __slots__ = ("read",)

    def __init__(self, read: Callable[[Reading], Evidence]) -> None:
        self.read = read

    def evidence(self, reading: Reading) -> Evidence:
        """As `evidence_for`."""
        found = reading.found.get(self, _UNREAD)
        if found is _UNREAD:
            sifted = reading.sifted
            found = self.read(reading) if sifted is None else sifted.evidence(self, reading)
            reading.found[self] = found
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


# Facts


def _fact_reader(rule: FactRule) -> Callable[[Reading], Evidence]:
    # Made when it is first read by itself: most rules never are (`sieve`), and starting must stay quick.
    made: list[tuple[Way, tuple[Any, ...], tuple[Check, ...]]] = []

    def read(reading: Reading) -> Evidence:
        if not made:
            asked, wanted = way_into(rule)
            made.append((asked, wanted, tuple(checks_of(rule, (asked.field,)))))
        way, values, checks = made[0]
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


# Forms

FORMS = way_to(Administration, "instrument", True)


def _recent(form: Fact, within: int | None, reading: Reading) -> bool:
    return within is None or (reading.on - day_of(form)).days <= within


def _scored(instrument: str, reading: Reading) -> Iterator[tuple[Administration, Score]]:
    """The scored forms of an instrument, newest first; each is scored only when it is come to."""
    for form in reading.table(FORMS).get(instrument, ()):
        result = reading.score_of(form)
        if result is not None:
            yield form, result


def _by_score(rule: ScoreRule, reading: Reading) -> Evidence:
    for form, result in _scored(rule.instrument, reading):
        value = result.value(rule.scale)
        if value is not None:
            fits = in_range(value, rule.at_least, rule.at_most) and _recent(form, rule.within_days, reading)
            return (form.id,) if fits else None
    return None


def _by_band(rule: BandRule, reading: Reading) -> Evidence:
    for form, result in _scored(rule.instrument, reading):
        band = result.bands.get(rule.scheme)
        if band is not None:
            return (form.id,) if band in rule.labels and _recent(form, rule.within_days, reading) else None
    return None


def _by_flag(rule: FlagRule, reading: Reading) -> Evidence:
    for form, result in _scored(rule.instrument, reading):
        if result.has(rule.flag):
            return (form.id,) if _recent(form, rule.within_days, reading) else None
        if result.complete:
            return None
    return None


def _by_answer(rule: AnswerRule, reading: Reading) -> Evidence:
    for form in reading.table(FORMS).get(rule.instrument, ()):
        value = form.answers.get(rule.item)
        if value is not None:
            fits = in_range(value, rule.at_least, rule.at_most) and _recent(form, rule.within_days, reading)
            return (form.id,) if fits else None
    return None


# The client, and rules over rules


def _by_age(rule: AgeRule, reading: Reading) -> Evidence:
    age = reading.chart.age
    return () if age is not None and in_range(age, rule.at_least, rule.at_most) else None


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
