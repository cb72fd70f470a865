"""An objective whose measure has no baseline."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each such objective."""
    for objective in subject.objectives:
        if objective.measure and objective.baseline is None and not subject.asks(objective, "baseline"):
            yield Found(
                message=f"Objective {objective.id} (goal {objective.goal}) has no baseline. "
                "Measure or count where the client stands today, and write it down.",
                path=("plan", "objectives", objective.id),
                item=objective.id,
            )
