"""What is in a backup: the rows that cannot be derived, as plain values that either database takes.

Left out are projections (made anew from the ledgers) and tokens (one that was taken back since would work again).
"""

import zlib
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from django.apps import apps
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from goldthread.store.backup.chunks import damaged
from goldthread.store.chain import Head

# In the order in which rows may come in: what is referred to first.
KEPT = ("Centre", "Member", "Client", "ClientKey", "Entry", "Note", "Trail", "Head", "Answer")
DERIVED = ("Line", "Team", "Word", "Snapshot", "Glass", "About")
LEFT_BEHIND = ("Bearer",)

_LABEL = "store"

Value = str | int | bytes | None
Counts = dict[str, int]


class Table(msgspec.Struct, frozen=True):
    """A table as it was when the backup was made: its columns, and those that order it."""

    name: str
    columns: tuple[str, ...]
    order: tuple[str, ...]


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The first chunk: who made it, the newest step of the tables, the tables, how many rows each centre has of them,
    how far each trail went, and what the home had chosen."""

    version: str
    step: str
    tables: tuple[Table, ...]
    counts: dict[str, Counts]
    heads: tuple[Head, ...]
    choices: dict[str, Any] = {}


class Piece(msgspec.Struct, frozen=True, array_like=True):
    """Every other chunk: rows of one table of one centre."""

    centre: str
    table: str
    rows: tuple[tuple[Any, ...], ...]  # of Value: msgpack tells text and bytes apart, its decoder takes no such union


def tables(cursor: CursorWrapper) -> tuple[Table, ...]:
    """The tables that are backed up, as they stand in this database: it may still be of an earlier version."""
    there = set(cursor.db.introspection.table_names(cursor))
    models = [apps.get_model(_LABEL, name) for name in KEPT]
    return tuple(_table(cursor, model) for model in models if model._meta.db_table in there)


def _table(cursor: CursorWrapper, model: type[Model]) -> Table:
    described = cursor.db.introspection.get_table_description(cursor, model._meta.db_table)
    columns = tuple(column.name for column in described)
    order = tuple(field.column for field in model._meta.pk_fields if field.column)
    return Table(model._meta.db_table, columns, order)


def newest_step(cursor: CursorWrapper) -> str:
    """The name of the newest step that the tables of this database took."""
    cursor.execute("SELECT max(name) FROM django_migrations WHERE app = %s", [_LABEL])
    return str(cursor.fetchone()[0])


def decoded(chunk: bytes, decode: Callable[[bytes], Any]) -> Any:
    """What a chunk says. Raises StoreTrouble `backup-damaged`."""
    try:
        return decode(chunk)
    except (msgspec.DecodeError, zlib.error):
        raise damaged("a part says something else than it should") from None


read_manifest = msgspec.msgpack.Decoder(Manifest).decode
read_piece = msgspec.msgpack.Decoder(Piece).decode
write = msgspec.msgpack.Encoder().encode


def weight(row: Sequence[Value]) -> int:
    """About how many bytes a row takes."""
    return sum(len(value) if isinstance(value, str | bytes) else 8 for value in row)
