"""A review is opened for a cause, held with an outcome, and the plan moves as the table of states says."""

import datetime
from typing import Any

import pytest

from asking import done, folder_of, refused
from dictionary_books import DictionaryBooks
from editing_steps import change, edit, plan_in
from goldthread.plan import ReviewRule, State
from goldthread.practice.actions.hold_review import HoldReview
from goldthread.practice.actions.open_review import OpenReview
from goldthread.practice.ledger_text import read_folder, write_folder
from goldthread.terms import Role
from standing_folders import AT, CLIENT, PLAN, RUTH, member, standing_books

THERAPIST, NURSE = member(Role.THERAPIST), member(Role.NURSE)
CAUSE = "My plan no longer fits."
DUE = datetime.datetime(2026, 11, 13, 9, tzinfo=datetime.UTC)  # the day of her monthly review


def hold(outcome: Any, **more: Any) -> HoldReview:
    return HoldReview(client=CLIENT, plan=PLAN, review="review-new", outcome=outcome, **more)


def opened() -> DictionaryBooks:
    books = standing_books(plan=State.ACTIVE)
    done(books, RUTH, OpenReview(client=CLIENT, plan=PLAN, cause=CAUSE))
    return books


def rules(books: DictionaryBooks) -> dict[str, ReviewRule]:
    return {rule.id: rule for rule in plan_in(books).review_rules}


def test_the_client_opens_a_review_in_her_own_words() -> None:
    books = opened()
    file = folder_of(books).plans[PLAN]
    assert (file.plan.state, file.recent[-1].cause, file.recent[-1].by) == (State.UNDER_REVIEW, CAUSE, "ruth")


@pytest.mark.parametrize(
    ("outcome", "state"), [("kept", State.ACTIVE), ("changed", State.DRAFT), ("ended", State.COMPLETED)]
)
def test_the_outcome_says_where_the_plan_goes(outcome: str, state: State) -> None:
    books = opened()
    done(books, THERAPIST, hold(outcome, note="We looked at it together."))
    file = folder_of(books).plans[PLAN]
    held = next(each for each in file.plan.reviews if each.id == "review-new")
    assert file.plan.state is state
    assert (held.on, held.cause, held.outcome, held.note) == (AT.date(), CAUSE, outcome, "We looked at it together.")
    assert len(file.versions) == 1
    assert read_folder(write_folder(folder_of(books))) == folder_of(books)


def test_after_a_review_that_changes_it_the_plan_is_edited_as_its_next_version() -> None:
    books = opened()
    done(books, THERAPIST, hold("changed"))
    seen = folder_of(books).plans[PLAN].revision
    done(books, NURSE, edit(change("g-rest", "rank", 5, plan_in(books)), seen=seen))
    assert folder_of(books).plans[PLAN].revision == seen + 1


def test_a_monthly_review_that_was_due_is_due_again_in_a_month_and_an_early_one_moves_nothing() -> None:
    early = opened()
    before = rules(early)
    done(early, THERAPIST, hold("kept"))
    assert rules(early) == before
    due = opened()
    done(due, THERAPIST, hold("kept"), at=DUE)
    assert rules(due)["r-30"].next_on == datetime.date(2026, 12, 13)
    assert rules(due)["r-board"] == before["r-board"]


def test_the_day_that_was_agreed_on_is_the_next() -> None:
    day = datetime.date(2026, 12, 1)
    due = opened()
    done(due, THERAPIST, hold("kept", next_on=day), at=DUE)
    assert rules(due)["r-30"].next_on == day
    early = opened()
    done(early, THERAPIST, hold("kept", next_on=day))
    assert rules(early)["review-new-next"].next_on == day
    assert refused(opened(), THERAPIST, hold("kept", next_on=AT.date())) == "day-has-passed"


def test_a_plan_that_ended_waits_for_no_review() -> None:
    books = opened()
    before = rules(books)
    done(books, THERAPIST, hold("ended", next_on=datetime.date(2026, 12, 1)), at=DUE)
    assert rules(books) == before


def test_reviews_are_opened_on_a_plan_in_force_and_held_once_opened() -> None:
    review = OpenReview(client=CLIENT, plan=PLAN, cause=CAUSE)
    for state in set(State) - {State.ACTIVE}:
        assert refused(standing_books(plan=state), RUTH, review) == "not-in-this-state", state
    assert refused(standing_books(plan=State.ACTIVE), THERAPIST, hold("kept")) == "not-in-this-state"
    books = opened()
    assert refused(books, RUTH, hold("kept")) == "role-may-not"
    taken = HoldReview(client=CLIENT, plan=PLAN, review="v-1", outcome="kept")
    assert refused(books, THERAPIST, taken) == "already-there"
