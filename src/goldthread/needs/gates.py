"""What a chart must hold for a rule to be worth reading.

A library has hundreds of rules, and a chart meets few of them. For every rule it is worked out once which fact rules
and forms it cannot do without; each of these is a bit; a chart's bits are taken once, and a rule is only read when they
meet. That never changes what is found: a law in the tests reads every rule both ways.
"""

from goldthread.needs.evidence import FORMS
from goldthread.needs.reading import Reading
from goldthread.needs.rules import AllRule, AnswerRule, AnyRule, BandRule, FactRule, FlagRule, NotRule, Rule, ScoreRule
from goldthread.needs.sieve import Sieve

_ALWAYS = 1  # a bit that every chart has


class Gates:
    """Gates of many rules over one set of bits: a rule is worth reading for a chart when `gate & opened_by`."""

    __slots__ = ("_forms", "_next", "_sieve")

    def __init__(self) -> None:
        self._sieve = Sieve()
        self._forms: dict[str, int] = {}
        self._next = _ALWAYS << 1

    def gate(self, rule: Rule) -> int:
        """A number that has a bit in common with every chart in which the rule may match."""
        return self._needed(rule) or _ALWAYS

    def _needed(self, rule: Rule) -> int:
        """Bits of which a chart must have at least one for the rule to match; 0: the rule must always be read."""
        if isinstance(rule, FactRule):
            return self._taken(self._sieve.add(rule, self._next))
        if isinstance(rule, (ScoreRule, BandRule, FlagRule, AnswerRule)):
            return self._taken(self._forms.setdefault(rule.instrument, self._next))
        if isinstance(rule, NotRule):
            self._needed(rule.of)  # read with the others; that it is absent tells nothing in advance
        parts = [self._needed(each) for each in rule.of] if isinstance(rule, (AllRule, AnyRule)) else []
        if isinstance(rule, AllRule):
            # Each part must match, so the bits of any one will do: the fewest let the fewest charts
            # through, and of equals the last: content names what is common first.
            return min(filter(None, reversed(parts)), key=int.bit_count, default=0)
        number = 0
        for part in parts if all(parts) else ():
            number |= part
        return number  # 0 for an age, a language, an absence

    def _taken(self, bit: int) -> int:
        self._next = max(self._next, bit << 1)
        return bit

    def opened_by(self, reading: Reading) -> int:
        """The bits of a chart."""
        number = _ALWAYS | self._sieve.sift(reading)
        for instrument in reading.table(FORMS):
            number |= self._forms.get(instrument, 0)
        return number
