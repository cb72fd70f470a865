"""Anybody who lives or works with a plan proposes a change to it; somebody else settles it."""

from typing import Any

import pytest

from asking import ask, done, folder_of, refused
from dictionary_books import DictionaryBooks
from editing_steps import change, edit, plan_in
from goldthread.plan import SafetyStep, SkillItem, State
from goldthread.plan.operations import AddItem, SetHeader
from goldthread.practice.actions.hold_review import HoldReview
from goldthread.practice.actions.open_review import OpenReview
from goldthread.practice.actions.propose_change import ProposeChange
from goldthread.practice.actions.settle_proposal import SettleProposal
from goldthread.practice.entries import Scope, TeamJoined
from goldthread.practice.folder import Proposal
from goldthread.practice.ledger_text import write_entry
from goldthread.practice.people import Actor
from goldthread.practice.refusing import Refusal
from goldthread.terms import Role, Words
from standing_folders import (
    AT,
    BEFORE,
    CENTRE,
    CLIENT,
    KWAME,
    PLAN,
    PROPOSAL,
    RUTH,
    SUPPORTER,
    TEAM_PROPOSAL,
    member,
    standing_books,
)

THERAPIST, NURSE = member(Role.THERAPIST), member(Role.NURSE)
WALK = AddItem(collection="skills", item=SkillItem(id="k-walk", text="Walk round the block."))
NEW_WORDS = Words(text="I want to sleep and not listen for the door.", said_by="client", on=AT.date())


def propose(*operations: Any, words: str = "", proposal: str = "p-new", seen: int = 0) -> ProposeChange:
    return ProposeChange(client=CLIENT, plan=PLAN, proposal=proposal, seen=seen, operations=operations, words=words)


def settle(outcome: Any, *operations: Any, proposal: str = "p-new", answer: str = "") -> SettleProposal:
    return SettleProposal(
        client=CLIENT, plan=PLAN, proposal=proposal, outcome=outcome, answer=answer, operations=operations
    )


def proposal_in(books: DictionaryBooks, proposal: str = "p-new") -> Proposal:
    held = folder_of(books).plans[PLAN].proposal(proposal)
    assert held is not None
    return held


def only_with(books: DictionaryBooks, *scopes: Scope) -> None:
    """From now on the supporter is let into these alone."""
    entry = TeamJoined(at=BEFORE, by="ruth", role=Role.CLIENT, member=SUPPORTER, as_role=Role.SUPPORTER, scopes=scopes)
    books.entries[CENTRE, CLIENT].append(write_entry(entry))


@pytest.mark.parametrize("actor", [RUTH, KWAME, NURSE], ids=["client", "supporter", "nurse"])
@pytest.mark.parametrize("state", [State.DRAFT, State.ACTIVE])
def test_client_supporter_and_staff_propose_and_the_plan_stays_as_it_is(actor: Actor, state: State) -> None:
    books = standing_books(plan=state)
    seen, before = folder_of(books).plans[PLAN].revision, plan_in(books)
    done(books, actor, propose(WALK, words="It helped twice.", seen=seen))
    made = proposal_in(books).made
    assert (made.by, made.operations, made.words, made.revision) == (actor.id, (WALK,), "It helped twice.", seen)
    assert (plan_in(books), folder_of(books).plans[PLAN].revision) == (before, seen)


def test_the_client_changes_her_own_words_by_a_proposal_that_the_therapist_takes_up() -> None:
    books = standing_books()
    done(books, RUTH, propose(change("g-rest", "own_words", NEW_WORDS), words="Say it like this."))
    done(books, NURSE, edit(change("g-rest", "rank", 5)))
    done(books, THERAPIST, settle("taken-up", answer="Yes."))
    file = folder_of(books).plans[PLAN]
    goal = next(each for each in file.plan.goals if each.id == "g-rest")
    assert (goal.own_words, goal.rank) == (NEW_WORDS, 5)
    assert (file.recent[-1].by, file.recent[-1].cause) == ("therapist", "Say it like this.")
    settled = proposal_in(books).settled
    assert settled is not None
    assert (settled.by, settled.outcome, settled.answer) == ("therapist", "taken-up", "Yes.")


def test_what_others_changed_since_comes_back_as_a_conflict_and_the_proposal_stays_open() -> None:
    books = standing_books()
    done(books, RUTH, propose(change("g-rest", "clinical", "Sleep until five.")))
    done(books, NURSE, edit(change("g-rest", "clinical", "Sleep six hours.")))
    answer = ask(books, THERAPIST, settle("taken-up"))
    assert isinstance(answer, Refusal)
    assert [(each.mine, each.theirs) for each in answer.conflicts] == [("Sleep until five.", "Sleep six hours.")]
    assert proposal_in(books).settled is None


def test_words_of_the_client_that_the_staff_would_change_are_settled_by_the_client_alone() -> None:
    books = standing_books()
    done(books, NURSE, propose(change("t-315", "text", "Awake at three with nothing to do.")))
    for outcome in ("taken-up", "not-now"):
        assert refused(books, THERAPIST, settle(outcome, answer="Let us see.")) == "own-words"
    done(books, RUTH, settle("taken-up"))
    assert next(each.text for each in plan_in(books).triggers if each.id == "t-315").startswith("Awake at three")


