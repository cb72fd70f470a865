"""A plan is opened: by the client and the team as a whole, by a supporter as far as the client let them in."""

import datetime

import msgspec
import pytest

from asking import desk, done, folder_of, refused
from dictionary_books import DictionaryBooks
from editing_steps import plan_in
from goldthread.plan import State
from goldthread.practice.actions.open_plan import OpenPlan
from goldthread.practice.actions.propose_change import ProposeChange
from goldthread.practice.actions.record_disagreement import RecordDisagreement
from goldthread.practice.agreement import standing
from goldthread.practice.check_plan import check_plan
from goldthread.practice.entries import Scope, TeamJoined
from goldthread.practice.ledger_text import write_entry
from goldthread.practice.people import CLINICIANS, Actor
from goldthread.practice.viewing import PlanView
from goldthread.terms import Role
from standing_folders import (
    AT,
    BEFORE,
    CENTRE,
    CLIENT,
    KWAME,
    PLAN,
    RUTH,
    STRANGER,
    SUPPORTER,
    WALTER,
    glass_breaker,
    member,
    outsider,
    standing_books,
    standing_case,
)

OPEN = OpenPlan(client=CLIENT, plan=PLAN)
WHOLE = [RUTH, *(member(role) for role in CLINICIANS), member(Role.COMPLIANCE)]


def view(books: DictionaryBooks, actor: Actor, at: datetime.datetime = AT) -> PlanView:
    shown: PlanView = done(books, actor, OPEN, at=at).shown
    return shown


def let_in(books: DictionaryBooks, *scopes: Scope) -> None:
    """From now on the supporter is let into these alone."""
    entry = TeamJoined(at=BEFORE, by="ruth", role=Role.CLIENT, member=SUPPORTER, as_role=Role.SUPPORTER, scopes=scopes)
    books.entries[CENTRE, CLIENT].append(write_entry(entry))


@pytest.mark.parametrize("actor", WHOLE, ids=lambda actor: str(actor.role))
def test_client_team_and_compliance_see_the_whole_plan(actor: Actor) -> None:
    books = standing_books(plan=State.ACTIVE)
    file = folder_of(books).plans[PLAN]
    shown = view(books, actor)
    assert (shown.plan, shown.revision, shown.state) == (file.plan, file.revision, State.ACTIVE)
    assert (shown.proposals, shown.versions, shown.agreement) == (file.proposals, file.versions, standing(file))
    case = msgspec.structs.replace(standing_case(), plan=file.plan)
    assert shown.findings == check_plan(case=case, desk=desk())
    assert shown.findings


def test_the_checks_look_at_the_plan_on_the_day_on_which_it_is_opened() -> None:
    books = standing_books(plan=State.ACTIVE)
    later = AT + datetime.timedelta(days=60)
    assert "review-overdue" not in {each.check for each in view(books, RUTH).findings}
    assert "review-overdue" in {each.check for each in view(books, RUTH, later).findings}


def test_a_draft_that_nobody_was_asked_to_sign_says_so() -> None:
    assert view(standing_books(), RUTH).agreement is None


def test_through_a_broken_glass_the_plan_is_seen() -> None:
    books = standing_books(plan=State.ACTIVE, glass=True)
    assert view(books, glass_breaker(Role.NURSE)).plan == plan_in(books)


def test_every_opening_is_traced() -> None:
    books = standing_books()
    view(books, RUTH)
    refused(books, STRANGER, OPEN)
    assert [(each.member, each.action, each.outcome) for each in books.trail[CENTRE]] == [
        ("ruth", "open-plan", "done"),
        ("stranger", "open-plan", "not-granted"),
    ]


def test_a_plan_stays_closed_to_everybody_else() -> None:
    books = standing_books(plan=State.ACTIVE)
    assert refused(books, WALTER, OPEN) == "not-your-folder"
    assert refused(books, STRANGER, OPEN) == "not-granted"
    assert refused(books, outsider(Role.THERAPIST), OPEN) == "not-on-care-team"
    for role in (Role.ADMINISTRATOR, Role.INTAKE, Role.PARTNER):
        assert refused(books, member(role), OPEN) == "role-may-not"
    assert refused(books, RUTH, OpenPlan(client=CLIENT, plan="plan-none")) == "no-such-plan"


def test_a_supporter_with_the_plan_sees_it_without_safety_aftercare_and_what_the_staff_says_of_it() -> None:
    books = standing_books(plan=State.ACTIVE)
    aside = RecordDisagreement(
        client=CLIENT, plan=PLAN, disagreement="d-new", about="sf-1", words="That is not how it begins."
    )
    done(books, RUTH, aside)
    let_in(books, "plan")
    shown = view(books, KWAME)
    assert shown.plan is not None
    assert (shown.plan.goals, shown.plan.triggers) == (plan_in(books).goals, plan_in(books).triggers)
    assert (shown.plan.safety, shown.plan.aftercare, shown.plan.waivers) == ((), (), ())
    assert [each.id for each in shown.plan.disagreements] == ["d-medicine"]
    assert shown.findings == ()
    assert shown.agreement is not None
    assert {each.signer for each in shown.agreement.signers} == {SUPPORTER}


@pytest.mark.parametrize("scope", ["safety", "aftercare"])
def test_a_supporter_with_one_part_sees_that_part_alone(scope: Scope) -> None:
    books = standing_books(plan=State.ACTIVE)
    let_in(books, scope)
    shown = view(books, KWAME)
    parts = {"safety": shown.safety, "aftercare": shown.aftercare}
    assert [each.id for each in parts.pop(scope)] == [each.id for each in getattr(plan_in(books), scope)]
    assert list(parts.values()) == [()]
    assert (shown.plan, shown.findings, shown.versions, shown.agreement) == (None, (), (), None)
    text = msgspec.json.encode(shown).decode()
    hidden = plan_in(books)
    assert not [goal.clinical for goal in hidden.goals if goal.clinical in text]
    assert {each.need for each in shown.aftercare} <= {None}
    assert {each.facts for each in (*shown.safety, *shown.aftercare)} == {()}


def test_a_supporter_who_may_only_propose_or_sign_sees_nothing_of_the_plan() -> None:
    books = standing_books(plan=State.ACTIVE)
    let_in(books, "propose", "sign")
    assert refused(books, KWAME, OPEN) == "not-granted"


def test_a_supporter_sees_their_own_proposals_and_no_others() -> None:
    books = standing_books()
    own = ProposeChange(client=CLIENT, plan=PLAN, proposal="p-kwame", seen=0, words="Ring me on Sundays.")
    done(books, KWAME, own)
    shown = view(books, KWAME).proposals
    assert "p-kwame" in {each.made.proposal for each in shown}
    assert {each.made.by for each in shown} == {KWAME.id}
    assert {each.made.by for each in view(books, RUTH).proposals} > {KWAME.id}
