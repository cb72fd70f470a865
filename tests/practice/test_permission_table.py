"""The table of role, action and state is what happens: every row of it is tried on a folder that stands there."""

import pytest

from asking import desk
from dictionary_books import DictionaryBooks
from goldthread.practice.actions import action_named, all_actions
from goldthread.practice.folder import Folder, Stay
from goldthread.practice.people import CLINICIANS, Actor
from goldthread.practice.perform import Done, perform
from goldthread.practice.permission_table import MAY, Case, Relation, Row, relations_of, rows_of
from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.policies import POLICIES
from goldthread.terms import Role
from standing_folders import (
    AT,
    CENTRE,
    CLIENT,
    KWAME,
    RUTH,
    STRANGER,
    WALTER,
    glass_breaker,
    member,
    outsider,
    standing_books,
)
from valid_requests import built_actions, folder_needed, valid_request

WHO = [(action, role, relation) for action in all_actions() for role in Role for relation in relations_of(role)]


def test_every_action_has_its_permission_its_moment_and_a_request_to_try_it_with() -> None:
    names = set(all_actions())
    assert names == set(PERMISSIONS) == set(POLICIES)
    assert names <= built_actions()


@pytest.mark.parametrize(("action", "role", "relation"), WHO)
def test_what_the_table_says_is_what_happens(action: str, role: Role, relation: Relation) -> None:
    rows = [row for row in rows_of(action) if (row.role, row.relation) == (role, relation)]
    wrong = [(row.case, row.answer, answer) for row in rows if (answer := tried(row)) != row.answer]
    assert wrong == []


def may(role: Role, relation: Relation) -> set[str]:
    """What somebody may do in at least one case."""
    rows = (row for action in all_actions() for row in rows_of(action))
    return {row.action for row in rows if (row.role, row.relation, row.answer) == (role, relation, MAY)}


def test_an_administrator_looks_after_the_centre_and_reaches_nobody() -> None:
    assert may(Role.ADMINISTRATOR, Relation.CENTRE) == {"read-settings", "change-settings"}


def test_a_partner_and_whoever_is_not_let_in_may_do_nothing() -> None:
    assert may(Role.PARTNER, Relation.CENTRE) == set()
    assert may(Role.CLIENT, Relation.ANOTHER) == may(Role.SUPPORTER, Relation.NOT_GRANTED) == set()


@pytest.mark.parametrize("role", CLINICIANS)
def test_outside_the_team_nothing_of_a_client_is_seen_or_changed_and_through_a_broken_glass_little(role: Role) -> None:
    centre_wide = {"take-enquiry", "list-clients"}
    if role is Role.SUPERVISOR:
        centre_wide |= {"find-client", "grant-access", "revoke-access"}
    assert may(role, Relation.OUTSIDE) == centre_wide | {"break-glass"}
    assert may(role, Relation.GLASS) == centre_wide | {"open-record", "open-plan", "record-fact"}


def test_session_notes_are_for_those_who_hold_sessions_and_only_on_the_team() -> None:
    for action in ("write-session-note", "read-session-notes"):
        who = {(row.role, row.relation) for row in rows_of(action) if row.answer == MAY}
        assert who == {(role, Relation.TEAM) for role in (Role.THERAPIST, Role.COUNSELOR, Role.PRESCRIBER)}


def test_in_a_folder_that_was_joined_to_another_nothing_is_done_but_look_hand_out_and_end() -> None:
    rows = (row for action in all_actions() for row in rows_of(action))
    done = {row.action for row in rows if row.case.stay is Stay.MERGED and row.answer == MAY}
    look = {"open-plan", "see-versions", "see-trace", "read-session-notes", "survey-charts", "see-accounts"}
    assert done == look | {"export-client", "undo-merge", "erase-client", "close-account", "review-glass"}


def test_nobody_is_erased_while_in_treatment() -> None:
    answers = {row.answer for row in rows_of("erase-client") if row.case.stay is Stay.ADMITTED}
    assert answers == {"role-may-not", "not-in-this-stay"}


def actor_of(role: Role, relation: Relation) -> Actor:
    known = {
        Relation.OWN: RUTH,
        Relation.ANOTHER: WALTER,
        Relation.GRANTED: KWAME,
        Relation.NOT_GRANTED: STRANGER,
        Relation.OUTSIDE: outsider(role),
        Relation.GLASS: glass_breaker(role),
    }
    return known.get(relation, member(role))


def books_of(row: Row) -> DictionaryBooks:
    case = row.case if row.case.stay is not None else Case(stay=Stay.ADMITTED)
    needed = folder_needed(row.action, case.stay)
    if case.state is None:
        needed.pop("signed", None)
    assert case.stay is not None
    needed.setdefault("glass", row.relation is Relation.GLASS)
    return standing_books(stay=case.stay, plan=case.state, **needed)


def tried(row: Row) -> str:
    """What comes of it: MAY where it was done, else the code of the refusal; either way it left what it must."""
    books = books_of(row)
    folder = books.folder_of(CENTRE, CLIENT)
    action = action_named(row.action)
    assert action is not None
    assert isinstance(folder, Folder)
    actor = actor_of(row.role, row.relation)
    before = written(books)
    request = valid_request(row.action, actor, folder)
    answer = perform(action=action, request=request, actor=actor, at=AT, books=books, desk=desk())
    outcome = MAY if isinstance(answer, Done) else answer.code
    (trace,) = books.trail[CENTRE]
    assert (trace.action, trace.outcome) == (row.action, "done" if outcome == MAY else outcome)
    assert (written(books) != before) == (outcome == MAY and action.writes), row
    return outcome


def written(books: DictionaryBooks) -> tuple[object, ...]:
    return (
        {client: len(entries) for client, entries in books.entries.items()},
        {author: len(notes) for author, notes in books.note_entries.items()},
        set(books.erased_clients),
        dict(books.centres),
    )
