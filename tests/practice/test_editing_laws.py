"""Laws of editing together: from one revision that both saw, nothing of either is lost unseen."""

from typing import Any

import msgspec
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from asking import ask, done
from dictionary_books import DictionaryBooks
from goldthread.plan import REFERENCES, Plan
from goldthread.plan.operations import ChangeField
from goldthread.practice.actions.edit_plan import EditPlan
from goldthread.practice.actions.propose_change import ProposeChange
from goldthread.practice.actions.settle_proposal import SettleProposal
from goldthread.practice.editing import own_words_in
from goldthread.practice.entries import PlanStarted
from goldthread.practice.ledger_text import write_entry
from goldthread.practice.refusing import Refusal
from goldthread.terms import Role
from plans_strategy import plans, values_of
from standing_folders import BEFORE, CENTRE, CLIENT, RUTH, member, standing_books

THERAPIST, NURSE = member(Role.THERAPIST), member(Role.NURSE)
_POINTING = {(collection, field) for collection, field, _ in REFERENCES}
_CLOSED = {"disagreements", "waivers", "reviews"}


@st.composite
def changes(draw: st.DrawFn, plan: Plan) -> ChangeField:
    """One field of one item that may be edited and points at nothing, changed."""
    places = [
        (name, item, field)
        for name, item in plan.items()
        if name not in _CLOSED
        for field in item.__struct_fields__[1:]
        if (name, field) not in _POINTING
    ]
    assume(places)
    name, item, field = draw(st.sampled_from(places))
    after = draw(st.sampled_from(values_of(type(item), field)))
    before = getattr(item, field)
    changed = ChangeField(collection=name, id=item.id, field=field, before=before, after=after)
    assume(msgspec.structs.replace(item, **{field: after}) != item)
    assume(not own_words_in((changed,)))
    return changed


@st.composite
def two_changes(draw: st.DrawFn) -> tuple[Plan, ChangeField, ChangeField]:
    plan = draw(plans())
    plan = msgspec.structs.replace(plan, id="plan-drawn", client=CLIENT, state="draft")
    return plan, draw(changes(plan)), draw(changes(plan))


def books_with(plan: Plan) -> DictionaryBooks:
    books = standing_books(plan=None)
    started = PlanStarted(at=BEFORE, by=THERAPIST.id, role=Role.THERAPIST, plan=plan)
    books.entries[CENTRE, CLIENT].append(write_entry(started))
    return books


def edit(operation: ChangeField) -> EditPlan:
    return EditPlan(client=CLIENT, plan="plan-drawn", seen=0, operations=(operation,))


def value(books: DictionaryBooks, operation: ChangeField) -> Any:
    folder = books.folder_of(CENTRE, CLIENT)
    assert folder is not None
    return getattr(folder.plans["plan-drawn"].plan.item(operation.id), operation.field)


def wanted(plan: Plan, operation: ChangeField) -> Any:
    """The value as an item holds it: sets are kept in their order."""
    item = plan.item(operation.id)
    assert item is not None
    return getattr(msgspec.structs.replace(item, **{operation.field: operation.after}), operation.field)


def same_place(one: ChangeField, other: ChangeField) -> bool:
    return (one.id, one.field) == (other.id, other.field)


@given(two_changes())
@settings(max_examples=60, deadline=None)
def test_edits_of_different_items_or_fields_that_both_saw_as_they_were_both_stand(
    drawn: tuple[Plan, ChangeField, ChangeField],
) -> None:
    plan, mine, theirs = drawn
    assume(not same_place(mine, theirs))
    for first, second in ((mine, theirs), (theirs, mine)):
        books = books_with(plan)
        done(books, NURSE, edit(first))
        done(books, THERAPIST, edit(second))
        assert (value(books, mine), value(books, theirs)) == (wanted(plan, mine), wanted(plan, theirs))


@st.composite
def one_place(draw: st.DrawFn) -> tuple[Plan, ChangeField, ChangeField]:
    plan, mine, _ = draw(two_changes())
    item = plan.item(mine.id)
    assert item is not None
    after = draw(st.sampled_from(values_of(type(item), mine.field)))
    theirs = msgspec.structs.replace(mine, after=after)
    assume(not own_words_in((theirs,)))
    return plan, mine, theirs


@given(one_place())
@settings(max_examples=60, deadline=None)
def test_edits_of_one_field_join_are_the_same_or_come_back_with_both_texts(
    drawn: tuple[Plan, ChangeField, ChangeField],
) -> None:
    plan, mine, theirs = drawn
    books = books_with(plan)
    done(books, NURSE, edit(theirs))
    answer = ask(books, THERAPIST, edit(mine))
    my_text, their_text = wanted(plan, mine), wanted(plan, theirs)
    if isinstance(answer, Refusal):
        (clash,) = answer.conflicts
        assert (answer.code, clash.item, clash.field) == ("conflict", mine.id, mine.field)
        assert (clash.base, clash.mine, clash.theirs) == (mine.before, my_text, their_text)
        assert value(books, mine) == their_text
    elif isinstance(my_text, tuple) and their_text != mine.before:  # sets: what each added is in
        held = value(books, mine)
        assert set(held) == (set(my_text) & set(their_text)) | ((set(my_text) | set(their_text)) - set(mine.before))
    else:
        assert their_text in (my_text, mine.before)
        assert value(books, mine) == my_text


@given(two_changes())
@settings(max_examples=30, deadline=None)
def test_a_proposal_that_is_taken_up_after_another_edit_leaves_both(
    drawn: tuple[Plan, ChangeField, ChangeField],
) -> None:
    plan, proposed, edited = drawn
    assume(not same_place(proposed, edited))
    books = books_with(plan)
    about: dict[str, Any] = {"client": CLIENT, "plan": "plan-drawn", "proposal": "p-1"}
    done(books, RUTH, ProposeChange(**about, seen=0, operations=(proposed,)))
    done(books, NURSE, edit(edited))
    done(books, THERAPIST, SettleProposal(**about, outcome="taken-up"))
    assert (value(books, proposed), value(books, edited)) == (wanted(plan, proposed), wanted(plan, edited))
