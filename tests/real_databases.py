"""Real databases for tests: SQLite in files, a PostgreSQL server that the tests start and stop themselves.

Django has one set of settings in a process: `set_up` gives it a home folder that lasts as long as the tests.
"""

import atexit
import itertools
import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import django
import psycopg
from django.core.management import call_command
from django.db import connections

from goldthread.wiring.databases import postgresql, sqlite

_numbers = itertools.count(1)


@cache
def set_up() -> Path:
    """Set Django up, once, with a home folder of its own and a key file in it; the home folder."""
    home = Path(tempfile.mkdtemp(prefix="goldthread-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ["GOLDTHREAD_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "goldthread.wiring.site"
    (home / "static").mkdir()  # nothing is gathered for tests without a server
    django.setup()
    from goldthread.store.ring import make_key_file  # noqa: PLC0415 - settings first

    make_key_file(home / "master.key")
    return home


def add_database(settings: dict[str, Any]) -> str:
    """Let Django know of a database under a new alias."""
    set_up()
    alias = f"books{next(_numbers)}"
    known = {**connections.settings, alias: settings}
    connections.settings[alias] = connections.configure_settings(known)[alias]
    return alias


def migrate(alias: str) -> None:
    """Make the tables."""
    call_command("migrate", database=alias, verbosity=0, interactive=False)


def close_all() -> None:
    """Close this thread's connections to every database."""
    for connection in connections.all(initialized_only=True):
        connection.close()


@cache
def _sqlite_template() -> Path:
    path = set_up() / "template.sqlite3"
    alias = add_database(sqlite(path))
    migrate(alias)
    connections[alias].close()
    return path


def sqlite_database(folder: Path) -> str:
    """A new SQLite database with all tables; its alias."""
    set_up()
    path = folder / f"books{next(_numbers)}.sqlite3"
    shutil.copy(_sqlite_template(), path)
    return add_database(sqlite(path))


def postgresql_programs() -> Path | None:
    """The folder of the newest PostgreSQL server on this machine; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    return Path(elsewhere).resolve().parent if elsewhere else None


class PostgreSQL:
    """A server of the tests' own, on a socket in its own folder."""

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="gtpg-"))
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self._run("initdb", "-D", f"{self.folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.start()
        self.ask("CREATE ROLE goldthread LOGIN NOSUPERUSER NOBYPASSRLS")
        self.ask("CREATE DATABASE template_books OWNER goldthread")
        alias = add_database(self._settings("template_books"))
        migrate(alias)
        connections[alias].close()

    def _run(self, program: str, *words: str) -> None:
        given = [str(self.programs / program), *words]
        if os.geteuid() == 0:  # the server refuses to run as root
            given = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *given]
        subprocess.run(given, check=True, capture_output=True, cwd=self.folder, timeout=120, stdin=subprocess.DEVNULL)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off -c max_connections=60 -c log_statement=all"
        data = f"{self.folder}/data"
        self._run("pg_ctl", "start", "-w", "-s", "-D", data, "-l", f"{self.folder}/log", "-o", options)

    def stop(self, how: str = "fast") -> None:
        """Stop the server and wait until it has ended."""
        self._run("pg_ctl", "stop", "-w", "-s", "-m", how, "-D", f"{self.folder}/data")

    def ask(self, statement: str, database: str = "postgres", user: str = "postgres") -> list[Any]:
        """One statement, as the database's own superuser."""
        address = f"host={self.folder} dbname={database} user={user}"
        with psycopg.connect(address, autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def url(self, database: str, user: str = "goldthread") -> str:
        """Where the server's account finds the database."""
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def _settings(self, database: str) -> dict[str, Any]:
        return postgresql(self.url(database))

    def new_database(self) -> str:
        """A new database with all tables; its alias."""
        name = f"books{next(_numbers)}"
        self.ask(f"CREATE DATABASE {name} OWNER goldthread TEMPLATE template_books")
        return add_database(self._settings(name))

    def drop(self, alias: str) -> None:
        """Take a database away again: each takes 8 MB of the disk."""
        connections[alias].close()
        self.ask(f"DROP DATABASE {connections[alias].settings_dict['NAME']} WITH (FORCE)")

    def remove(self) -> None:
        """Stop the server and take its folder away."""
        self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)


def as_owner_of_the_disk(alias: str, *statements: str) -> list[Any]:
    """Statements by somebody who can do everything to the database, past triggers and walls, but has no key."""
    settings = connections[alias].settings_dict
    if connections[alias].vendor == "sqlite":
        with closing(sqlite3.connect(settings["NAME"], isolation_level=None)) as connection:
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            return [connection.execute(statement).fetchall() for statement in statements][-1]
    address = f"host={settings['HOST']} dbname={settings['NAME']} user=postgres"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute("SET session_replication_role = replica")
        cursors = [server.execute(statement.encode()) for statement in statements]
        return cursors[-1].fetchall() if cursors[-1].description else []
