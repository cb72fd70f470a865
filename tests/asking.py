"""Asking for something in tests: what was done, or the code of what was refused."""

import datetime
from functools import cache

from dictionary_books import DictionaryBooks
from goldthread.practice.action import Action, Request
from goldthread.practice.actions import all_actions
from goldthread.practice.desk import Desk, open_desk
from goldthread.practice.folder import Folder
from goldthread.practice.people import Actor
from goldthread.practice.perform import Done, perform
from goldthread.practice.ports import Books
from goldthread.practice.refusing import Refusal
from standing_folders import AT, CENTRE, CLIENT


@cache
def desk() -> Desk:
    return open_desk()


@cache
def _by_request() -> dict[type[Request], Action]:
    return {action.request: action for action in all_actions().values()}


def ask(
    books: Books, actor: Actor, request: Request, *, at: datetime.datetime = AT, key: str | None = None
) -> Done | Refusal:
    """The answer to a request."""
    action = _by_request()[type(request)]
    return perform(action=action, request=request, actor=actor, at=at, books=books, desk=desk(), key=key)


def done(books: DictionaryBooks, actor: Actor, request: Request, *, at: datetime.datetime = AT) -> Done:
    """What was done; the test fails where it was refused."""
    answer = ask(books, actor, request, at=at)
    assert isinstance(answer, Done), answer
    return answer


def refused(books: DictionaryBooks, actor: Actor, request: Request, *, at: datetime.datetime = AT) -> str:
    """The code of the refusal; the test fails where it was done."""
    answer = ask(books, actor, request, at=at)
    assert isinstance(answer, Refusal), answer
    return answer.code


def folder_of(books: DictionaryBooks, client: str = CLIENT) -> Folder:
    """The folder as it stands in the books."""
    folder = books.folder_of(CENTRE, client)
    assert folder is not None
    return folder
