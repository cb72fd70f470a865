"""Whoever waits until others have let go of a folder acts when it is open, not when they asked."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from asking import desk
from dictionary_books import DictionaryBooks, DictionaryPages
from goldthread.practice.actions import action_named
from goldthread.practice.people import Actor
from goldthread.practice.perform import Done, perform
from goldthread.practice.ports import Trace
from goldthread.terms import Role
from standing_folders import AT, CENTRE, RUTH, member, standing_books
from valid_requests import valid_request

A_MINUTE = datetime.timedelta(minutes=1)


class BusyBooks(DictionaryBooks):
    """Books that come open a minute after somebody asked; meanwhile a colleague has written in them."""

    def __init__(self, books: DictionaryBooks) -> None:
        self.__dict__.update(books.__dict__)
        self.time = AT

    def now(self) -> datetime.datetime:
        return self.time

    @contextmanager
    def open(self, *, actor: Actor, clients: tuple[str, ...]) -> Iterator[DictionaryPages]:
        self.time += A_MINUTE
        other = Trace(at=self.time, member="nurse", role=Role.NURSE, action="open-record")
        self.trail[CENTRE].append(other)
        with super().open(actor=actor, clients=clients) as pages:
            yield pages


def test_a_minute_of_waiting_is_no_clock_that_is_behind() -> None:
    books = BusyBooks(standing_books())
    action = action_named("record-fact")
    assert action is not None
    folder = books.folder_of(CENTRE, RUTH.client or "")
    assert folder is not None
    actor = member(Role.THERAPIST)
    answer = perform(
        action=action, request=valid_request("record-fact", actor, folder), actor=actor, at=books.now,
        books=books, desk=desk(),
    )  # fmt: skip
    assert isinstance(answer, Done)
    assert [each.at for each in books.trail[CENTRE]] == [AT + A_MINUTE] * 2
