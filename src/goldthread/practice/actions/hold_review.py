"""Hold a review: client and team look at the plan again, and write down what came of it."""

import datetime
from collections.abc import Iterator
from typing import Literal

from goldthread.plan import ReviewHeld, ReviewRule, State
from goldthread.plan.operations import AddItem, ChangeField, Operation, SetHeader, apply
from goldthread.plan.shape import Text as PlanText
from goldthread.plan.states import move
from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.editing import file_of, noted
from goldthread.practice.entries import PlanMoved
from goldthread.practice.folder import PlanFile
from goldthread.practice.refusing import Refused
from goldthread.practice.sealing import changed_since_sealed
from goldthread.terms import ItemId

_VERBS = {"kept": "keep", "changed": "revise", "ended": "complete"}


class HoldReview(Request, frozen=True, kw_only=True):
    """The id of the review, its outcome and a note. `cause` is what it was opened for, where it is not said again;
    `next_on` the day that was agreed on for the next look."""

    client: ItemId
    plan: ItemId
    review: ItemId
    outcome: Literal["kept", "changed", "ended"]
    cause: PlanText = ""
    note: PlanText = ""
    next_on: datetime.date | None = None


def decide(request: HoldReview, here: Situation) -> Decision:
    """The review in the plan, and the move that follows: the plan goes on, is a draft again, or is completed.

    Refused: `already-there` (an item of the plan has this id), `day-has-passed` (`next_on`), `sign-again` (it is to go
    on as it is, and what was noted in the review changes what people signed).
    """
    if request.next_on is not None and request.next_on <= here.today:
        raise Refused("day-has-passed", "The next review is not in the future.", fix="Give a day that is to come.")
    file = file_of(here, request.plan)
    if request.outcome == "kept" and file.sealed is not None and changed_since_sealed(file):
        message = "Something that people signed was changed or ended in this review."
        raise Refused("sign-again", message, fix="Say that the plan changes; then ask for signatures on what is new.")
    held = ReviewHeld(
        id=request.review,
        on=here.today,
        cause=request.cause or _opened_for(file),
        outcome=request.outcome,
        note=request.note,
    )
    steps: list[Operation] = [AddItem(collection="reviews", item=held), *_next_days(request, file, here.today)]
    verb = _VERBS[request.outcome]
    move(apply(file.plan, steps), verb)
    written = noted(here, file, steps, cause=held.cause)
    moved = PlanMoved(**here.stamp(), plan=request.plan, revision=written.revision + 1, verb=verb)
    return Decision(entries=(written, moved), answer={"plan": request.plan, "revision": moved.revision})


def _opened_for(file: PlanFile) -> str:
    """Why the review was opened: said by whoever opened it."""
    for revised in reversed(file.recent):
        for step in revised.operations:
            if isinstance(step, SetHeader) and step.field == "state" and step.after == State.UNDER_REVIEW:
                return revised.cause[:4_000]
    return ""


def _next_days(request: HoldReview, file: PlanFile, today: datetime.date) -> Iterator[Operation]:
    """Rules whose day has come get the next one: the day agreed on, else by their rhythm. A day that no rule waits for
    gets a rule of its own. At the end there is none."""
    if request.outcome == "ended":
        return
    due = [rule for rule in file.plan.review_rules if rule.next_on is not None and rule.next_on <= today]
    for rule in due:
        rhythm = None if rule.every_days is None else today + datetime.timedelta(days=rule.every_days)
        after = request.next_on or rhythm
        yield ChangeField(collection="review_rules", id=rule.id, field="next_on", before=rule.next_on, after=after)
    if request.next_on is not None and not due:
        agreed = ReviewRule(id=f"{request.review[:75]}-next", next_on=request.next_on)
        yield AddItem(collection="review_rules", item=agreed)


ACTION = Action(name="hold-review", title="Hold a review", request=HoldReview, decide=decide)
