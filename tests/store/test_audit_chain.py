"""Whatever is changed behind the system's back is found and named: in the trail, in folders, in notes."""

import msgspec
import pytest
from django.db import connections

from goldthread.practice.session_note import SessionNote
from goldthread.store import chain
from goldthread.store.backup import erasures
from goldthread.store.books import StoreBooks
from goldthread.store.keys import centre_keys
from goldthread.store.ledger import row_hash
from goldthread.store.opening import within
from goldthread.store.trail import COLUMNS, Row, row_of, seal_of
from harbour import AT, DANA, arrival, harbour, strength, trace, write
from real_databases import as_owner_of_the_disk


@pytest.fixture
def kept(books: StoreBooks) -> StoreBooks:
    """Two folders, three lines that only read, one session note; eleven lines in all."""
    harbour(books)
    write(books, arrival())
    write(books, arrival("c-maria", "Maria Brandt"), client="c-maria")
    for number in range(5):
        write(books, (strength(2 * number), strength(2 * number + 1)))
    for _ in range(3):
        with books.open(actor=DANA, clients=("c-walter",)) as pages:
            pages.trace(trace("open-record"))
    with books.open(actor=DANA, clients=("c-walter",)) as pages:
        pages.add_note("c-walter", SessionNote(id="n", at=AT, by="dana", kind="psychotherapy", on=AT.date(), text="x"))
        pages.trace(trace("write-session-note"))
    return books


def told(books: StoreBooks, head: chain.Head | None = None) -> list[tuple[str, str, str]]:
    return [(each.code, each.table, each.row) for each in chain.verify("harbour", head, using=books.using)]


def test_books_as_they_were_written_verify(kept: StoreBooks) -> None:
    assert chain.head("harbour", using=kept.using).seq == 11
    assert told(kept) == []
    assert told(kept, chain.head("harbour", using=kept.using)) == []


