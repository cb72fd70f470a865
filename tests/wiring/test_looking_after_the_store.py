"""`goldthread store` and `goldthread audit`: counts, rebuilding, another master key, and whether the trail is whole."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from real_commands import House


@pytest.fixture
def copied(harbour: House, tmp_path: Path) -> House:
    """A copy of the centre, to be damaged."""
    shutil.copytree(harbour.home, tmp_path / "copy")
    return House(tmp_path / "copy")


def test_the_trail_is_whole_and_its_head_can_be_kept_elsewhere(harbour: House, tmp_path: Path) -> None:
    kept = tmp_path / "head"
    harbour.done("audit", "head", "--out", kept)
    head = kept.read_text().strip()
    assert head.startswith("harbour:")
    assert harbour.done("audit", "verify") == "The trail is whole.\n"
    assert json.loads(harbour.done("audit", "verify", "--head", head, "--format", "json")) == {
        "whole": True,
        "faults": [],
    }
    for wrong in ("harbour:x:y", "harbour", "elsewhere:1:ab"):
        assert harbour.run("audit", "verify", "--head", wrong).returncode == 2


def test_a_line_that_was_changed_is_named(copied: House) -> None:
    with closing(sqlite3.connect(copied.home / "goldthread.sqlite3")) as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE store_trail SET outcome = 'denied' WHERE seq = 2")
        database.commit()
    ended = copied.run("audit", "verify")
    assert (ended.returncode, ended.stdout) == (1, "trail 2: A line of the trail was changed. [changed]\n")
    told = copied.run("audit", "verify", "--format", "json")
    assert json.loads(told.stdout)["faults"][0]["row"] == "2"


def test_a_trail_that_is_not_the_one_whose_head_was_kept_is_found(harbour: House) -> None:
    ended = harbour.run("audit", "verify", "--head", f"harbour:1:{'0' * 64}")
    assert ended.returncode == 1
    assert "[changed]" in ended.stdout


def test_counts_need_no_key_and_lists_are_made_anew(copied: House) -> None:
    rebuilt = json.loads(copied.done("store", "rebuild", "--format", "json"))
    (copied.home / "master.key").rename(copied.home / "elsewhere")
    counts = json.loads(copied.done("store", "stats", "--format", "json"))["harbour"]
    assert counts["clients"] == rebuilt["harbour"]["clients"] > 0
    assert "harbour: " in copied.done("store", "stats")


def test_another_master_key_wraps_everything_and_the_old_one_may_go(copied: House) -> None:
    key = copied.home / "master.key"
    old = key.read_text()
    told = copied.run("store", "rotate-key")
    assert "are wrapped with the newest master key" in told.stdout
    assert "Keep a new copy" in told.stderr
    assert key.read_text().startswith(old)
    assert key.stat().st_mode & 0o077 == 0
    key.write_text(key.read_text().removeprefix(old))
    assert "Name of dana" in copied.done("user", "list", by="admin")
    assert "harbour: " in copied.done("store", "rebuild")
    key.write_text(old)
    assert copied.refused("user", "list", by="admin") == (6, "key-missing")


def test_a_ring_that_is_kept_elsewhere_is_not_added_to(copied: House) -> None:
    ring = (copied.home / "master.key").read_text().strip()
    told = copied.run("store", "rotate-key", GOLDTHREAD_KEY=ring)
    assert (told.returncode, told.stdout, told.stderr) == (0, "0 keys are wrapped with the newest master key.\n", "")


def test_what_was_done_with_the_store_is_told_to_programs_too(copied: House) -> None:
    as_json = ("--format", "json")
    assert json.loads(copied.done("store", "migrate", *as_json)) == {"steps": 0}
    assert json.loads(copied.done("store", "rotate-key", *as_json))["wrapped"] > 0
