"""Two people change Walter's plan at the same time."""

from typing import Any

import msgspec
import pytest

from goldthread.plan import (
    Ask,
    EarlySignItem,
    Goal,
    Intervention,
    MedicineItem,
    Objective,
    Plan,
    PlanNeed,
    SkillItem,
    SupportItem,
    TriggerItem,
)
from goldthread.plan.conflicts import Choice, Conflict, Merged, settle
from goldthread.plan.merging import merge
from goldthread.plan.operations import AddItem, ChangeField, RemoveItem, SetHeader, apply
from goldthread.plan.refusals import ChoiceRefused, OperationRefused, PlansDiffer
from goldthread.terms import Aspect, Role, Section
from plans_strategy import DAY, a_plan, words_of

SAID = words_of("I want to sleep through the night")
SLEEP = PlanNeed(id="sleep", title="Sleep", section=Section.PHYSICAL_HEALTH)
PAIN = PlanNeed(id="pain", title="Pain", section=Section.PHYSICAL_HEALTH)
GRIEF = PlanNeed(id="grief", title="Grief", section=Section.MENTAL_HEALTH)
GOAL = Goal(id="goal-sleep", needs=("sleep",), own_words=SAID, clinical="Sleep", section=Section.PHYSICAL_HEALTH)
STEP = Objective(id="nights", goal="goal-sleep", text="Nights of seven hours", target=3)
WALK = SkillItem(id="walk", text="walk to the lake")
BASE = a_plan(needs=(SLEEP, PAIN, GRIEF), goals=(GOAL,), objectives=(STEP,), skills=(WALK,))


def changed(collection: str, id_: str, plan: Plan = BASE, **fields: Any) -> Plan:
    item = plan.item(id_)
    steps = [
        ChangeField(collection=collection, id=id_, field=field, before=getattr(item, field), after=value)
        for field, value in fields.items()
    ]
    return apply(plan, steps)


def titled(title: str, plan: Plan = BASE) -> Plan:
    return apply(plan, [SetHeader(field="title", before=plan.title, after=title)])


def added(collection: str, item: Any, plan: Plan = BASE) -> Plan:
    return apply(plan, [AddItem(collection=collection, item=item)])


def removed(collection: str, id_: str, plan: Plan = BASE) -> Plan:
    return apply(plan, [RemoveItem(collection=collection, item=plan.item(id_))])


def only(merged: Merged) -> Conflict:
    assert len(merged.conflicts) == 1
    return merged.conflicts[0]


def test_changes_to_different_items_go_together() -> None:
    merged = merge(BASE, changed("objectives", "nights", target=5), changed("skills", "walk", text="swim"))
    assert merged == Merged(plan=changed("skills", "walk", changed("objectives", "nights", target=5), text="swim"))


def test_changes_to_different_fields_of_one_item_go_together() -> None:
    merged = merge(BASE, changed("objectives", "nights", target=5), changed("objectives", "nights", unit="nights"))
    assert merged.conflicts == ()
    assert merged.plan.objectives == (msgspec.structs.replace(STEP, target=5, unit="nights"),)


def test_the_same_change_by_both_is_one_change() -> None:
    both = changed("objectives", "nights", target=5)
    merged = merge(BASE, changed("objectives", "nights", both, unit="nights"), both)
    assert merged.conflicts == ()
    assert merged.plan.objectives[0].target == 5


def test_what_one_adds_and_what_the_other_adds_both_stand() -> None:
    ana, bee = SupportItem(id="ana", name="Ana"), SupportItem(id="bee", name="Bee")
    merged = merge(BASE, added("supports", ana), added("supports", bee))
    assert merged.plan.supports == (ana, bee)
    assert merged.conflicts == ()


def test_what_one_removes_and_the_other_left_alone_is_gone() -> None:
    for merged in (
        merge(BASE, removed("skills", "walk"), titled("T")),
        merge(BASE, titled("T"), removed("skills", "walk")),
    ):
        assert merged.plan.skills == ()
        assert merged.conflicts == ()


def test_what_both_remove_is_gone() -> None:
    merged = merge(BASE, titled("T", removed("skills", "walk")), removed("skills", "walk"))
    assert merged.plan.skills == ()
    assert merged.conflicts == ()


