"""What lists and searches are answered from without opening folders: made of the ledger whenever it changes, and the
same bytes when made again."""

import datetime
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from django.db.backends.utils import CursorWrapper

from goldthread.practice.entries import AnyEntry, PlanChanged, PlanMoved
from goldthread.practice.folder import Folder
from goldthread.practice.folding import fold
from goldthread.practice.ledger_text import write_folder
from goldthread.practice.listing import line_of
from goldthread.practice.ports import Line, Seat
from goldthread.store import glasses, line_text, sealing
from goldthread.store.keys import FOLDER, CentreKeys, ClientKeys, open_client_keys
from goldthread.store.ledger import snapshot_where
from goldthread.store.rows import insert

# A folder is opened from its newest snapshot and at most so many entries less one, and of a plan's changes less than so
# many: to read one of them takes as long as to read ten others.
SNAPSHOT_EVERY = 64
SNAPSHOT_EVERY_REVISION = 8
_TABLES = ("line", "team", "word", "snapshot", "glass")
_COLUMNS = "l.client, l.stay, l.level, l.plan_state, l.due, l.unsigned, l.team, l.name, k.key_id, k.wrapped"
_KEYS = f"JOIN store_clientkey k ON k.centre = l.centre AND k.client = l.client AND k.stream = '{FOLDER}' "
_LINES = f"SELECT {_COLUMNS} FROM store_line l {_KEYS}"
# CROSS JOIN: SQLite then begins with the team, and does not look through all lines for those of one member.
_CASELOAD = (
    f"SELECT {_COLUMNS} FROM store_team m CROSS JOIN store_line l {_KEYS}"
    "WHERE m.centre = %s AND m.member = %s AND l.centre = m.centre AND l.client = m.client "
)
# Those who share the rarest word, and of them those who have the others: whoever is called Maria and Brandt is not
# looked for among all Marias of the centre.
_SHARING = (
    f"SELECT {_COLUMNS} FROM store_word w CROSS JOIN store_line l {_KEYS}"
    "WHERE w.centre = %s AND w.word = %s AND l.centre = w.centre AND l.client = w.client "
)
_ALSO = "AND EXISTS (SELECT 1 FROM store_word o WHERE o.centre = %s AND o.word = %s AND o.client = w.client) "
_COMMON = 256
_SEATS = msgspec.json.Decoder(tuple[Seat, ...])
# By itself, because SQLite would go through all lines, in their order, for the few in a stay.
_IN_STAY = "AND l.client IN (SELECT client FROM store_line WHERE centre = %s AND stay = %s ORDER BY client LIMIT %s) "


def fold_on(before: Folder | None, entries: Sequence[AnyEntry], snapshot: int) -> tuple[Folder | None, Folder | None]:
    """The folder with the entries added; and the folder as the snapshot after `snapshot` entries must be renewed with,
    None where it is still the newest."""
    count = before.entries if before is not None else 0
    due = max((seq for seq, entry in enumerate(entries, start=count + 1) if _is_due(seq, entry)), default=0)
    if due <= snapshot:
        return fold(entries, onto=before), None
    middle = fold(entries[: due - count], onto=before)
    return fold(entries[due - count :], onto=middle), middle


def _is_due(seq: int, entry: AnyEntry) -> bool:
    """Whether a snapshot follows the entry: told by itself and its place, so that a rebuild comes to the same one."""
    if isinstance(entry, PlanChanged | PlanMoved) and entry.revision % SNAPSHOT_EVERY_REVISION == 0:
        return True
    return seq % SNAPSHOT_EVERY == 0


def project(cursor: CursorWrapper, keys: CentreKeys, own: ClientKeys, before: Folder | None, after: Folder) -> None:
    """Bring the client's line, teams, broken glasses and search words from one folder to the next."""
    centre, client = own.centre, own.client
    line, old = line_of(after), line_of(before) if before is not None else None
    if line != old:
        _write_line(cursor, own, line)
    if old is None or line.team != old.team:
        _clear(cursor, centre, client, "team")
        insert(cursor, "team", "centre, member, client", [(centre, seat.member, client) for seat in line.team])
    if after.glass != (before.glass if before is not None else ()):
        _clear(cursor, centre, client, "glass")
        insert(cursor, "glass", glasses.COLUMNS, [glasses.row_of(own, each) for each in after.glass])
    if before is None or _words_of(after) != _words_of(before):
        _clear(cursor, centre, client, "word")
        words = [(centre, sealing.blind(keys.words, word), client) for word in sorted(_words_of(after))]
        insert(cursor, "word", "centre, word, client", words)


