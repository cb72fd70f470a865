"""Change the level of care."""

import datetime

from goldthread.plan import Level
from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import LevelChanged, Said
from goldthread.practice.recording import refuse_future
from goldthread.practice.refusing import Refused
from goldthread.terms import ItemId


class ChangeLevel(Request, frozen=True, kw_only=True):
    """The new setting, since when, and why."""

    client: ItemId
    level: Level
    on: datetime.date
    reason: Said


def decide(request: ChangeLevel, here: Situation) -> Decision:
    """The change. A changed level is a reason to look at the plan again. Refused: `nothing-changed`, `not-yet`."""
    refuse_future(request.on, here)
    if request.level is here.here.episodes[-1].level:
        raise Refused("nothing-changed", "The client is in this level of care already.", fix="Name another.")
    entry = LevelChanged(**here.stamp(), level=request.level, on=request.on, reason=request.reason)
    return Decision(entries=(entry,), answer={"level": request.level.value})


ACTION = Action(name="change-level", title="Change the level of care", request=ChangeLevel, decide=decide)
