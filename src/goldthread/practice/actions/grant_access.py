"""Grant access: a colleague joins the care team, or the client lets a supporter in."""

import datetime
from typing import Annotated

import msgspec

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import Scope, TeamJoined, Text
from goldthread.practice.people import CLINICIANS
from goldthread.practice.refusing import Refused
from goldthread.practice.team import answers_for
from goldthread.terms import ItemId, Role


class GrantAccess(Request, frozen=True, kw_only=True):
    """The account, in which role; for a supporter, what they are let into. `until`: when it ends by itself (UTC)."""

    client: ItemId
    member: ItemId
    as_role: Role
    scopes: tuple[Scope, ...] = ()
    until: Annotated[datetime.datetime, msgspec.Meta(tz=True)] | None = None
    reason: Text = ""


def decide(request: GrantAccess, here: Situation) -> Decision:
    """The access, new or in the place of what the account had in the same role.

    Refused: `not-to-yourself`, `only-supporters` (a client lets supporters in), `only-the-client` (nobody else does),
    `no-team-role`, `not-in-that-role` (of no account of the centre either), `scopes-do-not-fit`, `already-over`,
    `in-another-role` (end that first), `responsible-stays` (the responsible clinician's access has no end).
    """
    if request.member == here.actor.id:
        raise Refused(
            "not-to-yourself",
            "Nobody lets themselves in.",
            fix="Ask somebody on the care team; in an emergency, break the glass.",
        )
    _refuse_role(request, here)
    if bool(request.scopes) != (request.as_role is Role.SUPPORTER):
        message = "Scopes are for supporters, and a supporter needs at least one."
        raise Refused("scopes-do-not-fit", message, fix="Say what a supporter may see or do; leave it out for staff.")
    if request.until is not None and request.until <= here.at:
        raise Refused("already-over", "This access would have ended already.", fix="Give a later time, or none.")
    _refuse_standing(request, here)
    entry = TeamJoined(
        **here.stamp(),
        member=request.member,
        as_role=request.as_role,
        scopes=tuple(sorted(set(request.scopes))),
        until=request.until,
        reason=request.reason,
    )
    return Decision(entries=(entry,), answer={"member": request.member})


def _refuse_role(request: GrantAccess, here: Situation) -> None:
    supporter = request.as_role is Role.SUPPORTER
    if here.actor.role is Role.CLIENT and not supporter:
        message = "A client lets supporters in; the care team is put together by staff."
        raise Refused("only-supporters", message, fix="Ask somebody on your team to add them.")
    if supporter and here.actor.role is not Role.CLIENT:
        raise Refused("only-the-client", "Only the client lets a supporter in.", fix="Ask the client.")
    if not supporter and request.as_role not in CLINICIANS:
        message = "Nobody is on a care team in that role."
        raise Refused("no-team-role", message, fix=f"The roles are: {', '.join(CLINICIANS)}.")
    if request.as_role not in here.roles_of(request.member):
        message = "The centre has no such account in that role."
        raise Refused("not-in-that-role", message, fix="Ask the administrator for the right account.")


def _refuse_standing(request: GrantAccess, here: Situation) -> None:
    standing = here.here.access_of(request.member, here.at)
    if standing is not None and standing.as_role is not request.as_role:
        raise Refused("in-another-role", "This account has access in another role.", fix="End that access first.")
    if request.until is not None and answers_for(request.member, here):
        message = "This account answers for the treatment."
        raise Refused("responsible-stays", message, fix="Hand the treatment over first (`transfer`).")


ACTION = Action(name="grant-access", title="Let somebody in", request=GrantAccess, decide=decide)
