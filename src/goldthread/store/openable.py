"""Whether all that is sealed opens with its key: settings, accounts, keys of clients, lists, snapshots. What does not
is named. Entries and notes are vouched for by the trail (`chain.verify`); no folder is opened here."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from django.db.backends.utils import CursorWrapper

from goldthread.store import accounts, projections, sealing
from goldthread.store import keys as key_rows
from goldthread.store.chain import MOST, Fault, newest_known
from goldthread.store.keys import FOLDER, ClientKeys
from goldthread.store.ledger import Span, snapshot_where
from goldthread.store.opening import within
from goldthread.store.trouble import StoreTrouble

_PAGE = 100  # clients at a time
_AGAIN = "`goldthread store rebuild` makes it anew."

# All of a client in one statement, so that all is of one moment while others write on.
_CLIENTS = (
    "SELECT c.client, c.erased, c.entries, "
    "(SELECT count(*) FROM store_entry e WHERE e.centre = c.centre AND e.client = c.client), "
    "k.stream, k.key_id, k.wrapped, l.name, s.seq, s.sealed FROM store_client c "
    "LEFT JOIN store_clientkey k ON k.centre = c.centre AND k.client = c.client "
    "LEFT JOIN store_line l ON l.centre = c.centre AND l.client = c.client "
    "LEFT JOIN store_snapshot s ON s.centre = c.centre AND s.client = c.client "
    "WHERE c.centre = %s AND c.client > %s AND c.client <= %s ORDER BY c.client, k.stream"
)


class _Row(msgspec.Struct, frozen=True, array_like=True):
    """A client with one of their keys."""

    client: str
    erased: int
    said: int
    entries: int
    stream: str | None
    key_id: str
    wrapped: bytes
    name: bytes | None
    snapshot_seq: int | None
    snapshot: bytes | None


def closed(centre: str, *, using: str = "default") -> tuple[Fault, ...]:
    """What does not open, or is not there although it must be; at most the first hundred. Empty too where the centre's
    own key does not open: `chain.verify` says that. Raises StoreTrouble where the ring is another."""
    found: list[Fault] = []
    with within(centre, using=using, reading=True) as cursor:
        if key_rows.is_closed(cursor, centre):
            return ()
        for fault in _faults(cursor, centre):
            found.append(fault)
            if len(found) == MOST:
                break
    return tuple(found)


def _faults(cursor: CursorWrapper, centre: str) -> Iterator[Fault]:
    try:
        accounts.read_settings(cursor, centre)
    except (StoreTrouble, msgspec.MsgspecError):
        yield _changed("centre", f"{centre}/settings", "The centre's settings do not open with its key.")
    for member in _closed_accounts(cursor, centre):
        yield _changed("member", member, "Name and login of the account do not open with the centre's key.")
    after = ""
    while last := _last_of_page(cursor, centre, after):
        cursor.execute(_CLIENTS, [centre, after, last])
        before = None
        for values in cursor.fetchall():
            row = _Row(*values)
            yield from _key(centre, row)
            if row.client != before:
                yield from _client(cursor, centre, row)
            before = row.client
        after = last


def _closed_accounts(cursor: CursorWrapper, centre: str) -> Iterator[str]:
    keys = key_rows.centre_keys(cursor, centre)
    cursor.execute("SELECT member, sealed FROM store_member WHERE centre = %s ORDER BY member", [centre])
    for member, sealed in cursor.fetchall():
        try:
            sealing.unseal(keys.accounts, bytes(sealed), sealing.place("member", centre, member))
        except StoreTrouble:
            yield str(member)


def _last_of_page(cursor: CursorWrapper, centre: str, after: str) -> str | None:
    cursor.execute(
        "SELECT max(client) FROM (SELECT client FROM store_client WHERE centre = %s AND client > %s "
        f"ORDER BY client LIMIT {_PAGE}) AS page",
        [centre, after],
    )
    found: Sequence[Any] = cursor.fetchone()
    return None if found[0] is None else str(found[0])


def _key(centre: str, row: _Row) -> Iterator[Fault]:
    where = f"{row.client}/{row.stream}"
    if row.stream is None:
        return
    if row.erased:
        yield Fault(
            code="inserted", table="clientkey", row=where, message="The client was erased, and the key is back."
        )
    elif _opened(centre, row) is None:
        yield _changed("clientkey", where, f"The client's key does not open with the master key {row.key_id}.")


def _opened(centre: str, row: _Row) -> ClientKeys | None:
    """The keys; None where they do not open. Raises StoreTrouble `key-missing`."""
    try:
        return key_rows.open_client_keys(centre, row.client, str(row.stream), row.key_id, bytes(row.wrapped))
    except StoreTrouble as trouble:
        if trouble.code == "key-missing":
            raise
        return None


def _client(cursor: CursorWrapper, centre: str, row: _Row) -> Iterator[Fault]:
    """The row itself, the line and the snapshot. The folder's key, where there is one, sorts before those of notes."""
    if row.said != row.entries and newest_known(cursor, centre, Span(row.client, "", 0, 0)) == row.entries:
        said = f"It says that the folder has {row.said} entries, and the trail says {row.entries}."
        yield _changed("client", row.client, said)
    if row.erased or not row.entries:
        return
    if row.stream != FOLDER:
        gone = "The client's key is gone, and nobody erased the client."
        yield Fault(code="removed", table="clientkey", row=f"{row.client}/{FOLDER}", message=gone)
        return
    own = _opened(centre, row)
    if row.name is None:
        yield Fault(code="removed", table="line", row=row.client, message=f"The client is on no list. {_AGAIN}")
    elif own is not None and not projections.line_opens(own, bytes(row.name)):
        yield _changed("line", row.client, f"The line for lists does not open with the client's key. {_AGAIN}")
    if own is not None and row.snapshot is not None and not _snapshot_opens(own, row):
        yield _changed("snapshot", row.client, f"The snapshot does not open with the client's key. {_AGAIN}")


def _snapshot_opens(own: ClientKeys, row: _Row) -> bool:
    seq = row.snapshot_seq or 0
    try:
        sealing.unseal_alike(own.projection, bytes(row.snapshot or b""), snapshot_where(own.centre, own.client, seq))
    except StoreTrouble:
        return False
    return True


def _changed(table: str, row: str, message: str) -> Fault:
    return Fault(code="changed", table=table, row=row, message=message)
