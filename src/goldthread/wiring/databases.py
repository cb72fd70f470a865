"""How Django is told of a database: SQLite in a file, or PostgreSQL by its URL."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

_LOCK_SECONDS = 20  # how long a request waits for others before it is told that the books are busy
# A folder's snapshot is some ten thousand bytes: larger pages take fewer reads when the file outgrows SQLite's cache.
_PAGE_BYTES = 8192
_CACHE_KIB = 64 * 1024  # for each connection: the upper pages of all trees at 100,000 clients


def sqlite(path: Path) -> dict[str, Any]:
    """A database in a file: written ahead, one writer at a time, nothing acknowledged before it is on the disk."""
    return {
        "ENGINE": "goldthread.wiring.sqlite3",
        "NAME": path,
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": _LOCK_SECONDS,
            "transaction_mode": "IMMEDIATE",
            # recursive_triggers: without it, INSERT OR REPLACE would pass the triggers that refuse to delete.
            "init_command": (
                f"PRAGMA page_size={_PAGE_BYTES}; PRAGMA cache_size={-_CACHE_KIB}; PRAGMA journal_mode=WAL; "
                "PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; "
                "PRAGMA recursive_triggers=ON; PRAGMA trusted_schema=OFF"
            ),
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """A database of a PostgreSQL server by its URL; what follows `?` goes to libpq (sslmode=verify-full)."""
    parts = urlsplit(url)
    more = dict(parse_qsl(parts.query))
    milliseconds = _LOCK_SECONDS * 1000
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": more.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or more.pop("port", "")),
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "connect_timeout": 5,
            "options": f"-c lock_timeout={milliseconds} -c idle_in_transaction_session_timeout={3 * milliseconds}",
            **more,
        },
    }
