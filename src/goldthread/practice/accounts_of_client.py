"""The accounts that hang on a client's folder: the client's own, and those of people whom the client may let in."""

from typing import Literal

import msgspec

from goldthread.practice.refusing import Refused
from goldthread.terms import ItemId, Role

Kind = Literal["client", "supporter"]
ROLE_OF: dict[Kind, Role] = {"client": Role.CLIENT, "supporter": Role.SUPPORTER}


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """An account that hangs on a folder. No roles: it is closed."""

    member: ItemId
    roles: tuple[Role, ...]


class AccountChange(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of an account: it is opened (nobody can sign in yet: it has no password), its password ends, or it
    is closed. `name` and `login` are of one that is opened."""

    what: Literal["open", "end-password", "close"]
    member: ItemId
    client: ItemId
    role: Role
    name: str = ""
    login: str = ""


def holder_of(holders: tuple[Holder, ...], member: str) -> Holder:
    """The open account with that id. Raises Refused: `no-such-account` where none of this folder's has it."""
    found = next((each for each in holders if each.member == member and each.roles), None)
    if found is None:
        fix = "Open the page of the accounts again."
        raise Refused("no-such-account", "This account is closed, or is not of this client.", fix=fix)
    return found
