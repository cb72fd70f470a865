"""Several people edit one draft: nothing is lost, and nobody overwrites the client's words."""

from typing import Any

import pytest

from asking import ask, done, folder_of, refused
from editing_steps import change, edit, plan_in
from goldthread.plan import Goal, SkillItem, State
from goldthread.plan.operations import AddItem, ChangeField, Operation, RemoveItem, SetHeader
from goldthread.practice.entries import PlanChanged
from goldthread.practice.folder import KEPT_REVISIONS
from goldthread.practice.ledger_text import read_folder, write_entry, write_folder
from goldthread.practice.refusing import Refusal
from goldthread.terms import Role, Words
from standing_folders import BEFORE, CENTRE, CLIENT, PLAN, RUTH, member, standing_books, standing_case

THERAPIST, NURSE = member(Role.THERAPIST), member(Role.NURSE)
WALK = SkillItem(id="k-walk", text="Walk round the block.")


def test_an_edit_makes_the_next_revision_and_says_whose_it_was() -> None:
    books = standing_books()
    answer = done(books, NURSE, edit(change("g-rest", "rank", 4), cause="She put it last today."))
    assert answer.answer == {"plan": PLAN, "revision": 1, "changed": True}
    file = folder_of(books).plans[PLAN]
    (revised,) = file.recent
    assert (revised.by, revised.role, revised.cause) == (NURSE.id, Role.NURSE, "She put it last today.")
    assert file.plan.item("g-rest") == _goal(rank=4)
    assert read_folder(write_folder(folder_of(books))) == folder_of(books)


def _goal(**fields: Any) -> Goal:
    plan = standing_case().plan
    assert plan is not None
    goal = next(goal for goal in plan.goals if goal.id == "g-rest")
    return Goal(**{**{name: getattr(goal, name) for name in goal.__struct_fields__}, **fields})


def test_two_people_who_saw_the_same_plan_edit_different_items_and_both_stand() -> None:
    books = standing_books()
    done(books, NURSE, edit(AddItem(collection="skills", item=WALK)))
    done(books, THERAPIST, edit(change("g-rest", "clinical", "Sleep six hours in five nights of seven.")))
    plan = plan_in(books)
    assert plan.item("k-walk") == WALK
    assert plan.item("g-rest") == _goal(clinical="Sleep six hours in five nights of seven.")


def test_two_people_who_change_the_same_words_are_both_heard() -> None:
    books = standing_books()
    done(books, NURSE, edit(change("g-rest", "clinical", "Sleep six hours.")))
    answer = ask(books, THERAPIST, edit(change("g-rest", "clinical", "Sleep through until five.")))
    assert isinstance(answer, Refusal)
    (clash,) = answer.conflicts
    assert (answer.code, answer.details) == ("conflict", {"revision": 1})
    assert (clash.item, clash.field) == ("g-rest", "clinical")
    assert (clash.mine, clash.theirs) == ("Sleep through until five.", "Sleep six hours.")
    assert plan_in(books).item("g-rest") == _goal(clinical="Sleep six hours.")
    settled = change("g-rest", "clinical", "Sleep six hours, until five.", plan_in(books))
    done(books, THERAPIST, edit(settled, seen=1))
    assert plan_in(books).item("g-rest") == _goal(clinical="Sleep six hours, until five.")


def test_an_edit_that_is_there_already_makes_no_new_revision() -> None:
    books = standing_books()
    same = edit(change("g-rest", "rank", 4))
    done(books, NURSE, same)
    for actor in (NURSE, THERAPIST):
        assert done(books, actor, same).answer == {"plan": PLAN, "revision": 1, "changed": False}
    assert folder_of(books).plans[PLAN].revision == 1


def test_operations_may_come_as_plain_values() -> None:
    books = standing_books()
    plain = ChangeField(
        collection="objectives", id="o-sleep", field="target_date", before=_target_date(), after="2026-12-24"
    )
    done(books, THERAPIST, edit(plain))
    assert [str(each.target_date) for each in plan_in(books).objectives if each.id == "o-sleep"] == ["2026-12-24"]


def _target_date() -> str:
    plan = standing_case().plan
    assert plan is not None
    return str(next(each.target_date for each in plan.objectives if each.id == "o-sleep"))


