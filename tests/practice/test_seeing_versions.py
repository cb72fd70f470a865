"""Two versions as they stood: read from all entries, so that no version is ever too old to be looked at."""

import pytest

from asking import done, folder_of, refused
from dictionary_books import DictionaryBooks
from editing_steps import change, edit, plan_in
from goldthread.plan import State
from goldthread.practice.actions.ask_for_signatures import AskForSignatures
from goldthread.practice.actions.hold_review import HoldReview
from goldthread.practice.actions.open_review import OpenReview
from goldthread.practice.actions.see_versions import SeeVersions, VersionsView
from goldthread.practice.folder import KEPT_REVISIONS
from goldthread.terms import Role
from standing_folders import CLIENT, PLAN, RESPONSIBLE, RUTH, member, standing_books

THERAPIST, COMPLIANCE = member(Role.THERAPIST), member(Role.COMPLIANCE)


def see(books: DictionaryBooks, **asked: int) -> VersionsView:
    shown = done(books, THERAPIST, SeeVersions(client=CLIENT, plan=PLAN, **asked)).shown
    assert isinstance(shown, VersionsView)
    return shown


def two_versions(edits: int = 1) -> DictionaryBooks:
    """An active plan that a review changed, with that many edits before it was laid before her again."""
    books = standing_books(plan=State.ACTIVE)
    done(books, RUTH, OpenReview(client=CLIENT, plan=PLAN, cause="My plan no longer fits."))
    done(books, THERAPIST, HoldReview(client=CLIENT, plan=PLAN, review="review-new", outcome="changed"))
    for rank in range(edits):
        step = change("g-rest", "rank", rank + 20, plan_in(books))
        done(books, THERAPIST, edit(step, seen=folder_of(books).plans[PLAN].revision, cause="She sleeps less."))
    asked = AskForSignatures(client=CLIENT, plan=PLAN, of={CLIENT: "client"}, cause="After the review.")
    done(books, THERAPIST, asked)
    return books


def test_a_draft_that_nobody_was_asked_to_sign_has_no_version() -> None:
    books = standing_books(plan=State.DRAFT)
    shown = see(books)
    assert (shown.versions, shown.earlier, shown.later) == ((), None, None)
    assert refused(books, THERAPIST, SeeVersions(client=CLIENT, plan=PLAN, later=1)) == "no-such-version"


def test_the_newest_two_stand_beside_each_other_with_the_steps_between_them() -> None:
    shown = see(two_versions())
    assert shown.earlier is not None
    assert shown.later is not None
    assert [shown.earlier.sealed.number, shown.later.sealed.number] == [1, 2]
    ranks = [each.plan.item("g-rest").rank for each in (shown.earlier, shown.later)]  # type: ignore[union-attr]  # a goal
    assert ranks[1] == 20
    assert ranks[0] != 20
    assert "She sleeps less." in [step.cause for step in shown.steps]
    assert "My plan no longer fits." in [step.cause for step in shown.steps]


def test_a_version_that_is_older_than_what_a_folder_keeps_is_still_whole() -> None:
    books = two_versions(edits=KEPT_REVISIONS + 5)
    first = standing_books(plan=State.ACTIVE)
    shown, alone = see(books, earlier=1, later=2), see(first)
    assert shown.earlier is not None
    assert alone.later is not None
    assert shown.earlier.plan == alone.later.plan
    assert len(shown.steps) > KEPT_REVISIONS


def test_the_older_one_is_first_however_they_are_asked_for_and_others_are_refused() -> None:
    books = two_versions()
    shown = see(books, earlier=2, later=1)
    assert shown.earlier is not None
    assert shown.later is not None
    assert (shown.earlier.sealed.number, shown.later.sealed.number) == (1, 2)
    for asked in ({"later": 3}, {"earlier": 7}):
        assert refused(books, THERAPIST, SeeVersions(client=CLIENT, plan=PLAN, **asked)) == "no-such-version"


def test_the_changed_item_alone_asks_her_again() -> None:
    signer = see(two_versions()).agreement.of(CLIENT, "client")
    assert signer is not None
    assert signer.asks == ("g-rest",)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.INTAKE])
def test_who_sees_no_plan_sees_no_version(role: Role) -> None:
    books = two_versions()
    assert refused(books, member(role), SeeVersions(client=CLIENT, plan=PLAN)) == "role-may-not"
    assert done(books, COMPLIANCE, SeeVersions(client=CLIENT, plan=PLAN)).shown.state is State.PROPOSED
    assert RESPONSIBLE  # the plan has somebody who answers for it
