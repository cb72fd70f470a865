"""Facts that the centre keeps beside: domains considered, the care team, consents, what came from elsewhere."""

import datetime
from typing import Any, Literal

from goldthread.record.fact import Fact, Text
from goldthread.terms import LifeDomain


class DomainConsidered(Fact, tag="considered", frozen=True, kw_only=True):
    """A life domain was gone through together; `recorded_by` did it."""

    domain: LifeDomain
    note: str = ""


class DomainSetAside(Fact, tag="set-aside", frozen=True, kw_only=True):
    """A life domain was left for later: why, and until when."""

    domain: LifeDomain
    reason: Text
    look_again_on: datetime.date


class CareMember(Fact, tag="care-member", frozen=True, kw_only=True):
    """Somebody who takes part in the care."""

    name: Text
    role: Text
    organisation: str = ""


class ConsentGiven(Fact, tag="consent", frozen=True, kw_only=True):
    """A consent (or refusal) on file; disclosure decides what may leave, this only says what was signed."""

    about: Text
    decision: Literal["permit", "deny"] = "permit"
    to: str = ""
    expires: datetime.date | None = None


class PriorGoal(Fact, tag="prior-goal", frozen=True, kw_only=True):
    """A goal or plan that came from elsewhere: a proposal, never copied into a plan by itself."""

    text: Text
    status: str = ""
    target: str = ""
    target_date: datetime.date | None = None


class Unmapped(Fact, tag="unmapped", frozen=True, kw_only=True):
    """Something in an input that was not understood; kept whole and listed."""

    what: Text
    reason: Text
    content: Any = None


class Withdrawn(Fact, tag="withdrawn", frozen=True, kw_only=True):
    """Takes back the fact that it corrects, without putting another in its place."""

    reason: Text

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.corrects is None:
            raise ValueError("`withdrawn` needs `corrects`: which fact is taken back")
