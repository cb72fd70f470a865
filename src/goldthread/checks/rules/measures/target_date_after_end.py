"""An objective that is due after the planned end of the programme."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each such objective."""
    end = subject.plan.planned_end
    if end is None:
        return
    carried = {item.need for item in subject.plan.aftercare if item.need}
    for objective in subject.objectives:
        if objective.target_date is None or objective.target_date <= end:
            continue
        if carried.isdisjoint(subject.needs_of[objective.id]):
            yield Found(
                message=f"Objective {objective.id} (goal {objective.goal}) is due on {objective.target_date}, after "
                f"the planned end on {end}. Bring the day forward, or carry it on in aftercare.",
                path=("plan", "objectives", objective.id, "target_date"),
                item=objective.id,
            )
