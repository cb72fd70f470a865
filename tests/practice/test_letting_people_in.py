"""Who is let into a folder: by the client, by the team, for a time; how it ends; and how the glass is broken."""

import datetime
from typing import Any

import msgspec
import pytest

from asking import ask, done, folder_of, refused
from dictionary_books import DictionaryBooks
from goldthread.practice.actions.break_glass import BreakGlass
from goldthread.practice.actions.grant_access import GrantAccess
from goldthread.practice.actions.open_plan import OpenPlan
from goldthread.practice.actions.open_record import OpenRecord
from goldthread.practice.actions.revoke_access import RevokeAccess
from goldthread.practice.actions.sign import Sign
from goldthread.practice.actions.transfer import Transfer
from goldthread.practice.folder import Stay
from goldthread.practice.people import Actor
from goldthread.practice.perform import Done
from goldthread.practice.settings import Settings
from goldthread.terms import Role
from standing_folders import (
    AT,
    CENTRE,
    CLIENT,
    KWAME,
    PLAN,
    RESPONSIBLE,
    RUTH,
    STRANGER,
    SUPPORTER,
    member,
    outsider,
    standing_books,
)

NURSE = outsider(Role.NURSE)
THERAPIST = member(Role.THERAPIST)
AN_HOUR = datetime.timedelta(hours=1)
REASON = "Brought to the emergency room tonight."


def grant(**fields: Any) -> GrantAccess:
    return msgspec.structs.replace(GrantAccess(client=CLIENT, member=NURSE.id, as_role=Role.NURSE), **fields)


def supporter(**fields: Any) -> GrantAccess:
    return grant(**{"member": STRANGER.id, "as_role": Role.SUPPORTER, "scopes": ("plan",), **fields})


def may_read(books: DictionaryBooks, actor: Actor, at: datetime.datetime = AT) -> bool:
    return isinstance(ask(books, actor, OpenRecord(client=CLIENT), at=at), Done)


def test_a_colleague_who_is_added_reads_the_record_until_they_are_taken_off_again() -> None:
    books = standing_books()
    assert not may_read(books, NURSE)
    done(books, THERAPIST, grant())
    assert may_read(books, NURSE)
    done(books, THERAPIST, RevokeAccess(client=CLIENT, member=NURSE.id))
    assert not may_read(books, NURSE)


def test_access_for_a_time_ends_by_itself() -> None:
    books = standing_books()
    done(books, THERAPIST, grant(until=AT + AN_HOUR))
    assert may_read(books, NURSE)
    assert not may_read(books, NURSE, at=AT + AN_HOUR)
    assert refused(books, THERAPIST, RevokeAccess(client=CLIENT, member=NURSE.id), at=AT + AN_HOUR) == "has-no-access"


def test_a_client_lets_a_supporter_into_what_they_choose_and_ends_it_at_any_time() -> None:
    books = standing_books()
    look = OpenPlan(client=CLIENT, plan=PLAN)
    assert refused(books, STRANGER, look) == "not-granted"
    done(books, RUTH, supporter())
    done(books, STRANGER, look)
    sign = Sign(client=CLIENT, plan=PLAN, version=1, kind="drawn", capacity="client")
    assert refused(books, STRANGER, sign) == "not-granted"
    done(books, RUTH, RevokeAccess(client=CLIENT, member=STRANGER.id))
    assert refused(books, STRANGER, look) == "not-granted"


def test_new_scopes_take_the_place_of_the_former() -> None:
    books = standing_books()
    done(books, RUTH, supporter(member=SUPPORTER, scopes=("safety", "aftercare", "safety")))
    access = folder_of(books).access_of(SUPPORTER, AT)
    assert access is not None
    assert access.scopes == ("aftercare", "safety")


