"""What a chart must hold for a rule to be worth reading.

A library has hundreds of rules, a chart a few dozen facts. For every rule it is worked out once which marks (a value
that a fact holds in one field) it cannot do without; every mark is a bit; a chart's bits are taken once, and a rule is
only read when they meet. That never changes what is found: a law in the tests reads every rule both ways.
"""

from typing import Any

from goldthread.needs.asking import way_into
from goldthread.needs.evidence import FORMS
from goldthread.needs.reading import Reading, Way
from goldthread.needs.rules import AllRule, AnswerRule, AnyRule, BandRule, FactRule, FlagRule, Rule, ScoreRule

Mark = tuple[Way, Any]

_ALWAYS = 1  # a bit that every chart has


def marks_of(rule: Rule) -> frozenset[Mark]:
    """Marks of which a chart must hold at least one for the rule to match; none: the rule must always be read."""
    if isinstance(rule, FactRule):
        way, values = way_into(rule)
        return frozenset((way, value) for value in values)
    if isinstance(rule, (ScoreRule, BandRule, FlagRule, AnswerRule)):
        return frozenset({(FORMS, rule.instrument)})
    parts = [marks_of(each) for each in rule.of] if isinstance(rule, (AllRule, AnyRule)) else []
    if isinstance(rule, AllRule):
        # Each part must match, so the marks of any one will do: the fewest let the fewest charts through.
        return min(filter(None, parts), key=len, default=frozenset())
    if isinstance(rule, AnyRule) and all(parts):
        return frozenset().union(*parts)
    return frozenset()  # an age, a language, an absence: nothing in the chart tells in advance


class Gates:
    """Gates of many rules over one set of bits: a rule is worth reading for a chart when `gate & opened_by`."""

    __slots__ = ("_bits",)

    def __init__(self) -> None:
        self._bits: dict[Way, dict[Any, int]] = {}

    def gate(self, rule: Rule) -> int:
        """A number that has a bit in common with every chart in which the rule may match."""
        number = 0
        for way, value in marks_of(rule):
            bits = self._bits.setdefault(way, {})
            if value not in bits:
                bits[value] = _ALWAYS << (1 + sum(map(len, self._bits.values())))
            number |= bits[value]
        return number or _ALWAYS

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