def test_the_header_changed_differently_is_a_conflict_and_base_stands() -> None:
    merged = merge(titled("Old"), titled("Mine"), titled("Theirs"))
    assert merged.plan.title == "Old"
    assert only(merged) == Conflict(
        id="/title", kind="changed-differently", field="title", base="Old", mine="Mine", theirs="Theirs", held="Old"
    )


def test_a_field_changed_differently_is_a_conflict_and_base_stands() -> None:
    merged = merge(BASE, changed("objectives", "nights", target=5), changed("objectives", "nights", target=4, unit="x"))
    assert only(merged) == Conflict(
        id="nights/target", kind="changed-differently", item="nights", field="target", base=3, mine=5, theirs=4, held=3
    )
    assert merged.plan.objectives == (msgspec.structs.replace(STEP, unit="x"),)


def test_lists_that_people_wrote_are_not_mixed() -> None:
    merged = merge(BASE, changed("objectives", "nights", steps=("a",)), changed("objectives", "nights", steps=("b",)))
    assert only(merged).id == "nights/steps"
    assert merged.plan.objectives[0].steps == ()


def test_sets_merge_member_by_member() -> None:
    base = changed("goals", "goal-sleep", needs=("sleep", "pain"))
    mine = changed("goals", "goal-sleep", base, needs=("sleep", "pain", "grief"))
    theirs = changed("goals", "goal-sleep", base, needs=("sleep",))
    merged = merge(base, mine, theirs)
    assert merged.conflicts == ()
    assert merged.plan.goals[0].needs == ("grief", "sleep")


def test_a_member_that_both_added_stands_once_and_one_that_both_took_is_gone() -> None:
    base = changed("goals", "goal-sleep", facts=("f1", "f2"))
    mine = changed("goals", "goal-sleep", base, facts=("f2", "f3", "f4"))
    theirs = changed("goals", "goal-sleep", base, facts=("f2", "f3", "f5"))
    assert merge(base, mine, theirs).plan.goals[0].facts == ("f2", "f3", "f4", "f5")


def test_aspects_and_asks_merge_member_by_member() -> None:
    one, other = Ask(field="clinical", question="And so?"), Ask(field="because", question="Why?")
    mine = changed("goals", "goal-sleep", aspects=(Aspect.SPIRITUAL,), asks=(one,))
    theirs = changed("goals", "goal-sleep", aspects=(Aspect.EMOTIONAL,), asks=(other,))
    goal = merge(BASE, mine, theirs).plan.goals[0]
    assert goal.aspects == (Aspect.EMOTIONAL, Aspect.SPIRITUAL)
    assert goal.asks == (other, one)


@pytest.mark.parametrize("swap", [False, True])
def test_an_item_that_one_changed_and_the_other_removed_is_kept_as_changed(swap: bool) -> None:
    sides = changed("skills", "walk", text="swim"), removed("skills", "walk")
    conflict = only(merged := merge(BASE, *(reversed(sides) if swap else sides)))
    swim = msgspec.structs.replace(WALK, text="swim")
    assert merged.plan.skills == (swim,)
    assert (conflict.id, conflict.kind, conflict.item, conflict.field) == ("walk", "removed-and-changed", "walk", None)
    assert (conflict.base, conflict.held) == (WALK, swim)
    assert (conflict.mine, conflict.theirs) == ((None, swim) if swap else (swim, None))


@pytest.mark.parametrize("swap", [False, True])
def test_the_same_id_added_differently_is_a_conflict_and_one_is_held_whoever_wrote_it(swap: bool) -> None:
    mine, theirs = (
        SupportItem(id="ana", name="Ana", relation="sister"),
        SupportItem(id="ana", name="Ana", relation="aunt"),
    )
    sides = added("supports", mine), added("supports", theirs)
    conflict = only(merged := merge(BASE, *(reversed(sides) if swap else sides)))
    assert merged.plan.supports == (theirs,)
    assert (conflict.id, conflict.kind, conflict.base, conflict.held) == ("ana", "added-differently", None, theirs)
    assert (conflict.mine, conflict.theirs) == ((theirs, mine) if swap else (mine, theirs))


