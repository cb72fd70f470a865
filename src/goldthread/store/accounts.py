"""Centres and accounts: made, signed in to, known by a token. Names and logins are sealed, passwords are hashed."""

import datetime
import hashlib
import secrets
from collections.abc import Iterable

import msgspec
from django.contrib.auth.hashers import check_password, make_password
from django.db.backends.utils import CursorWrapper

from goldthread.practice.settings import Settings
from goldthread.store import sealing, trail
from goldthread.store.keys import CentreKeys, centre_keys, centre_row, new_centre_key
from goldthread.store.opening import locking, within
from goldthread.store.trouble import StoreTrouble, trouble
from goldthread.terms import ItemId, Role

_SECRET_BYTES = 32


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """An account of a centre. Whoever has several roles acts in one of them at a time; `client` is the folder that is
    their own, for a client."""

    id: ItemId
    centre: ItemId
    name: str
    login: str
    roles: tuple[Role, ...]
    client: ItemId | None = None


class _Person(msgspec.Struct, frozen=True):
    name: str
    login: str


def create_centre(*, centre: str, settings: Settings, using: str = "default") -> None:
    """A new centre with its own key, its settings and an empty trail. Raises StoreTrouble `centre-there`."""
    with within(centre, using=using) as cursor:
        cursor.execute("SELECT 1 FROM store_centre WHERE centre = %s", [centre])
        if cursor.fetchone() is not None:
            raise StoreTrouble("There is a centre with this id already.", code="centre-there", fix="Choose another id.")
        key_id, wrapped, keys = new_centre_key(centre)
        cursor.execute(
            "INSERT INTO store_centre (centre, key_id, wrapped, sealed) VALUES (%s, %s, %s, %s)",
            [centre, key_id, wrapped, _sealed_settings(keys, centre, settings)],
        )
        trail.begin(cursor, keys)


def change_settings(*, centre: str, settings: Settings, using: str = "default") -> None:
    """Replace the centre's own choices."""
    with within(centre, using=using) as cursor:
        keys = centre_keys(cursor, centre)
        cursor.execute(
            "UPDATE store_centre SET sealed = %s WHERE centre = %s", [_sealed_settings(keys, centre, settings), centre]
        )


def put_settings(cursor: CursorWrapper, centre: str, settings: Settings) -> None:
    """Put settings in the place of those of the revision before. Raises StoreTrouble `busy` where somebody else has put
    others there since they were read: asked again, the change is then refused as late."""
    cursor.execute("SELECT 1 FROM store_centre WHERE centre = %s" + locking(cursor), [centre])
    if read_settings(cursor, centre).revision != settings.revision - 1:
        raise trouble("busy")
    cursor.execute(
        "UPDATE store_centre SET sealed = %s WHERE centre = %s",
        [_sealed_settings(centre_keys(cursor, centre), centre, settings), centre],
    )


def _sealed_settings(keys: CentreKeys, centre: str, settings: Settings) -> bytes:
    return sealing.seal(keys.settings, msgspec.json.encode(settings), sealing.place("settings", centre))


def read_settings(cursor: CursorWrapper, centre: str) -> Settings:
    """The centre's own choices."""
    keys, sealed, _ = centre_row(cursor, centre)
    plain = sealing.unseal(keys.settings, sealed, sealing.place("settings", centre))
    return msgspec.json.decode(plain, type=Settings)


def create_member(
    *,
    centre: str,
    member: str,
    name: str,
    login: str,
    password: str,
    roles: tuple[Role, ...],
    client: str | None = None,
    using: str = "default",
) -> Member:
    """A new account. An empty password lets nobody in by password. Raises StoreTrouble `login-there`."""
    with within(centre, using=using) as cursor:
        keys = centre_keys(cursor, centre)
        found = blind_login(keys, login)
        cursor.execute(
            "SELECT 1 FROM store_member WHERE centre = %s AND login = %s UNION ALL "
            "SELECT 1 FROM store_member WHERE centre = %s AND member = %s",
            [centre, found, centre, member],
        )
        if cursor.fetchone() is not None:
            raise StoreTrouble(
                "There is an account with this id or login already.", code="login-there", fix="Choose another."
            )
        sealed = sealed_person(keys, member, name, login)
        cursor.execute(
            "INSERT INTO store_member (centre, member, login, sealed, roles, client, password) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [
                centre, member, found, sealed, msgspec.json.encode(roles).decode(), client,
                make_password(password or None),
            ],
        )  # fmt: skip
    return Member(id=member, centre=centre, name=name, login=login, roles=roles, client=client)


def sealed_person(keys: CentreKeys, member: str, name: str, login: str) -> bytes:
    """Name and login of an account, sealed for its row."""
    place = sealing.place("member", keys.centre, member)
    return sealing.seal(keys.accounts, msgspec.json.encode(_Person(name, login)), place)


def blind_login(keys: CentreKeys, login: str) -> bytes:
    """The blind index of a login."""
    return sealing.blind(keys.logins, login.strip().casefold())


_MEMBER = "SELECT member, sealed, roles, client, password FROM store_member "


def _member(row: tuple[str, bytes, str, str | None, str], keys: CentreKeys, centre: str) -> Member:
    member, sealed, roles, client, _ = row
    plain = sealing.unseal(keys.accounts, bytes(sealed), sealing.place("member", centre, member))
    person = msgspec.json.decode(plain, type=_Person)
    return Member(
        id=member, centre=centre, name=person.name, login=person.login,
        roles=msgspec.json.decode(roles, type=tuple[Role, ...]), client=client,
    )  # fmt: skip


