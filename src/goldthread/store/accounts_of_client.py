"""Accounts that hang on a client: found from the client, changed by the practice, and forgotten with the folder."""

import secrets

import msgspec
from django.contrib.auth.hashers import make_password
from django.db.backends.utils import CursorWrapper

from goldthread.practice.accounts_of_client import AccountChange, Holder
from goldthread.store import account_changes, accounts
from goldthread.store.keys import centre_keys
from goldthread.terms import Role


def holders(cursor: CursorWrapper, centre: str, client: str) -> tuple[Holder, ...]:
    """The accounts that hang on the client, by id, closed ones too."""
    # The ids by themselves, because SQLite would go through all accounts of the centre, in their order.
    cursor.execute(
        "SELECT member, roles FROM store_member WHERE centre = %s AND member IN "
        "(SELECT member FROM store_member WHERE centre = %s AND client = %s)",
        [centre, centre, client],
    )
    return tuple(
        Holder(member=member, roles=msgspec.json.decode(roles, type=tuple[Role, ...]))
        for member, roles in sorted(cursor.fetchall())
    )


def taken(cursor: CursorWrapper, centre: str, member: str, login: str) -> bool:
    """Whether somebody has this id, or signs in with this login."""
    cursor.execute(
        "SELECT 1 FROM store_member WHERE centre = %s AND login = %s UNION ALL "
        "SELECT 1 FROM store_member WHERE centre = %s AND member = %s",
        [centre, accounts.blind_login(centre_keys(cursor, centre), login), centre, member],
    )
    return cursor.fetchone() is not None


def change(centre: str, wanted: AccountChange, using: str) -> None:
    """Open, close or lock an account, in the transaction that is open. Raises StoreTrouble."""
    if wanted.what == "open":
        accounts.create_member(
            centre=centre, member=wanted.member, name=wanted.name, login=wanted.login, password="",
            roles=(wanted.role,), client=wanted.client, using=using,
        )  # fmt: skip
    elif wanted.what == "close":
        account_changes.close_account(centre=centre, member=wanted.member, using=using)
    else:
        account_changes.change_password(centre=centre, member=wanted.member, password="", using=using)


def forget(cursor: CursorWrapper, centre: str, client: str) -> None:
    """The folder is erased: nobody signs in with an account that hung on it any more, and no name and no login of
    theirs is kept. The ids stay, for the trail."""
    keys = centre_keys(cursor, centre)
    for holder in holders(cursor, centre, client):
        cursor.execute("DELETE FROM store_bearer WHERE centre = %s AND member = %s", [centre, holder.member])
        cursor.execute(
            "UPDATE store_member SET login = %s, sealed = %s, roles = '[]', password = %s "
            "WHERE centre = %s AND member = %s",
            [
                secrets.token_bytes(32), accounts.sealed_person(keys, holder.member, "", ""), make_password(None),
                centre, holder.member,
            ],
        )  # fmt: skip
