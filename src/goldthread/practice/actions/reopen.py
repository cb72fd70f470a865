"""Reopen: the client is back, or something still needs attention."""

import datetime

from goldthread.plan import Level
from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import Said, StayReopened
from goldthread.practice.recording import refuse_future
from goldthread.practice.team import joining
from goldthread.terms import ItemId, Role


class Reopen(Request, frozen=True, kw_only=True):
    """The day, the setting, who answers for the treatment, in which role, and why."""

    client: ItemId
    on: datetime.date
    level: Level
    responsible: ItemId
    as_role: Role
    reason: Said


def decide(request: Reopen, here: Situation) -> Decision:
    """A new stay in the same folder. Refused: `not-yet`, `cannot-be-responsible`."""
    refuse_future(request.on, here)
    team = joining(request.responsible, request.as_role, here)
    entry = StayReopened(
        **here.stamp(),
        on=request.on,
        level=request.level,
        responsible=request.responsible,
        reason=request.reason,
    )
    return Decision(entries=(entry, *team), answer={"client": request.client})


ACTION = Action(name="reopen", title="Begin treatment again", request=Reopen, decide=decide)
