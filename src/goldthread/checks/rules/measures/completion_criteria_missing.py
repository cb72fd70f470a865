"""A plan that does not say when it is done."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.plan import Level


def find(subject: Subject) -> Iterator[Found]:
    """At most one finding."""
    if subject.goals and not subject.plan.completion and subject.plan.level is not Level.AFTERCARE:
        yield Found(
            message="The plan does not say when this programme is done. "
            "Ask the client how both will know that they are ready to go on, and write down the signs.",
            path=("plan", "completion"),
        )
