"""What a chart must hold for a rule to be worth reading.

A library has hundreds of rules, a chart a few dozen facts. For every rule it is worked out once which marks (a value
that a fact holds in one field) it cannot do without; every mark is a bit; a chart's bits are taken once, and a rule is
only read when they meet. That never changes what is found: a law in the tests reads every rule both ways.
"""

from collections.abc import Iterable
from typing import Any

from goldthread.needs.evidence import FORMS, way_into
from goldthread.needs.reading import Reading, Way
from goldthread.needs.rules import AllRule, AnswerRule, AnyRule, BandRule, FactRule, FlagRule, Rule, ScoreRule

Mark = tuple[Way, Any]
# Of each set a chart must hold at least one mark; no set at all: the rule must always be read.
Marks = tuple[frozenset[Mark], ...]
# The same in bits: every number must have a bit in common with the chart's.
Gate = tuple[int, ...]

_ALWAYS = 1  # a bit that every chart has


def marks_of(rule: Rule) -> Marks:
    """The marks without which the rule cannot match."""
    if isinstance(rule, FactRule):
        way, values = way_into(rule)
        return (frozenset((way, value) for value in values),)
    if isinstance(rule, (ScoreRule, BandRule, FlagRule, AnswerRule)):
        return (frozenset({(FORMS, rule.instrument)}),)
    if isinstance(rule, AllRule):
        return tuple(marks for each in rule.of for marks in marks_of(each))
    if isinstance(rule, AnyRule):
        choices = [marks_of(each) for each in rule.of]
        if all(choices):
            # One set of each choice is enough to keep the promise; the smallest lets the fewest charts through.
            return (frozenset().union(*(min(marks, key=len) for marks in choices)),)
    return ()  # an age, a language, an absence: nothing in the chart tells in advance


class Gates:
    """Gates of many rules over one set of bits."""

    __slots__ = ("_bits",)

    def __init__(self) -> None:
        self._bits: dict[Way, dict[Any, int]] = {}

    def gate(self, rule: Rule) -> Gate:
        """The gate of a rule."""
        return tuple(self._number(marks) for marks in marks_of(rule))

    def either(self, rules: Iterable[Rule]) -> int:
        """One number that has a bit in common with every chart in which one of the rules may match."""
        number = 0
        for rule in rules:
            number |= min(self.gate(rule), key=int.bit_count, default=_ALWAYS)
        return number

    def _number(self, marks: frozenset[Mark]) -> int:
        number = 0
        for way, value in marks:
            bits = self._bits.setdefault(way, {})
            if value not in bits:
                bits[value] = _ALWAYS << (1 + sum(map(len, self._bits.values())))
            number |= bits[value]
        return number

    def opened_by(self, reading: Reading) -> int:
        """The bits of a chart."""
        number = _ALWAYS
        kinds = reading.chart.kinds
        for way, bits in self._bits.items():
            if way.kind not in kinds:
                continue
            for value in reading.table(way):
                number |= bits.get(value, 0)
        return number


def opens(gate: Gate, bits: int) -> bool:
    """Whether a chart with those bits is worth reading for the rule."""
    for each in gate:  # noqa: SIM110 - asked hundreds of times per record, and `all` over a generator is slower
        if not each & bits:
            return False
    return True
