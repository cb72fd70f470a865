"""`goldthread backup` and `restore`: a real centre, out of its home and into another, and what is refused."""

import json
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from goldthread.case import cast_path
from real_commands import PROGRAM, SECRET, House
from real_databases import PostgreSQL, postgresql_programs

WORDS = "seven boats in one harbour"


@pytest.fixture(scope="module")
def server() -> Iterator[PostgreSQL]:
    programs = postgresql_programs()
    if programs is None:
        pytest.skip("There is no PostgreSQL server on this machine (Debian: apt install postgresql).")
    server = PostgreSQL(programs)
    yield server
    server.remove()


def new_address(server: PostgreSQL, name: str) -> str:
    server.ask(f"DROP DATABASE IF EXISTS {name}")
    server.ask(f"CREATE DATABASE {name} OWNER goldthread")
    return server.url(name)


@pytest.fixture
def copied(harbour: House, tmp_path: Path) -> House:
    """A copy of the centre, to be changed."""
    shutil.copytree(harbour.home, tmp_path / "copy")
    return House(tmp_path / "copy")


@pytest.fixture
def backup(copied: House, tmp_path: Path) -> Path:
    copied.done("backup", tmp_path / "books.gtb")
    return tmp_path / "books.gtb"


def told(house: House, *words: Any) -> Any:
    return json.loads(house.done(*words, "--format", "json"))


def stats(house: House) -> Any:
    return told(house, "store", "stats")


def test_a_backup_says_what_it_did_and_where_the_key_is(copied: House, tmp_path: Path) -> None:
    ended = copied.run("backup", tmp_path / "books.gtb")
    assert ended.returncode == 0
    assert "Proven by restoring it" in ended.stdout
    assert copied.done("audit", "head").strip() in ended.stdout
    assert "The master key is not inside." in ended.stderr
    made = told(copied, "backup", tmp_path / "again.gtb", "--thorough")
    assert made["bytes"] == (tmp_path / "again.gtb").stat().st_size
    assert made["proof"]["opened"] == made["proof"]["ledgers"] > 0
    assert made["proof"]["faults"] == []
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    text = (tmp_path / "again.gtb").read_bytes()
    assert not [word for word in (b"Ruth", b"Okafor", b"ruth", b"harbour") if word in text]


def test_a_backup_is_never_written_over_another_file(copied: House, backup: Path) -> None:
    before = backup.read_bytes()
    assert copied.refused("backup", backup) == (3, "file-exists")
    assert backup.read_bytes() == before
    assert copied.refused("backup", backup.parent / "no-such-folder" / "x.gtb") == (6, "backup-unwritable")
    assert copied.refused("backup", backup.parent / "one.gtb", "--keep", "2") == (2, "no-folder")


def test_a_folder_keeps_as_many_older_backups_as_it_is_told(copied: House, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    older = [folder / f"harbour-2026010{day}T000000Z.gtb" for day in (1, 2, 3)]
    others = [folder / "harbour-house-20260101T000000Z.gtb", folder / "letter.txt", folder / "harbour-2026.gtb"]
    for path in (*older, *others):
        path.write_text("x")
    made = told(copied, "backup", folder, "--keep", "1")
    assert made["removed"] == [str(path) for path in older[:2]]
    assert set(folder.iterdir()) == {older[2], *others, Path(made["file"])}


def test_where_the_books_were_changed_behind_its_back_a_backup_says_so_and_removes_nothing(
    copied: House, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(copied.home / "goldthread.sqlite3")) as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE store_trail SET outcome = 'denied' WHERE seq = 2")
        database.commit()
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "harbour-20260101T000000Z.gtb").write_text("x")
    ended = copied.run("backup", folder, "--keep", "0")
    assert ended.returncode == 1
    assert "trail 2: A line of the trail was changed. [changed]" in ended.stdout
    assert len([path for path in folder.iterdir() if path.suffix == ".gtb"]) == 2


