"""List clients: one's own caseload, the enquiries, or (compliance) the centre."""

from typing import Annotated

import msgspec

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.folder import Stay
from goldthread.practice.permissions import PERMISSIONS, Reach
from goldthread.practice.ports import Line


class ListClients(Request, frozen=True, kw_only=True):
    """At most `limit` clients, perhaps only those in one stay."""

    stay: Stay | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=500)] = 100


def decide(request: ListClients, here: Situation) -> Decision:
    """The clients that the actor reaches, by id."""
    reach = PERMISSIONS["list-clients"][here.actor.role]
    stay = Stay.ENQUIRY if reach is Reach.ENQUIRY else request.stay
    asked = {"stay": stay.value if stay is not None else None}
    if reach is Reach.TEAM:
        # Access may have run out since the list was made, or be in another role of the same account.
        own = here.lines(member=here.actor.id, limit=_ALL_OF_ONE, **asked)
        lines = tuple(line for line in own if _on_team(line, here))[: request.limit]
    else:
        lines = here.lines(member=None, limit=request.limit, **asked)
    if here.actor.role not in PERMISSIONS["open-record"]:
        lines = tuple(_without_scores(line) for line in lines)
    return Decision(answer={"clients": len(lines)}, shown=lines, seen=tuple(line.client for line in lines))


def _on_team(line: Line, here: Situation) -> bool:
    return any(
        seat.member == here.actor.id
        and seat.as_role is here.actor.role
        and (seat.until is None or here.at < seat.until)
        for seat in line.team
    )


def _without_scores(line: Line) -> Line:
    """The line for those who may not open the record that the scores come from."""
    if line.waits is None:
        return line
    return msgspec.structs.replace(line, waits=msgspec.structs.replace(line.waits, courses=(), aims=(), forms=()))


_ALL_OF_ONE = 1_000_000  # lines: more than anybody has clients

ACTION = Action(name="list-clients", title="List clients", request=ListClients, decide=decide, writes=False)
