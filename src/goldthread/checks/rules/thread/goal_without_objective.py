"""A goal that is worked on and has no objective."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each goal without an objective."""
    for goal in subject.goals:
        if goal.status != "reached" and goal.id not in subject.objectives_of:
            yield Found(
                message=f"Goal {goal.id} ({goal.section.label}) has no step that can be measured. "
                "Ask the client how they would notice that it comes nearer, and write that down as an objective.",
                path=("plan", "goals", goal.id),
                item=goal.id,
            )
