"""What changed is told to the client in plain words."""

import datetime
import re
from typing import Any

import msgspec
import pytest
from hypothesis import given

from goldthread.plan import (
    COLLECTIONS,
    HEADER,
    Ask,
    CoOccurringLink,
    Disagreement,
    Disposition,
    Goal,
    Intervention,
    Level,
    Objective,
    Plan,
    PlanNeed,
    ReviewHeld,
    SkillItem,
    SupportItem,
    TriggerItem,
    Waiver,
    WithdrawalCare,
)
from goldthread.plan.difference import diff
from goldthread.plan.operations import AddItem, ChangeField, Operation, RemoveItem, SetHeader, apply, kind_of
from goldthread.plan.telling import tell, what_changed
from goldthread.plan.wording import UNSPOKEN, noun_for, number, together, value_words
from goldthread.terms import Aspect, Section
from plans_strategy import DAY, a_plan, edits, plans, words_of

SLEEP = PlanNeed(id="sleep", title="Trouble sleeping", section=Section.PHYSICAL_HEALTH)
GRIEF = PlanNeed(id="grief", title="Grief for his brother", section=Section.MENTAL_HEALTH)
BOAT = Goal(id="goal-a", own_words=words_of("build the boat again"), section=Section.SPIRITUAL_MEANING, rank=1)
REST = Goal(id="goal-b", own_words=words_of("sleep through the night"), section=Section.PHYSICAL_HEALTH, rank=2)
NIGHTS = Objective(id="nights", goal="goal-b", text="Nights of seven hours", unit="nights a week", target=3)
WALK = SkillItem(id="walk", text="walk to the lake")
BAR = TriggerItem(id="bar", text="the bar on Friday")
PLAN = a_plan(needs=(SLEEP, GRIEF), goals=(BOAT, REST), objectives=(NIGHTS,), skills=(WALK,), triggers=(BAR,))


def with_item(item: Any, plan: Plan = PLAN) -> Plan:
    name = next(name for name in COLLECTIONS if kind_of(name) is type(item))
    return msgspec.structs.replace(plan, **{name: (*(e for e in getattr(plan, name) if e.id != item.id), item)})


def told(after: Plan, before: Plan = PLAN, **more: Any) -> str:
    return "\n".join(each.text for each in what_changed(before=before, after=after, **more))


def change(item: Any, **fields: Any) -> str:
    return told(with_item(msgspec.structs.replace(item, **fields)))


def test_a_target_that_moved_is_told_with_its_goal_and_who_asked() -> None:
    after = with_item(msgspec.structs.replace(NIGHTS, target=5))
    assert told(after, asked_by="client") == (
        "Goal 2, “sleep through the night”: the target moved from 3 to 5 nights a week; you asked for it."
    )


def test_a_clinician_who_asked_is_named() -> None:
    after = with_item(msgspec.structs.replace(WALK, text="swim"))
    assert told(after, asked_by="Dr. Ruiz").endswith("; Dr. Ruiz asked for it.")
    assert "asked" not in told(after)


def test_each_change_may_have_been_asked_for_by_somebody_else() -> None:
    after = with_item(msgspec.structs.replace(NIGHTS, target=5))
    after = with_item(msgspec.structs.replace(REST, clinical="Restore sleep"), after)
    assert told(after, asked={"nights": "client", "goal-b": "Ana"}).endswith("; Ana and you asked for it.")


def test_nothing_is_told_where_nothing_changed() -> None:
    assert what_changed(before=PLAN, after=PLAN) == ()
    assert tell(PLAN, PLAN) == ()


def test_each_thing_that_changed_is_one_sentence() -> None:
    after = with_item(msgspec.structs.replace(NIGHTS, target=5), with_item(msgspec.structs.replace(WALK, text="swim")))
    lines = tell(PLAN, after, asked_by="client")
    assert len(lines) == 2
    assert all(line.endswith("; you asked for it.") for line in lines)


def test_own_words_are_quoted_as_they_stand() -> None:
    assert change(REST, own_words=words_of("¡Dormir, por fin!")) == (
        "Goal 2, “¡Dormir, por fin!”: your words are now “¡Dormir, por fin!” (before: “sleep through the night”)."
    )
    assert "the words of therapist are now “He sleeps”" in change(REST, own_words=words_of("He sleeps", "therapist"))
    assert "the words “sleep through the night” were taken out" in change(REST, own_words=None)
    bare = with_item(msgspec.structs.replace(REST, own_words=None))
    assert "your words are now “sleep through the night”." in told(PLAN, before=bare)