def test_one_id_for_two_kinds_of_things_is_a_conflict() -> None:
    mine, theirs = SupportItem(id="lake", name="Lake group"), EarlySignItem(id="lake", text="I stop going to the lake")
    conflict = only(merged := merge(BASE, added("supports", mine), added("early_signs", theirs)))
    assert (conflict.kind, conflict.held) == ("added-differently", theirs)
    assert merged.plan.early_signs == (theirs,)
    assert merged.plan.supports == ()


def test_an_item_that_went_to_two_other_places_stays_where_it_was() -> None:
    out = removed("skills", "walk")
    mine = added("supports", SupportItem(id="walk", name="Walking group"), out)
    theirs = added("early_signs", EarlySignItem(id="walk", text="I stop walking"), out)
    conflict = only(merged := merge(BASE, mine, theirs))
    assert (conflict.kind, conflict.held) == ("changed-differently", WALK)
    assert merged.plan.skills == (WALK,)


def test_a_need_that_one_removed_and_the_other_now_answers_is_kept() -> None:
    goal = Goal(id="goal-grief", needs=("grief",), section=Section.MENTAL_HEALTH)
    conflict = only(merged := merge(BASE, removed("needs", "grief"), added("goals", goal)))
    assert conflict == Conflict(
        id="grief", kind="removed-but-needed", item="grief", base=GRIEF, mine=None, theirs=GRIEF, held=GRIEF
    )
    assert merged.plan.item("grief") == GRIEF
    assert merged.plan.item("goal-grief") == goal


def test_keeping_one_item_keeps_what_it_rests_on() -> None:
    out = apply(
        BASE,
        [
            RemoveItem(collection="objectives", item=STEP),
            RemoveItem(collection="goals", item=GOAL),
            RemoveItem(collection="needs", item=SLEEP),
        ],
    )
    merged = merge(BASE, changed("objectives", "nights", target=5), out)
    assert [(each.id, each.kind) for each in merged.conflicts] == [
        ("goal-sleep", "removed-but-needed"),
        ("nights", "removed-and-changed"),
        ("sleep", "removed-but-needed"),
    ]
    assert merged.plan == changed("objectives", "nights", target=5)


def test_what_both_removed_is_back_when_base_needs_it() -> None:
    one, two = (Goal(id=name, section=Section.SAFETY) for name in ("one", "two"))
    base = added("goals", two, added("goals", one))
    sides = (
        removed("goals", "goal-sleep", changed("objectives", "nights", base, goal="one")),
        removed("goals", "goal-sleep", changed("objectives", "nights", base, goal="two")),
    )
    merged = merge(base, *sides)
    assert [(each.id, each.kind) for each in merged.conflicts] == [
        ("goal-sleep", "removed-but-needed"),
        ("nights/goal", "changed-differently"),
    ]
    assert merged.plan == base


def test_what_was_built_on_a_name_that_means_something_else_is_named_and_left_out() -> None:
    skill = SkillItem(id="lake", text="walk to the lake")
    trigger = TriggerItem(id="bar", text="the bar", skills=("lake",))
    mine = added("triggers", trigger, added("skills", skill))
    sign = EarlySignItem(id="lake", text="I stop going to the lake")
    merged = merge(BASE, mine, added("early_signs", sign))
    assert merged.plan.early_signs == (sign,)
    assert merged.plan.triggers == ()
    assert merged.conflicts[0] == Conflict(
        id="bar", kind="points-at-nothing", item="bar", base=None, mine=trigger, theirs=None, held=None
    )
    assert [each.kind for each in merged.conflicts[1:]] == ["added-differently"]


def test_what_was_left_out_can_be_taken_in_with_what_it_rests_on() -> None:
    skill = SkillItem(id="lake", text="walk to the lake")
    mine = added("triggers", TriggerItem(id="bar", text="the bar", skills=("lake",)), added("skills", skill))
    sign = EarlySignItem(id="lake", text="I stop going to the lake")
    merged = merge(BASE, mine, added("early_signs", sign))
    choices = [Choice(conflict="bar", take="mine"), Choice(conflict="lake", take="mine")]
    assert settle(merged, choices) == mine
    renamed = AddItem(collection="early_signs", item=msgspec.structs.replace(sign, id="no-lake"))
    assert settle(merged, choices, also=[renamed]).early_signs[0].text == sign.text


