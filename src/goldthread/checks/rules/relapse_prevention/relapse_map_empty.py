"""A plan that answers a substance need and lists no trigger."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.plan import Disposition


def find(subject: Subject) -> Iterator[Found]:
    """At most one finding."""
    if subject.plan.triggers:
        return
    answered = [
        need
        for need in sorted(subject.substance_needs)
        if need in subject.plan_needs and subject.plan_needs[need].disposition is Disposition.ANSWERED
    ]
    if answered:
        yield Found(
            message="The plan answers use of a substance, and lists no trigger. "
            "Ask for the last three times: where, with whom, at what hour, with what feeling?",
            path=("plan", "triggers"),
            need=answered[0],
        )
