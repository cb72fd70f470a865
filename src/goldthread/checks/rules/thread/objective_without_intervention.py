"""An objective that no intervention serves."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.plan import Objective


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each objective for which nothing is done."""
    for objective in subject.objectives:
        if objective.id not in subject.interventions_of and not _served_by_need(objective, subject):
            yield Found(
                message=f"Nothing is done for objective {objective.id} (goal {objective.goal}). "
                "Choose with the client what is done for it, by whom and how often.",
                path=("plan", "objectives", objective.id),
                item=objective.id,
            )


def _served_by_need(objective: Objective, subject: Subject) -> bool:
    needs = subject.needs_of[objective.id]
    if not subject.treated.isdisjoint(needs):
        return True
    return any(not each.objectives for need in needs for each in subject.interventions_for.get(need, ()))
