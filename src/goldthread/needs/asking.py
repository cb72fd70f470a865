"""What a fact rule asks: how the facts that may fit are looked up, and what is then asked of each."""

from collections.abc import Callable, Container, Iterator
from typing import Any

from goldthread.needs.reading import ALL, CLASS, CODE, Reading, Way, bare_code, bare_text, day_of, way_to
from goldthread.needs.rules import FactRule
from goldthread.record import FACT_KINDS

Check = Callable[[Any, Reading], bool]


def looked_up(rule: FactRule) -> dict[str, tuple[Any, ...]]:
    """All that can be looked up of a fact, by field: of each, the fact must hold one of the values."""
    wanted: dict[str, tuple[Any, ...]] = {}
    if rule.medicine_class:
        wanted[CLASS] = rule.medicine_class
    if rule.code_prefix:
        wanted[CODE] = tuple(bare_code(prefix) for prefix in rule.code_prefix)
    wanted.update({field: tuple(values) for field, values in rule.where.items()})
    if rule.said_by_client or rule.said_by_others:
        excluded = (rule.said_by_others, rule.said_by_client)
        wanted["from_client"] = tuple(said for said, out in zip((True, False), excluded, strict=True) if not out)
    return wanted


def way_into(rule: FactRule) -> tuple[Way, tuple[Any, ...]]:
    """How facts are looked up for the rule when it is read by itself, and the values looked for.

    Content names what is particular first (`topic`, `domain`, `substance`), so the first field is taken.
    """
    field, values = next(iter(looked_up(rule).items()), (ALL, (None,)))
    return way_to(FACT_KINDS[rule.kind], field, rule.ever), tuple(dict.fromkeys(values))


def checks_of(rule: FactRule, known: Container[str]) -> Iterator[Check]:
    """What is left to be asked of a fact that was looked up; `known`: the fields by which it was."""
    for field, values in looked_up(rule).items():
        if field not in known:
            yield _holds_one_of(field, values)
    yield from rest_of(rule)


def rest_of(rule: FactRule) -> Iterator[Check]:
    """What cannot be looked up at all."""
    yield from _dates(rule)
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


def _dates(rule: FactRule) -> Iterator[Check]:
    if rule.within_days is not None or rule.older_than_days is not None:
        yield _dated(rule)
    if rule.lasted_days is not None:
        yield _lasted(rule.lasted_days)


def _holds_one_of(field: str, values: tuple[Any, ...]) -> Check:
    def check(fact: Any, reading: Reading) -> bool:
        held = reading.held(fact, field)
        return any(each in values for each in held) if isinstance(held, (tuple, frozenset)) else held in values

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