def _write_line(cursor: CursorWrapper, own: ClientKeys, line: Line) -> None:
    centre = own.centre
    name = line_text.seal(own, line)
    cursor.execute(
        "INSERT INTO store_line (centre, client, stay, level, plan_state, due, unsigned, team, name) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (centre, client) DO UPDATE SET stay = excluded.stay, "
        "level = excluded.level, plan_state = excluded.plan_state, due = excluded.due, unsigned = excluded.unsigned, "
        "team = excluded.team, name = excluded.name",
        [
            centre, line.client, line.stay, line.level, line.plan_state,
            line.due.isoformat() if line.due is not None else None, line.unsigned,
            msgspec.json.encode(line.team).decode(), name,
        ],
    )  # fmt: skip


def snapshot(cursor: CursorWrapper, own: ClientKeys, folder: Folder) -> None:
    """Keep the folder as its newest snapshot."""
    centre, client, seq = own.centre, own.client, folder.entries
    plain = zlib.compress(write_folder(folder), 1)
    cursor.execute(
        "INSERT INTO store_snapshot (centre, client, seq, sealed) VALUES (%s, %s, %s, %s) "
        "ON CONFLICT (centre, client) DO UPDATE SET seq = excluded.seq, sealed = excluded.sealed",
        [centre, client, seq, sealing.seal_alike(own.projection, plain, snapshot_where(centre, client, seq))],
    )


def remove(cursor: CursorWrapper, centre: str, client: str) -> None:
    """Take the client out of every list, search and snapshot."""
    for table in _TABLES:
        _clear(cursor, centre, client, table)


def _clear(cursor: CursorWrapper, centre: str, client: str, table: str) -> None:
    cursor.execute(f"DELETE FROM store_{table} WHERE centre = %s AND client = %s", [centre, client])


def _words_of(folder: Folder) -> set[str]:
    return {*folder.client.name.casefold().split(), str(folder.client.born)}


def line_opens(own: ClientKeys, name: bytes) -> bool:
    """Whether the sealed name of a line opens with the client's keys."""
    try:
        line_text.unseal(own, name)
    except sealing.Unreadable:
        return False
    return True


def lines(cursor: CursorWrapper, centre: str, *, member: str | None, stay: str | None, limit: int) -> tuple[Line, ...]:
    """Clients by id: those with `member` on the team, in that stay."""
    asked = f"{_LINES}WHERE l.centre = %s "
    values: list[str | int] = [centre]
    if member is not None:
        asked, values = _CASELOAD, [centre, member]
    if stay is not None and member is not None:
        asked, values = asked + "AND l.stay = %s ", [*values, stay]
    elif stay is not None:
        asked, values = asked + _IN_STAY, [centre, centre, stay, limit]
    cursor.execute(f"{asked}ORDER BY {'l' if member is None else 'm'}.client LIMIT %s", [*values, limit])
    return _read(centre, cursor.fetchall())


def find(cursor: CursorWrapper, keys: CentreKeys, words: Iterable[str]) -> tuple[Line, ...]:
    """Clients by id whose name or birth date holds all these words."""
    centre = keys.centre
    wanted = sorted({sealing.blind(keys.words, word) for word in words})
    if not wanted:
        return ()
    rarest, *others = _rarest_first(cursor, centre, wanted)
    values = [value for word in others for value in (centre, word)]
    cursor.execute(f"{_SHARING}{_ALSO * len(others)}ORDER BY w.client", [centre, rarest, *values])
    return _read(centre, cursor.fetchall())


def _rarest_first(cursor: CursorWrapper, centre: str, words: Sequence[bytes]) -> list[bytes]:
    """The words by how many clients share them. What is more common than `_COMMON` is not counted further."""
    if len(words) == 1:
        return list(words)
    one = f"(SELECT count(*) FROM (SELECT 1 FROM store_word WHERE centre = %s AND word = %s LIMIT {_COMMON}) AS few)"
    cursor.execute(f"SELECT {', '.join([one] * len(words))}", [value for word in words for value in (centre, word)])
    return [word for _, word in sorted(zip(cursor.fetchone(), words, strict=True))]


def _read(centre: str, rows: Sequence[Sequence[Any]]) -> tuple[Line, ...]:
    found = []
    for client, stay, level, plan_state, due, unsigned, team, name, key_id, wrapped in rows:
        own = open_client_keys(centre, client, FOLDER, key_id, wrapped)
        called, waits = line_text.unseal(own, name)
        found.append(
            Line(
                client=client, name=called, stay=stay, level=level, plan_state=plan_state,
                due=datetime.date.fromisoformat(due) if due else None, unsigned=unsigned, team=_SEATS.decode(team),
                waits=waits,
            )
        )  # fmt: skip
    return tuple(found)
