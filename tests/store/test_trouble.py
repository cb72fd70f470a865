"""The database is gone, full, locked or damaged: a clear error, nothing done, and the next request works."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from goldthread.practice.folding import fold
from goldthread.store.books import StoreBooks
from goldthread.store.opening import centres, within
from goldthread.store.trouble import StoreTrouble
from goldthread.wiring.databases import postgresql, sqlite
from harbour import DANA, arrival, harbour, strength, trace, write
from real_databases import PostgreSQL, add_database, as_owner_of_the_disk, migrate


def trouble_of(books: StoreBooks) -> str:
    """The code of the trouble that writing a fact comes to."""
    with pytest.raises(StoreTrouble) as refused:
        write(books, (strength(1, "canary-7731"),))
    assert refused.value.fix
    assert "canary" not in f"{refused.value} {refused.value.__cause__} {refused.value.driver}"
    return refused.value.code


def works_again(books: StoreBooks) -> None:
    """Nothing of what failed was kept, and what follows is."""
    write(books, (strength(2),))
    with books.open(actor=DANA, clients=("c-walter",)) as pages:
        assert pages.folder("c-walter") == fold((*arrival(), strength(2)))


def opened(books: StoreBooks) -> StoreBooks:
    harbour(books)
    write(books, arrival())
    return books


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[StoreBooks]:
    settings = sqlite(tmp_path / "books.sqlite3")
    settings["OPTIONS"]["timeout"] = 0.01
    using = add_database(settings)
    migrate(using)
    yield opened(StoreBooks(using=using))
    connections[using].close()


@pytest.fixture
def on_server(on_postgresql: StoreBooks) -> StoreBooks:
    connections[on_postgresql.using].settings_dict["OPTIONS"]["options"] = "-c lock_timeout=10"
    return opened(on_postgresql)


def sqlite_file(books: StoreBooks) -> Path:
    return Path(connections[books.using].settings_dict["NAME"])


def pragma(books: StoreBooks, statement: str) -> None:
    with connections[books.using].cursor() as cursor:
        cursor.execute(f"PRAGMA {statement}")


def test_sqlite_on_a_full_disk(on_sqlite: StoreBooks) -> None:
    pragma(on_sqlite, "max_page_count = 1")
    with pytest.raises(StoreTrouble) as refused:
        write(on_sqlite, tuple(strength(number, "x" * 9000) for number in range(20)))
    assert refused.value.code == "disk-full"
    works_again(on_sqlite)


def test_sqlite_on_a_disk_that_cannot_be_written(on_sqlite: StoreBooks) -> None:
    pragma(on_sqlite, "query_only = ON")
    assert trouble_of(on_sqlite) == "read-only"
    works_again(on_sqlite)


def test_sqlite_while_another_program_keeps_the_books(on_sqlite: StoreBooks) -> None:
    with closing(sqlite3.connect(sqlite_file(on_sqlite), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert trouble_of(on_sqlite) == "busy"
    works_again(on_sqlite)


def test_sqlite_whose_file_is_damaged(on_sqlite: StoreBooks) -> None:
    connections[on_sqlite.using].close()
    kept = sqlite_file(on_sqlite).read_bytes()
    sqlite_file(on_sqlite).write_bytes(b"?" * 4096 + kept[4096:])
    assert trouble_of(on_sqlite) == "database-damaged"
    sqlite_file(on_sqlite).write_bytes(kept)
    works_again(on_sqlite)


def test_sqlite_whose_text_is_no_text_any_more_is_damaged_and_not_gone(on_sqlite: StoreBooks) -> None:
    """Bytes flipped inside of a text: SQLite hands them out, and Python's driver cannot read them."""
    with connections[on_sqlite.using].cursor() as cursor:
        cursor.execute("CREATE TABLE hurt (words TEXT)")
        cursor.execute("INSERT INTO hurt VALUES (CAST(x'96908dff' AS TEXT))")
    assert fetched(on_sqlite, "SELECT words FROM hurt") == "database-damaged"
    assert fetched(on_sqlite, "SELECT ?") == "database-error"  # the driver's own too, and nothing is damaged
    works_again(on_sqlite)


def fetched(books: StoreBooks, statement: str) -> str:
    """The code of what comes of asking Python's driver itself."""

    def ask() -> None:
        with within("*", using=books.using, reading=True) as cursor:
            cursor.connection.execute(statement).fetchall()

    with pytest.raises(StoreTrouble) as refused:
        ask()
    return refused.value.code


def test_sqlite_whose_file_is_gone_and_comes_back(on_sqlite: StoreBooks) -> None:
    connections[on_sqlite.using].close()
    folder = sqlite_file(on_sqlite).parent
    folder.rename(folder.with_name("elsewhere"))
    assert trouble_of(on_sqlite) == "database-gone"
    folder.with_name("elsewhere").rename(folder)
    works_again(on_sqlite)


