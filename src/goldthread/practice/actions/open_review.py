"""Open a review: a date or an event asks for another look at the plan."""

from goldthread.plan.states import move
from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.editing import file_of
from goldthread.practice.entries import PlanMoved, Said
from goldthread.terms import ItemId


class OpenReview(Request, frozen=True, kw_only=True):
    """Which plan, and what asks for the look: a date, an event, "my plan no longer fits"."""

    client: ItemId
    plan: ItemId
    cause: Said


def decide(request: OpenReview, here: Situation) -> Decision:
    """The move; the plan stays in force until the review is held."""
    file = file_of(here, request.plan)
    move(file.plan, "review")
    moved = PlanMoved(
        **here.stamp(), plan=request.plan, revision=file.revision + 1, verb="review", reason=request.cause
    )
    return Decision(entries=(moved,), answer={"plan": request.plan, "revision": moved.revision})


ACTION = Action(name="open-review", title="Open a review", request=OpenReview, decide=decide)
