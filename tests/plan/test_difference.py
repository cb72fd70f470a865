"""The difference of two plans leads from one to the other, in one order, and is nothing where nothing changed."""

import datetime

import msgspec
import pytest
from hypothesis import given

from goldthread.plan import Goal, Objective, Plan, PlanNeed, SkillItem, SupportItem
from goldthread.plan.difference import diff
from goldthread.plan.operations import AddItem, ChangeField, RemoveItem, SetHeader, apply
from goldthread.plan.refusals import PlansDiffer
from goldthread.terms import Section
from plans_strategy import DAY, a_plan, plans

NEED = PlanNeed(id="sleep", title="Sleep", section=Section.PHYSICAL_HEALTH)
GOAL = Goal(id="goal-sleep", needs=("sleep",), section=Section.PHYSICAL_HEALTH)
STEP = Objective(id="nights", goal="goal-sleep", target=3)
WALK = SkillItem(id="walk", text="walk to the lake")


@given(plans(), plans())
def test_applying_the_difference_gives_the_other_plan(before: Plan, after: Plan) -> None:
    assert apply(before, diff(before, after)) == after


@given(plans())
def test_a_plan_does_not_differ_from_itself(plan: Plan) -> None:
    assert diff(plan, plan) == ()


@given(plans(), plans())
def test_the_difference_says_only_what_changed(before: Plan, after: Plan) -> None:
    for operation in diff(before, after):
        if isinstance(operation, (SetHeader, ChangeField)):
            assert operation.before != operation.after


def test_the_difference_is_told_in_one_order() -> None:
    before = a_plan(needs=(NEED,), goals=(GOAL,), objectives=(STEP,), skills=(WALK,))
    step = msgspec.structs.replace(STEP, target=5, target_date=DAY)
    goal = msgspec.structs.replace(GOAL, rank=1)
    ana, bee = SupportItem(id="ana", name="Ana"), SupportItem(id="bee", name="Bee")
    after = a_plan(needs=(NEED,), goals=(goal,), objectives=(step,), supports=(bee, ana))
    after = msgspec.structs.replace(after, title="Sleep", planned_end=DAY)
    assert diff(before, after) == (
        SetHeader(field="title", before="", after="Sleep"),
        SetHeader(field="planned_end", before=None, after=DAY),
        RemoveItem(collection="skills", item=WALK),
        ChangeField(collection="goals", id="goal-sleep", field="rank", before=0, after=1),
        ChangeField(collection="objectives", id="nights", field="target", before=3, after=5),
        ChangeField(collection="objectives", id="nights", field="target_date", before=None, after=DAY),
        AddItem(collection="supports", item=ana),
        AddItem(collection="supports", item=bee),
    )


def test_an_id_in_another_collection_leaves_and_comes() -> None:
    group = SupportItem(id="walk", name="Walking group")
    assert diff(a_plan(skills=(WALK,)), a_plan(supports=(group,))) == (
        RemoveItem(collection="skills", item=WALK),
        AddItem(collection="supports", item=group),
    )


def test_another_plan_or_another_client_is_not_compared() -> None:
    plan = a_plan(skills=(WALK,))
    for other in (msgspec.structs.replace(plan, client="keisha"), msgspec.structs.replace(plan, id="plan-2")):
        with pytest.raises(PlansDiffer) as caught:
            diff(plan, other)
        assert caught.value.code == "another-plan"


def test_every_header_field_is_compared() -> None:
    day = DAY + datetime.timedelta(days=1)
    before = a_plan()
    for field, value in {
        "title": "A", "programme": "Lakeside", "language": "es", "started_on": day, "planned_end": day,
        "written_by": "Bo", "state": "active", "level": "residential",
    }.items():  # fmt: skip
        after = msgspec.structs.replace(before, **{field: value})
        assert diff(before, after) == (SetHeader(field=field, before=getattr(before, field), after=value),)
