"""All fact rules of a library in one pass over the facts of a chart.

A library has hundreds of rules, a chart a hundred facts, and most rules ask of a fact only what it holds in one or two
fields. So it is not the rules that are read one by one: each value of each field knows the rules that ask for it, as
bits of one number, and the rules that a fact may meet are what the numbers of its values have in common. What cannot be
looked up (a day, a mention) is asked last, and only for a rule whose answer is wanted. That never changes what is
found: a law in the tests reads every rule by itself and fact by fact.
"""

from typing import Any

from goldthread.needs.asking import Check, looked_up
from goldthread.needs.evidence import Matcher, Met, Place, Sifted, matcher_for
from goldthread.needs.reading import CLASS, CODE, Reading
from goldthread.needs.rules import FactRule
from goldthread.record import FACT_KINDS, Fact

_WORKED_OUT = frozenset({CODE, CLASS})


class _Field:
    """Which rules ask what of one field: by the value asked for, and those that ask nothing of it."""

    __slots__ = ("asked", "unasked")

    def __init__(self, unasked: int) -> None:
        self.asked: dict[Any, int] = {}
        self.unasked = unasked


class _Kind:
    """The rules about facts of one kind: all, those that also read facts that ended, what they ask of each field."""

    __slots__ = ("_ever", "_fields", "_rules")

    def __init__(self) -> None:
        self._rules = 0
        self._ever = 0
        self._fields: dict[str, _Field] = {}

    def add(self, rule: FactRule, bit: int) -> None:
        wanted = looked_up(rule)
        for field in wanted:
            self._fields.setdefault(field, _Field(unasked=self._rules))
        for field, each in self._fields.items():
            if field not in wanted:
                each.unasked |= bit
            for value in wanted.get(field, ()):
                each.asked[value] = each.asked.get(value, 0) | bit
        self._rules |= bit
        self._ever |= bit if rule.ever else 0

    def met(self, reading: Reading, name: type[Fact]) -> Met:
        """The facts that may meet a rule, each with the bits of all that it may meet."""
        chart = reading.chart
        met = [(fact, self._of(fact, self._rules, reading)) for fact in chart.current(name)]
        if self._ever:
            ended = [fact for fact in chart.of(name) if fact.until is not None and fact.until < chart.on]
            met += [(fact, self._of(fact, self._ever, reading)) for fact in ended]
        return [each for each in met if each[1]]

    def _of(self, fact: Fact, rules: int, reading: Reading) -> int:
        for name, field in self._fields.items():
            held = reading.held(fact, name) if name in _WORKED_OUT else getattr(fact, name)
            if isinstance(held, (tuple, frozenset)):
                meet = field.unasked
                for value in held:
                    meet |= field.asked.get(value, 0)
                rules &= meet
            else:
                rules &= field.unasked | field.asked.get(held, 0)
            if not rules:
                break
        return rules


class Sieve:
    """Fact rules that are read together; each has a bit."""

    __slots__ = ("_kinds", "_places", "_rest")

    def __init__(self) -> None:
        self._kinds: dict[type[Fact], _Kind] = {}
        self._places: dict[Matcher, Place] = {}
        self._rest: dict[Matcher, tuple[Check, ...]] = {}

    def add(self, rule: FactRule, bit: int) -> int:
        """The bit of the rule: the one given, or that of an equal rule which is here already."""
        matcher = matcher_for(rule)
        if matcher not in self._places:
            kind = FACT_KINDS[rule.kind]
            self._places[matcher] = kind, bit, rule
            self._kinds.setdefault(kind, _Kind()).add(rule, bit)
        return self._places[matcher][1]

    def sift(self, reading: Reading) -> int:
        """The bits of the rules that may match; what is needed to tell whether they do is kept with the reading."""
        bits = 0
        met: dict[type[Fact], Met] = {}
        for name in reading.chart.kinds & self._kinds.keys():
            met[name] = self._kinds[name].met(reading, name)
            for _, rules in met[name]:
                bits |= rules
        reading.sifted = Sifted(places=self._places, rest=self._rest, met=met)
        return bits
