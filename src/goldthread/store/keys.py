"""The keys of centres and clients: made, wrapped by a master key, unwrapped, wrapped anew, destroyed."""

from functools import cached_property, lru_cache

import msgspec
from django.db.backends.utils import CursorWrapper

from goldthread.store import sealing
from goldthread.store.opening import centres, locking, within
from goldthread.store.ring import add_key, forget_ring, make_key_file, ring, unwrap
from goldthread.store.trouble import StoreTrouble

__all__ = ["add_key", "forget_ring", "make_key_file", "ring", "rotate", "waiting"]

FOLDER = "folder"
_BATCH = 500
_TRIED = 20  # keys of clients, to tell a changed key from a wrong master key


class CentreKeys(msgspec.Struct, frozen=True, dict=True):
    """What is derived from a centre's own key, each for one purpose."""

    centre: str
    key: bytes

    @cached_property
    def settings(self) -> bytes:
        """Seals the centre's settings."""
        return sealing.subkey(self.key, "settings")

    @cached_property
    def accounts(self) -> bytes:
        """Seals names and logins of accounts."""
        return sealing.subkey(self.key, "accounts")

    @cached_property
    def logins(self) -> bytes:
        """Makes the blind index of logins."""
        return sealing.subkey(self.key, "logins")

    @cached_property
    def words(self) -> bytes:
        """Makes the blind index of clients' names and birth dates."""
        return sealing.subkey(self.key, "words")

    @cached_property
    def answers(self) -> bytes:
        """Seals kept answers and makes the blind index of their keys."""
        return sealing.subkey(self.key, "answers")

    @cached_property
    def sign_ins(self) -> bytes:
        """Seals from where somebody tried to sign in."""
        return sealing.subkey(self.key, "sign-ins")

    @cached_property
    def identities(self) -> bytes:
        """Makes the blind index of who somebody is at another server, at which they sign in."""
        return sealing.subkey(self.key, "identities")

    @cached_property
    def head(self) -> bytes:
        """Seals the head of the audit trail."""
        return sealing.subkey(self.key, "head")


class ClientKeys(msgspec.Struct, frozen=True, dict=True):
    """What is derived from a client's data key: for the ledger, and for projections that are rebuilt."""

    centre: str
    client: str
    key: bytes

    @cached_property
    def ledger(self) -> bytes:
        """Seals entries or session notes."""
        return sealing.subkey(self.key, "ledger")

    @cached_property
    def projection(self) -> bytes:
        """Seals projections; 64 bytes."""
        return sealing.subkey(self.key, "projection", 64)


@lru_cache(maxsize=64)
def _centre_keys(key_id: str, wrapped: bytes, centre: str, master: bytes) -> CentreKeys:  # noqa: ARG001 - `master` tells rings apart
    return CentreKeys(centre, unwrap(key_id, wrapped, _where(centre)))


def _where(*parts: str) -> bytes:
    return sealing.place("key", *parts)


def new_centre_key(centre: str) -> tuple[str, bytes, CentreKeys]:
    """A fresh key for a centre: the master key's id, the key as it is wrapped, the key."""
    key = sealing.fresh_key()
    return (*ring().wrap(key, _where(centre)), CentreKeys(centre, key))


def centre_keys(cursor: CursorWrapper, centre: str) -> CentreKeys:
    """The keys of the centre that the cursor is in. Raises StoreTrouble `no-such-centre` and those of the ring."""
    return centre_row(cursor, centre)[0]


def centre_row(cursor: CursorWrapper, centre: str) -> tuple[CentreKeys, bytes, int]:
    """The keys of the centre, its settings as they are sealed, and when the newest line of its trail was written
    (microseconds; 0 where there is none)."""
    cursor.execute(
        "SELECT c.key_id, c.wrapped, c.sealed, coalesce(h.at, 0) FROM store_centre c "
        "LEFT JOIN store_head h ON h.centre = c.centre WHERE c.centre = %s",
        [centre],
    )
    row = cursor.fetchone()
    if row is None:
        raise StoreTrouble("There is no such centre in this database.", code="no-such-centre", fix="Check its id.")
    return _centre_keys(row[0], bytes(row[1]), centre, ring().keys.get(row[0], b"")), bytes(row[2]), row[3]


def is_closed(cursor: CursorWrapper, centre: str) -> bool:
    """Whether the centre's own key does not open although keys of its clients do: then its row was changed, and the
    ring is the right one. Raises StoreTrouble where nothing opens."""
    try:
        centre_keys(cursor, centre)
    except StoreTrouble as trouble:
        if trouble.code not in ("wrong-key", "key-missing"):
            raise
        cursor.execute(
            "SELECT client, stream, key_id, wrapped FROM store_clientkey WHERE centre = %s ORDER BY client, stream "
            f"LIMIT {_TRIED}",
            [centre],
        )
        if not any(_opens(centre, *row) for row in cursor.fetchall()):
            raise
        return True
    return False


