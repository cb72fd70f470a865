"""Fixtures for tests that need books on real databases; a room of tests imports them in its conftest."""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from goldthread.store.books import StoreBooks
from real_databases import PostgreSQL, close_all, postgresql_programs, set_up, sqlite_database


@pytest.fixture(scope="session", autouse=True)
def of_the_tests(django_db_blocker: Any) -> Iterator[None]:
    """Tests of the store use databases of their own, which pytest-django would otherwise keep them from."""
    set_up()
    with django_db_blocker.unblock() if django_db_blocker is not None else nullcontext():
        yield


@pytest.fixture(scope="session")
def postgresql_server(of_the_tests: None) -> Iterator[PostgreSQL]:
    programs = postgresql_programs()
    if programs is None:
        pytest.skip("There is no PostgreSQL server on this machine (Debian: apt install postgresql).")
    server = PostgreSQL(programs)
    yield server
    close_all()
    server.remove()


@pytest.fixture(params=["sqlite", "postgresql"])
def using(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A new database with all tables; what Django calls it."""
    yield from new_database(request, tmp_path)


def new_database(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """A new database of the kind that the fixture is asked with, taken away in the end."""
    if request.param == "sqlite":
        yield sqlite_database(folder)
        close_all()
        return
    server: PostgreSQL = request.getfixturevalue("postgresql_server")
    alias = server.new_database()
    yield alias
    close_all()
    server.drop(alias)


@pytest.fixture
def on_postgresql(postgresql_server: PostgreSQL) -> Iterator[StoreBooks]:
    """Books on PostgreSQL alone."""
    alias = postgresql_server.new_database()
    yield StoreBooks(using=alias)
    close_all()
    postgresql_server.drop(alias)


@pytest.fixture
def books(using: str) -> StoreBooks:
    return StoreBooks(using=using)
