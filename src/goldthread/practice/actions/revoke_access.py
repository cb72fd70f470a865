"""Revoke access: somebody leaves the care team, or a supporter is no longer let in."""

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import TeamLeft, Text
from goldthread.practice.refusing import Refused
from goldthread.practice.team import answers_for
from goldthread.terms import ItemId, Role


class RevokeAccess(Request, frozen=True, kw_only=True):
    """Whose access ends, and why."""

    client: ItemId
    member: ItemId
    reason: Text = ""


def decide(request: RevokeAccess, here: Situation) -> Decision:
    """The end of the access. A client ends that of supporters; staff end any, their own too.

    Refused: `has-no-access`, `only-supporters`, `responsible-stays` (before a transfer).
    """
    access = here.here.access_of(request.member, here.at)
    if access is None:
        raise Refused("has-no-access", "This account has no access.", fix="Open the record again to see who has.")
    if here.actor.role is Role.CLIENT and access.as_role is not Role.SUPPORTER:
        message = "A client ends the access of supporters; the care team is put together by staff."
        raise Refused("only-supporters", message, fix="Tell somebody on your team, or the centre's compliance officer.")
    if answers_for(request.member, here):
        message = "This account answers for the treatment."
        raise Refused("responsible-stays", message, fix="Hand the treatment over first (`transfer`).")
    entry = TeamLeft(**here.stamp(), member=request.member, reason=request.reason)
    return Decision(entries=(entry,), answer={"member": request.member})


ACTION = Action(name="revoke-access", title="End somebody's access", request=RevokeAccess, decide=decide)