def sign_in(*, centre: str, login: str, password: str, using: str = "default") -> Member | None:
    """The account whose login and password these are; None where there is none, after the same work."""
    with within(centre, using=using, reading=True) as cursor:
        keys = centre_keys(cursor, centre)
        cursor.execute(_MEMBER + "WHERE centre = %s AND login = %s", [centre, blind_login(keys, login)])
        row = cursor.fetchone()
    # Outside the transaction: a password takes longer to check than everything else together.
    if row is None:
        make_password(password)
        return None
    return _member(row, keys, centre) if check_password(password, row[4]) else None


def account(*, centre: str, member: str, using: str = "default") -> tuple[Member, str] | None:
    """An account by its id, and a mark that changes with its password and says nothing of it; None for no account."""
    with within(centre, using=using, reading=True) as cursor:
        cursor.execute(_MEMBER + "WHERE centre = %s AND member = %s", [centre, member])
        row = cursor.fetchone()
        if row is None:
            return None
        return _member(row, centre_keys(cursor, centre), centre), hashlib.sha256(row[4].encode()).hexdigest()


def named(*, centre: str, ids: Iterable[str], using: str = "default") -> dict[str, Member]:
    """Accounts by their ids, all asked for at once; those that are not there are left out."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    marks = ", ".join(["%s"] * len(wanted))
    with within(centre, using=using, reading=True) as cursor:
        cursor.execute(f"{_MEMBER}WHERE centre = %s AND member IN ({marks})", [centre, *wanted])
        rows = cursor.fetchall()
        keys = centre_keys(cursor, centre)
        return {row[0]: _member(row, keys, centre) for row in rows}


def roles_of(cursor: CursorWrapper, centre: str, member: str) -> tuple[Role, ...]:
    """The roles of an account; empty where there is none."""
    cursor.execute("SELECT roles FROM store_member WHERE centre = %s AND member = %s", [centre, member])
    row = cursor.fetchone()
    return () if row is None else msgspec.json.decode(row[0], type=tuple[Role, ...])


def members(*, centre: str, using: str = "default") -> tuple[Member, ...]:
    """All accounts of a centre, by id."""
    with within(centre, using=using, reading=True) as cursor:
        keys = centre_keys(cursor, centre)
        cursor.execute(_MEMBER + "WHERE centre = %s ORDER BY member", [centre])
        return tuple(_member(row, keys, centre) for row in cursor.fetchall())


def staff(*, centre: str, using: str = "default") -> tuple[Member, ...]:
    """The accounts that are no client's, by id: staff, supporters and partners, closed ones too."""
    with within(centre, using=using, reading=True) as cursor:
        keys = centre_keys(cursor, centre)
        cursor.execute(_MEMBER + "WHERE centre = %s AND client IS NULL ORDER BY member", [centre])
        return tuple(_member(row, keys, centre) for row in cursor.fetchall())


def called(*, centre: str, login: str, using: str = "default") -> Member | None:
    """The account with that login; None where there is none."""
    with within(centre, using=using, reading=True) as cursor:
        keys = centre_keys(cursor, centre)
        cursor.execute(_MEMBER + "WHERE centre = %s AND login = %s", [centre, blind_login(keys, login)])
        row = cursor.fetchone()
        return None if row is None else _member(row, keys, centre)


def issue_token(*, centre: str, member: str, until: datetime.datetime | None = None, using: str = "default") -> str:
    """A new token by which the account may act until then. Only its SHA-256 is kept: it cannot be shown again."""
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    ends = None if until is None else int(until.timestamp() * 1_000_000)
    with within(centre, using=using) as cursor:
        if not roles_of(cursor, centre, member):
            raise StoreTrouble("There is no such account.", code="no-such-account", fix="Check its id.")
        cursor.execute(
            "INSERT INTO store_bearer (centre, token, member, until) VALUES (%s, %s, %s, %s)",
            [centre, _kept_token(secret), member, ends],
        )
    return f"{centre}:{secret}"


def _kept_token(secret: str) -> bytes:
    # The secret has 256 random bits: no salt and no slow hash is needed.
    return hashlib.sha256(secret.encode()).digest()


def member_of_token(token: str, *, at: datetime.datetime, using: str = "default") -> Member | None:
    """The account that a token stands for at that time; None where it stands for none."""
    centre, _, secret = token.partition(":")
    if not centre or not secret:
        return None
    with within(centre, using=using, reading=True) as cursor:
        cursor.execute(
            "SELECT m.member, m.sealed, m.roles, m.client, m.password FROM store_bearer b "
            "JOIN store_member m ON m.centre = b.centre AND m.member = b.member "
            "WHERE b.centre = %s AND b.token = %s AND (b.until IS NULL OR b.until > %s)",
            [centre, _kept_token(secret), int(at.timestamp() * 1_000_000)],
        )
        row = cursor.fetchone()
        return None if row is None else _member(row, centre_keys(cursor, centre), centre)


def revoke_tokens(*, centre: str, member: str, using: str = "default") -> int:
    """End every token of the account; how many there were."""
    with within(centre, using=using) as cursor:
        cursor.execute("DELETE FROM store_bearer WHERE centre = %s AND member = %s", [centre, member])
        return int(cursor.rowcount)
