"""Confirm an arrival: whether the client got to what follows the programme, as somebody found out by asking."""

from typing import Literal

from goldthread.plan import AftercareItem
from goldthread.plan.operations import ChangeField
from goldthread.plan.shape import Text as PlanText
from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.editing import file_of, noted
from goldthread.practice.refusing import Refused
from goldthread.terms import ItemId


class ConfirmArrival(Request, frozen=True, kw_only=True):
    """An item of the plan's aftercare, and whether the client arrived. `instead`: what happens now, where it was missed
    and the plan does not say it yet; `words`: what was said when somebody asked."""

    client: ItemId
    plan: ItemId
    item: ItemId
    outcome: Literal["arrived", "missed"]
    instead: PlanText = ""
    words: PlanText = ""


def decide(request: ConfirmArrival, here: Situation) -> Decision:
    """The word on it in the plan, also after the programme has ended. The same said again makes no new revision.

    Refused: `no-such-item`, `say-what-now` (missed, and neither the plan nor the request says what happens instead).
    """
    file = file_of(here, request.plan)
    item = next((each for each in file.plan.aftercare if each.id == request.item), None)
    if item is None:
        raise Refused("no-such-item", "The plan has no such item.", fix="Open the plan again.")
    steps = tuple(_steps(item, request))
    entries = (noted(here, file, steps, cause=request.words),) if steps else ()
    return Decision(entries=entries, answer={"plan": request.plan, "revision": file.revision + len(entries)})


def _steps(item: AftercareItem, request: ConfirmArrival) -> list[ChangeField]:
    wanted: dict[str, str] = {"confirmed": request.outcome}
    if request.outcome == "missed" and not item.if_not:
        if not request.instead.strip():
            message = "It was missed, and the plan does not say what happens instead."
            raise Refused("say-what-now", message, fix="Call, and write down what you agreed on.")
        wanted["if_not"] = request.instead
    return [
        ChangeField(collection="aftercare", id=item.id, field=field, before=getattr(item, field), after=value)
        for field, value in wanted.items()
        if getattr(item, field) != value
    ]


ACTION = Action(name="confirm-arrival", title="Confirm an arrival", request=ConfirmArrival, decide=decide)
