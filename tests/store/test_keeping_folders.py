"""What is written into a folder is there again, sealed; what was not finished is not there."""

import pytest

from goldthread.practice.folding import fold
from goldthread.practice.people import Actor
from goldthread.practice.ports import Kept
from goldthread.practice.session_note import SessionNote
from goldthread.store.books import StoreBooks
from goldthread.store.opening import within
from goldthread.terms import Role
from harbour import AT, DANA, SETTINGS, arrival, harbour, strength, trace, write


def test_a_folder_that_was_written_is_read_again_as_it_was(books: StoreBooks) -> None:
    harbour(books)
    write(books, arrival())
    write(books, (strength(1), strength(2)))
    with books.open(actor=DANA, clients=("c-walter",)) as pages:
        assert pages.folder("c-walter") == fold((*arrival(), strength(1), strength(2)))
        assert pages.newest() == AT
    assert books.settings("harbour") == SETTINGS


def test_a_long_folder_opens_from_its_snapshot_and_is_the_same(books: StoreBooks) -> None:
    harbour(books)
    entries = [*arrival(), *(strength(number) for number in range(200))]
    for start in range(0, len(entries), 29):
        write(books, tuple(entries[start : start + 29]))
    with within("harbour", using=books.using) as cursor:
        cursor.execute("SELECT seq FROM store_snapshot WHERE centre = 'harbour'")
        assert cursor.fetchall() == [(192,)]
    with books.open(actor=DANA, clients=("c-walter",)) as pages:
        assert pages.folder("c-walter") == fold(entries)


def test_what_breaks_off_leaves_nothing_behind(books: StoreBooks) -> None:
    harbour(books)

    def break_off() -> None:
        with books.open(actor=DANA, clients=("c-walter",)) as pages:
            pages.add("c-walter", arrival())
            pages.trace(trace())
            pages.keep("k1", Kept(digest="d", answer={}))
            raise KeyError

    with pytest.raises(KeyError):
        break_off()
    with books.open(actor=DANA, clients=("c-walter",)) as pages:
        assert pages.folder("c-walter") is None
        assert pages.newest() is None
        assert pages.kept("k1") is None


def test_nothing_is_written_without_a_trace(books: StoreBooks) -> None:
    harbour(books)

    def write_only() -> None:
        with books.open(actor=DANA, clients=("c-walter",)) as pages:
            pages.add("c-walter", arrival())

    with pytest.raises(RuntimeError, match="traced"):
        write_only()


def test_an_answer_is_kept_for_its_own_actor_alone(books: StoreBooks) -> None:
    harbour(books)
    kept = Kept(digest="d", answer={"fact": "f1"})
    with books.open(actor=DANA, clients=()) as pages:
        pages.trace(trace("list-clients", None))
        pages.keep("k1", kept)
    with books.open(actor=DANA, clients=()) as pages:
        assert pages.kept("k1") == kept
        assert pages.kept("k2") is None
    with books.open(actor=Actor(id="omar", centre="harbour", role=Role.THERAPIST), clients=()) as pages:
        assert pages.kept("k1") is None


def test_session_notes_are_their_authors_own(books: StoreBooks) -> None:
    harbour(books)
    write(books, arrival())
    note = SessionNote(id="n1", at=AT, by="dana", kind="psychotherapy", on=AT.date(), text="He spoke of his brother.")
    with books.open(actor=DANA, clients=("c-walter",)) as pages:
        pages.add_note("c-walter", note)
        pages.trace(trace("write-session-note"))
    with books.open(actor=DANA, clients=("c-walter",)) as pages:
        assert pages.notes("c-walter", "dana") == (note,)
        assert pages.notes("c-walter", "omar") == ()


def test_lists_and_searches_find_clients_without_opening_folders(books: StoreBooks) -> None:
    harbour(books)
    write(books, arrival())
    write(books, arrival("c-maria", "Maria Brandt")[:1], client="c-maria")
    everybody = books.lines(actor=DANA, member=None, stay=None, limit=10)
    assert [(line.client, line.name, line.stay, tuple(seat.member for seat in line.team)) for line in everybody] == [
        ("c-maria", "Maria Brandt", "enquiry", ()),
        ("c-walter", "Walter Brandt", "admitted", ("dana",)),
    ]
    assert books.lines(actor=DANA, member="dana", stay=None, limit=10) == everybody[1:]
    assert books.lines(actor=DANA, member=None, stay="enquiry", limit=10) == everybody[:1]
    assert books.lines(actor=DANA, member=None, stay=None, limit=1) == everybody[:1]
    assert books.find(actor=DANA, words="brandt WALTER") == everybody[1:]
    assert books.find(actor=DANA, words="brandt 1979-05-17") == everybody
    assert books.find(actor=DANA, words="walt") == ()
    assert books.find(actor=DANA, words="") == ()


def test_the_trail_tells_what_was_done_and_seen_newest_first(books: StoreBooks) -> None:
    harbour(books)
    write(books, arrival())
    with books.open(actor=DANA, clients=()) as pages:
        pages.trace(trace("list-clients", None, seen=("c-walter", "c-maria")))
    told = books.traces(actor=DANA, client="c-walter", limit=10)
    assert told == (trace("list-clients", None, seen=("c-walter", "c-maria")), trace())
    assert books.traces(actor=DANA, client="c-walter", limit=1) == told[:1]
    assert len(books.traces(actor=DANA, client="c-maria", limit=10)) == 1


def test_an_erased_folder_can_never_be_read_again(books: StoreBooks) -> None:
    harbour(books)
    write(books, arrival())
    with books.open(actor=DANA, clients=("c-walter",)) as pages:
        assert not pages.erased("c-walter")
        pages.erase("c-walter")
        pages.trace(trace("erase-client"))
    with books.open(actor=DANA, clients=("c-walter",)) as pages:
        assert pages.erased("c-walter")
        assert pages.folder("c-walter") is None
        assert pages.notes("c-walter", "dana") == ()
    assert books.lines(actor=DANA, member=None, stay=None, limit=10) == ()
    assert books.find(actor=DANA, words="walter") == ()
    with within("harbour", using=books.using) as cursor:
        cursor.execute("SELECT count(*) FROM store_clientkey")
        assert cursor.fetchone() == (0,)
