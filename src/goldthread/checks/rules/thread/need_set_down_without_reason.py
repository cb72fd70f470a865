"""A need that is set down without the reason, day or place that belongs to it."""

import datetime
from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.plan import Disposition, PlanNeed


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each such need."""
    for need in subject.plan.needs:
        lacking = _lacking(need, subject.on)
        if lacking:
            yield Found(
                message=f"{need.section.label}: the need “{need.title}” is {need.disposition}, and {lacking}.",
                path=("plan", "needs", need.id),
                item=need.id,
                need=need.id,
            )


def _lacking(need: PlanNeed, on: datetime.date) -> str:
    reason, until = need.reason or need.because, need.until
    if need.disposition is Disposition.DEFERRED:
        if until is not None and until < on:
            return "the day to look at it again has passed. Ask the client about it now"
        lacks = [word for word, there in (("why", reason), ("until when", until)) if not there]
        return f"it is not said {' and '.join(lacks)}. Write it down" if lacks else ""
    if need.disposition is Disposition.REFERRED and not need.referred_to:
        return "it is not said to whom. Name the place and the person"
    if need.disposition is Disposition.DECLINED and not reason:
        return "the client's reason is not written down. Ask for it"
    return ""
