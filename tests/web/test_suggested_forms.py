"""On the record: which form the scores ask for, why, and that a form without wording says where its questions are."""

import datetime
import re
import uuid
from html import unescape
from typing import Any

import pytest

from asking import ask
from goldthread.plan import Level
from goldthread.practice.actions.admit import Admit
from goldthread.practice.actions.record_fact import RecordFact
from goldthread.practice.actions.take_enquiry import TakeEnquiry
from goldthread.practice.perform import Done
from goldthread.record import Administration
from goldthread.record import Client as Person
from goldthread.terms import Role
from standing_folders import member
from whole_site import NAMED, browser_of, site


@pytest.fixture(scope="module", autouse=True)
def _served() -> None:
    """The server, before anybody asks it."""
    site()


def done(role: Role, request: Any) -> None:
    from goldthread.store.books import StoreBooks  # noqa: PLC0415 - Django is set up by then

    now = datetime.datetime.now(datetime.UTC)
    answer = ask(StoreBooks(), member(role), request, at=now, key=uuid.uuid4().hex)
    assert isinstance(answer, Done), answer


def filled_in(client: str, instrument: str, **answers: float) -> None:
    """A form of today, recorded as a fact."""
    today = datetime.datetime.now(datetime.UTC).date()
    said: dict[str, Any] = {"said_by": "client", "recorded_by": "therapist", "recorded_on": today, "source": "form"}
    fact = Administration(id=f"form-{instrument}", instrument=instrument, answers=answers, **said)
    done(Role.THERAPIST, RecordFact(client=client, fact=fact))


def newcomer() -> str:
    """A client of the test's own, admitted; the id."""
    client, today = f"c-{uuid.uuid4().hex[:12]}", datetime.datetime.now(datetime.UTC).date()
    done(Role.INTAKE, TakeEnquiry(client=client, person=Person(id=client, name="Signe Dahl")))
    role: dict[str, Any] = {"responsible": "therapist", "as_role": Role.THERAPIST}
    done(Role.INTAKE, Admit(client=client, on=today, level=Level.OUTPATIENT, **role))
    return client


def read(path: str) -> str:
    answer = browser_of(NAMED["therapist"]).get(path)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def give(client: str, instrument: str) -> str:
    """Give a form to be filled in together; its page."""
    asked = {"once": uuid.uuid4().hex, "instrument": instrument, "to": "staff"}
    answer = browser_of(NAMED["therapist"]).post(f"/clients/{client}/forms/", asked)
    assert answer.status_code == 302, answer.status_code
    return str(answer["Location"])


def test_a_positive_short_form_suggests_its_long_form_until_that_is_given() -> None:
    client = newcomer()
    assert "The scores suggest" not in read(f"/clients/{client}/")
    filled_in(client, "phq2", q1=2, q2=2)
    page = read(f"/clients/{client}/")
    assert "The scores suggest" in page
    assert "The PHQ-2 is positive: its long form, the PHQ-9" in page
    assert "Kroenke K, 2003" in page
    before = re.search(r"<optgroup label=\"Filled in before\">(.*?)</optgroup>", page, re.DOTALL)
    assert before is not None
    assert re.findall(r"value=\"(\w+)\"", before[1]) == ["phq2"]
    give(client, "phq9")
    assert "The scores suggest" not in read(f"/clients/{client}/")


def test_a_form_without_wording_says_whose_it_is_and_where_its_questions_are() -> None:
    client = newcomer()
    assert re.search(
        r"<option value=\"isi\">ISI: insomnia \(questions on paper\)</option>", read(f"/clients/{client}/")
    )
    assert re.search(r"<option value=\"phq9\">PHQ-9: depression</option>", read(f"/clients/{client}/"))
    page = read(give(client, "isi"))
    assert "read the questions from the paper" in page
    assert "Copyright Charles M. Morin" in page
    assert "falling asleep" in page
    worded = read(give(client, "phq9"))
    assert "read the questions from the paper" not in worded
    assert "Little interest or pleasure in doing things" in worded
