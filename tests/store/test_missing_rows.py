"""A row that a damaged database leaves out is no quiet gap in somebody's folder."""

import pytest

from goldthread.practice.session_note import SessionNote
from goldthread.store import chain
from goldthread.store.books import StoreBooks
from goldthread.store.rebuilding import rebuild
from goldthread.store.trouble import StoreTrouble
from harbour import AT, DANA, arrival, harbour, strength, trace, write
from real_databases import as_owner_of_the_disk

LOST = {
    "one in the middle": "DELETE FROM store_entry WHERE client = 'c-walter' AND seq = 4",
    "the newest": "DELETE FROM store_entry WHERE client = 'c-walter' AND seq > 67",
    "all since the snapshot": "DELETE FROM store_entry WHERE client = 'c-walter' AND seq > 64",
    "all": "DELETE FROM store_entry WHERE client = 'c-walter'",
    "the key": "DELETE FROM store_clientkey WHERE client = 'c-walter'",
}


@pytest.fixture
def kept(books: StoreBooks) -> StoreBooks:
    """A folder of 69 entries: the newest six were written after the snapshot."""
    harbour(books)
    write(books, (*arrival(), *(strength(number) for number in range(60))))
    write(books, tuple(strength(number) for number in range(60, 66)))
    return books


def code_of(books: StoreBooks) -> str:
    with pytest.raises(StoreTrouble) as refused, books.open(actor=DANA, clients=("c-walter",)) as pages:
        pages.folder("c-walter")
    return refused.value.code


@pytest.mark.parametrize("what", [each for each in LOST if each != "one in the middle"])
def test_a_folder_of_which_something_is_missing_does_not_open(kept: StoreBooks, what: str) -> None:
    as_owner_of_the_disk(kept.using, LOST[what])
    assert code_of(kept) == "damaged"
    with pytest.raises(StoreTrouble):
        write(kept, (strength(99),))


def test_a_gap_is_found_where_the_folder_is_read_from_its_beginning(kept: StoreBooks) -> None:
    as_owner_of_the_disk(kept.using, LOST["one in the middle"], "DELETE FROM store_snapshot")
    assert code_of(kept) == "damaged"


@pytest.mark.parametrize("what", ["one in the middle", "the newest", "all since the snapshot", "all"])
def test_a_rebuild_makes_no_list_of_half_a_folder(kept: StoreBooks, what: str) -> None:
    as_owner_of_the_disk(kept.using, LOST[what])
    with pytest.raises(StoreTrouble) as refused:
        rebuild("harbour", using=kept.using)
    assert refused.value.code == "damaged"
    assert [line.client for line in kept.find(actor=DANA, words="walter")] == ["c-walter"]


def test_an_entry_behind_the_newest_is_refused_too(kept: StoreBooks) -> None:
    as_owner_of_the_disk(kept.using, "UPDATE store_client SET entries = 68 WHERE client = 'c-walter'")
    assert code_of(kept) == "damaged"


def test_an_erased_client_is_still_told_as_erased(kept: StoreBooks) -> None:
    with kept.open(actor=DANA, clients=("c-walter",)) as pages:
        pages.erase("c-walter")
        pages.trace(trace("erase-client"))
    with kept.open(actor=DANA, clients=("c-walter",)) as pages:
        assert (pages.folder("c-walter"), pages.erased("c-walter")) == (None, True)
    assert rebuild("harbour", using=kept.using).clients == 1


LOST_NOTES = {
    "the newest": "DELETE FROM store_note WHERE client = 'c-walter' AND seq = 3",
    "one in the middle": "DELETE FROM store_note WHERE client = 'c-walter' AND seq = 2",
    "all": "DELETE FROM store_note WHERE client = 'c-walter'",
    "the key": "DELETE FROM store_clientkey WHERE client = 'c-walter' AND stream = 'notes/dana'",
}


def add_note(books: StoreBooks, number: int) -> None:
    note = SessionNote(
        id=f"n{number}", at=AT, by="dana", kind="psychotherapy", on=AT.date(), text="We spoke of winter."
    )
    with books.open(actor=DANA, clients=("c-walter",)) as pages:
        pages.add_note("c-walter", note)
        pages.trace(trace("write-session-note"))


@pytest.mark.parametrize("what", LOST_NOTES)
def test_session_notes_of_which_one_is_missing_are_refused_and_the_trail_names_it(kept: StoreBooks, what: str) -> None:
    for number in (1, 2, 3):
        add_note(kept, number)
    with kept.open(actor=DANA, clients=("c-walter",)) as pages:
        assert [note.id for note in pages.notes("c-walter", "dana")] == ["n1", "n2", "n3"]
    assert chain.verify("harbour", using=kept.using) == ()
    as_owner_of_the_disk(kept.using, LOST_NOTES[what])
    with pytest.raises(StoreTrouble) as refused, kept.open(actor=DANA, clients=("c-walter",)) as pages:
        pages.notes("c-walter", "dana")
    assert refused.value.code == "damaged"
    if what != "the key":
        assert {fault.table for fault in chain.verify("harbour", using=kept.using)} == {"note"}
