"""Lists, searches and snapshots are made anew from the ledgers, to the same bytes."""

from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connections

from goldthread.practice.entries import ClientDescribed, TeamLeft
from goldthread.record import Client
from goldthread.store.books import StoreBooks
from goldthread.store.rebuilding import Rebuilt, rebuild
from harbour import DANA, arrival, harbour, strength, trace, write
from real_databases import as_owner_of_the_disk

PROJECTIONS = {
    "line": "client, stay, level, plan_state, due, unsigned, team, name",
    "team": "member, client",
    "word": "client, word",
    "snapshot": "client, seq, sealed",
    "about": "client, seq",
}


def dumped(books: StoreBooks) -> dict[str, list[Any]]:
    return {
        table: as_owner_of_the_disk(books.using, f"SELECT {columns} FROM store_{table} ORDER BY 1, 2")
        for table, columns in PROJECTIONS.items()
    }


def test_projections_are_rebuilt_to_the_same_bytes(books: StoreBooks) -> None:
    harbour(books)
    write(books, arrival())
    write(books, arrival("c-maria", "Maria Brandt"), client="c-maria")
    write(books, arrival("c-gone", "Somebody Else"), client="c-gone")
    for start in range(0, 150, 7):
        write(books, tuple(strength(number) for number in range(start, start + 7)))
    stamp: dict[str, Any] = {"at": strength(1).at, "by": "dana", "role": DANA.role}
    write(books, (ClientDescribed(**stamp, client=Client(id="c-maria", name="Maria Lopez")),), client="c-maria")
    write(books, (TeamLeft(**stamp, member="dana"),), client="c-maria")
    with books.open(actor=DANA, clients=("c-gone",)) as pages:
        pages.erase("c-gone")
        pages.trace(trace("erase-client", "c-gone", seen=("c-maria",)))
    before = dumped(books)
    assert all(before.values())
    assert rebuild("harbour", using=books.using) == Rebuilt(clients=3, traces=28)
    assert dumped(books) == before
    as_owner_of_the_disk(books.using, *(f"DELETE FROM store_{table}" for table in PROJECTIONS))
    rebuild("harbour", using=books.using)
    assert dumped(books) == before
    assert [line.client for line in books.find(actor=DANA, words="lopez")] == ["c-maria"]
    assert books.find(actor=DANA, words="maria brandt") == ()


def test_the_models_are_what_the_migrations_make(books: StoreBooks) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    with connections[books.using].cursor() as cursor:
        made = set(connections[books.using].introspection.table_names(cursor))
        for model in apps.get_app_config("store").get_models():
            columns = {column.name for column in connections[books.using].introspection.get_table_description(
                cursor, model._meta.db_table
            )}  # fmt: skip
            assert columns == {field.column for field in model._meta.fields if field.column}
    known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert made - known <= {"django_migrations", "django_cache"}
