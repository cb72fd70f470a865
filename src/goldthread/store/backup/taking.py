"""Taking a backup: all centres as they stood at one moment, while others write on. Memory does not grow with them."""

import datetime
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from goldthread.store.backup.chunks import Writer
from goldthread.store.backup.contents import Manifest, Piece, Table, Value, newest_step, tables, weight, write
from goldthread.store.backup.disk import writing
from goldthread.store.backup.passphrase import lock
from goldthread.store.chain import Head
from goldthread.store.opening import EVERY_CENTRE, centres
from goldthread.store.ring import ring, text_of
from goldthread.store.trouble import StoreTrouble, told

_CHUNK = 1 << 20  # bytes of rows, about
_ROWS = 200  # fetched at a time


def take(
    path: Path,
    *,
    at: datetime.datetime,
    version: str,
    choices: dict[str, Any],
    passphrase: str | None = None,
    using: str = "default",
) -> Manifest:
    """Write a backup into the new file `path`, readable by its owner alone, and wait until the disk has it; what is in
    it. `version` is of the program, `choices` what the home has chosen. Raises StoreTrouble, and then there is no file.
    """
    locked = None if passphrase is None else lock(text_of(ring()), passphrase)
    centres(using=using)  # an account that may look over the walls is refused here
    with writing(path), os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        manifest = _take(Writer(file, at=at, locked=locked), version, choices, using)
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _take(writer: Writer, version: str, choices: dict[str, Any], using: str) -> Manifest:
    with one_moment(using) as connection:
        manifest = _manifest(connection, version, choices)
        waiting = write(manifest)
        for centre in manifest.counts:
            _be_in(connection, centre)
            for table in manifest.tables:
                count = 0
                for rows in _rows(connection, centre, table):
                    writer.add(waiting)
                    waiting = write(Piece(centre, table.name, tuple(rows)))
                    count += len(rows)
                _refuse_another_count(count, manifest.counts[centre][table.name])
        writer.add(waiting, last=True)
    return manifest


def _refuse_another_count(written: int, counted: int) -> None:
    if written != counted:
        raise StoreTrouble(
            "The database counts its rows otherwise than it lists them.",
            code="database-damaged",
            fix="Keep the older backups and look at the database's own log.",
        )


@contextmanager
def one_moment(using: str) -> Iterator[BaseDatabaseWrapper]:
    """A transaction that only reads, and sees the database as it stood when it began. Nobody waits for it."""
    connection = connections[using]
    with told(using):
        if connection.vendor == "postgresql":
            with transaction.atomic(using=using, durable=True), connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                yield connection
            return
        try:
            with connection.cursor() as cursor:
                # Not by Django's own transactions: those lock out every writer from the beginning.
                cursor.execute("BEGIN DEFERRED")
                yield connection
        finally:
            connection.close()


def _be_in(connection: BaseDatabaseWrapper, centre: str) -> None:
    """Tell the walls of PostgreSQL which centre is meant."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('goldthread.centre', %s, true)", [centre])


def _manifest(connection: BaseDatabaseWrapper, version: str, choices: dict[str, Any]) -> Manifest:
    counts, heads = {}, list[Head]()
    with connection.cursor() as cursor:
        known, step = tables(cursor), newest_step(cursor)
        _be_in(connection, EVERY_CENTRE)
        cursor.execute("SELECT centre FROM store_centre ORDER BY centre")
        for (centre,) in cursor.fetchall():
            _be_in(connection, centre)
            counts[centre] = {table.name: count(cursor, centre, table.name) for table in known}
            cursor.execute("SELECT seq, hash FROM store_head WHERE centre = %s", [centre])
            heads.extend(Head(centre=centre, seq=seq, hash=bytes(found).hex()) for seq, found in cursor.fetchall())
    return Manifest(version=version, step=step, tables=known, counts=counts, heads=tuple(heads), choices=choices)


def count(cursor: CursorWrapper, centre: str, table: str) -> int:
    """How many rows of a table are the centre's."""
    cursor.execute(f"SELECT count(*) FROM {table} WHERE centre = %s", [centre])
    return int(cursor.fetchone()[0])


def _rows(connection: BaseDatabaseWrapper, centre: str, table: Table) -> Iterator[list[tuple[Value, ...]]]:
    """The rows of one centre in the order of their keys, about a chunk's worth at a time."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(table.columns)} FROM {table.name} WHERE centre = %s ORDER BY {', '.join(table.order)}",
            [centre],
        )
        some: list[tuple[Value, ...]] = []
        size = 0
        while fetched := cursor.fetchmany(_ROWS):
            for row in fetched:
                plain = tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)
                some.append(plain)
                size += weight(plain)
                if size >= _CHUNK:
                    yield some
                    some, size = [], 0
        if some:
            yield some