def test_sqlite_before_its_tables_were_made(tmp_path: Path) -> None:
    (tmp_path / "empty.sqlite3").touch()
    assert trouble_of(StoreBooks(using=add_database(sqlite(tmp_path / "empty.sqlite3")))) == "not-set-up"


def test_no_empty_file_is_made_where_sqlites_own_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "moved-away.sqlite3"
    assert trouble_of(StoreBooks(using=add_database(sqlite(path)))) == "database-gone"
    assert not path.exists()


def test_sqlite_whose_own_tables_cannot_be_read(on_sqlite: StoreBooks) -> None:
    connections[on_sqlite.using].close()
    path = sqlite_file(on_sqlite)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"CREATE TABLE \"store_centre\"", b"CREATE TABLE \"store\xdf\xd7\xddtre\"").replace(
        b"NOT NULL", b"N\xb0\xab N\xaa\xb3\xb3"))  # fmt: skip
    assert path.read_bytes() != whole
    assert trouble_of(on_sqlite) == "database-damaged"
    path.write_bytes(whole)
    works_again(on_sqlite)


def test_postgresql_that_stops_and_comes_back(on_server: StoreBooks, postgresql_server: PostgreSQL) -> None:
    postgresql_server.stop()
    try:
        assert trouble_of(on_server) == "database-gone"
        assert trouble_of(on_server) == "database-gone"
    finally:
        postgresql_server.start()
    works_again(on_server)


def test_postgresql_that_was_restarted_between_two_requests(
    on_server: StoreBooks, postgresql_server: PostgreSQL
) -> None:
    postgresql_server.stop()
    postgresql_server.start()
    works_again(on_server)


def test_postgresql_that_breaks_off_in_the_middle(on_server: StoreBooks) -> None:
    def break_off() -> None:
        with on_server.open(actor=DANA, clients=("c-walter",)) as pages:
            pages.add("c-walter", (strength(1),))
            pages.trace(trace())
            as_owner_of_the_disk(
                on_server.using,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'goldthread'",
            )

    with pytest.raises(StoreTrouble) as refused:
        break_off()
    assert refused.value.code == "database-gone"
    works_again(on_server)


def fails_with(books: StoreBooks, state: str) -> None:
    """The server answers the next entry with that SQLSTATE: a stand-in for a disk that cannot be filled in a test."""
    as_owner_of_the_disk(
        books.using,
        "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION 'it fails' USING ERRCODE = '{state}'; END $$",
        "CREATE TRIGGER fail BEFORE INSERT ON store_entry EXECUTE FUNCTION fail()",
    )


STATES = {
    "53100": "disk-full",
    "25006": "read-only",
    "40001": "busy",
    "58030": "disk-trouble",
    "XX001": "database-damaged",
}


@pytest.mark.parametrize("state", STATES)
def test_postgresql_in_trouble(on_server: StoreBooks, state: str) -> None:
    fails_with(on_server, state)
    assert trouble_of(on_server) == STATES[state]
    as_owner_of_the_disk(on_server.using, "DROP FUNCTION fail CASCADE")
    works_again(on_server)


def test_postgresql_while_somebody_else_has_the_folder_open(
    on_server: StoreBooks, postgresql_server: PostgreSQL
) -> None:
    settings: dict[str, Any] = connections[on_server.using].settings_dict
    other = StoreBooks(using=add_database({**settings}))
    with other.open(actor=DANA, clients=("c-walter",)):
        assert trouble_of(on_server) == "busy"
        write(on_server, arrival("c-maria", "Maria Brandt"), client="c-maria")
    works_again(on_server)


def test_two_who_take_in_the_same_new_client_do_not_cross(on_server: StoreBooks) -> None:
    settings: dict[str, Any] = connections[on_server.using].settings_dict
    other = StoreBooks(using=add_database({**settings}))
    with other.open(actor=DANA, clients=("c-new",)), pytest.raises(StoreTrouble) as refused:
        write(on_server, arrival("c-new"), client="c-new")
    assert refused.value.code == "busy"


def test_postgresql_before_its_tables_were_made_and_without_the_database(postgresql_server: PostgreSQL) -> None:
    postgresql_server.ask("CREATE DATABASE empty_books OWNER goldthread")
    empty = add_database(postgresql(postgresql_server.url("empty_books")))
    assert trouble_of(StoreBooks(using=empty)) == "not-set-up"
    with pytest.raises(StoreTrouble) as refused:
        centres(using=empty)
    assert refused.value.code == "not-set-up"
    connections[empty].close()
    missing = add_database(postgresql(postgresql_server.url("no_books")))
    assert trouble_of(StoreBooks(using=missing)) == "database-gone"