def test_a_whole_centre_moves_to_another_machine_and_database_and_back(
    copied: House, server: PostgreSQL, tmp_path: Path
) -> None:
    """With what its people have set up for signing in: else a password alone would let somebody in just afterwards,
    who could set up a second step of their own."""
    inside(copied, SET_UP)
    backup = tmp_path / "books.gtb"
    copied.done("backup", backup)
    address = new_address(server, "moved")
    second = House(tmp_path / "second")
    kept = ("--key-file", copied.home / "master.key")
    head = copied.done("audit", "head").strip()
    said = second.done("restore", backup, "--database", address, "--head", head, *kept)
    assert f"head {head}" in said
    assert "totp" not in said
    assert inside(second, LOOK) == inside(copied, LOOK)
    assert "The audit trail is whole." in said
    assert stats(second) == stats(copied)
    assert second.done("audit", "verify", "--head", head) == "The trail is whole.\n"
    assert (second.home / "master.key").stat().st_mode & 0o777 == 0o600
    case = ("export", "ruth-okafor", "--to", "me", "--purpose", "to compare")
    assert json.loads(second.done(*case, by="ruth"))["case"] == json.loads(copied.done(*case, by="ruth"))["case"]
    second.done("backup", tmp_path / "from-second.gtb")
    third = House(tmp_path / "third")
    third.done("restore", tmp_path / "from-second.gtb", *kept)
    assert stats(third) == stats(second)
    assert third.done("audit", "head") == second.done("audit", "head")
    assert third.refused("user", "list", by="dana") == (5, "not-your-role")
    assert inside(third, COME_IN).split() == ["/sign-in/second/authenticate/", "401", "204"]


def inside(house: House, code: str) -> str:
    """What the program itself says there, in a new process as on that machine."""
    start = "from goldthread.wiring.standing import set_up; set_up()\n"
    asked = [sys.executable, "-c", start + dedent(code)]
    ended = subprocess.run(asked, env=house.around(), capture_output=True, text=True, check=False, timeout=120)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


SET_UP = """
    from allauth.mfa.models import Authenticator
    from allauth.socialaccount.models import SocialAccount
    from goldthread.store.accounts import called
    from goldthread.web.door import door
    from goldthread.web.models import Account

    handle = f"harbour/{called(centre='harbour', login='dana').id}"
    Account.objects.create(id=handle)
    seals = door().seals
    for kind, data in (("totp", {"secret": seals.seal_secret("harbour", "JBSWY3DPEHPK3PXP")}),
                       ("webauthn", {"name": seals.seal_secret("harbour", "my daughter's telephone")})):
        Authenticator.objects.create(user_id=handle, type=kind, data=data)
    SocialAccount.objects.create(user_id=handle, provider="centre", uid=seals.blind("harbour", "there"))
"""
LOOK = """
    from allauth.mfa.models import Authenticator
    from allauth.socialaccount.models import SocialAccount
    from goldthread.web.door import door

    for each in Authenticator.objects.order_by("pk"):
        print(each.user_id, each.type, sorted(door().seals.unseal_secret(said) for said in each.data.values()))
    print([(each.user_id, each.uid == door().seals.blind("harbour", "there")) for each in SocialAccount.objects.all()])
"""
COME_IN = f"""
    import time
    from allauth.mfa.totp.internal import auth
    from django.test import Client

    browser = Client(headers={{"host": "localhost"}})
    sent = browser.post("/sign-in/", {{"centre": "harbour", "login": "dana", "password": "{SECRET}"}})
    print(sent.headers["Location"].partition("?")[0], browser.get("/still-here/").status_code)
    code = auth.format_hotp_value(auth.hotp_value("JBSWY3DPEHPK3PXP", int(time.time()) // 30))
    browser.post("/sign-in/second/authenticate/", {{"code": code}})
    print(browser.get("/still-here/").status_code)
"""


def test_with_a_passphrase_a_new_machine_needs_nothing_but_the_file(copied: House, tmp_path: Path) -> None:
    words, wrong = tmp_path / "words", tmp_path / "wrong"
    words.write_text(WORDS + "\n")
    wrong.write_text(WORDS + ".\n")
    path = tmp_path / "books.gtb"
    assert "The master key is inside" in copied.run("backup", path, "--passphrase-file", words).stderr
    new = House(tmp_path / "new")
    assert new.refused("restore", path) == (6, "key-needed")
    assert new.refused("restore", path, "--passphrase-file", wrong) == (6, "wrong-passphrase")
    assert not new.home.exists()
    new.done("restore", path, "--passphrase-file", words)
    assert (new.home / "master.key").read_text() == (copied.home / "master.key").read_text()
    assert stats(new) == stats(copied)
    assert new.run("restore", path, "--passphrase-file", words, "--key-file", words).returncode == 2


