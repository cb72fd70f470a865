"""A client's ledger: entries and session notes, sealed, in order, with their hashes; and the folder that they make."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from django.db.backends.utils import CursorWrapper

from goldthread.practice.entries import AnyEntry
from goldthread.practice.folder import Folder
from goldthread.practice.folding import fold
from goldthread.practice.ledger_text import read_entry, read_folder, write_entry
from goldthread.practice.session_note import SessionNote
from goldthread.store import sealing
from goldthread.store.keys import ClientKeys
from goldthread.store.rows import insert


class Span(msgspec.Struct, frozen=True, array_like=True):
    """What one transaction wrote of one ledger, for the audit trail: entries (`author` empty) or notes `first` to
    `last`, and the SHA-256 over their hashes. `first` 0: the client's keys were destroyed."""

    client: str
    author: str
    first: int
    last: int
    digest: str = ""


def row_hash(centre: str, client: str, author: str, seq: int, sealed: bytes) -> bytes:
    """SHA-256 of the sealed bytes and their place."""
    return hashlib.sha256(_where(centre, client, author, seq) + b"\n" + sealed).digest()


def digest_of(hashes: Iterable[bytes]) -> str:
    """SHA-256 over hashes, one after another."""
    return hashlib.sha256(b"".join(hashes)).hexdigest()


def _where(centre: str, client: str, author: str, seq: int) -> bytes:
    return sealing.place("note" if author else "entry", centre, client, author, seq)


def snapshot_where(centre: str, client: str, seq: int) -> bytes:
    """The place of a snapshot."""
    return sealing.place("snapshot", centre, client, seq)


def add_entries(cursor: CursorWrapper, keys: ClientKeys, after: int, entries: Sequence[AnyEntry]) -> Span:
    """Write entries after the first `after`; what to say of them in the trail."""
    centre, client, rows = keys.centre, keys.client, []
    for seq, entry in enumerate(entries, start=after + 1):
        sealed = sealing.seal(keys.ledger, write_entry(entry), _where(centre, client, "", seq))
        rows.append((centre, client, seq, sealed, row_hash(centre, client, "", seq, sealed)))
    insert(cursor, "entry", "centre, client, seq, sealed, hash", rows)
    return Span(client, "", after + 1, after + len(rows), digest_of(row[4] for row in rows))


def notes_of(author: str) -> str:
    """Under which name the key of an author's session notes is kept."""
    return f"notes/{author}"


def _counted_notes(cursor: CursorWrapper, keys: ClientKeys, author: str) -> int:
    cursor.execute(
        "SELECT notes FROM store_clientkey WHERE centre = %s AND client = %s AND stream = %s",
        [keys.centre, keys.client, notes_of(author)],
    )
    return int(cursor.fetchone()[0])


def refuse_notes(cursor: CursorWrapper, centre: str, client: str, author: str) -> None:
    """Raises StoreTrouble `damaged` where there are notes of an author whose key is gone, and nobody erased the
    client."""
    cursor.execute(
        "SELECT 1 FROM store_note WHERE centre = %s AND client = %s AND author = %s LIMIT 1", [centre, client, author]
    )
    if cursor.fetchone() is not None:
        raise sealing.Unreadable


def add_note(cursor: CursorWrapper, keys: ClientKeys, note: SessionNote) -> Span:
    """Write a session note after the newest of its author, of which the row of their key says the number;
    what to say of it in the trail."""
    centre, client = keys.centre, keys.client
    seq = _counted_notes(cursor, keys, note.by) + 1
    sealed = sealing.seal(keys.ledger, msgspec.json.encode(note), _where(centre, client, note.by, seq))
    found = row_hash(centre, client, note.by, seq, sealed)
    cursor.execute(
        "INSERT INTO store_note (centre, client, author, seq, sealed, hash) VALUES (%s, %s, %s, %s, %s, %s)",
        [centre, client, note.by, seq, sealed, found],
    )
    cursor.execute(
        "UPDATE store_clientkey SET notes = %s WHERE centre = %s AND client = %s AND stream = %s",
        [seq, centre, client, notes_of(note.by)],
    )
    return Span(client, note.by, seq, seq, digest_of([found]))


def notes(cursor: CursorWrapper, author: str, keys: ClientKeys) -> tuple[SessionNote, ...]:
    """The session notes of one author about one client, oldest first. Raises StoreTrouble `damaged` where one is
    missing, the last ones too."""
    centre, client = keys.centre, keys.client
    cursor.execute(
        "SELECT seq, sealed FROM store_note WHERE centre = %s AND client = %s AND author = %s ORDER BY seq",
        [centre, client, author],
    )
    rows = cursor.fetchall()
    if [seq for seq, _ in rows] != list(range(1, _counted_notes(cursor, keys, author) + 1)):
        raise sealing.Unreadable
    return tuple(
        msgspec.json.decode(
            sealing.unseal(keys.ledger, bytes(sealed), _where(centre, client, author, seq)), type=SessionNote
        )
        for seq, sealed in rows
    )


def counted(cursor: CursorWrapper, centre: str, client: str) -> int:
    """How many entries the client's row says that the folder has."""
    cursor.execute("SELECT entries FROM store_client WHERE centre = %s AND client = %s", [centre, client])
    row = cursor.fetchone()
    return 0 if row is None else int(row[0])


def entries(cursor: CursorWrapper, keys: ClientKeys, *, after: int = 0, count: int | None = None) -> Iterator[AnyEntry]:
    """The entries after the first `after`, in order. `count`: what `counted` says, where it is known already. Raises
    StoreTrouble `damaged` where one is missing, the last ones too: a database whose pages were damaged may leave out
    rows without a word."""
    centre, client = keys.centre, keys.client
    count = counted(cursor, centre, client) if count is None else count
    cursor.execute(
        "SELECT seq, sealed FROM store_entry WHERE centre = %s AND client = %s AND seq > %s ORDER BY seq",
        [centre, client, after],
    )
    rows = cursor.fetchall()
    if after + len(rows) != count:
        raise sealing.Unreadable
    for due, (seq, sealed) in enumerate(rows, start=after + 1):
        if seq != due:
            raise sealing.Unreadable
        yield read_entry(sealing.unseal(keys.ledger, bytes(sealed), _where(centre, client, "", seq)))


def folder(cursor: CursorWrapper, keys: ClientKeys, count: int | None = None) -> tuple[Folder | None, int]:
    """The folder from its newest snapshot and the entries since; and of how many entries the snapshot is. `count` and
    what is raised: as of `entries`."""
    centre, client = keys.centre, keys.client
    cursor.execute("SELECT seq, sealed FROM store_snapshot WHERE centre = %s AND client = %s", [centre, client])
    row = cursor.fetchone()
    if row is None:
        return fold(entries(cursor, keys, count=count)), 0
    seq, sealed = row
    plain = sealing.unseal_alike(keys.projection, bytes(sealed), snapshot_where(centre, client, seq))
    start = read_folder(zlib.decompress(plain))
    return fold(entries(cursor, keys, after=seq, count=count), onto=start), seq
