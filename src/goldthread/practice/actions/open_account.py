"""Open an account: for the client, or for somebody whom the client may then let in."""

from typing import Annotated

import msgspec

from goldthread.practice.accounts_of_client import ROLE_OF, AccountChange, Kind
from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import AccountChanged
from goldthread.practice.refusing import Refused
from goldthread.terms import ItemId, Role

Short = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class OpenAccount(Request, frozen=True, kw_only=True):
    """Whose folder; the id of the new account; whether it is the client's own; the person's name and login."""

    client: ItemId
    member: ItemId
    kind: Kind
    name: Short
    login: Short


def decide(request: OpenAccount, here: Situation) -> Decision:
    """An account without a password, by which nobody signs in yet. A supporter's opens nothing: only the client lets
    somebody in. The client has one account at a time.

    Refused: `has-an-account`, `login-there`, `nothing-said` (a name or login of spaces).
    """
    if not request.name.strip() or not request.login.strip():
        raise Refused("nothing-said", "The name or the login is empty.", fix="Write both.")
    if request.kind == "client" and any(Role.CLIENT in each.roles for each in here.accounts(request.client)):
        fix = "Make a new password for it instead."
        raise Refused("has-an-account", "The client has an account already.", fix=fix)
    if here.taken(request.member, request.login):
        raise Refused("login-there", "Somebody signs in with this login already.", fix="Choose another.")
    change = AccountChange(
        what="open",
        member=request.member,
        client=request.client,
        role=ROLE_OF[request.kind],
        name=request.name.strip(),
        login=request.login.strip(),
    )
    entry = AccountChanged(**here.stamp(), member=request.member, what=change.what)
    return Decision(entries=(entry,), account=change, answer={"member": request.member})


ACTION = Action(name="open-account", title="Open an account", request=OpenAccount, decide=decide)
