"""From a rule to records on which it must match: every alternative of it, with nothing more than it asks for."""

import itertools
from collections.abc import Iterator
from typing import Any

import msgspec
from written import LIBRARY, days_ago

from goldthread.needs import (
    AgeRule,
    AllRule,
    AnswerRule,
    AnyRule,
    ClientRule,
    FactRule,
    FlagRule,
    NotRule,
    Rule,
    ScoreRule,
)
from goldthread.record import FACT_KINDS

# Facts and what is said of the client.
Witness = tuple[list[dict[str, Any]], dict[str, Any]]

# What a fact must say that the rule may leave open.
_MUST = {
    "label": "x",
    "name": "x",
    "text": "x",
    "relation": "x",
    "topic": "other",
    "level": "low",
    "type": "other",
    "situation": "unknown",
    "state": "x",
    "substance": "other",
    "stance": "prefers",
    "about": "sobriety",
    "value": 5,
    "role": "protective",
    "bears_on": ["x"],
    "instrument": "x",
    "domain": "mood",
    "reason": "x",
}


def witnesses(rule: Rule) -> Iterator[Witness]:
    """One witness for each alternative of the rule."""
    if isinstance(rule, AllRule):
        for parts in itertools.product(*(list(witnesses(each)) for each in rule.of)):
            yield [fact for facts, _ in parts for fact in facts], {k: v for _, said in parts for k, v in said.items()}
    elif isinstance(rule, AnyRule):
        for each in rule.of:
            yield from witnesses(each)
    elif isinstance(rule, NotRule):
        yield [], {}
    elif isinstance(rule, AgeRule):
        yield [], {"born": days_ago(366 * (rule.at_least or rule.at_most or 0))}
    elif isinstance(rule, ClientRule):
        yield [], {"language": "tlh"}
    elif isinstance(rule, FactRule):
        yield from ((facts, {}) for facts in _facts(rule))
    else:
        yield _form(rule)


def _facts(rule: FactRule) -> Iterator[list[dict[str, Any]]]:
    kind = FACT_KINDS[rule.kind]
    fields = {field.name: field for field in msgspec.structs.fields(kind)}
    named = list(rule.where)
    for values in itertools.product(*rule.where.values()):
        fact: dict[str, Any] = {"kind": rule.kind}
        for name, field in fields.items():
            if field.required and name in _MUST:
                fact[name] = _MUST[name]
        if rule.kind == "risk" and "topic" not in rule.where:
            fact["topic"] = "falls"
        for name, value in zip(named, values, strict=True):
            default = fields[name].default
            fact[name] = [value] if isinstance(default, tuple) else value
        fact.update(_details(rule))
        yield [fact]


def _details(rule: FactRule) -> dict[str, Any]:
    more: dict[str, Any] = {}
    if rule.code_prefix:
        more["codes"] = [{"system": "icd-10-cm", "code": rule.code_prefix[0]}]
    if rule.said_by_others:
        more["said_by"] = "therapist"
    if rule.medicine_class:
        more["name"] = LIBRARY.medicines[rule.medicine_class[0]].names[0]
    days = rule.older_than_days if rule.within_days is None else rule.within_days
    if days is not None:
        more[rule.dated_by or "since"] = days_ago(days)
    if rule.said_by_others:
        more["said_by"] = "therapist"
    if rule.lasted_days is not None and "until" in more:
        more["since"] = days_ago((days or 0) + rule.lasted_days)
    more |= {field: ["x"] if field == "triggers" else "x" for field in rule.filled}
    more |= {field: f"it is {words[0]}" for field, words in rule.mentions.items()}
    return more | rule.at_least | {field: int(value) for field, value in rule.at_most.items()}


def _form(rule: Any) -> Witness:
    definition = LIBRARY.instruments[rule.instrument]
    form: dict[str, Any] = {"kind": "administration", "instrument": rule.instrument}
    said: dict[str, Any] = {}
    if isinstance(rule, AnswerRule):
        form["answers"] = {rule.item: rule.at_most if rule.at_least is None else rule.at_least}
    elif isinstance(rule, ScoreRule):
        form["total"] = rule.at_most if rule.at_least is None else rule.at_least
    elif isinstance(rule, FlagRule):
        cutoff = next((each for each in definition.cutoffs if each.id == rule.flag), None)
        if cutoff is None:
            form["answers"] = {item.id: item.answers[-1] for item in definition.items}
        else:
            form["total"], said["sex"] = cutoff.at, cutoff.sex or "unknown"
    return [form], said
