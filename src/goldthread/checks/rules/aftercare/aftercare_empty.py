"""A plan without aftercare."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject


def find(subject: Subject) -> Iterator[Found]:
    """At most one finding."""
    if not subject.is_shell and not subject.plan.aftercare:
        yield Found(
            message="Nothing follows the programme. Plan from now on where the client will live, what they will live "
            "on, and who goes on treating and standing by them.",
            path=("plan", "aftercare"),
        )