@pytest.mark.parametrize(
    ("item", "fields", "text"),
    [
        (NIGHTS, {"target": None}, "the target is no longer set (it was 3 nights a week)."),
        (NIGHTS, {"baseline": 1.5}, "the starting point is now 1.5 nights a week."),
        (NIGHTS, {"baseline": 0}, "the starting point is now 0 nights a week."),
        (NIGHTS, {"target_date": datetime.date(2026, 7, 3)}, "the target date is now 3 July 2026."),
        (NIGHTS, {"steps": ("tea", "bed at ten")}, "the list of small steps is now “tea” and “bed at ten”."),
        (NIGHTS, {"goal": "goal-a"}, "the goal that it belongs to changed from Goal 2 to Goal 1."),
        (NIGHTS, {"text": "Nights"}, "the wording changed from “Nights of seven hours” to “Nights”."),
        (NIGHTS, {"status": "working"}, "its progress changed from new to working."),
        (REST, {"rank": 3}, "its place in your order moved from 2 to 3."),
        (REST, {"rank": 0}, "its place in your order is no longer set (it was 2)."),
        (REST, {"needs": ("sleep",)}, "“Trouble sleeping” was added to the needs that it answers."),
        (REST, {"needs": ("grief", "sleep")},
         "“Grief for his brother” and “Trouble sleeping” were added to the needs that it answers."),
        (REST, {"aspects": (Aspect.EMOTIONAL,)}, "emotional was added to the sides of you that it touches."),
        (REST, {"confidence_client": 4}, "how sure you are of it, out of 10, is now 4."),
        (REST, {"section": Section.MENTAL_HEALTH},
         "the part of the plan that it stands in changed from Physical health to Mental health."),
        (REST, {"facts": ("f1",)}, "what it rests on in your record has changed."),
        (REST, {"asks": (Ask(field="clinical", question="And so?"),)}, "a new question is “And so?”."),
        (SLEEP, {"disposition": Disposition.DEFERRED}, "what the plan says of it changed from open to deferred."),
        (SLEEP, {"causes_answered": ("late shifts",)}, "“late shifts” was added to the causes that the plan works on."),
        (WALK, {"to_learn": True}, "whether it is still to be learned changed from no to yes."),
        (WALK, {"helps": "sometimes"}, "whether it helps changed from unknown to sometimes."),
        (BAR, {"skills": ("walk",)}, "“walk to the lake” was added to the skills that belong to it."),
    ],
)  # fmt: skip
def test_each_change_has_its_sentence(item: Any, fields: dict[str, Any], text: str) -> None:
    assert change(item, **fields).endswith(text)


def test_a_question_or_a_need_that_left_is_told() -> None:
    asking = with_item(
        msgspec.structs.replace(REST, asks=(Ask(field="clinical", question="And so?"),), needs=("sleep",))
    )
    assert told(PLAN, before=asking).endswith(
        "the question “And so?” was taken out; “Trouble sleeping” was taken out of the needs that it answers."
    ) or told(PLAN, before=asking).endswith("the question “And so?” was taken out.")


def test_what_is_new_and_what_was_taken_out_is_told() -> None:
    ana = SupportItem(id="ana", name="Ana")
    assert told(with_item(ana)) == "On your side: Ana: this is new."
    assert told(PLAN, before=with_item(ana)) == "On your side: Ana: this was taken out."
    late = msgspec.structs.replace(NIGHTS, id="late", text="No coffee after noon")
    assert told(with_item(late)) == "Goal 2, “sleep through the night”: the step “No coffee after noon” is new."
    assert told(PLAN, before=with_item(late)).endswith("the step “No coffee after noon” was taken out.")


def test_a_goal_that_was_taken_out_is_told_with_its_former_number_and_its_steps() -> None:
    gone = a_plan(needs=(SLEEP, GRIEF), goals=(BOAT,), skills=(WALK,), triggers=(BAR,))
    assert told(gone) == (
        "Goal 2, “sleep through the night”: this was taken out; the step “Nights of seven hours” was taken out."
    )


def test_a_step_is_named_where_its_goal_has_several() -> None:
    late = msgspec.structs.replace(NIGHTS, id="late", text="No coffee after noon")
    before = with_item(late)
    after = with_item(msgspec.structs.replace(late, target=4), before)
    assert "for the step “No coffee after noon”, the target moved from 3 to 4 nights a week" in told(
        after, before=before
    )


