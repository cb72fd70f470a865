"""A goal without the client's own words."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each such goal."""
    for goal in subject.goals:
        if goal.own_words is None and not subject.asks(goal, "own_words"):
            yield Found(
                message=f"Goal {goal.id} ({goal.section.label}) is not in the client's own words. "
                "Ask how they would say it, and write it down as it was said.",
                path=("plan", "goals", goal.id),
                item=goal.id,
                need=next(iter(goal.needs), None),
            )
