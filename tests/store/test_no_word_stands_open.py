"""Nothing that was said of a person can be read in the database's files, its log or a dump without the key."""

import subprocess
from pathlib import Path

import pytest
from django.db import connections

from goldthread.practice.ports import Kept
from goldthread.practice.session_note import SessionNote
from goldthread.store.accounts import create_member
from goldthread.store.books import StoreBooks
from goldthread.terms import Role
from harbour import AT, DANA, arrival, harbour, strength, trace, write
from real_databases import PostgreSQL, as_owner_of_the_disk

CANARIES = tuple(f"canary{number}" for number in range(6))


def filled(books: StoreBooks) -> None:
    """Every kind of place that takes a word about a person gets one."""
    name, words, note, login, digest, settings = CANARIES
    harbour(books)
    write(books, arrival(name=f"{name} {name}smith"))
    for start in range(0, 80, 20):
        write(books, tuple(strength(number, f"I like {words}.") for number in range(start, start + 20)))
    with books.open(actor=DANA, clients=("c-walter",)) as pages:
        text = f"We spoke of {note}."
        pages.add_note("c-walter", SessionNote(id="n", at=AT, by="dana", kind="psychotherapy", on=AT.date(), text=text))
        pages.keep(settings, Kept(digest=digest, answer={}))
        pages.trace(trace("write-session-note"))
    create_member(
        centre="harbour", member="walter", name=name, login=login, password=words, roles=(Role.CLIENT,),
        using=books.using,
    )  # fmt: skip
    assert [line.client for line in books.find(actor=DANA, words=f"{name}smith")] == ["c-walter"]
    with books.open(actor=DANA, clients=("c-walter",)) as pages:
        assert words in str(pages.folder("c-walter"))
        assert note in str(pages.notes("c-walter", "dana"))


def found_in(*texts: bytes) -> set[str]:
    return {canary for canary in CANARIES for text in texts if canary.encode() in text.lower()}


@pytest.mark.parametrize("using", ["sqlite"], indirect=True)
def test_sqlites_files_hold_no_word(books: StoreBooks) -> None:
    filled(books)
    path = Path(connections[books.using].settings_dict["NAME"])
    files = [each.read_bytes() for each in path.parent.glob(f"{path.name}*")]
    assert len(files) == 3  # the database, what was written ahead, and its index
    assert found_in(*files) == set()
    assert b"c-walter" in b"".join(files)


def test_postgresqls_dump_files_and_log_hold_no_word(on_postgresql: StoreBooks, postgresql_server: PostgreSQL) -> None:
    filled(on_postgresql)
    name = connections[on_postgresql.using].settings_dict["NAME"]
    ((number, ahead),) = as_owner_of_the_disk(
        on_postgresql.using,
        "CHECKPOINT",
        "SELECT oid, pg_walfile_name(pg_current_wal_lsn()) FROM pg_database WHERE datname = current_database()",
    )
    dump = subprocess.run(
        [postgresql_server.programs / "pg_dump", "-h", postgresql_server.folder, "-U", "postgres", name],
        check=True, capture_output=True,
    ).stdout  # fmt: skip
    assert b"c-walter" in dump
    log = (postgresql_server.folder / "log").read_bytes()
    assert b"INSERT INTO store_entry" in log
    data = postgresql_server.folder / "data"
    files = [data / "pg_wal" / ahead, *(data / "base" / str(number)).iterdir()]
    assert b"c-walter" in b"".join(path.read_bytes() for path in files)
    assert found_in(dump, log, *(path.read_bytes() for path in files)) == set()


def test_nothing_sealed_for_one_client_is_there_after_erasing(books: StoreBooks) -> None:
    filled(books)
    before = as_owner_of_the_disk(books.using, "SELECT wrapped FROM store_clientkey")
    assert len(before) == 2  # the folder's and that of the notes
    with books.open(actor=DANA, clients=("c-walter",)) as pages:
        pages.erase("c-walter")
        pages.trace(trace("erase-client"))
    if connections[books.using].vendor == "sqlite":
        path = Path(connections[books.using].settings_dict["NAME"])
        held = b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))
        for (wrapped,) in before:
            assert bytes(wrapped) not in held
    for table in ("line", "team", "word", "snapshot", "clientkey"):
        assert as_owner_of_the_disk(books.using, f"SELECT count(*) FROM store_{table}") == [(0,)]