def _opens(centre: str, client: str, stream: str, key_id: str, wrapped: bytes) -> bool:
    try:
        open_client_keys(centre, client, stream, key_id, wrapped)
    except StoreTrouble:
        return False
    return True


def new_client_keys(cursor: CursorWrapper, centre: str, client: str, stream: str) -> ClientKeys:
    """A fresh data key for a client, kept in the database as it is wrapped."""
    key = sealing.fresh_key()
    key_id, wrapped = ring().wrap(key, _where(centre, client, stream))
    cursor.execute(
        "INSERT INTO store_clientkey (centre, client, stream, key_id, wrapped) VALUES (%s, %s, %s, %s, %s)",
        [centre, client, stream, key_id, wrapped],
    )
    return ClientKeys(centre, client, key)


def open_client_keys(centre: str, client: str, stream: str, key_id: str, wrapped: bytes) -> ClientKeys:
    """A client's keys from their row."""
    return ClientKeys(centre, client, unwrap(key_id, bytes(wrapped), _where(centre, client, stream)))


def client_keys(cursor: CursorWrapper, centre: str, client: str, stream: str) -> ClientKeys | None:
    """A client's keys; None where there are none."""
    cursor.execute(
        "SELECT key_id, wrapped FROM store_clientkey WHERE centre = %s AND client = %s AND stream = %s",
        [centre, client, stream],
    )
    row = cursor.fetchone()
    return None if row is None else open_client_keys(centre, client, stream, row[0], row[1])


def destroy_client_keys(cursor: CursorWrapper, centre: str, client: str) -> None:
    """Overwrite every wrapped key of the client, then delete the rows: what they sealed can never be read again."""
    # One by one in the order in which a rotation locks them: in another, the two could wait for each other.
    cursor.execute(
        "SELECT stream FROM store_clientkey WHERE centre = %s AND client = %s ORDER BY client, stream"
        + locking(cursor),
        [centre, client],
    )
    cursor.execute(
        "UPDATE store_clientkey SET wrapped = %s WHERE centre = %s AND client = %s", [bytes(61), centre, client]
    )
    cursor.execute("DELETE FROM store_clientkey WHERE centre = %s AND client = %s", [centre, client])


def waiting(*, using: str = "default") -> dict[str, int]:
    """How many wrapped keys hang on each master key, by its id: an older one with none may leave the ring."""
    found: dict[str, int] = {}
    for centre in centres(using=using):
        with within(centre, using=using) as cursor:
            cursor.execute(
                "SELECT key_id, count(*) FROM (SELECT key_id FROM store_centre WHERE centre = %s UNION ALL "
                "SELECT key_id FROM store_clientkey WHERE centre = %s) AS held GROUP BY key_id",
                [centre, centre],
            )
            for key_id, count in cursor.fetchall():
                found[key_id] = found.get(key_id, 0) + count
    return found


def rotate(*, using: str = "default", batch: int = _BATCH) -> int:
    """Wrap every key anew with the newest master key, a batch a transaction, while others work; how many were.

    What was stopped half-way goes on where it was: only keys that hang on an older master key are taken.
    """
    newest, done = ring().newest, 0
    for centre in centres(using=using):
        with within(centre, using=using) as cursor:
            done += _rotate_centre(cursor, centre, newest)
        after: tuple[str, str] | None = ("", "")
        while after is not None:
            with within(centre, using=using) as cursor:
                after, count = _rotate_batch(cursor, centre, newest, after, batch)
                done += count
    return done


def _rotate_centre(cursor: CursorWrapper, centre: str, newest: str) -> int:
    cursor.execute(
        "SELECT key_id, wrapped FROM store_centre WHERE centre = %s AND key_id <> %s" + locking(cursor),
        [centre, newest],
    )
    row = cursor.fetchone()
    if row is None:
        return 0
    key = unwrap(row[0], bytes(row[1]), _where(centre))
    key_id, wrapped = ring().wrap(key, _where(centre))
    cursor.execute("UPDATE store_centre SET key_id = %s, wrapped = %s WHERE centre = %s", [key_id, wrapped, centre])
    return 1


def _rotate_batch(
    cursor: CursorWrapper, centre: str, newest: str, after: tuple[str, str], batch: int
) -> tuple[tuple[str, str] | None, int]:
    cursor.execute(
        "SELECT client, stream, key_id, wrapped FROM store_clientkey WHERE centre = %s AND (client, stream) > (%s, %s) "
        "AND key_id <> %s ORDER BY client, stream LIMIT %s" + locking(cursor),
        [centre, *after, newest, batch],
    )
    rows = cursor.fetchall()
    wrapped = []
    for client, stream, key_id, old in rows:
        where = _where(centre, client, stream)
        wrapped.append((*ring().wrap(unwrap(key_id, bytes(old), where), where), centre, client, stream))
    cursor.executemany(
        "UPDATE store_clientkey SET key_id = %s, wrapped = %s WHERE centre = %s AND client = %s AND stream = %s",
        wrapped,
    )
    return (rows[-1][:2] if len(rows) == batch else None), len(rows)
