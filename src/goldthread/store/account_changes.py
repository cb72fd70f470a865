"""What changes of an account: its password, its roles, its end. What it did stays under its id."""

import msgspec
from django.contrib.auth.hashers import make_password
from django.db.backends.utils import CursorWrapper

from goldthread.store.opening import locking, within
from goldthread.store.trouble import StoreTrouble
from goldthread.terms import Role


def change_password(*, centre: str, member: str, password: str, using: str = "default") -> None:
    """Set another password and end every token. Raises StoreTrouble `no-such-account`."""
    _change(centre, member, "password = %s", make_password(password or None), using)


def change_roles(*, centre: str, member: str, roles: tuple[Role, ...], using: str = "default") -> None:
    """Give the account these roles and no others. Raises StoreTrouble `no-such-account`, `last-administrator`."""
    with within(centre, using=using) as cursor:
        if Role.ADMINISTRATOR not in roles:
            _refuse_last(cursor, centre, member)
        _change(centre, member, "roles = %s", msgspec.json.encode(roles).decode(), using, end_tokens=False)


def _refuse_last(cursor: CursorWrapper, centre: str, member: str) -> None:
    """Somebody has to be able to let others in. The centre's row is locked, so that two do not end each other; all
    accounts are gone through only for an administrator's own."""
    cursor.execute("SELECT roles FROM store_member WHERE centre = %s AND member = %s", [centre, member])
    row = cursor.fetchone()
    if row is None or f'"{Role.ADMINISTRATOR}"' not in row[0]:
        return
    cursor.execute("SELECT 1 FROM store_centre WHERE centre = %s" + locking(cursor), [centre])
    cursor.execute(
        "SELECT member FROM store_member WHERE centre = %s AND roles LIKE %s", [centre, f'%"{Role.ADMINISTRATOR}"%']
    )
    if [row[0] for row in cursor.fetchall()] == [member]:
        raise StoreTrouble(
            "This is the last account of an administrator.",
            code="last-administrator",
            fix="Make another account an administrator's first.",
        )


def close_account(*, centre: str, member: str, using: str = "default") -> None:
    """Nobody signs in as this account any more: no roles, no password, no token. It stays, for what it has done.

    Raises StoreTrouble `no-such-account`, `last-administrator`.
    """
    with within(centre, using=using):
        change_roles(centre=centre, member=member, roles=(), using=using)
        change_password(centre=centre, member=member, password="", using=using)


def _change(centre: str, member: str, column: str, value: str, using: str, *, end_tokens: bool = True) -> None:
    with within(centre, using=using) as cursor:
        cursor.execute(
            f"UPDATE store_member SET {column} WHERE centre = %s AND member = %s",
            [value, centre, member],
        )
        if cursor.rowcount == 0:
            raise StoreTrouble(
                "There is no such account.", code="no-such-account", fix="Look at `goldthread user list`."
            )
        if end_tokens:
            cursor.execute("DELETE FROM store_bearer WHERE centre = %s AND member = %s", [centre, member])
