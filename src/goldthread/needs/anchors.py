"""What a chart must hold for a rule to be worth reading.

A library has hundreds of rules, a chart a few dozen facts. For every rule it is worked out once which marks (a kind of
fact with one value of one field) it cannot do without; a chart's marks are taken once; a rule is only read when they
meet. Leaving a rule out this way never changes what is found: the laws in the tests hold both ways of reading together.
"""

from collections.abc import Collection, Iterable
from typing import Any

from goldthread.needs.evidence import Reading, bare_code
from goldthread.needs.rules import AllRule, AnswerRule, AnyRule, BandRule, FactRule, FlagRule, Rule, ScoreRule
from goldthread.record import FACT_KINDS, Administration, Fact

# One mark: the kind of fact, the field, the value. A field of "" says only that there is such a fact.
Mark = tuple[type[Fact], str, Any]
# Of each set a chart must hold at least one mark; no set at all: the rule must always be read.
Anchors = tuple[frozenset[Mark], ...]

_CODE, _CLASS = "code", "class"  # marks that stand for the start of a code and the class of a medicine
_CODE_START = 3  # letters: "F10" of "F10.20"


def anchors_of(rule: Rule) -> Anchors:
    """The marks without which the rule cannot match."""
    if isinstance(rule, FactRule):
        return (_marks_of_fact_rule(rule),)
    if isinstance(rule, (ScoreRule, BandRule, FlagRule, AnswerRule)):
        return (frozenset({(Administration, "instrument", rule.instrument)}),)
    if isinstance(rule, AllRule):
        return tuple(anchors for each in rule.of for anchors in anchors_of(each))
    if isinstance(rule, AnyRule):
        return either(anchors_of(each) for each in rule.of)
    return ()  # an age, a language, an absence: nothing in the chart tells in advance


def either(choices: Iterable[Anchors]) -> Anchors:
    """The anchors of "one of these": one set that a chart must meet; none where one of them needs nothing."""
    union: set[Mark] = set()
    for anchors in choices:
        if not anchors:
            return ()
        union |= min(anchors, key=_width)
    return (frozenset(union),)


def _width(marks: Collection[Mark]) -> tuple[bool, int]:
    """How much a set of marks lets through: first those that ask for more than a kind of fact, then the fewest."""
    return any(field == "" for _, field, _ in marks), len(marks)


def _marks_of_fact_rule(rule: FactRule) -> frozenset[Mark]:
    kind = FACT_KINDS[rule.kind]
    if rule.medicine_class:
        return frozenset((kind, _CLASS, each) for each in rule.medicine_class)
    starts = [bare_code(prefix) for prefix in rule.code_prefix]
    if starts and all(len(start) >= _CODE_START for start in starts):
        return frozenset((kind, _CODE, start[:_CODE_START]) for start in starts)
    if rule.where:
        field = min(rule.where, key=lambda field: len(rule.where[field]))
        return frozenset((kind, field, value) for value in rule.where[field])
    return frozenset({(kind, "", None)})


def fields_of(anchors: Iterable[Anchors]) -> dict[type[Fact], tuple[str, ...]]:
    """The fields whose values `marks_of` must take, by kind of fact."""
    fields: dict[type[Fact], set[str]] = {}
    for sets in anchors:
        for kind, field, _ in (mark for marks in sets for mark in marks):
            fields.setdefault(kind, set()).add(field)
    return {kind: tuple(sorted(names)) for kind, names in fields.items()}


def marks_of(reading: Reading, fields: dict[type[Fact], tuple[str, ...]]) -> set[Mark]:
    """The marks that a chart holds in those fields."""
    marks: set[Mark] = set()
    chart = reading.chart
    for kind in chart.kinds:
        for field in fields.get(kind, ()):
            marks.update((kind, field, value) for fact in chart.of(kind) for value in _values(fact, field, reading))
    return marks


def _values(fact: Any, field: str, reading: Reading) -> Iterable[Any]:
    if field == "":
        return (None,)
    if field == _CODE:
        return [bare_code(code.code)[:_CODE_START] for code in fact.codes]
    if field == _CLASS:
        return reading.classes_of(fact.name)
    value = getattr(fact, field)
    return value if isinstance(value, tuple) else (value,)
