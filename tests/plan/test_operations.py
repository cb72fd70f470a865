"""Operations are applied all or none, and never over what somebody else has changed since."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.plan import Goal, Objective, Plan, PlanNeed, SkillItem, SupportItem, TriggerItem
from goldthread.plan.difference import diff
from goldthread.plan.operations import (
    AddItem,
    ChangeField,
    Operation,
    RemoveItem,
    SetHeader,
    apply,
    collection_of,
    inverse,
    read_operations,
)
from goldthread.plan.refusals import OperationRefused
from goldthread.terms import Section
from plans_strategy import DAY, a_plan, edits, plans, words_of

NEED = PlanNeed(id="sleep", title="Sleep", section=Section.PHYSICAL_HEALTH)
GOAL = Goal(id="goal-sleep", needs=("sleep",), section=Section.PHYSICAL_HEALTH, rank=1)
STEP = Objective(id="nights", goal="goal-sleep", text="Nights of seven hours", target=3)
WALK = SkillItem(id="walk", text="walk to the lake")
PLAN = a_plan(needs=(NEED,), goals=(GOAL,), objectives=(STEP,), skills=(WALK,))


def refused(*operations: Operation, plan: Plan = PLAN) -> OperationRefused:
    with pytest.raises(OperationRefused) as caught:
        apply(plan, operations)
    return caught.value


def target(before: Any, after: Any) -> ChangeField:
    return ChangeField(collection="objectives", id="nights", field="target", before=before, after=after)


def test_a_header_is_set() -> None:
    assert apply(PLAN, [SetHeader(field="title", before="", after="Walter's plan")]).title == "Walter's plan"


def test_an_item_is_added_removed_and_changed() -> None:
    ana = SupportItem(id="ana", name="Ana")
    plan = apply(
        PLAN,
        [AddItem(collection="supports", item=ana), RemoveItem(collection="skills", item=WALK), target(3, 5)],
    )
    assert plan.supports == (ana,)
    assert plan.skills == ()
    assert plan.objectives == (msgspec.structs.replace(STEP, target=5),)
    assert (plan.needs, plan.goals) == (PLAN.needs, PLAN.goals)


def test_no_operations_leave_the_plan_as_it_is() -> None:
    assert apply(PLAN, ()) == PLAN


def test_operations_follow_one_another() -> None:
    assert apply(PLAN, [target(3, 5), target(5, 6)]).objectives[0].target == 6
    assert refused(target(3, 5), target(3, 6)).position == 1


def test_what_stands_there_must_be_what_is_expected() -> None:
    found = refused(target(4, 5))
    assert (found.code, found.item, found.position) == ("not-what-stands-there", "nights", 0)
    assert "merge" in found.fix
    header = refused(SetHeader(field="title", before="Old", after="New"))
    assert (header.code, header.item) == ("not-what-stands-there", "title")
    other = msgspec.structs.replace(WALK, text="swim")
    assert refused(RemoveItem(collection="skills", item=other)).code == "not-what-stands-there"


def test_an_item_that_is_not_there_can_be_neither_changed_nor_removed() -> None:
    gone = ChangeField(collection="skills", id="swim", field="text", before="", after="swim")
    assert refused(gone).code == "no-such-item"
    assert refused(gone).item == "swim"
    swim = SkillItem(id="swim", text="swim")
    assert refused(RemoveItem(collection="skills", item=swim)).code == "no-such-item"


def test_an_id_that_is_taken_is_refused_in_every_collection() -> None:
    found = refused(AddItem(collection="supports", item=SupportItem(id="walk", name="Walking group")))
    assert (found.code, found.item) == ("already-there", "walk")


def test_an_item_belongs_to_the_collection_of_its_kind() -> None:
    assert refused(AddItem(collection="supports", item=SkillItem(id="swim", text="swim"))).code == "wrong-collection"
    assert collection_of(WALK) == "skills"
    with pytest.raises(OperationRefused, match="not an item of a plan"):
        collection_of("walk")  # type: ignore[arg-type]


@pytest.mark.parametrize("field", ["id", "wishes"])
def test_a_field_that_cannot_change_is_refused(field: str) -> None:
    change = ChangeField(collection="skills", id="walk", field=field, before="walk", after="swim")
    assert refused(change).code == "no-such-field"


@pytest.mark.parametrize("field", ["client", "id", "goals", "mood"])
def test_a_plan_never_becomes_another_plan(field: str) -> None:
    assert refused(SetHeader(field=field, before="walter", after="keisha")).code == "no-such-field"


@pytest.mark.parametrize("collection", ["title", "wishes"])
def test_an_unknown_collection_is_refused(collection: str) -> None:
    assert refused(AddItem(collection=collection, item=WALK)).code == "no-such-collection"


@pytest.mark.parametrize("value", ["five", [5]])
def test_a_value_that_no_file_could_hold_is_refused_without_repeating_it(value: Any) -> None:
    found = refused(target(3, value))
    assert (found.code, found.item) == ("bad-value", "nights")
    assert "five" not in str(found)


def test_a_value_out_of_its_range_is_refused() -> None:
    sure = ChangeField(collection="goals", id="goal-sleep", field="confidence_client", before=None, after=11)
    assert refused(sure).code == "bad-value"
    assert refused(SetHeader(field="level", before=PLAN.level, after="home")).code == "bad-value"
    assert refused(AddItem(collection="skills", item=SkillItem(id="A swim", text="swim"))).code == "bad-value"


def test_nothing_may_be_left_pointing_at_nothing() -> None:
    found = refused(RemoveItem(collection="goals", item=GOAL))
    assert (found.code, found.item, found.position) == ("dangling-reference", "nights", None)
    lost = TriggerItem(id="bar", text="the bar", skills=("swim",))
    assert refused(AddItem(collection="triggers", item=lost)).code == "dangling-reference"


def test_an_item_and_what_points_at_it_may_leave_in_any_order() -> None:
    out = [RemoveItem(collection="goals", item=GOAL), RemoveItem(collection="objectives", item=STEP)]
    assert apply(PLAN, out) == apply(PLAN, out[::-1])
    assert apply(PLAN, out).goals == ()


def test_an_id_may_move_to_another_collection() -> None:
    group = SupportItem(id="walk", name="Walking group")
    moved = apply(PLAN, [RemoveItem(collection="skills", item=WALK), AddItem(collection="supports", item=group)])
    assert (moved.skills, moved.supports) == ((), (group,))


def test_a_refusal_says_what_happened_what_to_do_and_its_code() -> None:
    assert str(refused(target(4, 5))).endswith("Read it again, or merge the two. [not-what-stands-there]")


def test_inverse_turns_each_operation_round() -> None:
    add, remove = AddItem(collection="skills", item=WALK), RemoveItem(collection="skills", item=WALK)
    assert inverse([add, target(3, 5)]) == (target(5, 3), remove)
    assert inverse([remove]) == (add,)
    assert inverse([SetHeader(field="title", before="a", after="b")]) == (
        SetHeader(field="title", before="b", after="a"),
    )


@given(st.data())
def test_undoing_gives_back_the_plan(data: st.DataObject) -> None:
    before = data.draw(plans())
    operations = diff(before, data.draw(edits(before)))
    assert apply(apply(before, operations), inverse(operations)) == before
    assert inverse(inverse(operations)) == operations


@given(plans(), plans())
def test_operations_can_be_kept_as_json_and_read_again(before: Plan, after: Plan) -> None:
    operations = diff(before, after)
    kept = json.loads(msgspec.json.encode(operations))
    assert read_operations(kept) == operations
    assert apply(before, read_operations(kept)) == after


@pytest.mark.parametrize(
    "plain",
    [
        "nonsense",
        [{"do": "rewrite"}],
        [{"do": "add-item", "collection": "wishes", "item": {"id": "a"}}],
        [{"do": "add-item", "collection": "skills", "item": {"id": "a"}}],
        [{"do": "set-header", "field": "mood", "before": "", "after": "x"}],
        [{"do": "change-field", "collection": "skills", "id": "walk", "field": "mood", "before": "", "after": "x"}],
    ],
)
def test_what_is_no_operation_is_refused(plain: Any) -> None:
    with pytest.raises(OperationRefused) as caught:
        read_operations(plain)
    assert caught.value.code == "bad-value"


def test_words_keep_their_day_and_speaker_through_json() -> None:
    words = words_of("Quiero dormir")
    change = ChangeField(collection="goals", id="goal-sleep", field="own_words", before=None, after=words)
    read = read_operations(json.loads(msgspec.json.encode([change])))
    held = apply(PLAN, read).goals[0].own_words
    assert held == words
    assert held is not None
    assert held.on == DAY