def _clients_words() -> list[Operation]:
    plan = standing_case().plan
    assert plan is not None
    goal, trigger, sign = plan.goals[0], plan.triggers[0], plan.early_signs[0]
    words = Words(text="Be a better mother.", said_by="client", on=standing_case().on)
    return [
        change(goal.id, "own_words", words),
        change(goal.id, "own_words", None),
        change(trigger.id, "text", "Stress at work"),
        change(sign.id, "text", "Irritability"),
        RemoveItem(collection="early_signs", item=sign),
    ]


@pytest.mark.parametrize("operation", _clients_words())
def test_nobody_on_the_staff_changes_or_takes_out_what_the_client_said(operation: Operation) -> None:
    books = standing_books()
    answer = ask(books, THERAPIST, edit(operation))
    assert isinstance(answer, Refusal)
    assert (answer.code, answer.fix) == ("own-words", "Propose the change; the client settles it.")
    assert folder_of(books).plans[PLAN].revision == 0


def test_the_clients_words_are_written_down_where_there_were_none() -> None:
    books = standing_books()
    said = Words(text="One evening with nobody to save.", said_by="client", on=standing_case().on)
    goal = Goal(id="g-evening", section=_goal().section)
    done(books, NURSE, edit(AddItem(collection="goals", item=goal)))
    written = ChangeField(collection="goals", id="g-evening", field="own_words", before=None, after=said)
    done(books, NURSE, edit(written, seen=1))
    held = plan_in(books).item("g-evening")
    assert isinstance(held, Goal)
    assert held.own_words == said


def test_what_has_a_verb_of_its_own_is_not_edited() -> None:
    books, plan = standing_books(), standing_case().plan
    assert plan is not None
    for operation in (
        SetHeader(field="state", before="draft", after="active"),
        RemoveItem(collection="disagreements", item=plan.disagreements[0]),
        change(plan.disagreements[0].id, "answer", ""),
        RemoveItem(collection="reviews", item=plan.reviews[0]),
    ):
        assert refused(books, THERAPIST, edit(operation)) == "has-its-own-verb"


def test_a_client_proposes_and_does_not_edit_and_a_living_plan_is_not_edited() -> None:
    assert refused(standing_books(), RUTH, edit(change("g-rest", "rank", 4))) == "role-may-not"
    for state in set(State) - {State.DRAFT}:
        books = standing_books(plan=state)
        assert refused(books, THERAPIST, edit(change("g-rest", "rank", 4))) == "not-in-this-state", state


def test_what_does_not_fit_the_plan_is_refused_whole() -> None:
    books = standing_books()
    good = AddItem(collection="skills", item=WALK)
    for wrong, code in (
        (ChangeField(collection="goals", id="g-none", field="rank", before=1, after=2), "no-such-item"),
        (ChangeField(collection="goals", id="g-rest", field="rank", before=77, after=2), "not-what-stands-there"),
        (ChangeField(collection="goals", id="g-rest", field="colour", before=1, after=2), "bad-value"),
        (ChangeField(collection="dreams", id="g-rest", field="rank", before=1, after=2), "bad-value"),
        (change("g-rest", "needs", ("no-such-need",)), "dangling-reference"),
    ):
        assert refused(books, THERAPIST, edit(good, wrong)) == code
    assert folder_of(books).plans[PLAN].revision == 0


def test_a_revision_that_is_not_there_or_too_long_ago_is_said() -> None:
    books = standing_books()
    assert refused(books, THERAPIST, edit(change("g-rest", "rank", 4), seen=1)) == "not-there-yet"
    stamp: dict[str, Any] = {"at": BEFORE, "by": THERAPIST.id, "role": Role.THERAPIST}
    programme = plan_in(books).programme
    for number in range(1, KEPT_REVISIONS + 2):
        step = SetHeader(field="programme", before=programme, after=f"Evening {number}")
        entry = PlanChanged(**stamp, plan=PLAN, revision=number, operations=(step,))
        books.entries[CENTRE, CLIENT].append(write_entry(entry))
        programme = f"Evening {number}"
    assert refused(books, NURSE, edit(AddItem(collection="skills", item=WALK))) == "seen-too-old"
    done(books, NURSE, edit(AddItem(collection="skills", item=WALK), seen=1))
    assert plan_in(books).item("k-walk") == WALK
