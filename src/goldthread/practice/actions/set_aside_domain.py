"""Set aside a life domain: why, and when to come back to it."""

import datetime

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import FactRecorded
from goldthread.practice.recording import refuse_taken
from goldthread.practice.refusing import Refused
from goldthread.record import DomainSetAside
from goldthread.terms import ItemId, LifeDomain


class SetAsideDomain(Request, frozen=True, kw_only=True):
    """The domain that is left for later; `fact` is the id of the fact that says so."""

    client: ItemId
    fact: ItemId
    domain: LifeDomain
    reason: str
    look_again_on: datetime.date


def decide(request: SetAsideDomain, here: Situation) -> Decision:
    """The fact that the domain is set aside.

    Refused: `no-reason`, `already-past` (the day to come back lies not ahead), `already-there`.
    """
    refuse_taken(request.fact, here)
    if not request.reason.strip():
        raise Refused("no-reason", "A domain is set aside for a reason.", fix="Say why it waits.")
    if request.look_again_on <= here.today:
        raise Refused("already-past", "The day to come back to it lies not ahead.", fix="Give a later day.")
    fact = DomainSetAside(
        id=request.fact,
        said_by=here.actor.role.value,
        recorded_by=here.actor.role.value,
        recorded_on=here.today,
        source="set aside",
        domain=request.domain,
        reason=request.reason,
        look_again_on=request.look_again_on,
    )
    return Decision(entries=(FactRecorded(**here.stamp(), fact=fact),), answer={"fact": fact.id})


ACTION = Action(name="set-aside-domain", title="Set a life domain aside", request=SetAsideDomain, decide=decide)
