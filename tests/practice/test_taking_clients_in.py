"""From an enquiry to treatment, over to somebody else, to the end and back: each verb and what it refuses."""

import datetime
from typing import Any

import pytest

from asking import ask, done, folder_of, refused
from goldthread.plan import Level, State
from goldthread.practice.actions.admit import Admit
from goldthread.practice.actions.change_level import ChangeLevel
from goldthread.practice.actions.complete import Complete
from goldthread.practice.actions.describe_client import DescribeClient
from goldthread.practice.actions.find_client import FindClient, Found
from goldthread.practice.actions.list_clients import ListClients
from goldthread.practice.actions.open_record import OpenRecord
from goldthread.practice.actions.reopen import Reopen
from goldthread.practice.actions.take_enquiry import TakeEnquiry
from goldthread.practice.actions.transfer import Transfer
from goldthread.practice.folder import Stay
from goldthread.practice.refusing import Refusal
from goldthread.record import Client
from goldthread.terms import Role
from standing_folders import AT, CENTRE, CLIENT, RUTH, member, outsider, standing_books, standing_case, standing_folder

TODAY = AT.date()
TOMORROW = TODAY + datetime.timedelta(days=1)
INTAKE, THERAPIST = member(Role.INTAKE), member(Role.THERAPIST)


NEW = Client(id="new-one", name="Jonah Feld", born=datetime.date(1999, 4, 2))


def test_an_enquiry_begins_a_folder_that_intake_sees_until_treatment_begins() -> None:
    books = standing_books()
    done(books, INTAKE, TakeEnquiry(client="new-one", person=NEW, words="I sleep two hours a night."))
    assert done(books, INTAKE, OpenRecord(client="new-one")).shown.words == "I sleep two hours a night."
    admit = Admit(client="new-one", on=TODAY, level=Level.OUTPATIENT, responsible="therapist", as_role=Role.THERAPIST)
    done(books, INTAKE, admit)
    assert folder_of(books, "new-one").stay is Stay.ADMITTED
    assert refused(books, INTAKE, OpenRecord(client="new-one")) == "no-longer-an-enquiry"
    assert done(books, THERAPIST, OpenRecord(client="new-one")).shown.stay is Stay.ADMITTED


def test_a_clinician_who_takes_an_enquiry_is_on_its_team() -> None:
    books = standing_books()
    done(books, outsider(Role.NURSE), TakeEnquiry(client="new-one", person=NEW))
    done(books, outsider(Role.NURSE), OpenRecord(client="new-one"))
    assert refused(books, member(Role.NURSE), OpenRecord(client="new-one")) == "not-on-care-team"


def test_an_enquiry_tells_that_somebody_of_that_name_and_birth_date_has_a_folder() -> None:
    books = standing_books()
    done(books, INTAKE, TakeEnquiry(client="new-one", person=NEW))
    again = Client(id="new-two", name="Jonah Feld", born=NEW.born)
    assert done(books, INTAKE, TakeEnquiry(client="new-two", person=again)).answer["alike"] == 1
    assert refused(books, INTAKE, TakeEnquiry(client="new-two", person=again)) == "already-there"
    assert refused(books, INTAKE, TakeEnquiry(client="new-three", person=again)) == "another-client"


def test_nobody_answers_for_a_treatment_who_cannot() -> None:
    books = standing_books(stay=Stay.ENQUIRY, plan=None)
    for responsible, role in (("nurse", Role.NURSE), ("nurse", Role.THERAPIST), ("nobody", Role.THERAPIST)):
        request = Admit(client=CLIENT, on=TODAY, level=Level.RESIDENTIAL, responsible=responsible, as_role=role)
        assert refused(books, INTAKE, request) == "cannot-be-responsible"
    future = Admit(client=CLIENT, on=TOMORROW, level=Level.RESIDENTIAL, responsible="therapist", as_role=Role.THERAPIST)
    assert refused(books, INTAKE, future) == "not-yet"


def test_name_and_pronouns_are_put_right_by_the_client() -> None:
    books = standing_books()
    person = folder_of(books).client
    other = Client(**{**{name: getattr(person, name) for name in person.__struct_fields__}, "pronouns": "they/them"})
    done(books, RUTH, DescribeClient(client=CLIENT, person=other))
    assert folder_of(books).client.pronouns == "they/them"
    assert refused(books, RUTH, DescribeClient(client=CLIENT, person=other)) == "nothing-changed"
    assert refused(books, RUTH, DescribeClient(client=CLIENT, person=NEW)) == "another-client"