# Of ["harbour",1,2,"dana","therapist","open-record","c","done","[]","[]","70"].
OLD_HASH = "2e02895bdf7b540da236f90523930ddec8c6142061b10343e485bceee12314b9"
TAMPERED = {
    "a line of the trail says another outcome": (
        ["UPDATE store_trail SET outcome = 'not-on-care-team' WHERE seq = 4"],
        [("changed", "trail", "4")],
    ),
    "a line of the trail is gone": (["DELETE FROM store_trail WHERE seq = 5"], [("removed", "trail", "5")]),
    "two lines of the trail changed places": (
        [
            "UPDATE store_trail SET seq = 100 WHERE seq = 8",
            "UPDATE store_trail SET seq = 8 WHERE seq = 9",
            "UPDATE store_trail SET seq = 9 WHERE seq = 100",
        ],
        [("reordered", "trail", "8"), ("reordered", "trail", "9")],
    ),
    "a line was put in and those after it were numbered anew": (
        [
            *(f"UPDATE store_trail SET seq = {number + 1} WHERE seq = {number}" for number in range(11, 3, -1)),
            f"INSERT INTO store_trail (centre, {COLUMNS}) SELECT centre, 4, "
            "at, member, role, action, client, outcome, seen, '[]', ground, previous, hash "
            "FROM store_trail WHERE seq = 3",
            "UPDATE store_head SET seq = 12",
        ],
        [("changed", "trail", "4"), ("inserted", "trail", "4"), ("head-changed", "head", "harbour")],
    ),
    "a line was taken out and those after it were numbered anew": (
        [
            "DELETE FROM store_trail WHERE seq = 9",
            *(f"UPDATE store_trail SET seq = {number - 1} WHERE seq = {number}" for number in (10, 11)),
            "UPDATE store_head SET seq = 10",
        ],
        [("removed", "trail", "9"), ("head-changed", "head", "harbour")],
    ),
    "the ground of an erasing was changed": (
        ["UPDATE store_trail SET ground = 'asked-by-client' WHERE seq = 6"],
        [("changed", "trail", "6")],
    ),
    "the newest lines are gone": (
        ["DELETE FROM store_trail WHERE seq > 9"],
        [("cut-off", "trail", "10 to 11"), ("inserted", "note", "c-walter/dana/1")],
    ),
    "a line was put after the newest": (
        [
            f"INSERT INTO store_trail (centre, {COLUMNS}) SELECT centre, seq + 1, "
            "at, member, role, action, client, outcome, seen, '[]', ground, previous, hash "
            "FROM store_trail WHERE seq = 11"
        ],
        [("inserted", "trail", "12")],
    ),
    "an entry was changed": (
        ["UPDATE store_entry SET sealed = hash WHERE client = 'c-walter' AND seq = 5"],
        [("changed", "entry", "c-walter/5")],
    ),
    "what a line says that it wrote cannot be read": (
        ["UPDATE store_trail SET wrote = 'x' WHERE seq = 7"],
        [("changed", "trail", "7"), ("inserted", "entry", "c-walter/12"), ("inserted", "entry", "c-walter/13")],
    ),
    "an entry is gone": (
        ["DELETE FROM store_entry WHERE client = 'c-walter' AND seq = 5"],
        [("removed", "entry", "c-walter/5")],
    ),
    "an entry was added behind the trail's back": (
        [
            "INSERT INTO store_entry (centre, client, seq, sealed, hash) "
            "SELECT centre, client, 14, sealed, hash FROM store_entry WHERE client = 'c-walter' AND seq = 13"
        ],
        [("inserted", "entry", "c-walter/14")],
    ),
    "two entries changed places": (
        [
            "UPDATE store_entry SET seq = 100 WHERE client = 'c-walter' AND seq = 6",
            "UPDATE store_entry SET seq = 6 WHERE client = 'c-walter' AND seq = 7",
            "UPDATE store_entry SET seq = 7 WHERE client = 'c-walter' AND seq = 100",
        ],
        [("reordered", "entry", "c-walter/6"), ("reordered", "entry", "c-walter/7")],
    ),
    "a session note is gone": (["DELETE FROM store_note"], [("removed", "note", "c-walter/dana/1")]),
    "a session note was added": (
        [
            "INSERT INTO store_note (centre, client, author, seq, sealed, hash) "
            "SELECT centre, client, 'omar', 1, sealed, hash FROM store_note"
        ],
        [("inserted", "note", "c-walter/omar/1")],
    ),
    "the head names an older line": (
        [
            "UPDATE store_head SET seq = 10, hash = (SELECT hash FROM store_trail WHERE seq = 10)",
        ],
        [("inserted", "trail", "11"), ("head-changed", "head", "harbour")],
    ),
    "the head is gone": (["DELETE FROM store_head"], [("removed", "head", "harbour")]),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_tampered_with_is_named(kept: StoreBooks, what: str) -> None:
    statements, faults = TAMPERED[what]
    as_owner_of_the_disk(kept.using, *statements)
    assert told(kept) == faults


def test_a_line_that_was_written_anew_with_its_hash_is_named(kept: StoreBooks) -> None:
    with within("harbour", using=kept.using) as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM store_trail WHERE seq = 4")
        row = msgspec.structs.replace(row_of(cursor.fetchone()), outcome="not-on-care-team")
    made = row.made_hash("harbour", 4)
    as_owner_of_the_disk(
        kept.using,
        f"UPDATE store_trail SET outcome = 'not-on-care-team', hash = {literal_of(kept, made)} WHERE seq = 4",
    )
    assert told(kept) == [("changed", "trail", "4")]


def literal_of(kept: StoreBooks, value: bytes) -> str:
    return f"X'{value.hex()}'" if connections[kept.using].vendor == "sqlite" else f"'\\x{value.hex()}'"


def test_an_entry_that_was_written_anew_with_its_hash_is_named(kept: StoreBooks) -> None:
    made = literal_of(kept, row_hash("harbour", "c-walter", "", 5, b"forged"))
    as_owner_of_the_disk(
        kept.using,
        f"UPDATE store_entry SET sealed = {literal_of(kept, b'forged')}, hash = {made} "
        "WHERE client = 'c-walter' AND seq = 5",
    )
    assert told(kept) == [("changed", "entry", "c-walter/4 to 5")]


def test_many_faults_are_not_all_listed(kept: StoreBooks) -> None:
    write(kept, tuple(strength(number) for number in range(100, 250)))
    as_owner_of_the_disk(kept.using, "DELETE FROM store_entry WHERE client = 'c-walter'")
    assert len(told(kept)) == 100


def rewrite(books: StoreBooks, *, with_key: bool) -> None:
    """Somebody takes the newest line away and mends the head; with the centre's key even its seal."""
    as_owner_of_the_disk(
        books.using,
        "DELETE FROM store_note",
        "DELETE FROM store_about WHERE seq = 11",
        "DELETE FROM store_trail WHERE seq = 11",
        "UPDATE store_head SET seq = 10, hash = (SELECT hash FROM store_trail WHERE seq = 10)",
    )
    if with_key:
        with within("harbour", using=books.using) as cursor:
            cursor.execute(f"SELECT {COLUMNS} FROM store_trail WHERE seq = 10")
            row = row_of(cursor.fetchone())
            cursor.execute("UPDATE store_head SET seal = %s", [seal_of(centre_keys(cursor, "harbour"), 10, row.hash)])


def test_a_head_that_was_mended_without_the_key_is_found(kept: StoreBooks) -> None:
    rewrite(kept, with_key=False)
    assert told(kept) == [("head-changed", "head", "harbour")]


def test_a_trail_that_was_rewritten_with_the_key_is_found_by_the_head_kept_outside(kept: StoreBooks) -> None:
    witness = chain.head("harbour", using=kept.using)
    rewrite(kept, with_key=True)
    assert told(kept) == []
    assert told(kept, witness) == [("cut-off", "trail", "11")]
    write(kept, (strength(99),))
    assert told(kept, witness) == [("changed", "trail", "11")]


def test_the_ground_of_an_erasing_stays_in_the_trail(kept: StoreBooks) -> None:
    with kept.open(actor=DANA, clients=("c-walter",)) as pages:
        pages.erase("c-walter")
        pages.trace(trace("erase-client", ground="end-of-keeping"))
    assert [each.ground for each in kept.traces(actor=DANA, client="c-walter", limit=2)] == ["end-of-keeping", ""]
    said = erasures.Ground(centre="harbour", client="c-walter", at=AT, by="dana", ground="end-of-keeping")
    assert erasures.grounds(using=kept.using) == (said,)
    assert told(kept) == []
    as_owner_of_the_disk(kept.using, "UPDATE store_trail SET ground = '' WHERE seq = 12")
    assert told(kept) == [("changed", "trail", "12")]


def test_a_line_without_a_ground_hashes_as_it_did_before_there_were_grounds() -> None:
    row = Row(1, 2, "dana", "therapist", "open-record", "c", "done", "[]", "[]", "", b"p", b"")
    assert row.made_hash("harbour", 1).hex() == OLD_HASH


def test_the_chain_verifies_after_a_client_was_erased(kept: StoreBooks) -> None:
    with kept.open(actor=DANA, clients=("c-walter",)) as pages:
        pages.erase("c-walter")
        pages.trace(trace("erase-client"))
    assert told(kept) == []
    assert msgspec.json.encode(chain.head("harbour", using=kept.using)).startswith(b'{"centre":"harbour","seq":12,')
