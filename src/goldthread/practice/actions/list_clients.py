"""List clients: one's own caseload, the enquiries, or (compliance) the centre."""

from typing import Annotated

import msgspec

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.folder import Stay
from goldthread.practice.permissions import PERMISSIONS, Reach


class ListClients(Request, frozen=True, kw_only=True):
    """At most `limit` clients, perhaps only those in one stay."""

    stay: Stay | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=500)] = 100


def decide(request: ListClients, here: Situation) -> Decision:
    """The clients that the actor reaches, by id."""
    reach = PERMISSIONS["list-clients"][here.actor.role]
    stay = Stay.ENQUIRY if reach is Reach.ENQUIRY else request.stay
    lines = here.lines(
        member=here.actor.id if reach is Reach.TEAM else None,
        stay=stay.value if stay is not None else None,
        limit=request.limit,
    )
    return Decision(answer={"clients": len(lines)}, shown=lines, seen=tuple(line.client for line in lines))


ACTION = Action(name="list-clients", title="List clients", request=ListClients, decide=decide, writes=False)
