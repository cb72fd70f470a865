"""A caseload shows those whose care team one is on now: not after it has ended, and not in another role."""

import datetime

from asking import ask, done
from goldthread.practice.actions.grant_access import GrantAccess
from goldthread.practice.actions.list_clients import ListClients
from goldthread.practice.people import Actor
from goldthread.practice.perform import Done
from goldthread.terms import Role
from standing_folders import AT, CENTRE, CLIENT, member, outsider, standing_books

AN_HOUR = datetime.timedelta(hours=1)


def test_a_client_leaves_the_list_when_access_for_a_time_has_ended() -> None:
    books, nurse = standing_books(), outsider(Role.NURSE)
    until = AT + AN_HOUR
    done(books, member(Role.THERAPIST), GrantAccess(client=CLIENT, member=nurse.id, as_role=Role.NURSE, until=until))
    seen = [ask(books, nurse, ListClients(), at=at) for at in (AT, until)]
    assert [len(each.shown) for each in seen if isinstance(each, Done)] == [1, 0]


def test_whoever_acts_in_another_role_sees_the_clients_of_that_role() -> None:
    books = standing_books()
    nurse = Actor(id=Role.NURSE.value, centre=CENTRE, role=Role.NURSE)
    prescriber = Actor(id=Role.NURSE.value, centre=CENTRE, role=Role.PRESCRIBER)
    assert [line.client for line in done(books, nurse, ListClients()).shown] == [CLIENT]
    assert done(books, prescriber, ListClients()).shown == ()


def test_as_many_are_listed_as_were_asked_for() -> None:
    books, nurse = standing_books(), member(Role.NURSE)
    assert len(done(books, nurse, ListClients(limit=1)).shown) == 1
