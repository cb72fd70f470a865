"""Tables of an earlier version come to this one with all that stands in them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections

from goldthread.wiring.databases import postgresql, sqlite
from real_databases import PostgreSQL, add_database, as_owner_of_the_disk, migrate

FIRST = (
    "INSERT INTO store_centre (centre, key_id, wrapped, sealed) VALUES ('a', 'k', '', ''), ('b', 'k', '', '')",
    "INSERT INTO store_client (centre, client, erased) VALUES ('a', 'c1', 0), ('a', 'c2', 0), ('b', 'c1', 1)",
    "INSERT INTO store_entry (centre, client, seq, sealed, hash) "
    "VALUES ('a', 'c1', 1, '', ''), ('a', 'c1', 2, '', ''), ('b', 'c1', 1, '', '')",
    "INSERT INTO store_head (centre, seq, at, hash, seal) VALUES ('a', 0, 77, '', '')",
    "INSERT INTO store_answer (centre, member, key, sealed) VALUES ('a', 'm', '', '')",
)


@pytest.fixture(params=["sqlite", "postgresql"])
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database as the first version left it, with two centres."""
    if request.param == "sqlite":
        using = add_database(sqlite(tmp_path / "older.sqlite3"))
    else:
        server: PostgreSQL = request.getfixturevalue("postgresql_server")
        server.ask("CREATE DATABASE older OWNER goldthread")
        using = add_database(postgresql(server.url("older")))
    call_command("migrate", "store", "0001_initial", database=using, verbosity=0, interactive=False)
    values = FIRST if request.param == "postgresql" else [each.replace("''", "x''") for each in FIRST]
    for statement in values:
        as_owner_of_the_disk(using, statement)
    yield using
    connections[using].close()
    if request.param == "postgresql":
        server.drop(using)


def test_answers_are_not_older_than_the_newest_line(older: str) -> None:
    migrate(older)
    assert as_owner_of_the_disk(older, "SELECT at FROM store_answer WHERE centre = 'a'") == [(77,)]


def test_every_client_has_the_number_of_entries(older: str) -> None:
    migrate(older)
    found = as_owner_of_the_disk(older, "SELECT centre, client, entries FROM store_client ORDER BY centre, client")
    assert found == [("a", "c1", 2), ("a", "c2", 0), ("b", "c1", 1)]
