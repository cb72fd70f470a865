"""Take a plan back to a draft before anybody lives by it: there is more to say, or something has to change."""

from goldthread.plan import State
from goldthread.plan.states import move
from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.editing import file_of
from goldthread.practice.entries import PlanMoved, Said
from goldthread.terms import ItemId

_VERBS = {State.PROPOSED: "take back", State.AGREED: "reopen"}


class TakeBackPlan(Request, frozen=True, kw_only=True):
    """Which plan, and what is still to be said."""

    client: ItemId
    plan: ItemId
    reason: Said


def decide(request: TakeBackPlan, here: Situation) -> Decision:
    """The move; what was signed stays signed, and what is changed asks again."""
    file = file_of(here, request.plan)
    verb = _VERBS[file.plan.state]
    move(file.plan, verb)
    moved = PlanMoved(**here.stamp(), plan=request.plan, revision=file.revision + 1, verb=verb, reason=request.reason)
    return Decision(entries=(moved,), answer={"plan": request.plan, "revision": moved.revision})


ACTION = Action(name="take-back-plan", title="Take a plan back to a draft", request=TakeBackPlan, decide=decide)
