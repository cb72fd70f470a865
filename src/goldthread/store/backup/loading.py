"""Bringing the rows of a backup into empty tables, of either database."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from django.core.management import call_command
from django.db import connections, transaction
from django.db.migrations.loader import MigrationLoader

from goldthread.store.backup.chunks import Reader, damaged
from goldthread.store.backup.contents import Counts, Manifest, Piece, Table, Value, decoded, read_manifest, read_piece
from goldthread.store.backup.disk import reading
from goldthread.store.backup.erasures import Erased
from goldthread.store.backup.taking import count
from goldthread.store.opening import centres, within
from goldthread.store.trouble import StoreTrouble, told

_LABEL = "store"
_CLIENT_KEYS = "store_clientkey"


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """What came out of the file: when it was begun, what it said of itself, and how many rows it held. `withheld`: keys
    of erased clients that were not brought back."""

    at: datetime.datetime
    manifest: Manifest
    withheld: frozenset[tuple[str, str]]


def refuse_full(*, using: str) -> None:
    """Raises StoreTrouble `not-empty` where there is a centre already."""
    try:
        there = centres(using=using)
    except StoreTrouble as trouble:
        if trouble.code == "not-set-up":
            return
        raise
    if there:
        raise StoreTrouble(
            "There are books already where the backup is to go.",
            code="not-empty",
            fix="Name an empty home or database; or say --over: what is there is then moved aside, never destroyed.",
        )


@contextmanager
def whole(using: str) -> Iterator[None]:
    """All of it or nothing. On SQLite nothing is needed: there it goes into a file that gets its name at the end."""
    if connections[using].vendor == "sqlite":
        yield
        return
    with told(using), transaction.atomic(using=using, durable=True):
        yield


@contextmanager
def in_centre(centre: str, using: str) -> Iterator[None]:
    """A transaction (within the whole one, where there is one) that the walls of PostgreSQL let into the centre."""
    with told(using), transaction.atomic(using=using):
        if connections[using].vendor == "postgresql":
            with connections[using].cursor() as cursor:
                cursor.execute("SELECT set_config('goldthread.centre', %s, true)", [centre])
        yield


def load(path: Path, *, erased: Erased = frozenset(), using: str) -> Loaded:
    """Make the tables as they were and bring the rows in, without the keys of `erased`; then bring the tables to this
    version. Raises StoreTrouble; the caller lets go of what came in until then."""
    with reading(path), path.open("rb") as file:
        reader = Reader(file)
        chunks = reader.chunks(reader.key())
        manifest: Manifest = decoded(next(chunks), read_manifest)
        _migrate_to(manifest.step, using)
        rows, withheld = _load_rows(manifest, chunks, erased, using)
    _refuse_missing(manifest, rows)
    with told(using):
        call_command("migrate", database=using, verbosity=0, interactive=False)
    return Loaded(at=reader.header.at, manifest=manifest, withheld=withheld)


def _migrate_to(step: str, using: str) -> None:
    if (_LABEL, step) not in MigrationLoader(None).disk_migrations:
        raise StoreTrouble(
            "The backup has tables of a later version of Goldthread.",
            code="backup-newer",
            fix="Restore it with the version that made it, or a later one.",
        )
    with told(using):
        call_command("migrate", _LABEL, step, database=using, verbosity=0, interactive=False)


def _load_rows(
    manifest: Manifest, chunks: Iterator[bytes], erased: Erased, using: str
) -> tuple[dict[str, Counts], frozenset[tuple[str, str]]]:
    known = {table.name: table for table in manifest.tables}
    read: dict[str, Counts] = {centre: defaultdict(int) for centre in manifest.counts}
    withheld: set[tuple[str, str]] = set()
    for chunk in chunks:
        piece: Piece = decoded(chunk, read_piece)
        if piece.table not in known or piece.centre not in read:
            raise damaged("a part belongs to nothing that the file names")
        read[piece.centre][piece.table] += len(piece.rows)
        _insert(known[piece.table], piece, erased, withheld, using)
    return read, frozenset(withheld)


def _insert(table: Table, piece: Piece, erased: Erased, withheld: set[tuple[str, str]], using: str) -> None:
    rows: Sequence[tuple[Value, ...]] = piece.rows
    if table.name == _CLIENT_KEYS:
        client = table.columns.index("client")
        withheld.update((piece.centre, str(row[client])) for row in rows if (piece.centre, row[client]) in erased)
        rows = [row for row in rows if (piece.centre, row[client]) not in erased]
    marks = ", ".join(["%s"] * len(table.columns))
    with in_centre(piece.centre, using), connections[using].cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({marks})", rows)


def _refuse_missing(manifest: Manifest, read: dict[str, Counts]) -> None:
    for centre, counts in manifest.counts.items():
        for table, expected in counts.items():
            if read[centre].get(table, 0) != expected:
                raise damaged(f"it holds {read[centre].get(table, 0)} rows of {table} and not {expected}")


def counted(manifest: Manifest, *, using: str) -> dict[str, Counts]:
    """How many rows there are now of every table of the backup."""
    found: dict[str, Counts] = {}
    for centre in manifest.counts:
        with in_centre(centre, using), within(centre, using=using) as cursor:
            found[centre] = {table.name: count(cursor, centre, table.name) for table in manifest.tables}
    return found
