"""Session notes are read by whoever wrote them, and by nobody else, whatever door they try."""

import datetime

import msgspec
import pytest

from asking import ask, done, folder_of, refused
from dictionary_books import DictionaryBooks
from goldthread.practice.actions.export_client import ExportClient
from goldthread.practice.actions.list_clients import ListClients
from goldthread.practice.actions.open_record import OpenRecord
from goldthread.practice.actions.read_session_notes import ReadSessionNotes
from goldthread.practice.actions.see_trace import SeeTrace
from goldthread.practice.actions.write_session_note import WriteSessionNote
from goldthread.practice.people import Actor
from goldthread.practice.perform import Done
from goldthread.terms import Role
from standing_folders import AT, CLIENT, KWAME, RUTH, glass_breaker, member, standing_books

THERAPIST = member(Role.THERAPIST)
COUNSELOR = member(Role.COUNSELOR)
TODAY = AT.date()
CANARY = "the lighthouse dream"
READ = ReadSessionNotes(client=CLIENT)
EVERYBODY_ELSE = [
    *(member(role) for role in Role if role not in {Role.CLIENT, Role.SUPPORTER, Role.THERAPIST}),
    *(glass_breaker(role) for role in (Role.THERAPIST, Role.SUPERVISOR)),
    RUTH,
    KWAME,
]


def note(name: str = "n1", text: str = CANARY, on: datetime.date = TODAY) -> WriteSessionNote:
    return WriteSessionNote(client=CLIENT, note=name, kind="psychotherapy", on=on, text=text)


@pytest.fixture
def books() -> DictionaryBooks:
    made = standing_books(glass=True)
    done(made, THERAPIST, note())
    return made


def read(books: DictionaryBooks, actor: Actor, at: datetime.datetime = AT) -> list[str]:
    answer = ask(books, actor, READ, at=at)
    return [each.id for each in answer.shown] if isinstance(answer, Done) else []


def test_the_author_reads_their_notes_the_newest_session_first(books: DictionaryBooks) -> None:
    done(books, THERAPIST, note("n0", on=TODAY - datetime.timedelta(days=7)))
    later = AT + datetime.timedelta(hours=1)
    done(books, THERAPIST, note("n2"), at=later)
    assert read(books, THERAPIST, later) == ["n2", "n1", "n0"]
    newest = done(books, THERAPIST, READ, at=later).shown[0]
    assert (newest.by, newest.kind, newest.on, newest.text) == ("therapist", "psychotherapy", TODAY, CANARY)


@pytest.mark.parametrize("actor", EVERYBODY_ELSE, ids=lambda actor: actor.id)
def test_nobody_else_reads_them(books: DictionaryBooks, actor: Actor) -> None:
    assert read(books, actor) == []


@pytest.mark.parametrize("actor", EVERYBODY_ELSE, ids=lambda actor: actor.id)
@pytest.mark.parametrize(
    "request_",
    [
        OpenRecord(client=CLIENT),
        ExportClient(client=CLIENT, to="the client", purpose="asked for"),
        SeeTrace(client=CLIENT),
        ListClients(),
    ],
    ids=lambda request_: type(request_).__name__,
)
def test_no_other_door_shows_them_or_that_they_exist(
    books: DictionaryBooks, actor: Actor, request_: OpenRecord
) -> None:
    without = ask(standing_books(glass=True), actor, request_)
    answer = ask(books, actor, request_)
    assert msgspec.json.encode(answer) == msgspec.json.encode(without)


def test_they_are_not_in_the_folder(books: DictionaryBooks) -> None:
    assert folder_of(books) == folder_of(standing_books(glass=True))


def test_two_authors_may_use_the_same_id_without_hearing_of_each_other(books: DictionaryBooks) -> None:
    done(books, COUNSELOR, note("n1", "another's"))
    assert read(books, COUNSELOR) == ["n1"]
    assert refused(books, COUNSELOR, note("n1")) == "already-there"


@pytest.mark.parametrize(
    ("request_", "code"),
    [(note("n2", "  \n"), "nothing-said"), (note("n2", on=TODAY + datetime.timedelta(days=1)), "not-yet")],
)
def test_an_empty_note_and_one_of_a_session_to_come_are_refused(
    books: DictionaryBooks, request_: WriteSessionNote, code: str
) -> None:
    assert refused(books, THERAPIST, request_) == code
    assert read(books, THERAPIST) == ["n1"]
