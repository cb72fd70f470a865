"""The document refuses to exist when it does not hold together."""

import datetime
import math
from typing import get_origin, get_type_hints

import msgspec
import pytest

from goldthread.plan import (
    COLLECTIONS,
    HEADER,
    REFERENCES,
    SETS,
    Ask,
    Goal,
    Intervention,
    Level,
    Objective,
    Plan,
    PlanNeed,
    SkillItem,
    SupportItem,
    TriggerItem,
    WithdrawalCare,
    broken_references,
    gaps,
)
from goldthread.plan.operations import kind_of
from goldthread.terms import Section
from plans_strategy import DAY, a_plan, words_of

SLEEP = PlanNeed(id="sleep", title="Sleep", section=Section.PHYSICAL_HEALTH)
GOAL = Goal(id="goal-sleep", needs=("sleep",), section=Section.PHYSICAL_HEALTH)


def test_every_field_of_a_plan_is_what_it_is_or_header_or_collection() -> None:
    assert {*HEADER, *COLLECTIONS, "id", "client"} == set(Plan.__struct_fields__)
    assert not set(HEADER) & set(COLLECTIONS)


def test_every_tuple_of_an_item_is_a_set_or_one_of_the_lists_that_people_wrote() -> None:
    for name in COLLECTIONS:
        kind = kind_of(name)
        tuples = {field for field, hint in get_type_hints(kind).items() if get_origin(hint) is tuple}
        assert tuples - SETS <= {"steps", "comfort"}
        assert tuples >= {"facts", "asks"}


def test_every_reference_in_the_table_is_a_field_and_leads_to_collections() -> None:
    for collection, field, targets in REFERENCES:
        assert field in kind_of(collection).__struct_fields__
        assert set(targets) <= set(COLLECTIONS)


def test_every_kind_of_item_has_one_collection() -> None:
    kinds = [kind_of(name) for name in COLLECTIONS]
    assert len(set(kinds)) == len(kinds)


def test_plans_written_in_another_order_are_equal() -> None:
    other = PlanNeed(id="pain", title="Pain", section=Section.PHYSICAL_HEALTH)
    one = a_plan(needs=(SLEEP, other))
    assert one == a_plan(needs=(other, SLEEP))
    assert [need.id for need in one.needs] == ["pain", "sleep"]


def test_sets_are_kept_in_one_order_without_repeats() -> None:
    goal = Goal(id="g", needs=("sleep", "pain", "sleep"), facts=("f2", "f1"), section=Section.SAFETY)
    assert goal.needs == ("pain", "sleep")
    assert goal.facts == ("f1", "f2")


def test_asks_stand_as_the_fields_of_their_item_stand() -> None:
    target, baseline, unknown = (Ask(field=field, question="?") for field in ("target", "baseline", "unheard-of"))
    held = Objective(id="o", goal="g", asks=(unknown, target, baseline, target)).asks
    assert held == (baseline, target, unknown)


def test_lists_that_people_wrote_stay_in_their_order() -> None:
    assert Objective(id="o", goal="g", steps=("walk", "call Ana", "walk")).steps == ("walk", "call Ana", "walk")
    assert WithdrawalCare(id="w", substance="alcohol", comfort=("tea", "blanket")).comfort == ("tea", "blanket")


def test_two_items_never_share_an_id() -> None:
    with pytest.raises(ValueError, match="two items of the plan have the id 'ana'"):
        a_plan(supports=(SupportItem(id="ana", name="Ana"),), skills=(SkillItem(id="ana", text="call Ana"),))


def test_a_reference_to_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="'goal-sleep' points at 'sleep' in `needs`, which is not in the plan"):
        a_plan(goals=(GOAL,))


def test_a_reference_to_an_item_of_the_wrong_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="'trigger' points at 'sleep' in `skills`"):
        a_plan(needs=(SLEEP,), triggers=(TriggerItem(id="trigger", text="the bar", skills=("sleep",)),))


def test_an_intervention_may_follow_an_intervention_a_step_or_a_goal() -> None:
    first = Intervention(id="first", after="goal-sleep")
    plan = a_plan(needs=(SLEEP,), goals=(GOAL,), interventions=(first, Intervention(id="then", after="first")))
    assert broken_references(plan) == []


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_without_end_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="`baseline` must be a plain number"):
        Objective(id="o", goal="g", baseline=number)
    with pytest.raises(ValueError, match="`target` must be a plain number"):
        Objective(id="o", goal="g", target=number)
    with pytest.raises(ValueError, match="`every_hours` must be a plain number"):
        WithdrawalCare(id="w", substance="alcohol", every_hours=number)


def test_zero_is_a_plain_number() -> None:
    assert Objective(id="o", goal="g", baseline=0, target=0).target == 0


def test_an_item_is_found_by_its_id_wherever_it_stands() -> None:
    plan = a_plan(needs=(SLEEP,), goals=(GOAL,))
    assert plan.item("goal-sleep") == GOAL
    assert plan.item("nobody") is None
    assert list(plan.items()) == [("needs", SLEEP), ("goals", GOAL)]


def test_a_gap_is_an_ask_whose_field_is_still_empty() -> None:
    words, clinical = Ask(field="own_words", question="What do you want?"), Ask(field="clinical", question="And so?")
    goal = Goal(id="g", section=Section.SAFETY, asks=(words, clinical))
    assert gaps(a_plan(goals=(goal,))) == [(goal, words), (goal, clinical)]
    said = msgspec.structs.replace(goal, own_words=words_of("I want to sleep"))
    assert gaps(a_plan(goals=(said,))) == [(said, clinical)]


def test_a_zero_that_somebody_gave_is_no_gap() -> None:
    ask = Ask(field="baseline", question="How many nights now?")
    objective = Objective(id="o", goal="g", baseline=0, asks=(ask,))
    goal = Goal(id="g", section=Section.SAFETY)
    assert gaps(a_plan(goals=(goal,), objectives=(objective,))) == []


def test_a_level_is_read_by_its_plain_name() -> None:
    assert msgspec.convert("residential", Level) is Level.RESIDENTIAL
    assert a_plan().started_on == DAY == datetime.date(2026, 5, 4)


def test_interventions_that_wait_for_each_other_are_refused_by_name() -> None:
    first, second, third = (
        Intervention(id=name, modality="walk", after=after) for name, after in (("b", "a"), ("c", "b"), ("a", "c"))
    )
    assert a_plan(interventions=(first, second, msgspec.structs.replace(third, after=None))).item("c") == second
    with pytest.raises(ValueError, match="'a', 'c' and 'b' wait for each other in `after`"):
        a_plan(interventions=(first, second, third))
    with pytest.raises(ValueError, match="'b' waits for itself in `after`"):
        a_plan(interventions=(msgspec.structs.replace(first, after="b"),))
