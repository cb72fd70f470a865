"""`goldthread doctor`: good books are good; whatever is wrong is named, with what to do; nothing is changed."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from real_commands import House
from real_databases import PostgreSQL, postgresql_programs


@pytest.fixture
def well(harbour: House, tmp_path: Path) -> House:
    """A copy of the centre with a backup."""
    shutil.copytree(harbour.home, tmp_path / "copy")
    house = House(tmp_path / "copy")
    house.done("backup", tmp_path / "books.gtb")
    return house


def looks(house: House) -> dict[str, Any]:
    """What is not good, by what was looked at."""
    ended = house.run("doctor", "--format", "json")
    assert "Traceback" not in ended.stderr, ended.stderr
    told = json.loads(ended.stdout)
    wrong = {look["what"]: look for look in told["looks"] if look["state"] != "good"}
    assert ended.returncode == (1 if wrong else 0)
    assert told["good"] is (not wrong)
    assert all(look["fix"] for look in wrong.values())
    return wrong


def tamper(house: House, *statements: str) -> None:
    with closing(sqlite3.connect(house.home / "goldthread.sqlite3")) as database:
        triggers = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            database.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            database.execute(statement)
        for _, made in triggers:
            database.execute(made)
        database.commit()


def test_a_home_that_is_well_is_told_to_be(well: House) -> None:
    before = {path.name: path.read_bytes() for path in well.home.iterdir() if "sqlite3" not in path.name}
    assert looks(well) == {}
    assert "good     trail of harbour:" in well.done("doctor")
    assert {path.name: path.read_bytes() for path in well.home.iterdir() if "sqlite3" not in path.name} == before


def test_files_that_others_may_read_are_named(well: House) -> None:
    (well.home / "goldthread.toml").chmod(0o644)
    (well.home / "master.key").chmod(0o640)
    found = looks(well)
    assert set(found) >= {"home", "key"}
    assert found["home"]["fix"].startswith("Run: chmod 600 ")


def test_the_wrong_key_is_told_before_somebody_needs_it(well: House, tmp_path: Path) -> None:
    key = well.home / "master.key"
    key.write_text(f"{key.read_text().split()[0]} {'A' * 43}=\n")
    assert "[wrong-key]" in looks(well)["keys of harbour"]["said"]
    key.unlink()
    assert "[key-unreadable]" in looks(well)["key"]["said"]


def test_keys_that_hang_on_an_older_master_key_are_told(well: House) -> None:
    key = well.home / "master.key"
    key.write_text(key.read_text() + f"newer000 {'A' * 43}=\n")
    assert looks(well)["keys of harbour"]["state"] == "warning"
    well.done("store", "rotate-key")
    assert looks(well) == {}


def test_a_home_without_a_database_gets_none_from_being_looked_at(tmp_path: Path) -> None:
    house = House(tmp_path / "nothing")
    assert set(looks(house)) == {"home", "key", "database", "backup"}
    assert not house.home.exists()
    house.home.mkdir(mode=0o700)
    assert "database" in looks(house)
    assert not (house.home / "goldthread.sqlite3").exists()


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE store_trail SET outcome = 'denied' WHERE seq = 3", "trail of harbour"),
        ("DELETE FROM store_trail WHERE seq = 3", "trail of harbour"),
        ("UPDATE store_head SET hash = seal", "trail of harbour"),
        ("UPDATE store_line SET stay = 'completed'", "lists of harbour"),
        ("DELETE FROM store_word", "lists of harbour"),
        ("UPDATE store_head SET at = at + 3600000000", "clock of harbour"),
    ],
)
def test_books_that_were_changed_behind_its_back_are_told(well: House, statement: str, what: str) -> None:
    tamper(well, statement)
    assert set(looks(well)) == {what}


def test_books_that_could_be_changed_are_told(well: House) -> None:
    with closing(sqlite3.connect(well.home / "goldthread.sqlite3")) as database:
        database.execute("DROP TRIGGER store_entry_no_update")
    assert "store_entry_no_update" in looks(well)["append-only"]["said"]


CHOOSE = """
from goldthread.wiring.standing import set_up
set_up()
from goldthread.practice.settings import Settings
from goldthread.store.accounts import change_settings
change_settings(centre="harbour", settings=Settings(name="Harbour House", rule_pack="{pack}"))
"""


def test_a_rule_pack_that_the_library_does_not_have_is_told(well: House) -> None:
    for pack, wrong in (("no-such-pack", {"rule packs"}), ("california-dhcs-programs", set())):
        subprocess.run([sys.executable, "-c", CHOOSE.format(pack=pack)], env=well.around({}), check=True, timeout=60)
        found = looks(well)
        assert set(found) == wrong
        assert all("harbour (no-such-pack)" in look["said"] and look["state"] == "warning" for look in found.values())


def test_tables_of_another_version_are_told(well: House) -> None:
    tamper(well, "DELETE FROM django_migrations WHERE app = 'store'")
    assert "store migrate" in looks(well)["tables"]["fix"]


def test_a_backup_that_is_old_or_was_never_made_is_told(well: House) -> None:
    last = well.home / "last-backup.json"
    told = json.loads(last.read_text())
    last.write_text(json.dumps({**told, "at": "2020-01-01T00:00:00Z"}))
    assert looks(well)["backup"]["state"] == "warning"
    last.write_text(json.dumps({**told, "whole": False}))
    assert looks(well)["backup"]["state"] == "wrong"
    last.unlink()
    assert "No backup" in looks(well)["backup"]["said"]


@pytest.fixture(scope="module")
def server() -> Iterator[PostgreSQL]:
    programs = postgresql_programs()
    if programs is None:
        pytest.skip("There is no PostgreSQL server on this machine (Debian: apt install postgresql).")
    server = PostgreSQL(programs)
    yield server
    server.remove()


def test_on_postgresql_walls_and_careless_settings_are_looked_at(server: PostgreSQL, tmp_path: Path) -> None:
    server.ask("CREATE DATABASE watched OWNER goldthread")
    house = House(tmp_path / "home").with_centre("--database", server.url("watched"))
    # The tests' own server runs without waiting for its disk.
    assert set(looks(house)) == {"database-settings", "backup"}
    assert "fsync" in looks(house)["database-settings"]["said"]
    server.ask("ALTER TABLE store_line NO FORCE ROW LEVEL SECURITY", "watched")
    assert "store_line" in looks(house)["walls"]["said"]
    server.ask("ALTER TABLE store_line FORCE ROW LEVEL SECURITY", "watched")
    server.ask("ALTER TABLE store_trail DISABLE TRIGGER store_trail_kept", "watched")
    assert "store_trail_kept" in looks(house)["append-only"]["said"]
    server.ask("ALTER ROLE goldthread BYPASSRLS")
    assert {"walls", "centres"} <= set(looks(house))
    server.ask("ALTER ROLE goldthread NOBYPASSRLS")
    server.stop()
    assert "[database-gone]" in looks(house)["database"]["said"]
    server.start()
