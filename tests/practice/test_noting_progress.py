"""In a review it is noted how it goes. Numbers ask nobody to sign again; what is changed or ended does."""

from typing import Any

import pytest

from asking import done, folder_of, refused
from dictionary_books import DictionaryBooks
from editing_steps import change, plan_in
from goldthread.plan import State
from goldthread.plan.operations import ChangeField
from goldthread.practice.actions.hold_review import HoldReview
from goldthread.practice.actions.note_progress import NoteProgress
from goldthread.practice.actions.open_review import OpenReview
from goldthread.practice.agreement import changes_what_is_signed, standing
from goldthread.terms import Role
from standing_folders import CLIENT, PLAN, RUTH, member, standing_books

THERAPIST, NURSE = member(Role.THERAPIST), member(Role.NURSE)


def opened() -> DictionaryBooks:
    books = standing_books(plan=State.ACTIVE)
    done(books, RUTH, OpenReview(client=CLIENT, plan=PLAN, cause="My plan no longer fits."))
    return books


def note(books: DictionaryBooks, *steps: ChangeField, **more: Any) -> NoteProgress:
    seen = folder_of(books).plans[PLAN].revision
    return NoteProgress(client=CLIENT, plan=PLAN, seen=seen, operations=steps, **more)


def hold(books: DictionaryBooks, outcome: Any) -> Any:
    return HoldReview(client=CLIENT, plan=PLAN, review="review-new", outcome=outcome)


def asks(books: DictionaryBooks) -> tuple[str, ...]:
    found = standing(folder_of(books).plans[PLAN]).of(CLIENT, "client")
    assert found is not None
    return found.asks


def test_ratings_and_a_goal_that_is_reached_leave_every_signature_and_the_plan_goes_on() -> None:
    books = opened()
    plan = plan_in(books)
    steps = (
        change("g-rest", "confidence_client", 9, plan),
        change("g-rest", "importance_clinician", 3, plan),
        change("g-rest", "status", "reached", plan),
        change("g-rest", "status_reason", "She sleeps until six.", plan),
    )
    assert not changes_what_is_signed(steps)
    done(books, NURSE, note(books, *steps, words="She said so."))
    assert asks(books) == ()
    done(books, THERAPIST, hold(books, "kept"))
    file = folder_of(books).plans[PLAN]
    assert file.plan.state is State.ACTIVE
    goal = file.plan.item("g-rest")
    assert (goal.confidence_client, goal.status) == (9, "reached")  # type: ignore[union-attr]  # a goal


@pytest.mark.parametrize("status", ["changed", "deferred", "ended"])
def test_a_goal_that_is_changed_or_ended_is_signed_again_and_the_plan_cannot_go_on_as_it_is(status: str) -> None:
    books = opened()
    done(books, THERAPIST, note(books, change("g-rest", "status", status, plan_in(books))))
    assert asks(books) == ("g-rest",)
    assert refused(books, THERAPIST, hold(books, "kept")) == "sign-again"
    done(books, THERAPIST, hold(books, "changed"))
    assert folder_of(books).plans[PLAN].plan.state is State.DRAFT


def test_nothing_else_of_the_plan_is_changed_in_a_review() -> None:
    books = opened()
    step = change("g-rest", "clinical", "Another wording.", plan_in(books))
    assert refused(books, THERAPIST, note(books, step)) == "not-progress"
    assert asks(books) == ()


def test_what_two_people_note_differently_is_a_conflict_and_the_same_again_is_no_new_revision() -> None:
    books = opened()
    plan, seen = plan_in(books), folder_of(books).plans[PLAN].revision
    done(books, THERAPIST, note(books, change("g-rest", "confidence_client", 9, plan)))
    other = NoteProgress(
        client=CLIENT, plan=PLAN, seen=seen, operations=(change("g-rest", "confidence_client", 2, plan),)
    )
    assert refused(books, NURSE, other) == "conflict"
    same = NoteProgress(
        client=CLIENT, plan=PLAN, seen=seen, operations=(change("g-rest", "confidence_client", 9, plan),)
    )
    assert done(books, NURSE, same).answer["changed"] is False


def test_outside_of_a_review_and_by_the_client_alone_nothing_is_noted() -> None:
    active = standing_books(plan=State.ACTIVE)
    step = change("g-rest", "confidence_client", 9, plan_in(active))
    assert refused(active, THERAPIST, note(active, step)) == "not-in-this-state"
    assert refused(opened(), RUTH, note(active, step)) == "role-may-not"
