"""A plan is drafted from the record or from a former plan, one draft at a time, and may be withdrawn or taken back."""

from typing import Any

import msgspec
import pytest

from asking import done, folder_of, refused
from editing_steps import plan_in
from goldthread.case import cast_path, read_case
from goldthread.plan import Level, State, Waiver
from goldthread.practice.actions.draft_plan import DraftPlan
from goldthread.practice.actions.take_back_plan import TakeBackPlan
from goldthread.practice.actions.withdraw_plan import WithdrawPlan
from goldthread.practice.folder import Stay
from goldthread.practice.ledger_text import read_folder, write_folder
from goldthread.terms import Role
from standing_folders import AT, CLIENT, PLAN, RUTH, member, standing_books, standing_case

THERAPIST = member(Role.THERAPIST)


def draft(plan: str = "plan-new", **more: Any) -> DraftPlan:
    return DraftPlan(client=CLIENT, plan=plan, **more)


def test_a_draft_is_drawn_from_her_record_for_the_setting_that_she_is_in() -> None:
    books = standing_books(plan=None)
    assert done(books, THERAPIST, draft()).answer == {"plan": "plan-new", "revision": 0}
    plan = folder_of(books).plans["plan-new"].plan
    assert (plan.id, plan.client, plan.state, plan.level) == ("plan-new", CLIENT, State.DRAFT, Level.OUTPATIENT)
    assert (plan.written_by, plan.started_on) == ("therapist", AT.date())
    words = {goal.own_words.text for goal in plan.goals if goal.own_words}
    assert words
    said = msgspec.json.encode(standing_case().record).decode()
    assert all(each in said for each in words)
    assert read_folder(write_folder(folder_of(books))) == folder_of(books)


def test_a_chosen_kind_of_treatment_stands_in_the_draft_and_an_unknown_one_is_refused() -> None:
    books = standing_books(plan=None)
    assert refused(books, THERAPIST, draft(choices={"sleep": ("no-such-treatment",)})) == "unknown-modality"
    assert refused(books, THERAPIST, draft(choices={"no-such-need": ("cbt-i",)})) == "unknown-need"
    done(books, THERAPIST, draft(choices={"sleep": ("sleep-habits",)}))
    plan = folder_of(books).plans["plan-new"].plan
    assert "sleep-habits" in {each.modality for each in plan.interventions if "sleep" in each.needs}


def test_a_former_plan_is_a_start_and_its_reviews_and_waivers_stay_with_it() -> None:
    books = standing_books(plan=State.COMPLETED, stay=Stay.COMPLETED)
    waiver = Waiver(id="w-1", check="link-missing", by="Marit Lund", on=AT.date(), reason="She works on both already.")
    former = msgspec.structs.replace(plan_in(books), waivers=(waiver,))
    done(books, THERAPIST, draft(start=former))
    plan = folder_of(books).plans["plan-new"].plan
    assert (plan.state, plan.reviews, plan.waivers, plan.started_on) == (State.DRAFT, (), (), AT.date())
    assert (plan.goals, plan.disagreements) == (former.goals, former.disagreements)
    assert plan_in(books).state is State.COMPLETED


@pytest.mark.parametrize(("role", "waivers"), [(Role.THERAPIST, ["w-1"]), (Role.CASE_MANAGER, [])])
def test_a_plan_that_was_kept_elsewhere_comes_with_its_history(role: Role, waivers: list[str]) -> None:
    books = standing_books(plan=None)
    kept = standing_case().plan
    assert kept is not None
    waiver = Waiver(id="w-1", check="link-missing", by="Marit Lund", on=AT.date(), reason="She works on both already.")
    done(books, member(role), draft(start=msgspec.structs.replace(kept, waivers=(waiver,))))
    plan = folder_of(books).plans["plan-new"].plan
    assert (plan.state, plan.reviews, plan.started_on) == (State.DRAFT, kept.reviews, kept.started_on)
    assert (plan.written_by, [each.id for each in plan.waivers]) == (kept.written_by, waivers)


def test_her_words_go_over_into_the_next_plan_as_she_said_them() -> None:
    books = standing_books(plan=State.COMPLETED)
    former = plan_in(books)
    goals = former.goals
    own = goals[0].own_words
    assert own is not None
    reworded = msgspec.structs.replace(goals[0], own_words=msgspec.structs.replace(own, text="Be calm."))
    start = msgspec.structs.replace(former, goals=(reworded, *goals[1:]))
    assert refused(books, THERAPIST, draft(start=start)) == "own-words"
    done(books, THERAPIST, draft(start=msgspec.structs.replace(former, triggers=former.triggers[1:])))


def test_nobody_starts_from_the_plan_of_another_client() -> None:
    other = read_case(cast_path("walter-brandt")).case.plan
    assert refused(standing_books(plan=None), THERAPIST, draft(start=other)) == "another-client"


def test_there_is_one_draft_at_a_time_and_an_id_is_used_once() -> None:
    books = standing_books()
    assert refused(books, THERAPIST, draft()) == "a-draft-is-open"
    assert refused(books, THERAPIST, draft(PLAN)) == "already-there"
    done(books, THERAPIST, WithdrawPlan(client=CLIENT, plan=PLAN, reason="Begun in error."))
    done(books, THERAPIST, draft())
    assert set(folder_of(books).plans) == {PLAN, "plan-new"}


def test_a_plan_that_is_lived_by_may_have_a_draft_of_the_next_beside_it() -> None:
    books = standing_books(plan=State.ACTIVE)
    done(books, THERAPIST, draft())
    assert plan_in(books).state is State.ACTIVE


@pytest.mark.parametrize("role", [Role.NURSE, Role.PEER_SPECIALIST, Role.COMPLIANCE, Role.ADMINISTRATOR])
def test_those_who_do_not_plan_draft_nothing(role: Role) -> None:
    assert refused(standing_books(plan=None), member(role), draft()) == "role-may-not"


def test_an_enquiry_has_no_plan() -> None:
    assert refused(standing_books(stay=Stay.ENQUIRY, plan=None), THERAPIST, draft()) == "not-in-this-stay"


def test_a_client_withdraws_without_a_reason_and_a_clinician_says_why() -> None:
    books = standing_books(plan=State.ACTIVE)
    withdraw = WithdrawPlan(client=CLIENT, plan=PLAN)
    assert refused(books, THERAPIST, withdraw) == "no-reason"
    done(books, RUTH, withdraw)
    file = folder_of(books).plans[PLAN]
    assert (file.plan.state, file.recent[-1].by) == (State.WITHDRAWN, "ruth")
    assert refused(books, RUTH, withdraw) == "not-in-this-state"


@pytest.mark.parametrize("state", [State.PROPOSED, State.AGREED])
def test_before_anybody_lives_by_it_a_plan_is_taken_back_to_a_draft(state: State) -> None:
    books = standing_books(plan=state)
    signed = folder_of(books).plans[PLAN].signed
    done(books, RUTH, TakeBackPlan(client=CLIENT, plan=PLAN, reason="My sister is missing from it."))
    file = folder_of(books).plans[PLAN]
    assert (file.plan.state, file.signed) == (State.DRAFT, signed)
    assert refused(books, RUTH, TakeBackPlan(client=CLIENT, plan=PLAN, reason="Again.")) == "not-in-this-state"