def test_an_item_that_is_taken_back_as_a_whole_has_one_conflict() -> None:
    trigger = TriggerItem(id="bar", text="the bar")
    base = added("triggers", trigger)
    mine = changed(
        "triggers", "bar", added("skills", SkillItem(id="lake", text="walk"), base), skills=("lake",), text="a"
    )
    theirs = changed("triggers", "bar", added("early_signs", EarlySignItem(id="lake", text="no walks"), base), text="b")
    merged = merge(base, mine, theirs)
    assert [(each.id, each.kind) for each in merged.conflicts] == [
        ("bar", "points-at-nothing"),
        ("lake", "added-differently"),
    ]
    assert merged.plan.triggers == (trigger,)
    assert merged.conflicts[0].mine == mine.item("bar")


def test_a_skill_that_became_something_else_stays_a_skill_while_a_trigger_needs_it() -> None:
    mine = added("supports", SupportItem(id="walk", name="Walking group"), removed("skills", "walk"))
    theirs = added("triggers", TriggerItem(id="bar", text="the bar", skills=("walk",)))
    conflict = only(merged := merge(BASE, mine, theirs))
    assert (conflict.id, conflict.kind, conflict.held) == ("walk", "removed-but-needed", WALK)
    assert merged.plan.skills == (WALK,)
    assert merged.plan.supports == ()


def test_a_holder_falls_back_when_its_target_never_was_of_the_right_kind() -> None:
    base = added("medicines", MedicineItem(id="tea", medicine="chamomile tea"))
    turned = added("skills", SkillItem(id="tea", text="make tea"), removed("medicines", "tea", base))
    mine = added("triggers", TriggerItem(id="bar", text="the bar", skills=("tea",)), turned)
    theirs = changed("medicines", "tea", base, purpose="sleep")
    merged = merge(base, mine, theirs)
    assert [(each.id, each.kind) for each in merged.conflicts] == [
        ("bar", "points-at-nothing"),
        ("tea", "changed-differently"),
    ]
    assert merged.plan == base


GROUP = Intervention(id="group", modality="peer-group")
TALK = Intervention(id="talk", modality="individual-therapy", after="group")
HOME = Intervention(id="home", modality="recovery-housing")
IN_ORDER = apply(BASE, [AddItem(collection="interventions", item=each) for each in (GROUP, TALK, HOME)])


def test_two_orders_that_cannot_both_be_kept_are_a_conflict_at_each_step_that_was_moved() -> None:
    mine = changed("interventions", "group", IN_ORDER, after="home")
    theirs = changed("interventions", "home", IN_ORDER, after="talk", frequency="every day")
    merged = merge(IN_ORDER, mine, theirs)
    assert [(each.id, each.kind, each.mine, each.theirs) for each in merged.conflicts] == [
        ("group/after", "in-a-circle", "home", None),
        ("home/after", "in-a-circle", None, "talk"),
    ]
    assert merged.plan == changed("interventions", "home", IN_ORDER, frequency="every day")
    settled = settle(merged, [Choice(conflict="group/after", take="mine"), Choice(conflict="home/after", take="base")])
    assert settled.item("group") == mine.item("group")
    with pytest.raises(OperationRefused) as refused:
        settle(merged, [Choice(conflict="group/after", take="mine"), Choice(conflict="home/after", take="theirs")])
    assert refused.value.code == "in-a-circle"
    assert "'group', 'home' and 'talk' wait for each other" in str(refused.value)


def test_another_plan_or_another_client_is_not_merged() -> None:
    for other in (msgspec.structs.replace(BASE, client="keisha"), msgspec.structs.replace(BASE, id="plan-2")):
        for three in ((other, BASE, BASE), (BASE, other, BASE), (BASE, BASE, other)):
            with pytest.raises(PlansDiffer):
                merge(*three)


# The client's own words


def test_own_words_changed_by_both_are_a_conflict_and_stand() -> None:
    mine = changed("goals", "goal-sleep", own_words=words_of("I want to rest"))
    theirs = changed("goals", "goal-sleep", own_words=words_of("He wants to rest", "therapist"))
    conflict = only(merged := merge(BASE, mine, theirs))
    assert conflict.id == "goal-sleep/own_words"
    assert merged.plan.goals[0].own_words == SAID


