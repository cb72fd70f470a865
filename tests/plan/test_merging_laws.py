"""What holds for every merge of every three plans."""

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from goldthread.plan import SETS, Intervention, Plan, broken_references
from goldthread.plan.conflicts import Choice, Conflict, settle
from goldthread.plan.difference import diff
from goldthread.plan.merging import merge
from goldthread.plan.operations import AddItem, ChangeField, Operation, RemoveItem, SetHeader
from goldthread.plan.refusals import OperationRefused
from plans_strategy import a_plan, edits, in_turn, plans, three_plans

Three = tuple[Plan, Plan, Plan]


@given(plans().flatmap(lambda base: st.tuples(st.just(base), st.one_of(plans(), edits(base)))))
def test_a_merge_with_an_untouched_side_is_the_other_side(two: tuple[Plan, Plan]) -> None:
    base, edit = two
    for merged in (merge(base, edit, base), merge(base, base, edit), merge(base, edit, edit)):
        assert merged.plan == edit
        assert merged.conflicts == ()


@given(three_plans())
def test_a_merged_plan_holds_together(three: Three) -> None:
    plan = merge(*three).plan
    assert broken_references(plan) == []
    assert msgspec.convert(msgspec.to_builtins(plan), Plan) == plan


def _swapped(conflict: Conflict) -> Conflict:
    return msgspec.structs.replace(conflict, mine=conflict.theirs, theirs=conflict.mine)


@given(three_plans())
def test_neither_side_is_favoured(three: Three) -> None:
    base, mine, theirs = three
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert one.plan == other.plan
    assert one.conflicts == tuple(_swapped(conflict) for conflict in other.conflicts)


def _at(plan: Plan, conflict: Conflict) -> Any:
    if conflict.item is None:
        return getattr(plan, conflict.field or "")
    item = plan.item(conflict.item)
    value: Any = getattr(item, conflict.field) if conflict.field else item
    return value


@given(three_plans())
def test_a_conflict_holds_what_stands_in_each_plan(three: Three) -> None:
    merged = merge(*three)
    for conflict in merged.conflicts:
        assert conflict.held == _at(merged.plan, conflict)
        assert (conflict.base, conflict.mine, conflict.theirs) == tuple(_at(plan, conflict) for plan in three)
    assert len({conflict.id for conflict in merged.conflicts}) == len(merged.conflicts)


def _is_in(operation: Operation, plan: Plan) -> bool:
    """Whether what the operation did can be seen in the plan."""
    if isinstance(operation, SetHeader):
        return bool(getattr(plan, operation.field) == operation.after)
    if isinstance(operation, AddItem):
        return bool(plan.item(operation.item.id) == operation.item)
    if isinstance(operation, RemoveItem):
        return operation.item not in getattr(plan, operation.collection)
    held = getattr(plan.item(operation.id), operation.field, None)
    if operation.field in SETS:
        came, left = set(operation.after) - set(operation.before), set(operation.before) - set(operation.after)
        return held is not None and came <= set(held) and not left & set(held)
    return bool(held == operation.after)


def _places(operation: Operation) -> set[str]:
    if isinstance(operation, SetHeader):
        return {f"/{operation.field}"}
    if isinstance(operation, ChangeField):
        return {operation.id, f"{operation.id}/{operation.field}"}
    return {operation.item.id}


@given(three_plans())
def test_every_change_of_either_side_is_in_the_plan_or_in_a_conflict(three: Three) -> None:
    base, mine, theirs = three
    merged = merge(base, mine, theirs)
    named = {conflict.id for conflict in merged.conflicts}
    for operation in (*diff(base, mine), *diff(base, theirs)):
        assert _is_in(operation, merged.plan) or _places(operation) & named


@given(three_plans())
def test_nothing_stands_in_the_plan_that_stands_in_none_of_the_three(three: Three) -> None:
    merged = merge(*three).plan
    for _, item in merged.items():
        held = [former for former in (plan.item(item.id) for plan in three) if type(former) is type(item)]
        for field in item.__struct_fields__:
            values = [getattr(former, field) for former in held]
            if field in SETS:
                assert set(getattr(item, field)) <= {member for value in values for member in value}
            else:
                assert getattr(item, field) in values


@given(three_plans())
def test_holding_on_everywhere_settles_a_merge_as_it_is(three: Three) -> None:
    merged = merge(*three)
    choices = [Choice(conflict=conflict.id, take="held") for conflict in merged.conflicts]
    assert settle(merged, choices) == merged.plan


@given(three_plans(), st.sampled_from(("base", "mine", "theirs")))
def test_what_people_choose_stands_in_the_settled_plan(three: Three, side: Any) -> None:
    merged = merge(*three)
    choices = [Choice(conflict=conflict.id, take=side) for conflict in merged.conflicts]
    try:
        plan = settle(merged, choices)
    except OperationRefused as refused:
        # Refused: to take out what others need, and an order that nothing could begin with. All else can stand.
        assert refused.code in ("dangling-reference", "in-a-circle")  # noqa: PT017
        return
    for conflict in merged.conflicts:
        assert _at(plan, conflict) == getattr(conflict, side)


NAMES = ("group", "naloxone", "sleep-group", "walk")


@st.composite
def orders(draw: st.DrawFn) -> Plan:
    """A plan of up to four interventions that follow each other in some order."""
    there = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=2))
    after = {name: draw(st.sampled_from((None, *there))) for name in there}
    return a_plan(
        interventions=in_turn(tuple(Intervention(id=name, modality="walk", after=after[name]) for name in there))
    )


@given(st.tuples(orders(), orders(), orders()))
def test_two_orders_that_together_could_not_begin_are_for_people_to_settle(three: Three) -> None:
    for law in (
        test_a_merged_plan_holds_together,
        test_neither_side_is_favoured,
        test_a_conflict_holds_what_stands_in_each_plan,
        test_every_change_of_either_side_is_in_the_plan_or_in_a_conflict,
        test_holding_on_everywhere_settles_a_merge_as_it_is,
    ):
        law.hypothesis.inner_test(three)  # type: ignore[attr-defined]  # set by Hypothesis
