"""A goal that points back at no need."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each goal without a need."""
    for goal in subject.goals:
        if not goal.needs:
            yield Found(
                message=f"Goal {goal.id} ({goal.section.label}) points back at no need. "
                "Ask what it is for, and name the need behind it, or let it go.",
                path=("plan", "goals", goal.id),
                item=goal.id,
            )