def test_the_wrong_key_opens_nothing_and_leaves_nothing(copied: House, backup: Path, tmp_path: Path) -> None:
    other = House(tmp_path / "other").with_centre()
    new = House(tmp_path / "new")
    assert new.refused("restore", backup, "--key-file", other.home / "master.key") == (6, "key-missing")
    name = (copied.home / "master.key").read_text().split()[0]
    (tmp_path / "forged").write_text(f"{name} {'A' * 43}=\n")
    assert new.refused("restore", backup, "--key-file", tmp_path / "forged") == (6, "wrong-key")
    assert not new.home.exists() or list(new.home.iterdir()) == []
    assert other.refused("restore", backup, "--over", "--key-file", tmp_path / "forged") == (6, "wrong-key")
    assert stats(other)["harbour"]["accounts"] == 1


def test_a_damaged_backup_leaves_what_was_there(copied: House, backup: Path, tmp_path: Path) -> None:
    good = backup.read_bytes()
    (tmp_path / "hurt.gtb").write_bytes(good[:-100])
    before, files = stats(copied), {path.name for path in copied.home.iterdir()}
    assert copied.refused("restore", tmp_path / "hurt.gtb", "--over") == (6, "backup-damaged")
    assert stats(copied) == before
    assert {path.name for path in copied.home.iterdir()} - files <= {"goldthread.sqlite3-wal", "goldthread.sqlite3-shm"}
    assert copied.refused("restore", tmp_path / "none.gtb", "--over") == (6, "backup-unreadable")
    assert copied.refused("restore", copied.home / "goldthread.toml", "--over") == (6, "not-a-backup")


def test_books_that_are_there_are_moved_aside_and_never_destroyed(copied: House, backup: Path) -> None:
    copied.done("import", cast_path("helen-iversen"), "--into", "harbour", "--keep-ids", by="dana")
    later = stats(copied)
    assert copied.refused("restore", backup) == (6, "not-empty")
    (aside,) = told(copied, "restore", backup, "--over")["moved_aside"]
    assert stats(copied)["harbour"]["clients"] == later["harbour"]["clients"] - 1
    Path(aside).replace(copied.home / "goldthread.sqlite3")
    assert stats(copied) == later


def test_what_a_lost_database_had_written_ahead_never_joins_the_restored_one(copied: House, backup: Path) -> None:
    before = stats(copied)
    ahead = copied.home / "goldthread.sqlite3-wal"
    for name in ("goldthread.sqlite3", "goldthread.sqlite3-wal", "goldthread.sqlite3-shm"):
        (copied.home / name).unlink(missing_ok=True)
    ahead.write_bytes(b"written ahead")
    assert copied.refused("restore", backup) == (6, "not-empty")
    (aside,) = told(copied, "restore", backup, "--over")["moved_aside"]
    assert Path(f"{aside}-wal").read_bytes() == b"written ahead"
    assert stats(copied) == before


def test_a_server_that_runs_is_not_robbed_of_its_books(copied: House, backup: Path) -> None:
    before = stats(copied)
    with closing(sqlite3.connect(copied.home / "goldthread.sqlite3")) as other:
        other.execute("SELECT count(*) FROM store_centre").fetchall()
        assert copied.refused("restore", backup, "--over") == (6, "in-use")
    assert stats(copied) == before


def test_tables_of_postgresql_are_moved_aside_into_a_schema(
    copied: House, backup: Path, server: PostgreSQL, tmp_path: Path
) -> None:
    address = new_address(server, "twice")
    house = House(tmp_path / "house")
    key = ("--key-file", copied.home / "master.key")
    house.done("restore", backup, "--database", address, *key)
    assert house.refused("restore", backup) == (6, "not-empty")
    (tmp_path / "hurt.gtb").write_bytes(backup.read_bytes()[:-100])
    assert house.refused("restore", tmp_path / "hurt.gtb", "--over") == (6, "backup-damaged")
    assert stats(house) == stats(copied)
    (aside,) = told(house, "restore", backup, "--over")["moved_aside"]
    assert aside.startswith("schema before_")
    assert stats(house) == stats(copied)
    assert house.done("audit", "verify") == "The trail is whole.\n"
    old = server.ask(f"TABLE {aside.partition(' ')[2]}.store_entry", "twice")
    assert len(old) == stats(copied)["harbour"]["entries"]
    assert house.refused("restore", backup, "--database", address + "&x=1") == (2, "another-home")


