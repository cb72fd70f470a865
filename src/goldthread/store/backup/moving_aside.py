"""Books that are in the way are moved aside by giving them another name. Nothing is ever destroyed."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import Error as DatabaseTrouble
from django.db import connections

from goldthread.store.trouble import StoreTrouble

_BESIDE = ("-wal", "-shm", "-journal")
_IN_USE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def in_the_way(path: Path) -> list[Path]:
    """What there is of a SQLite database: its file, and what was written ahead beside it. The latter alone would be
    taken for part of whatever file comes in its place, and damage it."""
    return [each for each in (path, *(path.with_name(path.name + end) for end in _BESIDE)) if each.exists()]


def refuse_in_use(path: Path) -> None:
    """Raises StoreTrouble `in-use` where another process has the SQLite database open: renamed under it, the server
    would write on into the books that were moved aside. What was written ahead joins the file, so that it is one."""
    if not path.exists():  # to ask would make one
        return
    try:
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        if (error.sqlite_errorcode or 0) & 0xFF in _IN_USE:
            raise StoreTrouble(
                "The server or another command has the books open.",
                code="in-use",
                fix="Stop the server first. Nothing was changed.",
            ) from None
        # A damaged database, which is why somebody restores: it is moved as it is.


def move_file(path: Path, suffix: str) -> Path:
    """Give a SQLite database, with what is beside it, another name; the new name."""
    refuse_in_use(path)
    aside = path.with_name(f"{path.name}.{suffix}")
    for each in in_the_way(path):
        each.rename(aside.with_name(aside.name + each.name.removeprefix(path.name)))
    return aside


def move_tables(schema: str, *, using: str) -> str:
    """Move the tables of a PostgreSQL database into a new schema, within the transaction that is open; its name.

    Raises StoreTrouble `cannot-move-aside`.
    """
    with connections[using].cursor() as cursor:
        try:
            cursor.execute(f"CREATE SCHEMA {schema}")
            # Of every room that has tables: the history of the steps goes with them, and all of it begins anew.
            known = connections[using].introspection.django_table_names(only_existing=True)
            for table in (*known, "django_migrations"):
                cursor.execute(f"ALTER TABLE {table} SET SCHEMA {schema}")
            cursor.execute(f"ALTER FUNCTION store_refuse() SET SCHEMA {schema}")
        except DatabaseTrouble:
            raise StoreTrouble(
                "The database account cannot move the tables aside.",
                code="cannot-move-aside",
                fix="Name a new, empty database with --database. Nothing was changed.",
            ) from None
    return schema
