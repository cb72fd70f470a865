"""`goldthread init`: what it makes, that it can be repeated, and what it refuses."""

import json
import shutil
import stat
from pathlib import Path

import pytest

from goldthread.wiring.home import home_folder
from real_commands import House


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "home")


def test_a_home_is_for_its_owner_alone_and_init_can_be_repeated(house: House) -> None:
    asks = ("init", "--name", "Harbour House", "--password-file", str(house.passwords))
    first = house.done(*asks)
    assert "Keep a copy of" in first
    assert "master.key" in first
    assert mode(house.home) == 0o700
    files = sorted(house.home.iterdir())
    assert {path.name for path in files} >= {"goldthread.toml", "master.key", "goldthread.sqlite3"}
    assert {mode(path) & 0o077 for path in files} == {0}
    key = (house.home / "master.key").read_bytes()
    again = house.done(*asks)
    assert again.startswith("Everything was there already")
    assert (house.home / "master.key").read_bytes() == key
    assert [line.split()[1] for line in house.done("user", "list", by="admin").splitlines()] == ["admin"]


def test_a_home_keeps_its_choices(harbour: House) -> None:
    for asks in (("--centre", "another"), ("--database", "postgresql://goldthread@localhost/books")):
        assert harbour.refused("init", *asks) == (2, "another-home")


@pytest.mark.parametrize("address", ["mysql://a:SECRETWORD@b/c", "postgresql://", "books", "postgresql://h:x/books"])
def test_an_address_that_is_no_databases_is_refused_and_not_repeated(house: House, address: str) -> None:
    ended = house.run("init", "--name", "Harbour House", "--database", address)
    assert (ended.returncode, ended.stderr.strip()[-14:]) == (6, "[bad-settings]")
    assert "SECRETWORD" not in ended.stderr
    assert not house.home.exists()


def test_a_centre_needs_a_name(house: House) -> None:
    assert house.refused("init") == (2, "no-centre")
    assert not house.home.exists()


def test_what_lacks_a_password_is_told_and_can_be_finished(house: House) -> None:
    assert house.refused("init", "--name", "Harbour House") == (2, "no-password")
    house.done("init", "--password-file", str(house.passwords))
    assert "administrator" in house.done("user", "list", by="admin")


def test_commands_without_a_home_say_what_to_do(house: House) -> None:
    for command in (("serve",), ("store", "stats"), ("audit", "verify"), ("user", "list")):
        assert house.refused(*command) == (6, "no-home")
    assert not house.home.exists()


def test_a_lost_key_is_not_replaced_by_a_new_one(harbour: House, tmp_path: Path) -> None:
    shutil.copytree(harbour.home, tmp_path / "copy")
    (tmp_path / "copy" / "master.key").unlink()
    house = House(tmp_path / "copy")
    assert house.refused("init") == (6, "key-missing")
    assert house.refused("serve") == (6, "key-unreadable")
    assert not (tmp_path / "copy" / "master.key").exists()


def test_a_key_that_others_may_read_is_refused(harbour: House, tmp_path: Path) -> None:
    shutil.copytree(harbour.home, tmp_path / "copy")
    (tmp_path / "copy" / "master.key").chmod(0o644)
    assert House(tmp_path / "copy").refused("serve") == (6, "key-file-open")


def test_tables_of_another_version_are_refused_until_they_are_migrated(harbour: House, tmp_path: Path) -> None:
    shutil.copytree(harbour.home, tmp_path / "old", ignore=shutil.ignore_patterns("*.sqlite3*"))
    (tmp_path / "old" / "goldthread.sqlite3").touch()
    house = House(tmp_path / "old")
    for command in (("serve",), ("store", "stats")):
        assert house.refused(*command) == (6, "not-migrated")
    assert "steps were taken" in house.done("store", "migrate")
    assert "already" in house.done("store", "migrate")
    assert house.done("store", "stats") == ""


@pytest.mark.parametrize("text", ["centre = ", "centre = 'Not An Id'", "more = 1", "\xff"])
def test_choices_that_cannot_be_read_are_named(harbour: House, tmp_path: Path, text: str) -> None:
    home = tmp_path / "odd"
    home.mkdir()
    (home / "goldthread.toml").write_bytes(text.encode("latin-1"))
    assert House(home).refused("store", "stats") == (6, "bad-settings")


def test_the_environment_goes_before_the_file(harbour: House) -> None:
    assert harbour.refused("user", "list", by="admin", GOLDTHREAD_CENTRE="elsewhere")[0] == 6
    assert harbour.refused("store", "stats", GOLDTHREAD_DATABASE_URL="sqlite:///x") == (6, "bad-settings")


def test_what_was_made_is_told_to_programs_too(house: House) -> None:
    asks = ("init", "--name", "Harbour House", "--password-file", str(house.passwords), "--format", "json")
    made = json.loads(house.done(*asks))
    assert made["home"] == str(house.home)
    assert "the centre harbour-house" in made["made"]
    assert json.loads(house.done(*asks))["made"] == []


def test_a_home_that_cannot_be_made_is_told(house: House) -> None:
    file = house.home.parent / "file"
    file.touch()
    for home, code in ((file, "bad-settings"), (Path("/proc/none/home"), "unwritable")):
        assert house.refused("init", home, "--name", "Harbour House") == (6, code)


def test_without_a_choice_of_home_the_data_folder_of_the_account_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GOLDTHREAD_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "windows"))
    for platform, folder in (
        ("linux", tmp_path / "goldthread"),
        ("win32", tmp_path / "windows" / "Goldthread"),
        ("darwin", Path.home() / "Library" / "Application Support" / "Goldthread"),
    ):
        monkeypatch.setattr("sys.platform", platform)
        assert home_folder() == folder
    monkeypatch.setenv("GOLDTHREAD_HOME", str(tmp_path / "named"))
    assert home_folder() == tmp_path / "named"


def test_a_command_must_know_the_centre(harbour: House, tmp_path: Path) -> None:
    shutil.copytree(harbour.home, tmp_path / "copy")
    (tmp_path / "copy" / "goldthread.toml").unlink()
    house = House(tmp_path / "copy")
    assert house.refused("audit", "head") == (2, "no-centre")
    assert house.done("audit", "head", "--centre", "harbour").startswith("harbour:")
