"""Transfer: somebody else answers for the treatment."""

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import Said, Text, Transferred
from goldthread.practice.refusing import Refused
from goldthread.practice.team import joining
from goldthread.terms import ItemId, Role


class Transfer(Request, frozen=True, kw_only=True):
    """The account that answers from now on, in which role, perhaps in another programme, and why."""

    client: ItemId
    responsible: ItemId
    as_role: Role
    programme: Text = ""
    reason: Said


def decide(request: Transfer, here: Situation) -> Decision:
    """The transfer; whoever answered before stays on the team until their access is ended.

    Refused: `nothing-changed`, `cannot-be-responsible`.
    """
    episode = here.here.episodes[-1]
    if episode.responsible == request.responsible and request.programme in ("", episode.programme):
        raise Refused("nothing-changed", "This account answers for the treatment already.", fix="Name another.")
    team = joining(request.responsible, request.as_role, here)
    entry = Transferred(
        **here.stamp(), responsible=request.responsible, programme=request.programme, reason=request.reason
    )
    return Decision(entries=(*team, entry), answer={"responsible": request.responsible})


ACTION = Action(name="transfer", title="Hand the treatment over", request=Transfer, decide=decide)
