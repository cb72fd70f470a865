"""Taking an option into a draft: the operations that it comes to. What is written is drafted like a first draft, from
this client's record; what stands in the plan already is not touched."""

from collections.abc import Iterator
from typing import Any

import msgspec

from goldthread.case import Case
from goldthread.plan import Disposition, Goal, Intervention, Objective, Plan, PlanNeed
from goldthread.plan.operations import AddItem, ChangeField, Operation
from goldthread.practice.draft_case import draft_case
from goldthread.terms import Words
from goldthread.web.plan.forms import own_words
from goldthread.web.plan.opening import Opened


def operations(here: Opened, case: Case, *, need: str, modality: str, said: str, does: str) -> tuple[Operation, ...]:
    """What is changed so that the plan answers the need with this modality. Raises BadInput for what is not in the
    library."""
    drafted = draft_case(case=case, desk=here.desk, by=here.actor.role.value, choices={need: (modality,)})
    needs = {each.id for each in here.plan.needs} | {need}
    goal, goal_steps = _goal(here, drafted, need, needs, said)
    objectives = _objectives(here, drafted, goal, need)
    steps = [
        *_need(here.plan, drafted, need),
        *goal_steps,
        *(AddItem(collection="objectives", item=each) for each in objectives),
    ]
    kept = {each.id for each in here.plan.objectives} | {each.id for each in objectives}
    return (*steps, *_done(here.plan, drafted, need, modality, needs, kept, does))


def _need(plan: Plan, drafted: Plan, need: str) -> Iterator[Operation]:
    held = next((each for each in plan.needs if each.id == need), None)
    if held is None:
        fresh: PlanNeed = next(each for each in drafted.needs if each.id == need)
        yield AddItem(collection="needs", item=msgspec.structs.replace(fresh, disposition=Disposition.ANSWERED))
    elif held.disposition is not Disposition.ANSWERED:
        yield ChangeField(
            collection="needs", id=need, field="disposition", before=held.disposition.value, after="answered"
        )


def _goal(here: Opened, drafted: Plan, need: str, needs: set[str], said: str) -> tuple[str | None, list[Operation]]:
    """The goal that answers the need: the one that is there, else the drafted one, in the client's words."""
    plan = here.plan
    words = own_words(here, said) if said.strip() else None
    held = [each for each in plan.goals if need in each.needs]
    if held:
        silent = next((each for each in held if each.own_words is None), None)
        if words is None or silent is None:
            return held[0].id, []
        change = ChangeField(collection="goals", id=silent.id, field="own_words", before=None, after=words)
        return silent.id, [change]
    fresh = next((each for each in drafted.goals if need in each.needs), None)
    if fresh is None:
        return None, []
    changed: dict[str, Any] = {
        "id": _free(plan, fresh.id),
        "needs": tuple(each for each in fresh.needs if each in needs and not _has_goal(plan, each)) or (need,),
        "rank": max((each.rank for each in plan.goals), default=0) + 1,
    }
    if words is not None or _said_elsewhere(plan, fresh):
        changed["own_words"] = msgspec.convert(words, Words | None)
    goal = msgspec.structs.replace(fresh, **changed)
    return goal.id, [AddItem(collection="goals", item=goal)]


def _said_elsewhere(plan: Plan, goal: Goal) -> bool:
    """The same words are not put under two goals."""
    return goal.own_words is not None and any(
        each.own_words is not None and each.own_words.text == goal.own_words.text for each in plan.goals
    )


def _has_goal(plan: Plan, need: str) -> bool:
    return any(need in each.needs for each in plan.goals)


def _objectives(here: Opened, drafted: Plan, goal: str | None, need: str) -> list[Objective]:
    """The drafted steps, where the goal has none yet."""
    if goal is None or any(each.goal == goal for each in here.plan.objectives):
        return []
    source = next((each.id for each in drafted.goals if need in each.needs), None)
    fresh = [each for each in drafted.objectives if each.goal == source]
    return [msgspec.structs.replace(each, id=_free(here.plan, each.id), goal=goal) for each in fresh]


def _done(  # noqa: PLR0917 - the parts of one choice
    plan: Plan, drafted: Plan, need: str, modality: str, needs: set[str], objectives: set[str], does: str
) -> Iterator[Operation]:
    """What is done: the drafted intervention, or the one that is there, which then serves this need too."""
    held = next((each for each in plan.interventions if each.modality == modality), None)
    if held is not None:
        if need not in held.needs:
            after = sorted((*held.needs, need))
            yield ChangeField(collection="interventions", id=held.id, field="needs", before=held.needs, after=after)
        if does.strip() and not held.client_does:
            yield ChangeField(
                collection="interventions", id=held.id, field="client_does", before="", after=does.strip()
            )
        return
    fresh = next((each for each in drafted.interventions if each.modality == modality), None)
    if fresh is not None:
        yield AddItem(collection="interventions", item=_fitted(plan, fresh, needs, objectives, does))
        return
    for medicine in drafted.medicines:
        if medicine.from_option == modality and not any(each.medicine == medicine.medicine for each in plan.medicines):
            yield AddItem(collection="medicines", item=msgspec.structs.replace(
                medicine, id=_free(plan, medicine.id), need=medicine.need if medicine.need in needs else need
            ))  # fmt: skip


def _fitted(plan: Plan, fresh: Intervention, needs: set[str], objectives: set[str], does: str) -> Intervention:
    """The intervention as this plan can hold it: pointing only at what is there."""
    return msgspec.structs.replace(
        fresh,
        id=_free(plan, fresh.id),
        needs=tuple(each for each in fresh.needs if each in needs),
        objectives=tuple(each for each in fresh.objectives if each in objectives),
        after=None,
        client_does=does.strip() or fresh.client_does,
    )


def _free(plan: Plan, wanted: str) -> str:
    taken, number, name = {item.id for _, item in plan.items()}, 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted[:74]}-{number}"
    return name
