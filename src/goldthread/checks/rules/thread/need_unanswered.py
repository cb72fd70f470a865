"""A need that the record or the plan names and that nothing in the plan answers."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.needs import Need
from goldthread.plan import Disposition, PlanNeed

_DECIDE = "Answer it with a goal, or say that it is deferred, referred or declined, and why."


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each need without an answer."""
    derived = {need.id: need for need in subject.needs.needs}
    for need in subject.needs.needs:
        if need.id not in subject.plan_needs:
            yield _missing(need)
    for held in subject.plan.needs:
        if held.disposition is Disposition.OPEN:
            yield _found(held, derived.get(held.id), "is in the plan, and nothing is decided about it")
        elif held.disposition is Disposition.ANSWERED and not subject.answers(held.id):
            yield _found(held, derived.get(held.id), "is called answered, and nothing in the plan points at it")


def _missing(need: Need) -> Found:
    return Found(
        message=f"{need.section.label}: the record calls for “{need.title}”, and the plan does not name it. {_DECIDE}",
        path=("plan", "needs"),
        item=need.id,
        need=need.id,
        facts=need.facts,
    )


def _found(held: PlanNeed, need: Need | None, what: str) -> Found:
    return Found(
        message=f"{held.section.label}: the need “{held.title}” {what}. {_DECIDE}",
        path=("plan", "needs", held.id, "disposition"),
        item=held.id,
        need=held.id,
        facts=need.facts if need else held.facts,
    )
