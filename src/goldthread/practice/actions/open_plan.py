"""Open a plan: the document, what the checks say of it now, what was proposed, its versions."""

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.editing import file_of
from goldthread.practice.viewing import PlanView, view_of
from goldthread.terms import ItemId


class OpenPlan(Request, frozen=True, kw_only=True):
    """Which plan of which client. `pictures`: with the drawn names and scanned pages of its signatures."""

    client: ItemId
    plan: ItemId
    pictures: bool = False


def decide(request: OpenPlan, here: Situation) -> Decision:
    """The plan, shown as far as the actor may see it."""
    view: PlanView = view_of(here, file_of(here, request.plan), pictures=request.pictures)
    return Decision(answer={"plan": request.plan, "revision": view.revision}, shown=view)


ACTION = Action(name="open-plan", title="Open a plan", request=OpenPlan, decide=decide, writes=False)
