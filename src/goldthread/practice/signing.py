"""Signing: who may sign as what, in which way, and which items that binds."""

import datetime
from collections.abc import Collection
from typing import Annotated, Literal

import msgspec

from goldthread.practice.action import Request, Situation
from goldthread.practice.agreement import item_hashes, standing_of
from goldthread.practice.entries import Capacity, Signed, Text
from goldthread.practice.folder import PlanFile
from goldthread.practice.people import CLINICIANS
from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.pictures import PictureType, is_picture
from goldthread.practice.refusing import Refused
from goldthread.practice.sealing import newest
from goldthread.terms import ItemId, Role

SignatureKind = Literal["drawn", "typed", "paper-scan", "verbal"]

# Whose account may be what. The client's own capacity is beside these: see `signer_for_client`.
STAFF_CAPACITIES: dict[Capacity, Collection[Role]] = {
    "author": PERMISSIONS["draft-plan"],
    "team": CLINICIANS,
    "supervisor": (Role.SUPERVISOR,),
    "countersign": PERMISSIONS["countersign"],
}
# A name that is typed or drawn counts only just after the signer has shown once more who they are; a product choice.
SIGNED_IN_AGAIN_WITHIN = datetime.timedelta(minutes=5)
_OTHERS = (Role.CLIENT, Role.SUPPORTER, Role.PARTNER)


class Signature(Request, frozen=True, kw_only=True):
    """A signature under a version, of `items` (empty: of all that asks for it).

    `drawn`: a PNG of the name that was drawn. `typed`: a `name`. Both with `reauthenticated_at`, which the edge sets
    when the signer has signed in again; a name that is drawn before a `witness` needs none. `paper-scan`: a PNG or JPEG
    of the signed page. `verbal`: said to whoever writes it down, before a `witness`.
    """

    client: ItemId
    plan: ItemId
    version: int
    kind: SignatureKind
    items: tuple[ItemId, ...] = ()
    name: Text = ""
    reauthenticated_at: datetime.datetime | None = None
    witness: ItemId | None = None
    picture: Annotated[bytes, msgspec.Meta(max_length=2_000_000)] = b""
    picture_type: PictureType = ""


def signed(request: Signature, *, signer: ItemId, capacity: Capacity, here: Situation) -> Signed:
    """The signature as it is written down.

    Refused: `no-version`, `stale-version`, and what `_way` and `_items` refuse.
    """
    file = here.here.plans[request.plan]
    number = newest(file, request.version).number
    _way(request, signer, here)
    return Signed(
        **here.stamp(),
        plan=request.plan,
        version=number,
        signer=signer,
        capacity=capacity,
        kind=request.kind,
        items=_items(request.items, file, signer, capacity),
        name=request.name,
        witness=request.witness,
        picture=request.picture,
        picture_type=request.picture_type,
    )


def signer_of(*, capacity: Capacity, named: ItemId | None, for_client: bool, here: Situation) -> ItemId:
    """Who it is that answers in this capacity. The client is always named by the id of their folder, whichever account
    or paper they sign with; everybody else by their account. `for_client`: staff may write it down in the client's
    name.

    Refused: `in-another-name`, `not-in-that-capacity`, `not-a-signer`.
    """
    client, role = here.here.client.id, here.actor.role
    own = client if role is Role.CLIENT else here.actor.id
    if capacity == "client" and role not in _OTHERS:
        if not for_client:
            raise _in_another_name()
        return signer_for_client(named or client, here)
    if named not in (None, own):
        raise _in_another_name()
    if capacity == "client":
        return own
    if role not in STAFF_CAPACITIES.get(capacity, ()):
        raise Refused(
            "not-in-that-capacity",
            f"Somebody who acts as {role.value.replace('-', ' ')} does not sign as {capacity}.",
            fix="Sign in your own capacity.",
        )
    return own


def _in_another_name() -> Refused:
    return Refused(
        "in-another-name",
        "Nobody signs in another person's name.",
        fix="Let them sign themselves; what a client signed on paper or said before a witness can be written down.",
    )


