"""The scripts of `make faults`, run small: each in a process of its own, as whoever runs them does."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from real_databases import postgresql_programs

_FOLDER = Path(__file__).resolve().parents[1] / "tools" / "faults"
DATABASES = pytest.mark.parametrize("database", ["sqlite", "postgresql"])


def needs(database: str) -> None:
    """Leave the test out where there is no such server."""
    if database == "postgresql" and postgresql_programs() is None:
        pytest.skip("There is no PostgreSQL server on this machine (Debian: apt install postgresql).")


def tried(script: str, *words: str) -> list[dict[str, Any]]:
    """What each part of the script told; the test fails where anything was wrong."""
    ended = subprocess.run(
        [sys.executable, str(_FOLDER / script), *words], capture_output=True, text=True, check=False, timeout=600
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    told, text = [], ended.stdout.strip()
    while text:
        value, end = json.JSONDecoder().raw_decode(text)
        told.append(value)
        text = text[end:].strip()
    assert told
    return told
