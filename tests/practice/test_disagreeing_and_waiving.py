"""Disagreement is kept and answered by somebody else; a finding is set aside by a named person, with a reason."""

import datetime
from typing import Any

import msgspec
import pytest

from asking import ask, done, folder_of, refused
from dictionary_books import DictionaryBooks
from editing_steps import edit, plan_in
from goldthread.checks import Finding
from goldthread.plan import Disagreement, State, Waiver
from goldthread.plan.operations import AddItem, RemoveItem
from goldthread.practice.actions.open_plan import OpenPlan
from goldthread.practice.actions.record_disagreement import RecordDisagreement
from goldthread.practice.actions.waive_finding import WaiveFinding
from goldthread.practice.agreement import item_hashes
from goldthread.practice.entries import TeamJoined
from goldthread.practice.ledger_text import write_entry
from goldthread.practice.people import Actor
from goldthread.practice.refusing import Refusal
from goldthread.terms import Role
from standing_folders import AT, BEFORE, CENTRE, CLIENT, KWAME, PLAN, RUTH, SETTINGS, member, standing_books

THERAPIST, NURSE = member(Role.THERAPIST), member(Role.NURSE)
LIVING = [State.DRAFT, State.PROPOSED, State.AGREED, State.ACTIVE, State.UNDER_REVIEW]
TODAY = AT.date()


def disagree(**more: Any) -> RecordDisagreement:
    said = {"about": "i-online", "words": "I want a room with chairs in it."}
    return RecordDisagreement(client=CLIENT, plan=PLAN, disagreement="d-new", **{**said, **more})


def answer(words: str = "The Tuesday room is free from May on.", **more: Any) -> RecordDisagreement:
    return RecordDisagreement(client=CLIENT, plan=PLAN, disagreement="d-new", answer=words, **more)


def disagreement_in(books: DictionaryBooks) -> Disagreement:
    return next(each for each in plan_in(books).disagreements if each.id == "d-new")


@pytest.mark.parametrize("state", LIVING)
def test_a_disagreement_stands_in_a_living_plan_in_the_clients_words_and_changes_nothing_signed(state: State) -> None:
    books = standing_books(plan=state)
    before = item_hashes(plan_in(books))
    done(books, RUTH, disagree(who="somebody else"))
    held = disagreement_in(books)
    assert (held.about, held.who, held.on) == ("i-online", "Ruth Okafor", TODAY)
    assert held.words == "I want a room with chairs in it."
    assert item_hashes(plan_in(books)) == before
    assert plan_in(books).state is state


def test_somebody_else_answers_and_the_answer_stays() -> None:
    books = standing_books(plan=State.ACTIVE)
    done(books, RUTH, disagree())
    assert refused(books, RUTH, answer()) == "your-own-disagreement"
    assert refused(books, KWAME, answer()) == "team-answers"
    done(books, THERAPIST, answer(who="Marit Lund"))
    held = disagreement_in(books)
    assert (held.answer, held.answered_by, held.answered_on) == (answer().answer, "Marit Lund", TODAY)
    revision = folder_of(books).plans[PLAN].revision
    assert done(books, THERAPIST, answer(who="Marit Lund")).answer["revision"] == revision
    assert refused(books, THERAPIST, answer("No.")) == "already-answered"


def test_a_nurse_who_disagrees_is_answered_by_another_nurse_or_by_the_client() -> None:
    other = Actor(id="nurse-two", centre=CENTRE, role=Role.NURSE)
    joined = TeamJoined(at=BEFORE, by="supervisor", role=Role.SUPERVISOR, member=other.id, as_role=Role.NURSE)
    for answering in (other, RUTH):
        books = standing_books()
        books.entries[CENTRE, CLIENT].append(write_entry(joined))
        done(books, NURSE, disagree())
        assert refused(books, NURSE, answer()) == "your-own-disagreement"
        done(books, answering, answer())
    assert disagreement_in(books).answered_by == "Ruth Okafor"


def test_what_somebody_else_said_is_written_down_and_answered_by_who_wrote_it_down() -> None:
    books = standing_books()
    done(books, THERAPIST, disagree(who="Gail, her sponsor"))
    done(books, THERAPIST, answer())
    assert disagreement_in(books).who == "Gail, her sponsor"


def test_a_supporter_disagrees_too() -> None:
    books = standing_books()
    done(books, KWAME, disagree(who="Kwame"))
    assert disagreement_in(books).who == "Kwame"