def test_the_clinical_wording_changes_beside_the_clients_words() -> None:
    words = words_of("I want to rest")
    theirs = changed("goals", "goal-sleep", clinical="Restore sleep")
    merged = merge(BASE, changed("goals", "goal-sleep", own_words=words), theirs, theirs_by=Role.THERAPIST)
    assert merged.conflicts == ()
    assert (merged.plan.goals[0].own_words, merged.plan.goals[0].clinical) == (words, "Restore sleep")


@pytest.mark.parametrize("words", [words_of("He wants to rest", "therapist"), words_of("I want to rest"), None])
def test_words_of_the_client_that_a_clinician_changed_are_a_conflict(words: Any) -> None:
    theirs = changed("goals", "goal-sleep", own_words=words, clinical="Restore sleep")
    conflict = only(merged := merge(BASE, BASE, theirs, theirs_by=Role.THERAPIST))
    assert conflict == Conflict(
        id="goal-sleep/own_words",
        kind="own-words",
        item="goal-sleep",
        field="own_words",
        base=SAID,
        mine=SAID,
        theirs=words,
        held=SAID,
    )
    assert merged.plan.goals[0] == msgspec.structs.replace(GOAL, clinical="Restore sleep")
    assert only(merge(BASE, theirs, BASE, mine_by=Role.THERAPIST)).mine == words


def test_words_that_nobody_touched_are_no_conflict_whoever_edits_the_rest() -> None:
    mine = changed("goals", "goal-sleep", clinical="Restore sleep")
    theirs = changed("goals", "goal-sleep", rank=2)
    merged = merge(BASE, mine, theirs, mine_by=Role.NURSE, theirs_by=Role.THERAPIST)
    assert merged == Merged(plan=changed("goals", "goal-sleep", mine, rank=2))


def test_the_client_may_change_their_own_words() -> None:
    mine = changed("goals", "goal-sleep", own_words=words_of("I want to rest"))
    assert merge(BASE, mine, BASE, mine_by=Role.CLIENT, theirs_by=Role.THERAPIST) == Merged(plan=mine)
    assert merge(BASE, BASE, mine, mine_by=Role.THERAPIST, theirs_by=Role.CLIENT) == Merged(plan=mine)


def test_the_clients_change_stands_when_a_clinician_wrote_down_the_same() -> None:
    both = changed("goals", "goal-sleep", own_words=words_of("I want to rest"))
    assert merge(BASE, both, both, mine_by=Role.CLIENT, theirs_by=Role.THERAPIST) == Merged(plan=both)
    assert only(merge(BASE, both, both, mine_by=Role.NURSE, theirs_by=Role.THERAPIST)).kind == "own-words"


def test_where_nobody_said_who_made_an_edit_it_is_merged_like_any_other() -> None:
    theirs = changed("goals", "goal-sleep", own_words=None)
    assert merge(BASE, BASE, theirs) == Merged(plan=theirs)
    assert merge(BASE, BASE, theirs, mine_by=Role.THERAPIST) == Merged(plan=theirs)


def test_words_that_the_client_did_not_say_may_be_changed_by_a_clinician() -> None:
    base = changed("goals", "goal-sleep", own_words=words_of("He wants to sleep", "therapist"))
    theirs = changed("goals", "goal-sleep", base, own_words=words_of("I want to rest"))
    assert merge(base, base, theirs, theirs_by=Role.THERAPIST) == Merged(plan=theirs)


def test_a_goal_in_the_clients_words_is_not_removed_by_a_clinician_without_asking() -> None:
    theirs = removed("goals", "goal-sleep", removed("objectives", "nights"))
    merged = merge(BASE, BASE, theirs, theirs_by=Role.THERAPIST)
    assert only(merged) == Conflict(
        id="goal-sleep", kind="own-words", item="goal-sleep", base=GOAL, mine=GOAL, theirs=None, held=GOAL
    )
    assert merged.plan == removed("objectives", "nights")
    assert merge(BASE, BASE, theirs, theirs_by=Role.CLIENT) == Merged(plan=theirs)
    assert only(merge(BASE, theirs, theirs, mine_by=Role.NURSE, theirs_by=Role.NURSE)).held == GOAL


