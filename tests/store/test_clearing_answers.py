"""Answers to requests with a key are kept for a month, and then cleared a few at a time by the requests that follow."""

import datetime

import msgspec

from goldthread.practice.ports import Kept
from goldthread.store.answers import CLEARED_EVERY, KEPT
from goldthread.store.books import StoreBooks
from harbour import AT, DANA, harbour, trace
from real_databases import as_owner_of_the_disk


def keep(books: StoreBooks, at: datetime.datetime, *keys: str) -> None:
    with books.open(actor=DANA, clients=()) as pages:
        pages.trace(msgspec.structs.replace(trace("list-clients", None), at=at))
        for key in keys:
            pages.keep(key, Kept(digest=key, answer={}))


def known(books: StoreBooks, key: str) -> bool:
    with books.open(actor=DANA, clients=()) as pages:
        return pages.kept(key) is not None


def count(books: StoreBooks) -> int:
    return int(as_owner_of_the_disk(books.using, "SELECT count(*) FROM store_answer")[0][0])


def test_an_answer_is_cleared_after_a_month_and_not_before(books: StoreBooks) -> None:
    harbour(books)
    keep(books, AT, "old")
    keep(books, AT + KEPT, *(f"key-{number}" for number in range(20 * CLEARED_EVERY)))
    assert known(books, "old")
    keep(books, AT + KEPT + datetime.timedelta(seconds=1), *(f"more-{number}" for number in range(20 * CLEARED_EVERY)))
    assert not known(books, "old")
    assert known(books, "key-0")
    assert count(books) == 40 * CLEARED_EVERY


def test_what_was_left_lying_ends_faster_than_new_answers_come(books: StoreBooks) -> None:
    harbour(books)
    keep(books, AT, *(f"old-{number}" for number in range(500)))
    later = AT + 2 * KEPT
    for start in range(0, 400, 20):
        keep(books, later, *(f"new-{number}" for number in range(start, start + 20)))
    assert count(books) == 400
