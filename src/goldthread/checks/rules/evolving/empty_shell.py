"""A plan that was begun and stays empty."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject

EMPTY_DAYS = 7
NO_GOAL_DAYS = 14


def find(subject: Subject) -> Iterator[Found]:
    """At most one finding."""
    days = (subject.on - subject.plan.started_on).days
    if subject.plan.goals or not subject.is_open or days <= (EMPTY_DAYS if subject.is_shell else NO_GOAL_DAYS):
        return
    what = "neither needs nor goals nor interventions" if subject.is_shell else "no goal"
    yield Found(
        message=f"The plan was begun {days} days ago and holds {what}. "
        "Word the first goal with the client, or withdraw the draft.",
        path=("plan",),
    )
