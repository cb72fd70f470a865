"""Break the glass: access outside the care team, for a reason and a few hours; compliance and the client see it."""

import datetime

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import GlassBroken, Reason
from goldthread.practice.reasons import refuse_no_reason
from goldthread.terms import ItemId


class BreakGlass(Request, frozen=True, kw_only=True):
    """Whose folder, and why it cannot wait for the care team."""

    client: ItemId
    reason: Reason


def decide(request: BreakGlass, here: Situation) -> Decision:
    """The access, open for the hours that the centre has set. What it opens is in `permissions.THROUGH_GLASS`.

    Refused: `no-reason`.
    """
    refuse_no_reason(request.reason)
    until = here.at + datetime.timedelta(hours=here.settings.glass_hours)
    entry = GlassBroken(**here.stamp(), reason=request.reason, until=until)
    return Decision(entries=(entry,), answer={"until": until.isoformat()})


ACTION = Action(name="break-glass", title="Break the glass", request=BreakGlass, decide=decide)
