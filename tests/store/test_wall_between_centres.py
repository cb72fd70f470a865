"""The second wall: what the database itself refuses, whatever a query says."""

import pytest
from django.db import Error as DatabaseTrouble
from django.db import connections

from goldthread.practice.people import Actor
from goldthread.store.books import StoreBooks
from goldthread.store.opening import EVERY_CENTRE, _checked, centres, within
from goldthread.store.trouble import StoreTrouble
from goldthread.terms import Role
from harbour import DANA, arrival, harbour, write

TABLES = (
    "centre", "member", "bearer", "client", "clientkey", "entry", "note", "trail", "head", "answer", "line", "team",
    "word", "snapshot", "about", "glass",
)  # fmt: skip
NORA = Actor(id="nora", centre="hilltop", role=Role.THERAPIST)


def filled(books: StoreBooks) -> StoreBooks:
    harbour(books)
    harbour(books, "hilltop")
    write(books, arrival())
    return books


@pytest.fixture
def walled(on_postgresql: StoreBooks) -> StoreBooks:
    return filled(on_postgresql)


def count(books: StoreBooks, centre: str | None) -> dict[str, int]:
    """What a query without any condition sees, with that centre set, or none."""
    found = {}
    for table in TABLES:
        if centre is None:
            with connections[books.using].cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM store_{table}")
                found[table] = cursor.fetchone()[0]
        else:
            with within(centre, using=books.using) as cursor:
                cursor.execute(f"SELECT count(*) FROM store_{table}")
                found[table] = cursor.fetchone()[0]
    return found


def test_every_table_has_its_wall(walled: StoreBooks) -> None:
    with connections[walled.using].cursor() as cursor:
        cursor.execute(
            "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class "
            "WHERE relname LIKE 'store%' AND relkind = 'r' ORDER BY relname"
        )
        assert cursor.fetchall() == [(f"store_{table}", True, True) for table in sorted(TABLES)]


def test_a_query_without_a_centre_sees_nothing(walled: StoreBooks) -> None:
    assert set(count(walled, None).values()) == {0}
    assert count(walled, "harbour")["entry"] == 3
    assert set(count(walled, None).values()) == {0}


def test_a_query_in_another_centre_sees_nothing_of_this_one(walled: StoreBooks) -> None:
    seen = count(walled, "hilltop")
    assert {table for table, number in seen.items() if number} == {"centre", "head"}
    assert seen["centre"] == seen["head"] == 1


def test_whoever_lists_centres_sees_their_ids_and_nothing_else(walled: StoreBooks) -> None:
    assert centres(using=walled.using) == ("harbour", "hilltop")
    seen = count(walled, EVERY_CENTRE)
    assert {table for table, number in seen.items() if number} == {"centre"}


HOSTILE = {
    "writes into another centre": "INSERT INTO store_client (centre, client, erased) VALUES ('harbour', 'c-x', 0)",
    "moves a row to another centre": "UPDATE store_head SET centre = 'harbour'",
    "changes an entry": "UPDATE store_entry SET sealed = hash",
    "deletes an entry": "DELETE FROM store_entry",
    "empties the trail": "TRUNCATE store_trail",
    "changes a note": "UPDATE store_note SET author = 'nora'",
    "puts an end to the wall": "ALTER TABLE store_entry DISABLE ROW LEVEL SECURITY; SELECT 1/0",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_statement_is_refused(walled: StoreBooks, what: str) -> None:
    with (
        pytest.raises((StoreTrouble, DatabaseTrouble)),
        within("hilltop", using=walled.using) as cursor,
    ):
        cursor.execute(HOSTILE[what])
    assert count(walled, "harbour")["entry"] == 3


def test_deleting_across_the_wall_deletes_nothing(walled: StoreBooks) -> None:
    with within("hilltop", using=walled.using) as cursor:
        for table in ("line", "team", "word", "clientkey", "client"):
            cursor.execute(f"DELETE FROM store_{table}")
            assert cursor.rowcount == 0


@pytest.mark.parametrize("table", ["entry", "note", "trail"])
@pytest.mark.parametrize("change", ["UPDATE store_{} SET hash = hash", "DELETE FROM store_{}"])
def test_what_was_written_is_neither_changed_nor_deleted(books: StoreBooks, table: str, change: str) -> None:
    filled(books)
    if table == "note":
        with within("harbour", using=books.using) as cursor:
            cursor.execute(
                "INSERT INTO store_note (centre, client, author, seq, sealed, hash) SELECT centre, client, 'dana', 1, "
                "sealed, hash FROM store_entry WHERE seq = 1"
            )
    with pytest.raises(StoreTrouble) as refused, within("harbour", using=books.using) as cursor:
        cursor.execute(change.format(table))
    assert refused.value.code == "refused-by-database"


def test_an_entry_is_not_replaced_either(books: StoreBooks) -> None:
    filled(books)
    if connections[books.using].vendor == "postgresql":
        statement = (
            "INSERT INTO store_entry SELECT * FROM store_entry ON CONFLICT (centre, client, seq) DO UPDATE SET seq = 9"
        )
    else:
        statement = "REPLACE INTO store_entry SELECT * FROM store_entry"
    with pytest.raises(StoreTrouble), within("harbour", using=books.using) as cursor:
        cursor.execute(statement)


def test_the_same_ids_in_two_centres_are_two_clients(books: StoreBooks) -> None:
    filled(books)
    with books.open(actor=NORA, clients=("c-walter",)) as pages:
        assert pages.folder("c-walter") is None
        assert pages.newest() is None
    assert books.lines(actor=NORA, member=None, stay=None, limit=9) == ()
    assert books.find(actor=NORA, words="walter") == ()
    assert books.traces(actor=NORA, client="c-walter", limit=9) == ()
    write(books, arrival(name="Walter Somebody"), actor=NORA)
    assert [line.name for line in books.find(actor=DANA, words="walter")] == ["Walter Brandt"]


def test_a_sealed_entry_of_another_centre_cannot_be_read_in_this_one(books: StoreBooks) -> None:
    filled(books)
    write(books, arrival(), actor=NORA)
    with within("harbour", using=books.using) as cursor:
        cursor.execute("SELECT key_id, wrapped FROM store_clientkey WHERE centre = 'harbour'")
        row = cursor.fetchone()
    with within("hilltop", using=books.using) as cursor:
        cursor.execute("UPDATE store_clientkey SET key_id = %s, wrapped = %s WHERE centre = 'hilltop'", row)
    with pytest.raises(StoreTrouble) as refused, books.open(actor=NORA, clients=("c-walter",)):
        pass
    assert refused.value.code == "wrong-key"


def test_an_account_that_could_look_over_the_wall_is_refused(on_postgresql: StoreBooks) -> None:
    using = on_postgresql.using
    connections[using].settings_dict["USER"] = "postgres"
    _checked.discard((using, "postgres"))
    with pytest.raises(StoreTrouble) as refused:
        centres(using=using)
    assert refused.value.code == "account-too-mighty"