def test_a_proposal_is_taken_up_in_part() -> None:
    books = standing_books()
    rank = change("g-rest", "rank", 5)
    done(books, RUTH, propose(WALK, rank))
    assert refused(books, THERAPIST, settle("partly", WALK)) == "answer-needed"
    assert refused(books, THERAPIST, settle("partly", answer="The walk.")) == "not-in-proposal"
    other = change("g-rest", "rank", 2)
    assert refused(books, THERAPIST, settle("partly", other, answer="Not quite.")) == "not-in-proposal"
    done(books, THERAPIST, settle("partly", WALK, answer="The walk now, the order at the review."))
    plan = plan_in(books)
    assert plan.item("k-walk") == WALK.item
    assert next(goal.rank for goal in plan.goals if goal.id == "g-rest") == rank.before


def test_not_now_needs_an_answer_and_changes_nothing() -> None:
    books = standing_books(plan=State.ACTIVE)
    before = folder_of(books).plans[PLAN].plan
    assert refused(books, THERAPIST, settle("not-now", proposal=PROPOSAL, answer=" ")) == "answer-needed"
    done(books, THERAPIST, settle("not-now", proposal=PROPOSAL, answer="The morning group is full until May."))
    assert plan_in(books) == before
    assert refused(books, THERAPIST, settle("not-now", proposal=PROPOSAL, answer="No.")) == "already-settled"


def test_nobody_settles_their_own_proposal_but_may_take_it_back() -> None:
    for actor in (RUTH, THERAPIST):
        books = standing_books()
        done(books, actor, propose(WALK))
        assert refused(books, actor, settle("taken-up")) == "your-own-proposal"
        assert refused(books, NURSE, settle("taken-back")) == "not-your-proposal"
        done(books, actor, settle("taken-back"))
        assert proposal_in(books).settled is not None
        assert plan_in(books).item("k-walk") is None


def test_those_who_only_propose_take_their_own_back_and_settle_nothing() -> None:
    books = standing_books()
    done(books, KWAME, propose(words="Could he ring me on Sundays?"))
    for actor in (KWAME, NURSE):
        assert refused(books, actor, settle("taken-up", proposal=PROPOSAL)) == "only-planners"
    done(books, KWAME, settle("taken-back"))
    done(books, NURSE, settle("taken-back", proposal=TEAM_PROPOSAL))


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (State.PROPOSED, "take-back-plan"),
        (State.AGREED, "take-back-plan"),
        (State.ACTIVE, "Open a review"),
        (State.UNDER_REVIEW, "Hold the review"),
    ],
)
def test_a_plan_that_is_no_draft_takes_nothing_up_and_says_how_it_becomes_one(state: State, word: str) -> None:
    answer = ask(standing_books(plan=state), THERAPIST, settle("taken-up", proposal=PROPOSAL))
    assert isinstance(answer, Refusal)
    assert answer.code == "not-a-draft"
    assert word in answer.fix


def test_what_she_proposed_while_she_lived_by_the_plan_is_taken_up_after_the_review() -> None:
    books = standing_books(plan=State.ACTIVE)
    seen = folder_of(books).plans[PLAN].revision
    done(books, RUTH, propose(change("g-rest", "own_words", NEW_WORDS), seen=seen))
    done(books, NURSE, OpenReview(client=CLIENT, plan=PLAN, cause="She asked for it."))
    done(books, THERAPIST, HoldReview(client=CLIENT, plan=PLAN, review="v-2", outcome="changed"))
    done(books, THERAPIST, settle("taken-up"))
    plan = plan_in(books)
    assert plan.state is State.DRAFT
    assert next(goal.own_words for goal in plan.goals if goal.id == "g-rest") == NEW_WORDS
    assert plan.item("v-2") is not None


def test_a_proposal_says_something_and_has_its_own_name() -> None:
    books = standing_books()
    assert refused(books, RUTH, propose()) == "nothing-proposed"
    there = next(goal.rank for goal in plan_in(books).goals if goal.id == "g-rest")
    assert refused(books, RUTH, propose(change("g-rest", "rank", there))) == "nothing-proposed"
    assert refused(books, RUTH, propose(words="Again.", proposal=PROPOSAL)) == "already-there"
    assert refused(books, RUTH, propose(SetHeader(field="state", before="draft", after="agreed"))) == "has-its-own-verb"
    assert refused(books, RUTH, propose(WALK, seen=7)) == "not-there-yet"
    assert refused(books, THERAPIST, settle("taken-up", proposal="p-none")) == "no-such-proposal"


def test_a_proposal_in_words_is_taken_up_by_what_the_team_then_edits() -> None:
    books = standing_books()
    done(books, THERAPIST, settle("taken-up", proposal=PROPOSAL, answer="From Monday on at nine."))
    assert folder_of(books).plans[PLAN].revision == 0
    assert proposal_in(books, PROPOSAL).settled is not None


def test_a_supporter_proposes_operations_only_where_they_were_let_in() -> None:
    books = standing_books()
    step = AddItem(collection="safety", item=SafetyStep(id="sf-ring", step="person", text="Ring Kwame, day or night."))
    only_with(books, "propose", "safety")
    assert refused(books, KWAME, propose(WALK)) == "not-granted"
    assert refused(books, KWAME, propose(SetHeader(field="title", before="x", after="y"))) == "not-granted"
    done(books, KWAME, propose(step))
    only_with(books, "plan")
    assert refused(books, KWAME, propose(words="May I?", proposal="p-2")) == "not-granted"
