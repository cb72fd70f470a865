"""Verifying the books: the audit trail from its beginning, and every entry and note that it says was written.

Memory does not grow with the books: a page of the trail is looked at, with what it covers, and let go of.
"""

from collections.abc import Iterator, Sequence

import msgspec
from django.db.backends.utils import CursorWrapper

from goldthread.store.keys import centre_keys, is_closed
from goldthread.store.ledger import Span, digest_of, row_hash
from goldthread.store.opening import within
from goldthread.store.trail import COLUMNS, Row, beginning, row_of, seal_of
from goldthread.terms import ItemId

_PAGE = 1000
_SPANS = 150  # rows of values in one statement; SQLite takes 32,766 values
MOST = 100  # faults told; with more, something else is wrong than a few rows
# How far around its place a row that does not fit is looked for, to say that rows changed places.
_NEAR = 1000


class Head(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far a centre's trail goes: the number and the hash (hexadecimal) of its newest line. Given to somebody
    outside, it is a witness that nothing before it is changed later."""

    centre: ItemId
    seq: int
    hash: str


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """A row that is not as it was written. `code`: changed, removed, inserted, reordered, cut-off or head-changed;
    `row`: which one, by its place in its table."""

    code: str
    table: str
    row: str
    message: str


class _State(msgspec.Struct, kw_only=True):
    """Where verifying has come to: the newest line and its hash (None where it is `lost`: lines changed
    places), how far behind their own places lines stand, how many entries and notes they say were written."""

    before: bytes | None
    seq: int = 0
    shift: int = 0
    lost: bool = False
    entries: int = 0
    notes: int = 0


def head(centre: str, *, using: str = "default") -> Head:
    """How far the centre's trail goes now."""
    with within(centre, using=using, reading=True) as cursor:
        cursor.execute("SELECT seq, hash FROM store_head WHERE centre = %s", [centre])
        row = cursor.fetchone()
    return Head(centre=centre, seq=0, hash="") if row is None else Head(centre=centre, seq=row[0], hash=row[1].hex())


def verify(centre: str, head: Head | None = None, *, using: str = "default") -> tuple[Fault, ...]:
    """What is not as it was written, at most the first hundred; empty where all is. With `head`, a head that was kept
    outside, a trail that was rewritten as a whole is found too."""
    found: list[Fault] = []
    with within(centre, using=using, reading=True) as cursor:
        for fault in _faults(cursor, centre, head):
            found.append(fault)
            if len(found) == MOST:
                break
    return tuple(found)


def _faults(cursor: CursorWrapper, centre: str, outside: Head | None) -> Iterator[Fault]:
    counted = _counts(cursor, centre)
    if counted is None:
        yield _fault("removed", "head", centre, "The head of the trail is gone.")
        return
    seq, found, seal, newest, entries, notes = counted
    state = _State(before=beginning(centre))
    while rows := _page(cursor, centre, state.seq, seq):
        yield from _links(centre, rows, state, outside)
        yield from _spans(cursor, centre, rows, state)
    yield from _ends(centre, state, seq, bytes(found), newest)
    if is_closed(cursor, centre):
        yield _fault("changed", "centre", f"{centre}/key", "The centre's key does not open with its master key.")
    elif seal_of(centre_keys(cursor, centre), seq, bytes(found)) != bytes(seal):
        yield _fault("head-changed", "head", centre, "The head was written by somebody without the centre's key.")
    if outside is not None and outside.seq > state.seq:
        yield _fault("cut-off", "trail", str(outside.seq), "The trail ends before the line that the kept head names.")
    if entries != state.entries:
        yield from _strays(cursor, centre, "entry")
    if notes != state.notes:
        yield from _strays(cursor, centre, "note")


def _counts(cursor: CursorWrapper, centre: str) -> tuple[int, bytes, bytes, int, int, int] | None:
    """All in one statement, so that all is of one moment while others write on."""
    cursor.execute(
        "SELECT seq, hash, seal, (SELECT coalesce(max(seq), 0) FROM store_trail WHERE centre = %s), "
        "(SELECT count(*) FROM store_entry WHERE centre = %s), (SELECT count(*) FROM store_note WHERE centre = %s) "
        "FROM store_head WHERE centre = %s",
        [centre] * 4,
    )
    row: tuple[int, bytes, bytes, int, int, int] | None = cursor.fetchone()
    return row


def _page(cursor: CursorWrapper, centre: str, after: int, until: int) -> list[Row]:
    cursor.execute(
        f"SELECT {COLUMNS} FROM store_trail WHERE centre = %s AND seq > %s AND seq <= %s ORDER BY seq LIMIT {_PAGE}",
        [centre, after, until],
    )
    return [row_of(values) for values in cursor.fetchall()]


def _links(centre: str, rows: Sequence[Row], state: _State, outside: Head | None) -> Iterator[Fault]:
    """Whether each line follows the one before it and is what its hash says."""
    for row, after in zip(rows, (*rows[1:], None), strict=True):
        if outside is not None and row.seq == outside.seq and row.hash.hex() != outside.hash:
            yield _fault("changed", "trail", str(row.seq), "The line is another than the kept head names.")
        if row.seq != state.seq + 1:
            gone = str(state.seq + 1) if row.seq == state.seq + 2 else f"{state.seq + 1} to {row.seq - 1}"
            yield _fault("removed", "trail", gone, "A line of the trail is gone.")
        elif row.made_hash(centre, row.seq - state.shift) != row.hash:
            yield _not_itself(centre, row, after, state)
            state.seq, state.before = row.seq, None if state.lost else row.hash
            continue
        elif state.before not in (None, row.previous):
            yield _fault("changed", "trail", str(state.seq), "A line of the trail was written anew.")
        state.seq, state.before = row.seq, row.hash


def _not_itself(centre: str, row: Row, after: Row | None, state: _State) -> Fault:
    """A line that is not what its hash says, or is so at another place. Where the next one is as far from its place,
    a line was put in or taken out before them and the rest was numbered anew."""
    shift = _shift(centre, row)
    state.lost = shift is not None
    if shift is None:
        return _fault("changed", "trail", str(row.seq), "A line of the trail was changed.")
    if after is not None and _shift(centre, after) == shift:
        more, state.shift, state.lost = shift - state.shift, shift, False
        if more > 0:
            rows = str(row.seq - 1) if more == 1 else f"{row.seq - more} to {row.seq - 1}"
            return _fault("inserted", "trail", rows, "It was put in, and the lines after it were numbered anew.")
        return _fault("removed", "trail", str(row.seq - state.shift - 1), "It is gone; those after it were renumbered.")
    return _fault("reordered", "trail", str(row.seq), f"The line belongs at {row.seq - shift}.")


def _shift(centre: str, row: Row) -> int | None:
    """How far behind its own place the line stands; None where it fits none nearby."""
    near = range(max(1, row.seq - _NEAR), row.seq + _NEAR)
    return next((row.seq - seq for seq in near if row.made_hash(centre, seq) == row.hash), None)


def _ends(centre: str, state: _State, seq: int, found: bytes, newest: int) -> Iterator[Fault]:
    if newest > seq:
        rows = str(newest) if newest == seq + 1 else f"{seq + 1} to {newest}"
        yield _fault("inserted", "trail", rows, "The trail goes on after its head.")
    elif newest < seq:
        yield _fault("cut-off", "trail", f"{newest + 1} to {seq}", "The newest lines of the trail are gone.")
    elif state.before != found:
        yield _fault("head-changed", "head", centre, "The head names another line than the newest.")


def _spans(cursor: CursorWrapper, centre: str, rows: Sequence[Row], state: _State) -> Iterator[Fault]:
    """Whether what the lines say was written is there as it was written."""
    spans = [span for row in rows for span in _spans_of(row.wrote) if span.first]
    for table in ("entry", "note"):
        own = [span for span in spans if bool(span.author) == (table == "note")]
        for start in range(0, len(own), _SPANS):
            some = own[start : start + _SPANS]
            held = _held(cursor, centre, table, some)
            for span in some:
                yield from _span(centre, table, span, held)
        count = sum(span.last - span.first + 1 for span in own)
        state.entries += count if table == "entry" else 0
        state.notes += count if table == "note" else 0


def _spans_of(wrote: str) -> tuple[Span, ...]:
    try:
        return msgspec.json.decode(wrote, type=tuple[Span, ...])
    except msgspec.DecodeError:
        return ()  # the line's own hash has told that it was changed


_Place = tuple[str, str, int]


def _held(cursor: CursorWrapper, centre: str, table: str, spans: Sequence[Span]) -> dict[_Place, tuple[bytes, bytes]]:
    author = "t.author" if table == "note" else "''"
    same = "AND t.author = s.author " if table == "note" else ""
    # Typed, because PostgreSQL takes bare values for text.
    values = ", ".join(["(%s, %s, CAST(%s AS bigint), CAST(%s AS bigint))"] * len(spans))
    cursor.execute(
        f"WITH s(client, author, first, last) AS (VALUES {values}) "
        f"SELECT t.client, {author}, t.seq, t.sealed, t.hash FROM s CROSS JOIN store_{table} t "
        f"WHERE t.centre = %s AND t.client = s.client {same}AND t.seq BETWEEN s.first AND s.last",
        [*(value for span in spans for value in (span.client, span.author, span.first, span.last)), centre],
    )
    return {
        (client, author_, seq): (bytes(sealed), bytes(found))
        for client, author_, seq, sealed, found in cursor.fetchall()
    }


def _span(centre: str, table: str, span: Span, held: dict[_Place, tuple[bytes, bytes]]) -> Iterator[Fault]:
    hashes, whole = [], True
    for seq in range(span.first, span.last + 1):
        row, where = held.get((span.client, span.author, seq)), _named(span, seq)
        if row is None:
            yield _fault("removed", table, where, "It is gone.")
            whole = False
            continue
        sealed, found = row
        hashes.append(found)
        if row_hash(centre, span.client, span.author, seq, sealed) == found:
            continue
        whole = False
        near = range(max(1, seq - _NEAR), seq + _NEAR)
        own = next((n for n in near if row_hash(centre, span.client, span.author, n, sealed) == found), None)
        if own is None:
            yield _fault("changed", table, where, "It was changed.")
        else:
            yield _fault("reordered", table, where, f"It belongs at {own}.")
    if whole and digest_of(hashes) != span.digest:
        rows = _named(span, span.first) + (f" to {span.last}" if span.last > span.first else "")
        yield _fault("changed", table, rows, "What stands there was not written by the line that says so.")


def _named(span: Span, seq: int) -> str:
    return "/".join([span.client, *([span.author] if span.author else []), str(seq)])


def _strays(cursor: CursorWrapper, centre: str, table: str) -> Iterator[Fault]:
    """Rows that no line of the trail knows of. Only looked for where the counts say that there are some."""
    by = ", author" if table == "note" else ""
    cursor.execute(f"SELECT client{by}, max(seq) FROM store_{table} WHERE centre = %s GROUP BY client{by}", [centre])
    for client, *author, newest in cursor.fetchall():
        span = Span(client, author[0] if author else "", 0, 0)
        known = newest_known(cursor, centre, span)
        for seq in range(known + 1, newest + 1):
            yield _fault("inserted", table, _named(span, seq), "No line of the trail says that it was written.")


def newest_known(cursor: CursorWrapper, centre: str, wanted: Span) -> int:
    """The last entry or note of a ledger that the trail knows of."""
    cursor.execute(
        "SELECT wrote FROM store_trail WHERE centre = %s AND wrote <> '[]' AND seq IN "
        "(SELECT seq FROM store_about WHERE centre = %s AND client = %s) ORDER BY seq DESC",
        [centre, centre, wanted.client],
    )
    while row := cursor.fetchone():
        for span in _spans_of(row[0]):
            if (span.client, span.author) == (wanted.client, wanted.author) and span.first:
                return span.last
    return 0


def _fault(code: str, table: str, row: str, message: str) -> Fault:
    return Fault(code=code, table=table, row=row, message=message)
