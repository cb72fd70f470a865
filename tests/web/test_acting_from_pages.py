"""Acting from a page: in the role that was chosen, once however often a form is sent, and never without its key."""

import datetime
import uuid
from typing import Any

import msgspec
import pytest
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.test import RequestFactory

from asking import desk, folder_of
from dictionary_books import DictionaryBooks
from goldthread.practice.actions.open_record import OpenRecord
from goldthread.practice.actions.record_fact import RecordFact
from goldthread.practice.perform import Done
from goldthread.practice.refusing import Refusal
from goldthread.record import Strength
from goldthread.terms import Role
from real_databases import set_up
from standing_folders import AT, CENTRE, CLIENT, NEIGHBOUR, standing_books

set_up()

from goldthread.web import acting  # noqa: E402 - Django's settings first
from goldthread.web.door import Door, Known  # noqa: E402
from goldthread.web.models import Account  # noqa: E402


class Nurse(msgspec.Struct, frozen=True):
    """A nurse who is a therapist too."""

    id: str = "therapist"
    centre: str = CENTRE
    name: str = "Noor Haddad"
    login: str = "noor"
    roles: tuple[Role, ...] = (Role.THERAPIST, Role.ADMINISTRATOR)
    client: str | None = None


@pytest.fixture
def books(monkeypatch: pytest.MonkeyPatch) -> DictionaryBooks:
    """The books behind the pages."""
    made = standing_books()
    door: Any = Door(
        books=made, desk=desk(), sign_in=lambda *_: None, account=lambda *_: None, now=lambda: AT,
        seals=None, centre=CENTRE,  # type: ignore[arg-type]  # nothing is sealed here
    )  # fmt: skip
    monkeypatch.setattr(acting, "door", lambda: door)
    return made


def sent(**fields: str) -> HttpRequest:
    """A form as it is sent by who is signed in."""
    request = RequestFactory().post("/", fields)
    account = Account(id="harbour/therapist")
    account.known = Known(member=Nurse(), mark="")
    request.user = account
    request.session = {}  # type: ignore[assignment]  # as much of a session as is asked for
    return request


def strength(request: HttpRequest, client: str = CLIENT) -> RecordFact:
    day = datetime.date(2026, 1, 1)
    fact = Strength(
        id=acting.new_id(request, "fact"), said_by="client", recorded_by="x", recorded_on=day, source="talk",
        text="I can wait out a storm.",
    )  # fmt: skip
    return RecordFact(client=client, fact=fact)


def test_a_form_that_is_sent_twice_is_done_once(books: DictionaryBooks) -> None:
    form, before = sent(once=uuid.uuid4().hex), len(folder_of(books).record.facts)
    answers = [acting.ask(form, strength(form)) for _ in range(2)]
    assert [isinstance(each, Done) and each.repeated for each in answers] == [False, True]
    assert len(folder_of(books).record.facts) == before + 1


def test_two_forms_with_the_same_words_are_two(books: DictionaryBooks) -> None:
    before = len(folder_of(books).record.facts)
    for form in (sent(once=uuid.uuid4().hex), sent(once=uuid.uuid4().hex)):
        acting.must(form, strength(form))
    assert len(folder_of(books).record.facts) == before + 2


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "a b" * 10, "ключ" * 5])
def test_a_form_without_its_key_does_nothing(books: DictionaryBooks, key: str) -> None:
    before = len(folder_of(books).record.facts)
    with pytest.raises(BadRequest):
        acting.ask(sent(once=key), strength(sent(once=uuid.uuid4().hex)))
    assert len(folder_of(books).record.facts) == before


def test_reading_needs_no_key_and_leaves_a_trace(books: DictionaryBooks) -> None:
    assert isinstance(acting.ask(sent(), OpenRecord(client=CLIENT)), Done)
    assert books.trail[CENTRE][-1].action == "open-record"


def test_what_no_request_may_hold_is_refused_before_the_books_are_opened(books: DictionaryBooks) -> None:
    for client in ("../etc", "Ruth Okafor", "", "a" * 100):
        with pytest.raises(BadRequest):
            acting.ask(sent(), OpenRecord(client=client))
    assert books.trail[CENTRE] == []


def test_the_role_that_was_chosen_decides(books: DictionaryBooks) -> None:
    request = sent()
    request.session[acting.ROLE] = Role.ADMINISTRATOR
    refused = acting.ask(request, OpenRecord(client=CLIENT))
    assert isinstance(refused, Refusal)
    assert refused.code == "role-may-not"
    request.session[acting.ROLE] = Role.COMPLIANCE  # taken away since
    assert acting.actor_of(request).role is Role.THERAPIST


def test_a_refusal_that_nobody_answers_becomes_a_page(books: DictionaryBooks) -> None:
    with pytest.raises(acting.TurnedAway) as refused:
        acting.must(sent(), OpenRecord(client="somebody-else"))
    assert refused.value.refusal.code == "not-on-care-team"  # as of a folder that is there, and not theirs
    assert NEIGHBOUR not in str(refused.value)
