"""Eight processes edit one plan at once for a few seconds; `make faults` lets them write for two minutes."""

import subprocess
import sys
from pathlib import Path

import pytest

from real_databases import postgresql_programs

pytestmark = pytest.mark.faults

WRITERS = Path(__file__).resolve().parents[2] / "tools" / "faults" / "eight_writers.py"


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_every_acknowledged_edit_is_there_or_was_answered_as_a_conflict(database: str) -> None:
    if database == "postgresql" and postgresql_programs() is None:
        pytest.skip("There is no PostgreSQL server on this machine (Debian: apt install postgresql).")
    ended = subprocess.run(
        [sys.executable, str(WRITERS), "--database", database, "--seconds", "5"],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr
    figures = ended.stdout.splitlines()[2].split("|")
    assert figures[1].strip() == database
    assert int(figures[4].replace(",", "")) > 0
    assert figures[9].strip() == "0"
