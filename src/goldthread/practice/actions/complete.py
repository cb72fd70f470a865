"""Complete: the programme has come to its end; aftercare and evaluation follow."""

import datetime
from typing import Literal

from goldthread.plan import State
from goldthread.plan.states import ENDS
from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import PlanMoved, StayCompleted, Text
from goldthread.practice.folder import Folder
from goldthread.practice.recording import refuse_future
from goldthread.practice.refusing import Refused
from goldthread.terms import ItemId


class Complete(Request, frozen=True, kw_only=True):
    """The day, how it ended, and what is said about it."""

    client: ItemId
    on: datetime.date
    outcome: Literal["completed", "transferred-out", "left-early", "other"]
    words: Text = ""


def decide(request: Complete, here: Situation) -> Decision:
    """The completion; a plan whose closing review was held is completed with it.

    Refused: `plan-still-open` (the programme was completed, and a plan is still lived by: hold its closing review),
    `not-yet`.
    """
    refuse_future(request.on, here)
    closing = _closing(here)
    if request.outcome == "completed":
        open_plans = _open(here.here) - {entry.plan for entry in closing}
        if open_plans:
            raise Refused(
                "plan-still-open",
                "A plan is still lived by.",
                fix="Hold its closing review together, or withdraw it.",
                details={"plans": sorted(open_plans)},
            )
    done = StayCompleted(**here.stamp(), on=request.on, outcome=request.outcome, words=request.words)
    return Decision(entries=(*closing, done), answer={"client": request.client})


def _open(folder: Folder) -> set[str]:
    return {name for name, file in folder.plans.items() if file.plan.state not in (*ENDS, State.DRAFT)}


def _closing(here: Situation) -> tuple[PlanMoved, ...]:
    return tuple(
        PlanMoved(**here.stamp(), plan=name, revision=file.revision + 1, verb="complete")
        for name, file in sorted(here.here.plans.items())
        if file.plan.state is State.UNDER_REVIEW and any(review.outcome == "ended" for review in file.plan.reviews)
    )


ACTION = Action(name="complete", title="Complete the programme", request=Complete, decide=decide)
