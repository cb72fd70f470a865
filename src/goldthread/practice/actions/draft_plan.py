"""Draft a plan: from the client's record, or from a plan that is given."""

import msgspec

from goldthread.case import Case
from goldthread.notation import BadInput
from goldthread.plan import Plan, State
from goldthread.plan.difference import diff
from goldthread.plan.operations import ChangeField
from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.draft_case import draft_case
from goldthread.practice.editing import own_words_in
from goldthread.practice.entries import PlanStarted
from goldthread.practice.folder import Folder
from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.refusing import Refused
from goldthread.terms import ItemId


class DraftPlan(Request, frozen=True, kw_only=True):
    """The id of the new plan. `choices`: modalities that were chosen for a need (else the first-ranked); `start`: a
    plan of this client to start from instead (a former plan, or one that was kept elsewhere)."""

    client: ItemId
    plan: ItemId
    choices: dict[ItemId, tuple[ItemId, ...]] = {}
    start: Plan | None = None


def decide(request: DraftPlan, here: Situation) -> Decision:
    """The new draft, at revision 0, for the setting in which the client is.

    Refused: `already-there` (the folder has a plan with this id), `a-draft-is-open`, `another-client` (the plan to
    start from is somebody else's), `own-words` (the copy of a plan of this folder changes the client's own words),
    `unknown-need`, `unknown-modality`.
    """
    _refuse_second(request, here.here)
    plan = _copied(request.start, here) if request.start is not None else _drafted(request, here)
    stay = here.here.episodes[-1]
    plan = msgspec.structs.replace(
        plan,
        id=request.plan,
        level=stay.level,
        programme=stay.programme or plan.programme,
    )
    return Decision(entries=(PlanStarted(**here.stamp(), plan=plan),), answer={"plan": request.plan, "revision": 0})


def _refuse_second(request: DraftPlan, folder: Folder) -> None:
    if folder.plan(request.plan) is not None:
        raise Refused("already-there", "The folder already has a plan with this id.", fix="Give it another id.")
    for name, file in folder.plans.items():
        if file.plan.state is State.DRAFT:
            raise Refused(
                "a-draft-is-open",
                "Another plan of this client is still a draft.",
                fix="Go on with that one, or withdraw it.",
                details={"plan": name},
            )


def _drafted(request: DraftPlan, here: Situation) -> Plan:
    case = Case(on=here.today, record=here.here.record)
    try:
        return draft_case(case=case, desk=here.desk, by=here.actor.role.value, choices=request.choices)
    except BadInput as wrong:
        raise Refused(wrong.code, wrong.message, fix=wrong.fix or "Look it up in the library.") from None


def _copied(start: Plan, here: Situation) -> Plan:
    """The plan as a draft. A copy of a plan of this folder is a new plan: reviews and waivers stay with the old one.
    A plan that was kept elsewhere comes with its history; waivers, where the actor may give them."""
    if start.client != here.here.client.id:
        raise Refused("another-client", "This plan is another client's.", fix="Start from a plan of this client.")
    former = here.here.plan(start.id)
    if former is None:
        waivers = start.waivers if here.actor.role in PERMISSIONS["waive-finding"] else ()
        return msgspec.structs.replace(start, state=State.DRAFT, waivers=waivers)
    if own_words_in([each for each in diff(former.plan, start) if isinstance(each, ChangeField)]):
        message = "The client's own words are not what they were in the plan that this starts from."
        fix = "Start from it as it is; propose the change, and the client settles it."
        raise Refused("own-words", message, fix=fix)
    return msgspec.structs.replace(
        start, state=State.DRAFT, started_on=here.today, written_by=here.actor.role.value, reviews=(), waivers=()
    )


ACTION = Action(name="draft-plan", title="Draft a plan", request=DraftPlan, decide=decide)
