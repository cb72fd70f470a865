"""A further database for the time of a command: one that is restored into, or proven with and thrown away."""

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from goldthread.wiring.databases import sqlite


@contextmanager
def database(settings: dict[str, Any]) -> Iterator[str]:
    """What Django calls the database with these settings."""
    from django.db import connections  # noqa: PLC0415 - a command loads what it uses

    alias = f"further-{secrets.token_hex(4)}"
    known = {**connections.settings, alias: settings}
    connections.settings[alias] = connections.configure_settings(known)[alias]
    try:
        yield alias
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]


def filled_at_once(path: Path) -> dict[str, Any]:
    """SQLite in a new file that nobody else sees before it is whole: no wait for the disk after each step."""
    found = sqlite(path)
    quick = "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF"
    return {**found, "OPTIONS": {**found["OPTIONS"], "init_command": quick}}


@contextmanager
def thrown_away() -> Iterator[str]:
    """A SQLite database that is gone afterwards, in the folder for temporary files (TMPDIR)."""
    with (
        tempfile.TemporaryDirectory(prefix="goldthread-proof-") as folder,
        database(filled_at_once(Path(folder) / "proof.sqlite3")) as alias,
    ):
        yield alias