def test_changes_are_told_by_what_they_are_about_goals_in_the_clients_order() -> None:
    after = msgspec.structs.replace(PLAN, title="Walter's plan", level=Level.RESIDENTIAL)
    after = with_item(msgspec.structs.replace(WALK, text="swim"), after)
    after = with_item(msgspec.structs.replace(NIGHTS, target=5, status="working"), after)
    after = with_item(msgspec.structs.replace(BOAT, clinical="Purpose"), after)
    groups = what_changed(before=PLAN, after=after)
    assert [group.item for group in groups] == [None, "goal-a", "goal-b", "walk"]
    assert groups[0].text == (
        "The plan as a whole: the name of the plan is now “Walter's plan”; "
        "the setting changed from outpatient to residential."
    )
    assert groups[2].changes == (
        "the target moved from 3 to 5 nights a week",
        "its progress changed from new to working",
    )


def test_goals_that_nobody_ranked_come_last() -> None:
    unranked = Goal(id="goal-0", clinical="Housing", section=Section.AFTERCARE)
    assert told(with_item(unranked)) == "Goal 3, “Housing”: this is new."


@pytest.mark.parametrize(
    ("item", "opening"),
    [
        (CoOccurringLink(id="l", one="sleep", other="grief"), "“Trouble sleeping” and “Grief for his brother”, which"),
        (WithdrawalCare(id="w", substance="alcohol"), "Withdrawal from alcohol: this is new."),
        (ReviewHeld(id="r", on=DAY, cause="monthly", outcome="kept"), "The review of 4 May 2026: this is new."),
        (Disagreement(id="d", about="goal-b", who="Walter", on=DAY, words="No"),
         "The disagreement of 4 May 2026 about Goal 2: this is new."),
        (Disagreement(id="d", about="gone", who="Walter", on=DAY, words="No"),
         "The disagreement of 4 May 2026 about something that is no longer in the plan: this is new."),
        (Waiver(id="v", check="no-dose", by="Ana", on=DAY, reason="it was settled"),
         "A point that Ana set aside on 4 May 2026: this is new."),
        (Intervention(id="i", modality="cbt-insomnia"), "What is done: “cbt insomnia”: this is new."),
        (Intervention(id="i"), "What is done: “not worded yet”: this is new."),
    ],
)  # fmt: skip
def test_each_kind_of_thing_is_called_what_people_call_it(item: Any, opening: str) -> None:
    assert told(with_item(item)).startswith(opening)


def test_operations_of_a_version_are_told_as_they_were_made() -> None:
    operations: list[Operation] = [
        SetHeader(field="title", before="", after="A"),
        AddItem(collection="supports", item=SupportItem(id="ana", name="Ana")),
    ]
    after = apply(PLAN, operations)
    assert told(after, operations=operations[:1]) == "The plan as a whole: the name of the plan is now “A”."


def test_an_operation_that_changes_nothing_is_not_told() -> None:
    same = ChangeField(collection="goals", id="goal-b", field="needs", before=("sleep",), after=("sleep",))
    assert what_changed(before=PLAN, after=PLAN, operations=[same]) == ()


def test_what_came_and_went_within_one_version_has_a_heading() -> None:
    ana = SupportItem(id="ana", name="Ana")
    operations: list[Operation] = [
        AddItem(collection="supports", item=ana),
        RemoveItem(collection="supports", item=ana),
    ]
    [group] = what_changed(before=PLAN, after=PLAN, operations=operations)
    assert group.text == "Something that came and went: this is new; this was taken out."


def test_every_field_of_every_item_has_words() -> None:
    for name in COLLECTIONS:
        for field in kind_of(name).__struct_fields__:
            assert field in UNSPOKEN or field in ("id", "asks") or noun_for(field)
    assert all(noun_for(field, header=True) for field in HEADER)


def test_values_are_told_in_words() -> None:
    assert number(1_200_000) == "1200000"
    assert number(2.50) == "2.5"
    assert together([]) == ""
    assert together(["a"]) == "a"
    assert together(["a", "b", "c"]) == "a, b and c"
    assert value_words("in-house", collection="aftercare", field="place", plan=PLAN) == "“in-house”"
    assert value_words("not-yet", collection="aftercare", field="confirmed", plan=PLAN) == "not yet"
    assert value_words("phq9", collection="withdrawal", field="scale", plan=PLAN) == "phq9"


@given(plans().flatmap(lambda before: edits(before).map(lambda after: (before, after))))
def test_every_change_is_told_without_a_field_name_or_an_id(two: tuple[Plan, Plan]) -> None:
    before, after = two
    groups = what_changed(before=before, after=after)
    assert bool(groups) == (before != after)
    assert sum(len(group.changes) for group in groups) == len(diff(before, after))
    text = "\n".join(tell(before, after))
    assert not re.search(r"\b\w+_\w+\b", text)
    for _, item in (*before.items(), *after.items()):
        assert not re.search(rf"\b{item.id}\b", text)