@pytest.mark.parametrize(
    ("actor", "request_", "code"),
    [
        (THERAPIST, grant(member=THERAPIST.id, as_role=Role.THERAPIST), "not-to-yourself"),
        (outsider(Role.SUPERVISOR), grant(member="other-supervisor", as_role=Role.SUPERVISOR), "not-to-yourself"),
        (RUTH, supporter(member=RUTH.id), "not-to-yourself"),
        (RUTH, grant(), "only-supporters"),
        (THERAPIST, supporter(), "only-the-client"),
        (THERAPIST, grant(member="compliance", as_role=Role.COMPLIANCE), "no-team-role"),
        (THERAPIST, grant(as_role=Role.PRESCRIBER), "not-in-that-role"),
        (THERAPIST, grant(member="nobody"), "not-in-that-role"),
        (RUTH, supporter(member="walter"), "not-in-that-role"),
        (RUTH, supporter(scopes=()), "scopes-do-not-fit"),
        (THERAPIST, grant(scopes=("plan",)), "scopes-do-not-fit"),
        (THERAPIST, grant(until=AT), "already-over"),
        (
            member(Role.SUPERVISOR),
            grant(member=RESPONSIBLE, as_role=Role.THERAPIST, until=AT + AN_HOUR),
            "responsible-stays",
        ),
    ],
)
def test_access_is_not_given_where_it_does_not_fit(actor: Actor, request_: GrantAccess, code: str) -> None:
    books = standing_books()
    before = folder_of(books)
    assert refused(books, actor, request_) == code
    assert folder_of(books) == before


def test_whoever_has_access_in_one_role_does_not_get_it_in_another_beside() -> None:
    books = standing_books()
    books.add_member(CENTRE, "nurse", Role.NURSE, Role.SUPPORTER)
    assert refused(books, RUTH, supporter(member="nurse")) == "in-another-role"


def test_a_supervisor_puts_staff_on_a_team_without_being_on_it() -> None:
    books = standing_books()
    supervisor = outsider(Role.SUPERVISOR)
    done(books, supervisor, grant())
    assert may_read(books, NURSE)
    assert not may_read(books, supervisor)


def test_the_responsible_clinician_leaves_the_team_only_after_a_transfer() -> None:
    books = standing_books()
    leave = RevokeAccess(client=CLIENT, member=RESPONSIBLE)
    for actor in (THERAPIST, member(Role.SUPERVISOR), member(Role.COMPLIANCE)):
        assert refused(books, actor, leave) == "responsible-stays"
    new = Transfer(client=CLIENT, responsible="counselor", as_role=Role.COUNSELOR, reason="Dana moves to the clinic.")
    done(books, THERAPIST, new)
    done(books, THERAPIST, leave)
    assert not may_read(books, THERAPIST)


def test_once_the_stay_is_completed_whoever_answered_for_it_may_leave() -> None:
    books = standing_books(stay=Stay.COMPLETED)
    done(books, member(Role.SUPERVISOR), RevokeAccess(client=CLIENT, member=RESPONSIBLE))


def test_a_client_does_not_take_staff_off_the_team_and_nobody_is_taken_off_twice() -> None:
    books = standing_books()
    assert refused(books, RUTH, RevokeAccess(client=CLIENT, member="nurse")) == "only-supporters"
    done(books, member(Role.COMPLIANCE), RevokeAccess(client=CLIENT, member=KWAME.id))
    assert refused(books, RUTH, RevokeAccess(client=CLIENT, member=KWAME.id)) == "has-no-access"


def test_a_broken_glass_opens_the_record_for_the_hours_of_the_centre_and_no_longer() -> None:
    books = standing_books()
    books.centres[CENTRE] = Settings(name="Harbour", glass_hours=2)
    answer = done(books, NURSE, BreakGlass(client=CLIENT, reason=REASON))
    until = AT + 2 * AN_HOUR
    assert answer.answer == {"until": until.isoformat()}
    assert may_read(books, NURSE, at=until - AN_HOUR)
    assert refused(books, NURSE, BreakGlass(client=CLIENT, reason=REASON), at=until - AN_HOUR) == "already-open"
    assert not may_read(books, NURSE, at=until)
    done(books, NURSE, BreakGlass(client=CLIENT, reason=REASON), at=until)


def test_a_broken_glass_is_to_look_and_write_down_and_not_to_let_others_in() -> None:
    books = standing_books()
    case_manager = outsider(Role.CASE_MANAGER)
    done(books, case_manager, BreakGlass(client=CLIENT, reason=REASON))
    assert refused(books, case_manager, grant()) == "not-on-care-team"


@pytest.mark.parametrize("reason", ["", "urgent", "         .         "])
def test_the_glass_is_not_broken_without_a_reason(reason: str) -> None:
    books = standing_books()
    assert refused(books, NURSE, BreakGlass(client=CLIENT, reason=reason)) == "no-reason"
    assert not may_read(books, NURSE)


def test_nobody_on_the_team_breaks_the_glass() -> None:
    books = standing_books()
    assert refused(books, member(Role.NURSE), BreakGlass(client=CLIENT, reason=REASON)) == "on-care-team"
