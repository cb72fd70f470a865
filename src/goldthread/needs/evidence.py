"""Does the record hold this? Rules read against a chart; the answer is the facts that say so."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from goldthread.instruments import InstrumentDefinition, Score
from goldthread.needs.rules import Rule
from goldthread.record import Administration, Chart

if TYPE_CHECKING:
    import datetime


class Reading:
    """A chart with what is needed to read it: the instruments (to score forms once) and the classes of medicines."""

    __slots__ = ("_scores", "chart", "instruments", "medicine_classes")

    def __init__(
        self,
        *,
        chart: Chart,
        instruments: Mapping[str, InstrumentDefinition],
        medicine_classes: Mapping[str, frozenset[str]],
    ) -> None:
        self.chart = chart
        self.instruments = instruments
        self.medicine_classes = medicine_classes
        self._scores: dict[str, Score | None] = {}

    @property
    def on(self) -> "datetime.date":
        """The day of reading."""
        return self.chart.on

    def score_of(self, administration: Administration) -> Score | None:
        """The score of one filled-in form; None where the instrument is not in the library or refuses the answers."""
        raise NotImplementedError

    def scores(self, instrument: str) -> list[tuple[Administration, Score]]:
        """All scored forms of one instrument, newest first."""
        raise NotImplementedError

    def classes_of(self, medicine: str) -> frozenset[str]:
        """The classes of a medicine by a name in it (generic or brand); empty where it is not known."""
        raise NotImplementedError


def evidence_for(*, rule: Rule, reading: Reading) -> tuple[str, ...] | None:
    """The ids of the facts for which the rule matches, sorted; None where it does not match.

    An `age` or `not` rule matches without facts and gives an empty tuple.
    """
    raise NotImplementedError
