"""Folders that a process keeps open: the same as read anew, never older than the ledger, gone with the key."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from goldthread.practice.folder import Folder
from goldthread.store.books import StoreBooks
from goldthread.store.memory import KEEP, Memory
from goldthread.store.trouble import StoreTrouble
from harbour import DANA, arrival, harbour, strength, trace, write
from real_databases import as_owner_of_the_disk


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def server(books: StoreBooks, memory: Memory) -> StoreBooks:
    """A process that keeps folders open, with Walter's folder in its database."""
    harbour(books)
    write(books, (*arrival(), *(strength(number) for number in range(5))))
    return StoreBooks(using=books.using, memory=memory)


def folder(books: StoreBooks) -> Folder | None:
    with books.open(actor=DANA, clients=("c-walter",)) as pages:
        return pages.folder("c-walter")


def test_a_folder_that_nobody_wrote_in_is_not_read_again(server: StoreBooks) -> None:
    first = folder(server)
    with CaptureQueriesContext(connections[server.using]) as asked:
        again = folder(server)
    assert again is first
    assert not any("sealed" in each["sql"] for each in asked.captured_queries if "store_entry" in each["sql"])


def test_what_another_process_wrote_is_there_at_once(books: StoreBooks, server: StoreBooks) -> None:
    folder(server)
    write(books, (strength(90),))
    assert folder(server) == folder(books)
    write(server, (strength(91),))
    assert folder(server) == folder(books)


def test_what_was_worked_out_of_a_record_is_kept_until_the_record_changes(
    books: StoreBooks, server: StoreBooks
) -> None:
    first = folder(server)
    assert first is not None
    first.record.kept["mark"] = True
    again = folder(server)
    assert again is not None
    assert again.record.kept == {"mark": True}
    write(books, (strength(90),))
    after = folder(server)
    assert after is not None
    assert after.record.kept == {}


def test_a_ledger_that_became_another_one_is_read_from_its_beginning(books: StoreBooks, server: StoreBooks) -> None:
    first = folder(server)
    as_owner_of_the_disk(server.using, "UPDATE store_entry SET hash = sealed WHERE client = 'c-walter' AND seq = 6")
    folder(server)
    write(books, (strength(90),))
    again = folder(server)
    assert again == folder(books)
    assert first is not None
    assert again is not first


def test_what_is_missing_at_the_end_is_no_quiet_gap(server: StoreBooks) -> None:
    folder(server)
    as_owner_of_the_disk(server.using, "DELETE FROM store_entry WHERE client = 'c-walter' AND seq > 6")
    with pytest.raises(StoreTrouble) as refused:
        folder(server)
    assert refused.value.code == "damaged"


def test_a_folder_leaves_the_process_when_its_key_is_destroyed(server: StoreBooks, memory: Memory) -> None:
    folder(server)
    assert len(memory) == 1
    with server.open(actor=DANA, clients=("c-walter",)) as pages:
        pages.folder("c-walter")
        pages.erase("c-walter")
        pages.trace(trace("erase-client"))
    assert len(memory) == 0
    assert folder(server) is None


def test_a_folder_that_another_process_erased_is_not_shown(books: StoreBooks, server: StoreBooks) -> None:
    folder(server)
    with books.open(actor=DANA, clients=("c-walter",)) as pages:
        pages.erase("c-walter")
        pages.trace(trace("erase-client"))
    assert folder(server) is None


def test_nothing_is_kept_for_longer_than_it_is_wanted(server: StoreBooks) -> None:
    seconds = iter((0.0, 0.0, KEEP - 1, KEEP - 1, 2 * KEEP, 2 * KEEP))
    slow = StoreBooks(using=server.using, memory=Memory(now=lambda: next(seconds)))
    first = folder(slow)
    assert folder(slow) is first
    again = folder(slow)
    assert again == first
    assert again is not first


def test_no_more_folders_are_kept_than_a_few(books: StoreBooks, server: StoreBooks) -> None:
    few = StoreBooks(using=server.using, memory=Memory(most=0))
    assert folder(few) == folder(books)
    assert few.memory is not None
    assert len(few.memory) == 0