def signer_for_client(signer: ItemId, here: Situation) -> ItemId:
    """The client (the id of the folder) or a supporter whom the client let in to sign. Refused: `not-a-signer`."""
    access = here.here.access_of(signer, here.at)
    if signer == here.here.client.id or (access and access.as_role is Role.SUPPORTER and "sign" in access.scopes):
        return signer
    raise Refused(
        "not-a-signer",
        "This account does not sign for the client.",
        fix="Name the client by the id of the folder, or a supporter whom the client let in to sign.",
    )


def _way(request: Signature, signer: ItemId, here: Situation) -> None:
    """Refused: `written-down-by-staff`, `sign-yourself`, `no-name`, `sign-in-again`, `bad-picture`, `no-witness`,
    `not-a-witness`."""
    staff = here.actor.role not in _OTHERS
    if request.kind in ("paper-scan", "verbal"):
        if not staff:
            message = "A signature on paper or by word of mouth is written down by a member of staff."
            raise Refused("written-down-by-staff", message, fix="Draw or type your name here instead.")
        if signer == here.actor.id:
            raise Refused("sign-yourself", "You can sign here yourself.", fix="Draw or type your name.")
    if request.kind == "typed" and not request.name.strip():
        raise Refused("no-name", "The name is missing.", fix="Type your full name.")
    _picture(request)
    if request.kind == "verbal" and request.witness is None:
        message = "What was agreed to by word of mouth needs a witness."
        raise Refused("no-witness", message, fix="Name a colleague who heard it.")
    if request.witness is not None:
        _witness(request.witness, signer, here)
    if request.kind == "typed" or (request.kind == "drawn" and request.witness is None):
        _again(request, here)


def _again(request: Signature, here: Situation) -> None:
    """A drawing says nothing of who drew it: whoever holds a phone that is signed in can draw any name."""
    again = request.reauthenticated_at
    if again is None or again.tzinfo is None or not -_SKEW <= here.at - again <= SIGNED_IN_AGAIN_WITHIN:
        raise Refused(
            "sign-in-again",
            "A signature counts only within five minutes after you signed in again.",
            fix="Enter your password or use your passkey once more, then sign.",
        )


_SKEW = datetime.timedelta(seconds=5)  # clocks of two machines differ a little, as in `perform`


def _picture(request: Signature) -> None:
    wanted = {"drawn": ("image/png",), "paper-scan": ("image/png", "image/jpeg")}.get(request.kind, ())
    if not wanted and not request.picture and not request.picture_type:
        return
    if request.picture_type not in wanted or not is_picture(request.picture, request.picture_type):
        given = " or ".join(each.removeprefix("image/").upper() for each in wanted)
        message = f"This signature needs a whole picture as {given}." if wanted else "This signature has no picture."
        raise Refused("bad-picture", message, fix="Send it again." if wanted else "Leave the picture out.")


def _witness(witness: ItemId, signer: ItemId, here: Situation) -> None:
    roles = here.roles_of(witness)
    if witness in (signer, here.actor.id) or not any(role not in _OTHERS for role in roles):
        raise Refused(
            "not-a-witness",
            "A witness is a member of staff, and neither the one who signs nor the one who writes it down.",
            fix="Name a colleague who was there.",
        )


def _items(wanted: tuple[ItemId, ...], file: PlanFile, signer: ItemId, capacity: Capacity) -> dict[ItemId, str]:
    """Refused: `no-such-item`, `changed-since` (by ids in `details`), `nothing-to-sign`."""
    sealed, now = item_hashes(file.sealed or file.plan), item_hashes(file.plan)
    for code, message, items in (
        ("no-such-item", "The version has no such item.", sorted(set(wanted) - sealed.keys())),
        (
            "changed-since",
            "An item was changed after this version was sealed.",
            sorted(item for item in wanted if item in sealed and sealed[item] != now.get(item)),
        ),
    ):
        if items:
            raise Refused(code, message, fix="Ask for signatures again, or leave it out.", details={"items": items})
    asks = standing_of(file, signer, capacity).asks
    bound = {item: now[item] for item in asks if item in (wanted or asks) and sealed.get(item) == now[item]}
    if not bound:
        raise Refused("nothing-to-sign", "Nothing of this asks for this signature.", fix="There is nothing to do.")
    return bound
