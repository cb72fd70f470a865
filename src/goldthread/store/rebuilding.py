"""Projections dropped and made anew from the ledgers and the trail, to the same bytes, while others work."""

import msgspec
from django.db.backends.utils import CursorWrapper

from goldthread.store import keys as key_rows
from goldthread.store import ledger, projections, trail
from goldthread.store.opening import locking, within

_PAGE = 1000


class Rebuilt(msgspec.Struct, frozen=True, kw_only=True):
    """How much was made anew."""

    clients: int
    traces: int


def rebuild(centre: str, *, using: str = "default") -> Rebuilt:
    """Make lines, teams, search words and snapshots of every client anew (one client a transaction), and which lines
    of the trail are about whom (one transaction)."""
    clients, after = 0, ""
    while True:
        with within(centre, using=using) as cursor:
            client = _next_client(cursor, centre, after)
            if client is None:
                break
            rebuild_client(cursor, centre, client)
        clients, after = clients + 1, client
    with within(centre, using=using) as cursor:
        return Rebuilt(clients=clients, traces=_rebuild_about(cursor, centre))


def _next_client(cursor: CursorWrapper, centre: str, after: str) -> str | None:
    cursor.execute(
        "SELECT client FROM store_client WHERE centre = %s AND client > %s ORDER BY client LIMIT 1" + locking(cursor),
        [centre, after],
    )
    row = cursor.fetchone()
    return None if row is None else str(row[0])


def rebuild_client(cursor: CursorWrapper, centre: str, client: str) -> None:
    """Make the projections of one client anew, in the transaction of the cursor."""
    projections.remove(cursor, centre, client)
    own = key_rows.client_keys(cursor, centre, client, key_rows.FOLDER)
    if own is None:
        return
    entries = list(ledger.entries(cursor, own))
    folder, renewed = projections.fold_on(None, entries, 0)
    if folder is None:
        return
    projections.project(cursor, key_rows.centre_keys(cursor, centre), own, None, folder)
    if renewed is not None:
        projections.snapshot(cursor, own, renewed)


def _rebuild_about(cursor: CursorWrapper, centre: str) -> int:
    # Nobody adds a line meanwhile: it would be added twice or not at all.
    cursor.execute("SELECT seq FROM store_head WHERE centre = %s" + locking(cursor), [centre])
    cursor.execute("DELETE FROM store_about WHERE centre = %s", [centre])
    after = 0
    while True:
        cursor.execute(
            f"SELECT {trail.COLUMNS} FROM store_trail WHERE centre = %s AND seq > %s ORDER BY seq LIMIT {_PAGE}",
            [centre, after],
        )
        rows = [trail.row_of(values) for values in cursor.fetchall()]
        if not rows:
            return after
        trail.add_about(cursor, centre, rows)
        after = rows[-1].seq