def test_a_transfer_names_who_answers_now_and_lets_them_in() -> None:
    books = standing_books()
    request = Transfer(
        client=CLIENT, responsible="other-counselor", as_role=Role.COUNSELOR, reason="Ruth moved to the evening group."
    )
    done(books, THERAPIST, request)
    folder = folder_of(books)
    assert folder.episodes[-1].responsible == "other-counselor"
    assert folder.access_of("other-counselor", AT) is not None
    assert refused(books, THERAPIST, request) == "nothing-changed"


def test_the_level_of_care_changes_once() -> None:
    books = standing_books()
    level = folder_of(books).episodes[-1].level
    other = Level.RESIDENTIAL if level is not Level.RESIDENTIAL else Level.OUTPATIENT
    request = ChangeLevel(client=CLIENT, level=other, on=TODAY, reason="Nights are not safe at home.")
    done(books, THERAPIST, request)
    assert folder_of(books).episodes[-1].level is other
    assert refused(books, THERAPIST, request) == "nothing-changed"
    later = ChangeLevel(client=CLIENT, level=level, on=TOMORROW, reason="Back home.")
    assert refused(books, THERAPIST, later) == "not-yet"


def test_a_programme_is_not_completed_while_a_plan_is_lived_by_but_may_be_left() -> None:
    books = standing_books(plan=State.ACTIVE)
    complete: dict[str, Any] = {"client": CLIENT, "on": TODAY}
    assert refused(books, THERAPIST, Complete(**complete, outcome="completed")) == "plan-still-open"
    done(books, THERAPIST, Complete(**complete, outcome="left-early"))
    assert folder_of(books).stay is Stay.COMPLETED
    back = Reopen(
        client=CLIENT, on=TODAY, level=Level.OUTPATIENT, responsible="therapist", as_role=Role.THERAPIST,
        reason="Ruth called and wants to go on.",
    )  # fmt: skip
    done(books, THERAPIST, back)
    folder = folder_of(books)
    assert (folder.stay, len(folder.episodes)) == (Stay.ADMITTED, 2)


def test_a_plan_whose_closing_review_was_held_is_completed_with_the_programme() -> None:
    books = standing_books(plan=State.COMPLETED)
    done(books, THERAPIST, Complete(client=CLIENT, on=TODAY, outcome="completed"))
    assert folder_of(books).stay is Stay.COMPLETED


def test_lists_hold_what_each_role_reaches() -> None:
    books = standing_books()
    mine = {line.client for line in done(books, THERAPIST, ListClients()).shown}
    assert CLIENT in mine
    assert {line.client for line in done(books, outsider(Role.THERAPIST), ListClients()).shown} == set()
    enquiries = done(books, INTAKE, ListClients()).shown
    assert {line.stay for line in enquiries} <= {"enquiry"}
    assert refused(books, RUTH, ListClients()) == "role-may-not"
    assert refused(books, member(Role.ADMINISTRATOR), ListClients()) == "role-may-not"
    seen = [trace for trace in books.trail[CENTRE] if CLIENT in trace.seen]
    assert [trace.member for trace in seen] == ["therapist"]


def test_somebody_is_found_by_name_and_birth_date_and_nothing_more_is_told() -> None:
    books = standing_books()
    person = standing_case().record.client
    answer = done(books, INTAKE, FindClient(words=f"{person.name.upper()} {person.born}"))
    assert Found(client=CLIENT, name=person.name, stay="admitted") in answer.shown
    assert done(books, INTAKE, FindClient(words="nobody of that name")).shown == ()
    assert refused(books, INTAKE, FindClient(words="  ")) == "nothing-to-look-for"
    assert refused(books, THERAPIST, FindClient(words=person.name)) == "role-may-not"


def test_a_record_is_read_as_it_was_known_on_a_day() -> None:
    books = standing_books()
    record = standing_folder().record
    day = sorted(fact.recorded_on for fact in record.facts)[len(record.facts) // 2]
    shown = done(books, THERAPIST, OpenRecord(client=CLIENT, on=day)).shown
    assert {fact.id for fact in shown.record.facts} == {f.id for f in record.facts if f.recorded_on <= day}


@pytest.mark.parametrize("role", [Role.INTAKE, Role.COMPLIANCE, Role.ADMINISTRATOR, Role.SUPPORTER])
def test_a_record_in_treatment_is_closed_to_those_who_do_not_treat(role: Role) -> None:
    answer = ask(standing_books(), member(role), OpenRecord(client=CLIENT))
    assert isinstance(answer, Refusal)