def test_a_disagreement_is_about_something_and_says_something() -> None:
    books = standing_books()
    assert refused(books, RUTH, disagree(about="i-none")) == "no-such-item"
    assert refused(books, RUTH, disagree(words=" ")) == "one-or-the-other"
    assert refused(books, RUTH, disagree(about=None)) == "one-or-the-other"
    assert refused(books, RUTH, disagree(answer="Both at once.")) == "one-or-the-other"
    assert refused(books, THERAPIST, answer()) == "no-such-disagreement"
    done(books, RUTH, disagree())
    assert refused(books, NURSE, disagree()) == "already-there"
    assert refused(standing_books(plan=State.WITHDRAWN), RUTH, disagree()) == "not-in-this-state"


def waive(**more: Any) -> WaiveFinding:
    said = {
        "waiver": "w-new",
        "check": "link-missing",
        "item": "opioid-use",
        "by": "Marit Lund",
        "reason": "Both are worked on in one hour already.",
    }
    return WaiveFinding(client=CLIENT, plan=PLAN, **{**said, **more})


def findings(books: DictionaryBooks, at: datetime.datetime = AT) -> list[tuple[str, str]]:
    shown: tuple[Finding, ...] = done(books, THERAPIST, OpenPlan(client=CLIENT, plan=PLAN), at=at).shown.findings
    return [(each.check, each.waived_by) for each in shown]


@pytest.mark.parametrize("state", LIVING)
def test_a_finding_is_set_aside_by_name_with_a_reason(state: State) -> None:
    books = standing_books(plan=state)
    assert ("link-missing", "") in findings(books)
    done(books, THERAPIST, waive())
    assert ("link-missing", "Marit Lund") in findings(books)
    (waiver,) = plan_in(books).waivers
    assert (waiver.on, waiver.reason, waiver.until) == (TODAY, waive().reason, None)


def test_what_the_checks_do_not_find_now_cannot_be_set_aside() -> None:
    books = standing_books()
    assert refused(books, THERAPIST, waive(item="sleep")) == "no-such-finding"
    assert refused(books, THERAPIST, waive(check="no-such-check")) == "no-such-finding"
    assert refused(books, THERAPIST, waive(until=TODAY - datetime.timedelta(days=1))) == "day-has-passed"
    assert refused(books, NURSE, waive()) == "role-may-not"
    assert refused(books, RUTH, waive()) == "role-may-not"
    assert plan_in(books).waivers == ()


def test_a_waiver_that_is_there_is_not_given_twice_and_one_that_ran_out_makes_room() -> None:
    books = standing_books()
    done(books, THERAPIST, waive(until=TODAY))
    assert done(books, THERAPIST, waive(until=TODAY)).answer["revision"] == 1
    assert refused(books, THERAPIST, waive(waiver="w-two")) == "already-waived"
    tomorrow = AT + datetime.timedelta(days=1)
    assert ("link-missing", "") in findings(books, tomorrow)
    done(books, THERAPIST, waive(waiver="w-two"), at=tomorrow)
    assert [each.id for each in plan_in(books).waivers] == ["w-two"]


def test_a_draft_may_lose_a_waiver_by_an_edit_and_gains_none_by_one() -> None:
    books = standing_books()
    waiver = Waiver(id="w-new", check="link-missing", by="Somebody", on=TODAY, reason="No reason to be named.")
    assert refused(books, NURSE, edit(AddItem(collection="waivers", item=waiver))) == "has-its-own-verb"
    done(books, THERAPIST, waive())
    done(books, NURSE, edit(RemoveItem(collection="waivers", item=plan_in(books).waivers[0]), seen=1))
    assert ("link-missing", "") in findings(books)


@pytest.mark.parametrize("allowed", [True, False])
def test_the_centre_says_whether_a_finding_that_stops_a_plan_may_be_set_aside(allowed: bool) -> None:
    books = standing_books()
    books.centres[CENTRE] = msgspec.structs.replace(SETTINGS, waive_stops=allowed)
    steps = [RemoveItem(collection="safety", item=each) for each in plan_in(books).safety]
    done(books, THERAPIST, edit(*steps))
    request = waive(check="suicide-risk-without-safety-plan", item="suicide-risk")
    outcome = ask(books, THERAPIST, request)
    assert (outcome.code if isinstance(outcome, Refusal) else "done") == ("done" if allowed else "must-be-settled")
