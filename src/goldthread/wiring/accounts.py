"""Accounts as administrators look after them: each change is one transaction with its line in the audit trail."""

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from goldthread.cli.exits import Exit
from goldthread.cli.stopping import Stopped
from goldthread.practice.people import Actor
from goldthread.practice.ports import Trace
from goldthread.store import account_changes, accounts
from goldthread.store.books import StoreBooks
from goldthread.store.passwords import refuse_weak
from goldthread.terms import Role
from goldthread.wiring.acting import now

# Who runs the machine could make accounts without asking anybody: so they may, and it stands in the trail as theirs.
OPERATOR = "operator"


def operator(centre: str) -> Actor:
    """Who runs the server, where no administrator can act: for the first account, and when all passwords are lost."""
    return Actor(id=OPERATOR, centre=centre, role=Role.ADMINISTRATOR)


def add_account(
    *,
    by: Actor,
    login: str,
    name: str,
    password: str,
    roles: tuple[Role, ...],
    client: str | None = None,
    member: str | None = None,
    at: datetime.datetime | None = None,
) -> accounts.Member:
    """A new account. Its id is drawn at random: ids stand open in the database, names and logins do not. `at`: when, if
    not now (UTC). Raises StoreTrouble `weak-password`, `login-there`."""
    refuse_weak(password, own=(login, name))
    member = member or f"m-{uuid.uuid4().hex[:12]}"
    with account_trace(by, "add-account", member, at):
        return accounts.create_member(
            centre=by.centre, member=member, name=name, login=login, password=password, roles=roles, client=client
        )


def change_password(*, by: Actor, member: str, password: str) -> None:
    """Another password; tokens end. Raises StoreTrouble `weak-password`, `no-such-account`."""
    found = accounts.account(centre=by.centre, member=member)
    refuse_weak(password, own=() if found is None else (found[0].login, found[0].name))
    with account_trace(by, "change-password", member):
        account_changes.change_password(centre=by.centre, member=member, password=password)


def change_roles(*, by: Actor, member: str, roles: tuple[Role, ...]) -> None:
    """These roles and no others."""
    with account_trace(by, "change-roles", member):
        account_changes.change_roles(centre=by.centre, member=member, roles=roles)


def close_account(*, by: Actor, member: str) -> None:
    """Nobody signs in as this account any more."""
    with account_trace(by, "close-account", member):
        account_changes.close_account(centre=by.centre, member=member)


def issue_token(*, by: Actor, days: int | None) -> str:
    """A token for the account itself."""
    until = None if days is None else now() + datetime.timedelta(days=days)
    with account_trace(by, "issue-token", by.id):
        return accounts.issue_token(centre=by.centre, member=by.id, until=until)


def account_called(*, centre: str, login: str) -> accounts.Member:
    """The account with that login or id. Raises Stopped."""
    wanted = login.strip().casefold()
    for member in accounts.members(centre=centre):
        if wanted in (member.login.casefold(), member.id):
            return member
    message = "There is no account with this login."
    raise Stopped(message, code="no-such-account", exit_=Exit.BAD_INPUT, fix="Look at `goldthread user list`.")


@contextmanager
def account_trace(by: Actor, what: str, member: str, at: datetime.datetime | None = None) -> Iterator[None]:
    """The work in one transaction with its line: who, what, and which account."""
    with StoreBooks().open(actor=by, clients=()) as pages:
        yield
        newest = pages.newest()
        at = max(each for each in (at or now(), newest) if each is not None)
        pages.trace(Trace(at=at, member=by.id, role=by.role, action=f"{what}:{member}"))
