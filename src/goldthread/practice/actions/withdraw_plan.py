"""Withdraw a plan: the client no longer wants it, or it was begun in error."""

from goldthread.plan.states import move
from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.editing import file_of
from goldthread.practice.entries import PlanMoved, Text
from goldthread.practice.reasons import refuse_no_reason
from goldthread.terms import ItemId, Role


class WithdrawPlan(Request, frozen=True, kw_only=True):
    """Which plan, and why. A client need give no reason."""

    client: ItemId
    plan: ItemId
    reason: Text = ""


def decide(request: WithdrawPlan, here: Situation) -> Decision:
    """The move. Refused: `no-reason`."""
    if here.actor.role is not Role.CLIENT:
        refuse_no_reason(request.reason)
    file = file_of(here, request.plan)
    move(file.plan, "withdraw")
    moved = PlanMoved(
        **here.stamp(), plan=request.plan, revision=file.revision + 1, verb="withdraw", reason=request.reason
    )
    return Decision(entries=(moved,), answer={"plan": request.plan, "revision": moved.revision})


ACTION = Action(name="withdraw-plan", title="Withdraw a plan", request=WithdrawPlan, decide=decide)
