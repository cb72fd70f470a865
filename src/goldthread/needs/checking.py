"""Can a rule of the content ever match? A misspelt field or value would silently keep a need from ever appearing."""

import datetime
import types
from collections.abc import Collection, Iterator, Mapping
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from goldthread.instruments import InstrumentDefinition
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
from goldthread.record import FACT_KINDS, STATES, Fact, Medicine

Problems = Iterator[str]


def check_rule(
    rule: Rule, *, instruments: Mapping[str, InstrumentDefinition], medicine_classes: Collection[str]
) -> list[str]:
    """What is wrong with the rule, in plain words; empty where nothing is.

    Kinds, fields, values of closed lists, instruments, their items, scales, flags and schemes, and classes of medicines
    must exist, a range must be asked for, and an absence (`not`) must stand beside something present.
    """
    problems = list(_problems(rule, instruments, medicine_classes))
    if not _present(rule):
        problems.append("the rule asks only for what is absent: absence alone is no evidence")
    return problems


def _present(rule: Rule) -> bool:
    """Whether the rule needs something to be there."""
    if isinstance(rule, NotRule):
        return False
    if isinstance(rule, AllRule):
        return any(_present(each) for each in rule.of)
    if isinstance(rule, AnyRule):
        return all(_present(each) for each in rule.of)
    return True


def _problems(
    rule: Rule, instruments: Mapping[str, InstrumentDefinition], medicine_classes: Collection[str]
) -> Problems:
    if isinstance(rule, FactRule):
        yield from _fact_problems(rule, medicine_classes)
    elif isinstance(rule, (AllRule, AnyRule)):
        for each in rule.of:
            yield from _problems(each, instruments, medicine_classes)
    elif isinstance(rule, NotRule):
        yield from _problems(rule.of, instruments, medicine_classes)
    elif isinstance(rule, AgeRule):
        yield from _range_problems(rule.at_least, rule.at_most, "age")
    elif not isinstance(rule, ClientRule):
        definition = instruments.get(rule.instrument)
        if definition is None:
            yield f"the instrument {rule.instrument!r} is not in the library"
        else:
            yield from _form_problems(rule, definition)


def _range_problems(at_least: float | None, at_most: float | None, what: str) -> Problems:
    if at_least is None and at_most is None:
        yield f"{what}: neither `at_least` nor `at_most` is given"
    elif at_least is not None and at_most is not None and at_least > at_most:
        yield f"{what}: `at_least` lies above `at_most`"


# Forms


def _form_problems(rule: ScoreRule | BandRule | FlagRule | AnswerRule, definition: InstrumentDefinition) -> Problems:
    name = definition.id
    if isinstance(rule, ScoreRule):
        if rule.scale not in {scale.id for scale in definition.scales}:
            yield f"{name} has no scale {rule.scale!r}"
        yield from _range_problems(rule.at_least, rule.at_most, name)
    elif isinstance(rule, AnswerRule):
        if rule.item not in {item.id for item in definition.items}:
            yield f"{name} has no item {rule.item!r}"
        yield from _range_problems(rule.at_least, rule.at_most, name)
    elif isinstance(rule, FlagRule):
        if rule.flag not in definition.flags:
            yield f"{name} has no flag {rule.flag!r}"
    else:
        labels = {band.label for each in definition.bands if each.scheme == rule.scheme for band in each.bands}
        if not labels:
            yield f"{name} has no scheme of bands {rule.scheme!r}"
        yield from (f"{name}: {rule.scheme!r} has no band {label!r}" for label in rule.labels if label not in labels)


# Facts


def _fact_problems(rule: FactRule, medicine_classes: Collection[str]) -> Problems:
    kind = FACT_KINDS.get(rule.kind)
    if kind is None:
        yield f"there is no kind of fact {rule.kind!r}"
        return
    fields = get_type_hints(kind)
    named = (*rule.where, *rule.at_least, *rule.at_most, *rule.filled, *rule.mentions, *rule.unmentioned)
    yield from (f"{rule.kind} has no field {name!r}" for name in named if name not in fields)
    for field, values in rule.where.items():
        if field in fields:
            yield from _value_problems(rule, field, values, fields[field])
    if rule.code_prefix and "codes" not in fields:
        yield f"{rule.kind} carries no codes"
    if rule.medicine_class and kind is not Medicine:
        yield "only a medicine has a class"
    for each in rule.medicine_class:
        if each not in medicine_classes:
            yield f"there is no class of medicines {each!r}"
    if rule.said_by_client and rule.said_by_others:
        yield f"{rule.kind}: nobody is the client and somebody else"
    yield from _time_problems(rule, kind)
    if rule.unnamed_in:
        yield from _reference_problems(rule.unnamed_in)


def _value_problems(rule: FactRule, field: str, values: list[Any], hint: Any) -> Problems:
    allowed = _choices(hint)
    if rule.kind == "circumstance" and field == "state":
        allowed = {state for topic in rule.where.get("topic", STATES) for state in STATES.get(topic, ())}
    if not values:
        yield f"{rule.kind}.{field}: no value is listed"
    if allowed is not None:
        yield from (f"{rule.kind}.{field} is never {value!r}" for value in values if value not in allowed)


def _choices(hint: Any) -> set[Any] | None:
    """The closed list of values that a field can hold; None where it is open."""
    origin = get_origin(hint)
    if origin is Literal:
        return set(get_args(hint))
    if origin is tuple:
        return _choices(get_args(hint)[0])
    if origin in (Union, types.UnionType):
        parts = [_choices(each) for each in get_args(hint)]
        # A date or a number is open, but whether there is one may be asked: `[null]`.
        return set().union(*(part for part in parts if part is not None)) if None not in parts else None
    if hint is type(None):
        return {None}
    if hint is bool:
        return {True, False}
    return {each.value for each in hint} if isinstance(hint, type) and issubclass(hint, Enum) else None


def _time_problems(rule: FactRule, kind: type[Fact]) -> Problems:
    timed = rule.within_days is not None or rule.older_than_days is not None
    if rule.dated_by:
        hint = get_type_hints(kind).get(rule.dated_by)
        if hint is not datetime.date and datetime.date not in get_args(hint):
            yield f"{rule.kind} has no date {rule.dated_by!r}"
        if not timed:
            yield "`dated_by` stands without a number of days"


def _reference_problems(where: str) -> Problems:
    kind, _, field = where.partition(".")
    if kind not in FACT_KINDS or field not in get_type_hints(FACT_KINDS[kind]):
        yield f"`unnamed_in` names {where!r}, which is no field of a kind of fact"
