"""An objective whose target date has passed."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each such objective."""
    if not subject.is_open:
        return
    for objective in subject.objectives:
        if objective.target_date is not None and objective.target_date < subject.on:
            yield Found(
                message=f"The day of objective {objective.id} (goal {objective.goal}), {objective.target_date}, "
                "has passed. Look at it together, and give it its status or a new day.",
                path=("plan", "objectives", objective.id, "target_date"),
                item=objective.id,
            )