def test_a_goal_that_a_clinician_removed_and_the_client_changed_is_one_conflict() -> None:
    mine = changed("goals", "goal-sleep", own_words=words_of("I want to rest"))
    theirs = removed("goals", "goal-sleep", removed("objectives", "nights"))
    conflict = only(merge(BASE, mine, theirs, mine_by=Role.CLIENT, theirs_by=Role.THERAPIST))
    assert (conflict.id, conflict.kind, conflict.held) == ("goal-sleep", "removed-and-changed", mine.item("goal-sleep"))


# Settling


CLASH = merge(BASE, changed("objectives", "nights", target=5), changed("objectives", "nights", target=4))


@pytest.mark.parametrize(("take", "target"), [("base", 3), ("mine", 5), ("theirs", 4), ("held", 3)])
def test_people_choose_a_value_that_stands_in_the_conflict(take: Any, target: float) -> None:
    assert settle(CLASH, [Choice(conflict="nights/target", take=take)]).objectives[0].target == target


def test_people_may_find_another_value_together() -> None:
    assert settle(CLASH, [Choice(conflict="nights/target", take="other", value=6)]).objectives[0].target == 6
    with pytest.raises(OperationRefused, match="bad-value"):
        settle(CLASH, [Choice(conflict="nights/target", take="other", value="six")])


def test_a_header_and_an_item_are_settled() -> None:
    merged = merge(
        titled("Old"), titled("Mine", removed("skills", "walk")), changed("skills", "walk", titled("B"), text="x")
    )
    mine = [Choice(conflict=each.id, take="mine") for each in merged.conflicts]
    assert settle(merged, mine) == titled("Mine", removed("skills", "walk"))
    base = [Choice(conflict=each.id, take="base") for each in merged.conflicts]
    assert settle(merged, base) == titled("Old")


def test_an_item_that_is_left_out_can_be_taken_in() -> None:
    ana, aunt = SupportItem(id="ana", name="Ana", relation="sister"), SupportItem(id="ana", name="Ana", relation="aunt")
    merged = merge(BASE, added("supports", ana), added("supports", aunt))
    assert settle(merged, [Choice(conflict="ana", take="mine")]).supports == (ana,)
    assert settle(merged, [Choice(conflict="ana", take="base")]).supports == ()
    both = [AddItem(collection="supports", item=msgspec.structs.replace(aunt, id="aunt"))]
    assert len(settle(merged, [Choice(conflict="ana", take="mine")], also=both).supports) == 2


def test_what_is_not_kept_may_take_along_what_pointed_at_it() -> None:
    goal = Goal(id="goal-grief", needs=("grief",), section=Section.MENTAL_HEALTH)
    merged = merge(BASE, removed("needs", "grief"), added("goals", goal))
    out = [Choice(conflict="grief", take="mine")]
    with pytest.raises(OperationRefused, match="dangling-reference"):
        settle(merged, out)
    loose = ChangeField(collection="goals", id="goal-grief", field="needs", before=("grief",), after=())
    assert settle(merged, out, also=[loose]).item("grief") is None


@pytest.mark.parametrize(
    ("choices", "answer"),
    [
        (
            [],
            "The conflict 'nights/target' is not settled yet. "
            "Choose base, mine, theirs, held or another value for it. [unsettled]",
        ),
        (
            [Choice(conflict="nights/target", take="mine"), Choice(conflict="sleep", take="mine")],
            "There is no conflict 'sleep'. Look at them again. [no-such-conflict]",
        ),
        (
            [Choice(conflict="nights/target", take="mine")] * 2,
            "One conflict is settled twice. Choose once for each. [chosen-twice]",
        ),
    ],
)
def test_choices_that_do_not_settle_the_merge_are_refused(choices: list[Choice], answer: str) -> None:
    with pytest.raises(ChoiceRefused) as caught:
        settle(CLASH, choices)
    assert str(caught.value) == answer


def test_a_merge_without_conflicts_is_settled() -> None:
    assert settle(merge(BASE, titled("T"), BASE), []) == titled("T")
    assert titled("T").started_on == DAY
