"""Requests about two folders, one of them new, or about the centre itself, do not wait for each other in a circle."""

import threading
import time
from collections.abc import Callable
from typing import Any

import msgspec
from django.db import connections

from goldthread.store import keys
from goldthread.store.books import StoreBooks
from goldthread.store.opening import within
from harbour import DANA, INTAKE, SETTINGS, arrival, harbour, strength, trace, write
from real_databases import as_owner_of_the_disk

BOTH = ("c-anna", "c-walter")
_WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


class Other(threading.Thread):
    """Somebody else's request, with a connection of its own; what went wrong, if anything."""

    def __init__(self, books: StoreBooks, work: Callable[[StoreBooks], None]) -> None:
        super().__init__(daemon=True)
        self.books, self.work, self.wrong = books, work, ""
        self.start()

    def run(self) -> None:
        try:
            self.work(self.books)
        except Exception as error:  # told by the test
            self.wrong = repr(error)
        finally:
            connections[self.books.using].close()

    def waits_or_ended(self) -> None:
        """Come back when this one has ended or waits for somebody's lock."""
        until = time.monotonic() + 20
        while self.is_alive() and as_owner_of_the_disk(self.books.using, _WAITING) == [(0,)]:
            assert time.monotonic() < until
            time.sleep(0.01)

    def ended(self) -> str:
        self.join(30)
        assert not self.is_alive()
        return self.wrong


def facts_in_both(number: int) -> Callable[[StoreBooks], None]:
    def work(books: StoreBooks) -> None:
        with books.open(actor=DANA, clients=BOTH) as pages:
            for client in BOTH:
                pages.add(client, (strength(number),))
            pages.trace(trace("merge-charts", "c-anna", seen=("c-walter",)))

    return work


def test_a_folder_that_is_made_meanwhile_brings_nobody_into_a_circle(on_postgresql: StoreBooks) -> None:
    """The first waits until Anna's folder is made; before it looks again, a third one wants both."""
    books = on_postgresql
    harbour(books)
    write(books, arrival())
    looks_again, go_on = threading.Event(), threading.Event()

    def first(books: StoreBooks) -> None:
        looks: list[str] = []

        def pause(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
            if "FROM store_client c" in sql:
                looks.append(sql)
                if len(looks) == 2:
                    looks_again.set()
                    assert go_on.wait(30)
            return execute(sql, params, many, context)

        with connections[books.using].execute_wrapper(pause):
            facts_in_both(1)(books)

    with books.open(actor=INTAKE, clients=("c-anna",)) as pages:
        assert pages.folder("c-anna") is None
        waiting = Other(books, first)
        waiting.waits_or_ended()
        pages.add("c-anna", arrival("c-anna", "Anna Brandt"))
        pages.trace(trace("take-enquiry", "c-anna"))
    assert looks_again.wait(30)
    third = Other(books, facts_in_both(2))
    third.waits_or_ended()
    go_on.set()
    assert (waiting.ended(), third.ended()) == ("", "")
    with books.open(actor=DANA, clients=BOTH) as pages:
        for client in BOTH:
            folder = pages.folder(client)
            assert folder is not None
            assert sorted(fact.id for fact in folder.facts) == ["f1", "f2"]


def test_who_changes_settings_and_who_writes_a_fact_do_not_wait_for_each_other(on_postgresql: StoreBooks) -> None:
    """One has the centre's row and wants the head of the trail; the other has the head, and its line refers to the
    centre."""
    books = on_postgresql
    harbour(books)
    write(books, arrival())
    at_the_head, go_on = threading.Event(), threading.Event()

    def change(books: StoreBooks) -> None:
        def pause(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
            if "hash FROM store_head" in sql:
                at_the_head.set()
                assert go_on.wait(30)
            return execute(sql, params, many, context)

        with connections[books.using].execute_wrapper(pause), books.open(actor=DANA, clients=()) as pages:
            pages.change_settings(msgspec.structs.replace(SETTINGS, revision=SETTINGS.revision + 1))
            pages.trace(trace("change-settings", None))

    changing = Other(books, change)
    assert at_the_head.wait(30)
    writing = Other(books, lambda books: write(books, (strength(1),)))
    writing.waits_or_ended()
    go_on.set()
    assert (changing.ended(), writing.ended()) == ("", "")


def test_erasing_waits_for_a_rotation_of_keys_key_by_key_in_its_order(on_postgresql: StoreBooks) -> None:
    books, locked = on_postgresql, list[str]()
    harbour(books)
    write(books, arrival())

    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if "store_clientkey" in sql:
            locked.append(sql)
        return execute(sql, params, many, context)

    with within("harbour", using=books.using) as cursor, connections[books.using].execute_wrapper(look):
        keys.destroy_client_keys(cursor, "harbour", "c-walter")
    assert locked[0].endswith("ORDER BY client, stream FOR NO KEY UPDATE")
