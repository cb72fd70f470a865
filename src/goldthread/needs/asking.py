"""What a fact rule asks: how the facts that may fit are looked up, and what is then asked of each."""

from collections.abc import Callable, Iterator
from typing import Any

from goldthread.needs.reading import ALL, CLASS, CODE, CODE_START, Reading, Way, bare_code, bare_text, day_of, way_to
from goldthread.needs.rules import FactRule
from goldthread.record import FACT_KINDS

Check = Callable[[Any, Reading], bool]


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


def checks_of(rule: FactRule, way_in: str) -> Iterator[Check]:
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
        return isinstance(value, (int, float)) and in_range(value, at_least, at_most)

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


def in_range(value: float, at_least: float | None, at_most: float | None) -> bool:
    """Whether a value lies between two ends, both included; an end of None is open."""
    return (at_least is None or value >= at_least) and (at_most is None or value <= at_most)
