"""Countersign: a supervisor or prescriber who did not write the plan has looked at it and stands by it."""

from goldthread.practice.action import Action, Decision, Situation
from goldthread.practice.due_dates import DueDate
from goldthread.practice.refusing import Refused
from goldthread.practice.signing import Signature, signed
from goldthread.practice.viewing import ruling_of
from goldthread.terms import ItemId


class Countersign(Signature, frozen=True, kw_only=True):
    """The signature of whoever looked at the plan a second time: drawn, or typed."""


def decide(request: Countersign, here: Situation) -> Decision:
    """The countersignature, by when it was due and whether it came late. One that comes late counts all the same.

    Refused: `wrote-it` (the account began the plan, changed what is signed, or signed as its author),
    `no-version`, `stale-version`, `sign-yourself`, `no-name`, `sign-in-again`, `bad-picture`, `no-witness`,
    `not-a-witness`, `no-such-item`, `changed-since`, `nothing-to-sign`.
    """
    file = here.here.plans[request.plan]
    authors = {each.signer for each in file.signed if each.capacity == "author"}
    if here.actor.id in authors or here.actor.id in file.writers:
        message = "Whoever wrote a plan does not countersign it."
        raise Refused("wrote-it", message, fix="Ask another supervisor or prescriber.")
    due = _due(request.plan, here)
    entry = signed(request, signer=here.actor.id, capacity="countersign", here=here)
    late = due is not None and here.today > due.on
    answer = {"version": entry.version, "items": len(entry.items), "due": due and due.on.isoformat(), "late": late}
    return Decision(entries=(entry,), answer=answer)


def _due(plan: ItemId, here: Situation) -> DueDate | None:
    """The date by which somebody in the actor's role countersigns, the earliest where there are several."""
    ruled = ruling_of(here, here.here.plans[plan])
    return next((each for each in ruled.dates if each.what == "countersign" and here.actor.role in each.by), None)


ACTION = Action(name="countersign", title="Countersign", request=Countersign, decide=decide)
