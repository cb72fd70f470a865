"""The audit trail: one line for everything done or read, each holding the hash of the one before."""

import datetime
import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec
from django.db.backends.utils import CursorWrapper

from goldthread.practice.ports import Trace
from goldthread.store import sealing
from goldthread.store.keys import CentreKeys
from goldthread.store.ledger import Span
from goldthread.store.opening import locking
from goldthread.store.rows import insert
from goldthread.terms import Role

_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_MICROSECOND = datetime.timedelta(microseconds=1)
COLUMNS = "seq, at, member, role, action, client, outcome, seen, wrote, ground, previous, hash"


class Row(msgspec.Struct, frozen=True, array_like=True):
    """A line of the trail as it stands in its table."""

    seq: int
    at: int
    member: str
    role: str
    action: str
    client: str | None
    outcome: str
    seen: str
    wrote: str
    ground: str
    previous: bytes
    hash: bytes

    def made_hash(self, centre: str, seq: int) -> bytes:
        """The hash that the line would have at that place in the trail. A line without a ground hashes as lines did
        before there were grounds."""
        told = (
            centre, seq, self.at, self.member, self.role, self.action, self.client, self.outcome, self.seen,
            self.wrote, self.previous.hex(), *([self.ground] if self.ground else []),
        )  # fmt: skip
        return hashlib.sha256(msgspec.json.encode(told)).digest()


def row_of(values: Sequence[Any]) -> Row:
    """A line from its columns, in the order of COLUMNS."""
    *_, previous, found = values
    return msgspec.structs.replace(Row(*values), previous=bytes(previous), hash=bytes(found))


def beginning(centre: str) -> bytes:
    """What the first line of a centre's trail holds in place of the hash before."""
    return hashlib.sha256(sealing.place("trail", centre)).digest()


def begin(cursor: CursorWrapper, keys: CentreKeys) -> None:
    """Make the head of an empty trail."""
    centre = keys.centre
    start = beginning(centre)
    cursor.execute(
        "INSERT INTO store_head (centre, seq, at, hash, seal) VALUES (%s, 0, 0, %s, %s)",
        [centre, start, seal_of(keys, 0, start)],
    )


def seal_of(keys: CentreKeys, seq: int, found: bytes) -> bytes:
    """The seal of a head: who has the database but not the key cannot make it."""
    return sealing.mark(keys.head, sealing.place(keys.centre, seq, found.hex()))


def newest(cursor: CursorWrapper, centre: str) -> datetime.datetime | None:
    """When the newest line was written; None where there is none."""
    cursor.execute("SELECT at FROM store_head WHERE centre = %s AND seq > 0", [centre])
    row = cursor.fetchone()
    return None if row is None else time_of(row[0])


def append(cursor: CursorWrapper, keys: CentreKeys, traces: Sequence[Trace], wrote: Sequence[Span]) -> None:
    """Add lines; what was written hangs on the last. The head stays locked from here until the transaction ends, so
    this comes last."""
    centre = keys.centre
    cursor.execute("SELECT seq, hash FROM store_head WHERE centre = %s" + locking(cursor), [centre])
    seq, before = cursor.fetchone()
    rows: list[Row] = []
    for number, trace in enumerate(traces, start=1):
        row = _row(seq + number, bytes(before), trace, wrote if number == len(traces) else ())
        before = row.made_hash(centre, row.seq)
        rows.append(msgspec.structs.replace(row, hash=before))
    insert(cursor, "trail", f"centre, {COLUMNS}", [(centre, *msgspec.structs.astuple(row)) for row in rows])
    cursor.execute(
        "UPDATE store_head SET seq = %s, at = %s, hash = %s, seal = %s WHERE centre = %s",
        [rows[-1].seq, rows[-1].at, before, seal_of(keys, rows[-1].seq, before), centre],
    )
    add_about(cursor, centre, rows)


def _row(seq: int, previous: bytes, trace: Trace, wrote: Sequence[Span]) -> Row:
    return Row(
        seq=seq,
        at=micros_of(trace.at),
        member=trace.member,
        role=trace.role.value,
        action=trace.action,
        client=trace.client,
        outcome=trace.outcome,
        seen=msgspec.json.encode(trace.seen).decode(),
        wrote=msgspec.json.encode(wrote).decode(),
        ground=trace.ground,
        previous=previous,
        hash=b"",
    )


def add_about(cursor: CursorWrapper, centre: str, rows: Sequence[Row]) -> None:
    """Write into the projection which clients lines are about."""
    found = [(centre, client, row.seq) for row in rows for client in _clients(row)]
    insert(cursor, "about", "centre, client, seq", found)


def _clients(row: Row) -> tuple[str, ...]:
    seen = msgspec.json.decode(row.seen, type=tuple[str, ...])
    return tuple(dict.fromkeys((row.client, *seen) if row.client else seen))


def traces(cursor: CursorWrapper, centre: str, client: str, limit: int) -> tuple[Trace, ...]:
    """The newest lines about a client, newest first."""
    cursor.execute(
        "SELECT t.at, t.member, t.role, t.action, t.client, t.outcome, t.seen, t.ground FROM store_about a "
        "JOIN store_trail t ON t.centre = a.centre AND t.seq = a.seq "
        "WHERE a.centre = %s AND a.client = %s ORDER BY a.seq DESC LIMIT %s",
        [centre, client, limit],
    )
    return tuple(
        Trace(
            at=time_of(at), member=member, role=Role(role), action=action, client=about, outcome=outcome,
            seen=msgspec.json.decode(seen, type=tuple[str, ...]), ground=ground,
        )
        for at, member, role, action, about, outcome, seen, ground in cursor.fetchall()
    )  # fmt: skip


def micros_of(at: datetime.datetime) -> int:
    """Microseconds since 1970, from the time."""
    return (at - _EPOCH) // _MICROSECOND


def time_of(at: int) -> datetime.datetime:
    """The time, from microseconds since 1970."""
    return _EPOCH + at * _MICROSECOND
