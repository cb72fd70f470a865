"""Real databases for measuring: SQLite in files, and a PostgreSQL server of its own that ends with the bench.

Both write to the disk before they answer, as the product does: nothing here makes a database faster than it is.
"""

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

import django
import psycopg
from django.core.management import call_command
from django.db import connections


def set_up(folder: Path) -> None:
    """Set Django up, once in a process, with the folder as its home and a key file in it."""
    os.environ["GOLDTHREAD_HOME"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "goldthread.wiring.settings"
    for name in ("GOLDTHREAD_DATABASE_URL", "GOLDTHREAD_KEY", "GOLDTHREAD_KEY_COMMAND", "GOLDTHREAD_KEY_FILE"):
        os.environ.pop(name, None)
    django.setup()
    from goldthread.store.ring import make_key_file  # noqa: PLC0415 - settings first

    make_key_file(folder / "master.key")


def new_sqlite(folder: Path, alias: str) -> None:
    """A new SQLite database with all tables, under that alias."""
    from goldthread.wiring.databases import sqlite  # noqa: PLC0415 - settings first

    _add(alias, sqlite(folder / f"{alias}.sqlite3"))


def _know(alias: str, settings: dict[str, object]) -> None:
    known = {**connections.settings, alias: settings}
    connections.settings[alias] = connections.configure_settings(known)[alias]


def _add(alias: str, settings: dict[str, object]) -> None:
    _know(alias, settings)
    call_command("migrate", database=alias, verbosity=0, interactive=False)


def no_tables(folder: Path, alias: str) -> str:
    """A SQLite database without a table, under that alias."""
    from goldthread.wiring.databases import sqlite  # noqa: PLC0415 - settings first

    _know(alias, sqlite(folder / f"{alias}.sqlite3"))
    return alias


def programs() -> Path | None:
    """The folder of the newest PostgreSQL server on this machine; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    return Path(elsewhere).resolve().parent if elsewhere else None


class PostgreSQL:
    """A server on a socket in its own folder, with the settings of a fresh installation but for its memory and how
    often it makes a checkpoint (filling it would otherwise be measured too)."""

    def __init__(self, found: Path, folder: Path) -> None:
        self.programs, self.folder = found, folder
        folder.mkdir()
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        self._run("initdb", "-D", f"{folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8")
        options = f"-k {folder} -c listen_addresses= -c shared_buffers=512MB -c max_wal_size=4GB"
        self._run("pg_ctl", "start", "-w", "-s", "-D", f"{folder}/data", "-l", f"{folder}/log", "-o", options)
        self._ask("CREATE ROLE goldthread LOGIN NOSUPERUSER NOBYPASSRLS")

    def _run(self, program: str, *words: str) -> None:
        given = [str(self.programs / program), *words]
        if os.geteuid() == 0:  # the server refuses to run as root
            given = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *given]
        subprocess.run(given, check=True, capture_output=True, cwd=self.folder, timeout=300, stdin=subprocess.DEVNULL)

    def _ask(self, statement: str) -> None:
        with psycopg.connect(f"host={self.folder} dbname=postgres user=postgres", autocommit=True) as connection:
            connection.execute(statement.encode())

    def new_database(self, alias: str) -> None:
        """A new database with all tables, under that alias."""
        from goldthread.wiring.databases import postgresql  # noqa: PLC0415 - settings first

        self._ask(f"CREATE DATABASE {alias} OWNER goldthread")
        _add(alias, postgresql(f"postgresql://goldthread@/{alias}?host={self.folder}"))

    def copy(self, source: str, alias: str) -> None:
        """The rows of a filled SQLite database in a new database, under that alias: the same sealed bytes."""
        self.new_database(alias)
        address = f"host={self.folder} dbname={alias} user=postgres"
        with sqlite3.connect(connections[source].settings_dict["NAME"]) as rows, psycopg.connect(address) as server:
            server.execute("SET session_replication_role = replica")  # the rows keep the rules of the tables already
            tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'store%'"
            for (table,) in rows.execute(tables).fetchall():
                found = rows.execute(f"SELECT * FROM {table}")  # noqa: S608 - a table of the store
                columns = ", ".join(column for column, *_ in found.description)
                with server.cursor().copy(f"COPY {table} ({columns}) FROM STDIN".encode()) as copy:
                    for row in found:
                        copy.write_row(row)

    def stop(self) -> None:
        """Stop the server; its folder is for whoever made it to take away."""
        self._run("pg_ctl", "stop", "-w", "-s", "-m", "fast", "-D", f"{self.folder}/data")


def settle(alias: str) -> None:
    """What a database does by itself some time after it was filled: sort itself out, write everything to its files."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def size_of(alias: str) -> int:
    """How many bytes the database takes on the disk, its write-ahead log aside."""
    connection = connections[alias]
    if connection.vendor == "sqlite":
        return Path(connection.settings_dict["NAME"]).stat().st_size
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])
