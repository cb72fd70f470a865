"""Open a plan: the document, what the checks say of it now, what was proposed, its versions."""

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.editing import file_of
from goldthread.practice.viewing import PlanView, view_of
from goldthread.terms import ItemId


class OpenPlan(Request, frozen=True, kw_only=True):
    """Which plan of which client."""

    client: ItemId
    plan: ItemId


def decide(request: OpenPlan, here: Situation) -> Decision:
    """The plan, shown as far as the actor may see it."""
    view: PlanView = view_of(here, file_of(here, request.plan))
    return Decision(answer={"plan": request.plan, "revision": view.revision}, shown=view)


ACTION = Action(name="open-plan", title="Open a plan", request=OpenPlan, decide=decide, writes=False)
