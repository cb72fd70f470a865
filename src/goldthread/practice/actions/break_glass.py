"""Break the glass: access outside the care team, for a reason and a few hours; compliance and the client see it."""

import datetime

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import GlassBroken, Reason
from goldthread.practice.reasons import refuse_no_reason
from goldthread.practice.refusing import Refused
from goldthread.terms import ItemId


class BreakGlass(Request, frozen=True, kw_only=True):
    """Whose folder, and why it cannot wait for the care team."""

    client: ItemId
    reason: Reason


def decide(request: BreakGlass, here: Situation) -> Decision:
    """The access, open for the hours that the centre has set. What it opens is in `permissions.THROUGH_GLASS`.

    Refused: `no-reason`, `on-care-team` (there is nothing to break), `already-open`.
    """
    refuse_no_reason(request.reason)
    access = here.here.access_of(here.actor.id, here.at)
    if access is not None and access.as_role is here.actor.role:
        raise Refused("on-care-team", "You are on this client's care team.", fix="Open the record as usual.")
    if here.here.glass_of(here.actor.id, here.at) is not None:
        raise Refused("already-open", "Your access is open already.", fix="Open the record.")
    until = here.at + datetime.timedelta(hours=here.settings.glass_hours)
    entry = GlassBroken(**here.stamp(), reason=request.reason, until=until)
    return Decision(entries=(entry,), answer={"until": until.isoformat()})


ACTION = Action(name="break-glass", title="Break the glass", request=BreakGlass, decide=decide)
