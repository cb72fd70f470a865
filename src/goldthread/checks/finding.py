"""What a check sees (Subject) and what it says (Finding)."""

import datetime
from collections.abc import Callable, Mapping
from enum import StrEnum

import msgspec

from goldthread.catalogue import Modality
from goldthread.needs import Needs, Reading
from goldthread.plan import Plan
from goldthread.record import Chart


class Severity(StrEnum):
    """`stop`: a person must act before this plan is used; `ask`: a question to the team; `note`: worth knowing."""

    STOP = "stop"
    ASK = "ask"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 is the gravest."""
        return ("stop", "ask", "note").index(self.value)


class Subject:
    """All that a check may look at: the record on the day, the needs derived from it, the plan, the catalogue, and,
    where a corpus is given, where the same sentence stands elsewhere (`twin_of`: a sentence to the name of the place,
    None where it stands nowhere)."""

    __slots__ = ("modalities", "needs", "plan", "reading", "twin_of")

    def __init__(
        self,
        *,
        reading: Reading,
        needs: Needs,
        plan: Plan,
        modalities: Mapping[str, Modality],
        twin_of: Callable[[str], str | None] | None = None,
    ) -> None:
        self.reading = reading
        self.needs = needs
        self.plan = plan
        self.modalities = modalities
        self.twin_of = twin_of

    @property
    def chart(self) -> Chart:
        """The record on the day."""
        return self.reading.chart

    @property
    def on(self) -> datetime.date:
        """The day on which the plan is checked."""
        return self.reading.chart.on


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What one check says of one plan. `path` leads into the case file (for line and column); `item` is the item of the
    plan; `message` says what was found in plain words; `waived_by` names who set it aside, if somebody did."""

    check: str
    code: str
    severity: Severity
    message: str
    path: tuple[str | int, ...] = ()
    item: str | None = None
    facts: tuple[str, ...] = ()
    need: str | None = None
    waived_by: str = ""
