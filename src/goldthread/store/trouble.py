"""What the database or the keys can come to: one exception with a stable code, what happened and what to do.

The driver's own text is left behind: it can quote what was being written.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error as DatabaseTrouble
from django.db import IntegrityError, connections


class StoreTrouble(Exception):
    """Nothing was done, or nobody can know whether it was. `code` is stable, `fix` says what to do, `driver` is the
    database's own code. Holds no word about a person."""

    def __init__(self, message: str, *, code: str, fix: str = "", driver: str = "") -> None:
        super().__init__(f"{message} {fix} [{code}]".replace("  ", " "))
        self.message = message
        self.code = code
        self.fix = fix
        self.driver = driver


_AGAIN = "Nothing was acknowledged; send the same request again with its key."

_TOLD: dict[str, tuple[str, str]] = {
    "database-gone": (
        "The database cannot be reached.",
        f"Start it, or put its file back; check GOLDTHREAD_DATABASE_URL. {_AGAIN}",
    ),
    "read-only": ("The database cannot be written.", f"Make its disk or file writable. {_AGAIN}"),
    "disk-full": ("There is no room left on the database's disk.", f"Make room. {_AGAIN}"),
    "disk-trouble": ("The database's disk does not read or write.", f"Look at the disk and its log. {_AGAIN}"),
    "busy": ("Others kept the books for too long.", _AGAIN),
    "database-damaged": ("The database file is damaged.", "Stop the server and restore the newest backup."),
    "not-set-up": ("The database has no tables of this version yet.", "Run `goldthread init`."),
    "sign-in-refused": ("The database does not let us in.", "Check the account in GOLDTHREAD_DATABASE_URL."),
    "refused-by-database": (
        "The database refused to write this.",
        "Nothing was written. If it happens again, it is a fault of the program: report the code.",
    ),
    "database-error": ("The database did not do what was asked.", f"Look at the database's own log. {_AGAIN}"),
}

_SQLITE = {
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_FULL: "disk-full",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_CORRUPT: "database-damaged",
    sqlite3.SQLITE_NOTADB: "database-damaged",
    sqlite3.SQLITE_CANTOPEN: "database-gone",
    sqlite3.SQLITE_IOERR: "disk-trouble",
    sqlite3.SQLITE_PERM: "read-only",
}

# By SQLSTATE, the longest beginning first. Source: PostgreSQL documentation, appendix A.
_POSTGRESQL = {
    "53100": "disk-full",
    "25006": "read-only",
    "55P03": "busy",
    "57014": "busy",
    "40": "busy",
    "53": "busy",
    "57P": "database-gone",
    "08": "database-gone",
    "3D": "database-gone",
    "28": "sign-in-refused",
    "42P01": "not-set-up",
    "3F000": "not-set-up",
    "42501": "refused-by-database",
    "58": "disk-trouble",
    "XX001": "database-damaged",
    "XX002": "database-damaged",
    "23": "refused-by-database",
}


def trouble(code: str, driver: str = "") -> StoreTrouble:
    """The trouble with that code."""
    message, fix = _TOLD[code]
    return StoreTrouble(message, code=code, fix=fix, driver=driver)


def of_database(error: BaseException) -> StoreTrouble:
    """What an error of Django or a driver comes to."""
    cause = error.__cause__ or error
    number = getattr(cause, "sqlite_errorcode", None)
    if number is not None:
        driver = str(getattr(cause, "sqlite_errorname", number))
        unset = "no such table" in str(cause) or "no such column" in str(cause)
        code = "not-set-up" if unset else _SQLITE.get(number & 0xFF)
        return trouble(code or _fallback(error), driver)
    if isinstance(cause, sqlite3.Error):
        # Of Python's driver itself, with no code of SQLite's: the file is there. Text that is not UTF-8 was changed
        # behind the program's back, as by a disk; everything that is written here is UTF-8.
        return trouble("database-damaged" if str(cause).startswith("Could not decode") else _fallback(error))
    state = getattr(cause, "sqlstate", None)
    if state:
        code = next((_POSTGRESQL[state[:size]] for size in (5, 3, 2) if state[:size] in _POSTGRESQL), None)
        return trouble(code or _fallback(error), state)
    # psycopg has no SQLSTATE where no server answered.
    gone = type(cause).__name__ in ("OperationalError", "InterfaceError")
    return trouble("database-gone" if gone else _fallback(error))


def _fallback(error: BaseException) -> str:
    return "refused-by-database" if isinstance(error, IntegrityError) else "database-error"


@contextmanager
def told(using: str) -> Iterator[None]:
    """Turns errors of the database into StoreTrouble and lets go of the connection, so that the next request finds a
    new one when the database is back."""
    try:
        yield
    except (DatabaseTrouble, sqlite3.Error) as error:
        found = of_database(error)
        let_go(using)
        raise found from None
    except UnicodeDecodeError as error:
        if not error.object.startswith(b"malformed"):
            raise
        # SQLite names the part of its own tables that it cannot read, and the driver cannot read the name.
        let_go(using)
        raise trouble("database-damaged") from None


def let_go(using: str) -> None:
    """Close the connection without further complaint; inside a transaction that is left to who opened it."""
    connection = connections[using]
    if connection.in_atomic_block:
        return
    try:
        connection.close()
    except (DatabaseTrouble, sqlite3.Error):
        connection.connection = None