def test_an_erased_client_stays_erased_when_an_older_backup_comes_back(copied: House, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    older = folder / "older.gtb"
    (tmp_path / "uma.json").write_text('{"resourceType": "Patient", "id": "uma"}')
    copied.done("import", tmp_path / "uma.json", "--into", "harbour", "--keep-ids", by="dana")
    copied.done("backup", older)
    erase(copied, "uma")
    assert copied.done("audit", "erasures") == "harbour uma\n"
    assert copied.done("audit", "erasures", "--grounds").endswith("ground: client-asked\n")
    assert "on no list beside the backups" in copied.run("doctor").stdout
    list_ = tmp_path / "erased-since"
    copied.done("audit", "erasures", "--out", list_)
    key = ("--key-file", copied.home / "master.key")
    careless, careful = House(tmp_path / "careless"), House(tmp_path / "careful")
    assert "can be read again" in careless.run("restore", older, *key).stderr
    assert "uma" in whose_keys_are_there(careless)
    assert "erased anew: harbour uma" in careful.done("restore", older, "--erasures", list_, *key)
    assert "uma" not in whose_keys_are_there(careful)
    assert careful.done("audit", "erasures") == "harbour uma\n"
    copied.done("backup", folder)
    assert (folder / "erasures.txt").read_text() == "harbour uma\n"
    beside = House(tmp_path / "beside")
    assert "erased anew: harbour uma" in beside.done("restore", older, *key)
    (careless.home / "erasures.txt").write_text("harbour uma\n")
    assert "can be read again, from an older backup: harbour uma" in careless.run("doctor").stdout
    (tmp_path / "letter").write_text("Dear Dana, please\n")
    assert beside.refused("restore", older, "--over", "--erasures", tmp_path / "letter") == (6, "erasures-unreadable")


def whose_keys_are_there(house: House) -> set[str]:
    with closing(sqlite3.connect(house.home / "goldthread.sqlite3")) as database:
        return {client for (client,) in database.execute("SELECT client FROM store_clientkey").fetchall()}


def erase(house: House, client: str) -> None:
    """As compliance does it."""
    with house.served() as served:
        body = {"client": client, "ground": "client-asked", "reason": "The client asked for it in writing."}
        status, answer = served.act("erase-client", house.token("cora"), body, Goldthread_Role="compliance")
        assert status == 200, answer


def test_a_backup_that_ends_before_the_head_that_was_kept_is_told(copied: House, backup: Path, tmp_path: Path) -> None:
    copied.done("import", cast_path("helen-iversen"), "--into", "harbour", "--keep-ids", by="dana")
    head = copied.done("audit", "head").strip()
    ended = House(tmp_path / "new").run("restore", backup, "--head", head, "--key-file", copied.home / "master.key")
    assert ended.returncode == 1
    assert "[cut-off]" in ended.stdout
    assert House(tmp_path / "newer").run("restore", backup, "--head", "harbour").returncode == 2


def limited(house: House, *words: Any) -> tuple[int, str]:
    """A command that may write no file of more than 20 KiB: how a disk without room looks to it."""
    line = shlex.join(str(word) for word in (PROGRAM, *words))
    environment = {**house.environment, "GOLDTHREAD_HOME": str(house.home), "PATH": "/usr/bin:/bin"}
    ended = subprocess.run(
        ["/bin/sh", "-c", f"ulimit -f 40; exec {line}"],
        env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert "Traceback" not in ended.stderr, ended.stderr
    return ended.returncode, ended.stderr.rstrip().rpartition("[")[2].rstrip("]")


def test_a_disk_without_room_is_told_and_nothing_half_done_stays(copied: House, backup: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    before = stats(copied)
    assert limited(copied, "backup", folder)[0] == 6
    assert list(folder.iterdir()) == []
    files = {path.name for path in copied.home.iterdir()}
    code, told = limited(copied, "restore", backup, "--over")
    assert (code, told in {"disk-full", "disk-trouble"}) == (6, True)
    assert {path.name for path in copied.home.iterdir()} <= files
    new = House(tmp_path / "new")
    assert limited(new, "restore", backup, "--key-file", copied.home / "master.key")[0] == 6
    assert not new.home.exists()
    assert stats(copied) == before


def test_a_backup_that_was_killed_has_no_name(copied: House, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    process = subprocess.Popen(
        [PROGRAM, "backup", folder], env={**os.environ, "GOLDTHREAD_HOME": str(copied.home)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    while process.poll() is None and not any(folder.iterdir()):
        pass
    process.kill()
    process.wait()
    # The kill may have come after the last step: then the file is whole.
    for path in folder.glob("*.gtb"):
        House(tmp_path / "new").done("restore", path, "--key-file", copied.home / "master.key")
    assert json.loads(copied.done("backup", tmp_path / "next.gtb", "--format", "json"))["proof"]["faults"] == []
