"""Looking the store over: the database and how it is set, walls, keys, clock, the newest of the trail, some lists.

Each look says what was looked at, how it is, and what to do. Nothing is changed.
"""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db import connections
from django.db.backends.utils import CursorWrapper

from goldthread.store import keys as key_rows
from goldthread.store import trail
from goldthread.store.backup.loading import in_centre
from goldthread.store.looks import Look, NotGood, of_trouble, tried
from goldthread.store.opening import centres, locking, within
from goldthread.store.rebuilding import rebuild_client
from goldthread.store.trouble import StoreTrouble, told
from goldthread.store.walls import append_only, settings_of, walls

_NEWEST = 1000  # lines of the trail that are walked
_LISTED = 20  # clients whose lists are made anew and compared
_PROJECTIONS = ("line", "team", "word", "snapshot", "glass")


def look_at_database(*, using: str = "default") -> Look:
    """Whether the database answers, and in which version."""

    def answer() -> str:
        with told(using), connections[using].cursor() as cursor:
            cursor.execute("SELECT 1")
            version = ".".join(str(part) for part in connections[using].get_database_version())
            return f"{connections[using].display_name} {version} answers."

    return tried("database", answer)


def look_over(*, now: datetime.datetime, using: str = "default") -> Iterator[Look]:
    """Everything about a database that answers and has its tables."""
    yield tried("database-settings", lambda: settings_of(using))
    yield tried("append-only", lambda: append_only(using))
    yield tried("walls", lambda: walls(using))
    try:
        known = centres(using=using)
    except StoreTrouble as trouble:
        yield of_trouble("centres", trouble)
        return
    for centre in known:
        yield tried(f"keys of {centre}", lambda centre=centre: _keys(centre, using))  # type: ignore[misc]  # a lambda's default has no type
        yield tried(f"clock of {centre}", lambda centre=centre: _clock(centre, now, using))  # type: ignore[misc]  # likewise
        yield tried(f"trail of {centre}", lambda centre=centre: _trail(centre, using))  # type: ignore[misc]  # likewise
        yield tried(f"lists of {centre}", lambda centre=centre: _lists(centre, using))  # type: ignore[misc]  # likewise


def _keys(centre: str, using: str) -> str:
    """One key that hangs on each master key is opened: what the ring opens, it opens for all of them."""
    with within(centre, using=using, reading=True) as cursor:
        key_rows.centre_keys(cursor, centre)
        cursor.execute(
            "SELECT k.client, k.stream, k.key_id, k.wrapped FROM store_clientkey k JOIN (SELECT key_id, min(client) AS "
            "client FROM store_clientkey WHERE centre = %s GROUP BY key_id) AS one "
            "ON one.client = k.client AND one.key_id = k.key_id WHERE k.centre = %s",
            [centre, centre],
        )
        found = set()
        for client, stream, key_id, wrapped in cursor.fetchall():
            key_rows.open_client_keys(centre, client, stream, key_id, wrapped)
            found.add(key_id)
    older = sorted(found - {key_rows.ring().newest})
    if older:
        said = f"Keys still hang on the older master keys {', '.join(older)}."
        raise NotGood(said, "Run `goldthread store rotate-key` to its end.", "warning")
    return "The master key opens what hangs on it."


def _clock(centre: str, now: datetime.datetime, using: str) -> str:
    with within(centre, using=using, reading=True) as cursor:
        newest = trail.newest(cursor, centre)
    if newest is None:
        return "Nothing was done yet."
    behind = (newest - now).total_seconds()
    if behind > 0:
        said = f"The clock is {behind:.0f} seconds behind the newest line of the trail; nothing is written until then."
        raise NotGood(said, "Set the clock of this machine by a time server.")
    return "The clock is not behind the trail."


def _trail(centre: str, using: str) -> str:
    """The newest lines and the head; `goldthread audit verify` walks all of it."""
    with within(centre, using=using, reading=True) as cursor:
        cursor.execute("SELECT seq, hash, seal FROM store_head WHERE centre = %s", [centre])
        row = cursor.fetchone()
        if row is None:
            raise _broken("The head of the trail is gone.")
        seq, head, seal = row[0], bytes(row[1]), bytes(row[2])
        cursor.execute(
            f"SELECT {trail.COLUMNS} FROM store_trail WHERE centre = %s AND seq > %s AND seq <= %s ORDER BY seq",
            [centre, seq - _NEWEST, seq],
        )
        rows = [trail.row_of(values) for values in cursor.fetchall()]
        keys = key_rows.centre_keys(cursor, centre)
    first = max(1, seq - _NEWEST + 1)
    if [line.seq for line in rows] != list(range(first, seq + 1)):
        raise _broken("Lines of the trail are gone.")
    before = trail.beginning(centre) if first == 1 else rows[0].previous
    for line in rows:
        if line.previous != before or line.made_hash(centre, line.seq) != line.hash:
            raise _broken(f"Line {line.seq} of the trail is not as it was written.")
        before = line.hash
    if before != head or trail.seal_of(keys, seq, head) != seal:
        raise _broken("The head of the trail was not written by this system.")
    return f"The newest {len(rows)} of {seq} lines are as they were written."


def _broken(said: str) -> NotGood:
    return NotGood(said, "Run `goldthread audit verify`, keep this database as it is, and tell who is answerable.")


def _lists(centre: str, using: str) -> str:
    """The lists of the clients of the newest lines, beside what the ledgers make of them."""
    with within(centre, using=using, reading=True) as cursor:
        cursor.execute(
            "SELECT client FROM (SELECT client, max(seq) AS newest FROM store_about WHERE centre = %s GROUP BY client) "
            "AS seen WHERE client IN (SELECT client FROM store_client WHERE centre = %s) "
            f"ORDER BY newest DESC LIMIT {_LISTED}",
            [centre, centre],
        )
        clients = [row[0] for row in cursor.fetchall()]
    stale = [client for client in clients if not _as_rebuilt(centre, client, using)]
    if stale:
        said = f"The lists are not what the ledgers make of {len(stale)} of {len(clients)} clients."
        raise NotGood(said, "Run `goldthread store rebuild`.")
    return f"The lists are what the ledgers make of {len(clients)} clients."


class _NotKept(Exception):
    """Ends a transaction of which nothing is to stay."""


def _as_rebuilt(centre: str, client: str, using: str) -> bool:
    before = after = None
    try:
        with in_centre(centre, using):
            with within(centre, using=using) as cursor:
                cursor.execute(
                    "SELECT 1 FROM store_client WHERE centre = %s AND client = %s" + locking(cursor), [centre, client]
                )
                before = _projected(cursor, centre, client)
                rebuild_client(cursor, centre, client)
                after = _projected(cursor, centre, client)
            raise _NotKept
    except _NotKept:
        return before == after


def _projected(cursor: CursorWrapper, centre: str, client: str) -> list[Any]:
    found = []
    for table in _PROJECTIONS:
        cursor.execute(f"SELECT * FROM store_{table} WHERE centre = %s AND client = %s", [centre, client])
        rows = [
            tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)
            for row in cursor.fetchall()
        ]
        found.append(sorted(rows, key=repr))
    return found
