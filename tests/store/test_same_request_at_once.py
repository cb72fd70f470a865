"""The same request with the same key, from four processes at once: done once, and answered alike.

The four are started once for each database, and each test has keys, facts and clients of its own.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from asking_at_once import Askers, at_once
from books_fixtures import new_database
from goldthread.practice.people import Actor
from goldthread.store import chain
from goldthread.store.books import StoreBooks
from harbour import AT, DANA, INTAKE, arrival, harbour, write

ROUNDS = 8


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def books(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoreBooks]:
    for using in new_database(request, tmp_path_factory.mktemp("books")):
        yield StoreBooks(using=using)


@pytest.fixture(scope="module")
def askers(books: StoreBooks, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Askers]:
    harbour(books)
    write(books, arrival())
    write(books, arrival("c-maria", "Maria Brandt"), client="c-maria")
    home: Path = tmp_path_factory.mktemp("home")
    with at_once(4, using=books.using, home=home) as started:
        yield started
    assert chain.verify("harbour", using=books.using) == ()


def asked(action: str, key: str, actor: Actor = DANA, **request: Any) -> dict[str, Any]:
    return {
        "action": action, "key": key, "actor": msgspec.to_builtins(actor), "at": AT.isoformat(), "request": request,
    }  # fmt: skip


def fact(name: str) -> dict[str, Any]:
    said = {"said_by": "client", "recorded_by": "therapist", "recorded_on": "2026-11-23", "source": "talk"}
    return {"kind": "strength", "id": name, "text": "I fix trucks.", **said}


def done_once(answers: list[dict[str, Any]]) -> None:
    assert sorted(each["outcome"] for each in answers) == ["done", "repeated", "repeated", "repeated"]
    assert all(each["answer"] == answers[0]["answer"] for each in answers)


def lines_of(books: StoreBooks, action: str) -> int:
    return sum(each.action == action for each in books.traces(actor=DANA, client="c-walter", limit=1000))


def test_a_fact_that_is_sent_four_times_at_once_is_recorded_once(books: StoreBooks, askers: Askers) -> None:
    before = lines_of(books, "record-fact")
    for number in range(ROUNDS):
        what = asked("record-fact", f"fact-{number}", client="c-walter", fact=fact(f"f{number}"))
        done_once(askers.ask(*[what] * 4))
    with books.open(actor=DANA, clients=("c-walter",)) as pages:
        folder = pages.folder("c-walter")
    assert folder is not None
    kept = sorted(each.id for each in folder.facts if each.id.startswith("f"))
    assert kept == [f"f{number}" for number in range(ROUNDS)]
    assert lines_of(books, "record-fact") == before + ROUNDS


def test_an_enquiry_that_is_taken_four_times_at_once_begins_one_folder(books: StoreBooks, askers: Askers) -> None:
    for number in range(ROUNDS):
        name = f"c-new-{number}"
        person = {"id": name, "name": "Sam Reyes", "born": "1980-02-03"}
        done_once(askers.ask(*[asked("take-enquiry", name, INTAKE, client=name, person=person)] * 4))
    assert len(books.find(actor=INTAKE, words="sam reyes")) == ROUNDS


def test_an_enquiry_that_is_taken_with_four_keys_begins_one_folder_too(books: StoreBooks, askers: Askers) -> None:
    for number in range(ROUNDS):
        name = f"c-other-{number}"
        person = {"id": name, "name": "Ana Lopez"}
        answers = askers.ask(
            *[asked("take-enquiry", f"{name}-{each}", INTAKE, client=name, person=person) for each in range(4)]
        )
        assert sorted(each["outcome"] for each in answers) == ["already-there"] * 3 + ["done"]


def test_a_list_that_is_asked_for_four_times_at_once_is_traced_once(books: StoreBooks, askers: Askers) -> None:
    before = lines_of(books, "list-clients")
    for number in range(ROUNDS):
        done_once(askers.ask(*[asked("list-clients", f"list-{number}")] * 4))
    assert lines_of(books, "list-clients") == before + ROUNDS


def test_one_key_for_two_clients_at_once_is_used_for_one_of_them(askers: Askers) -> None:
    for number in range(ROUNDS):
        what = [
            asked("record-fact", f"key-{number}", client=client, fact=fact(f"g{number}"))
            for client in ("c-walter", "c-maria", "c-walter", "c-maria")
        ]
        answers = [each["outcome"] for each in askers.ask(*what)]
        assert sorted(answers) == ["done", "key-used-before", "key-used-before", "repeated"]
