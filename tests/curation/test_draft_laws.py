"""Laws of drafting: whatever the record holds, the draft is a plan that invents nothing and leaves nothing out."""

import re

import msgspec
import pytest
from drafting import cast, draft, library, read
from hypothesis import given, settings
from hypothesis import strategies as st

from any_record import DAYS, records
from goldthread.case import cast_names
from goldthread.curation.telling import DOSE
from goldthread.needs import Needs, Reading, evidence_for
from goldthread.plan import Disposition, Plan, gaps
from goldthread.record import Hope, Statement

_AMOUNT = re.compile(r"\d\s*(?:mg|mcg|µg|ml)\b", re.IGNORECASE)


def holds(plan: Plan, reading: Reading, needs: Needs) -> None:
    """What must be true of every draft."""
    assert msgspec.convert(msgspec.to_builtins(plan), Plan) == plan
    assert {item.id for item in plan.needs} == {need.id for need in needs.needs}
    for need in plan.needs:
        assert need.disposition in (Disposition.ANSWERED, Disposition.OPEN)
        if need.disposition is Disposition.OPEN:
            assert any(ask.field == "reason" for ask in need.asks)
    covered = [need for goal in plan.goals for need in goal.needs]
    assert sorted(covered) == sorted(need.id for need in needs.needs)
    assert len(plan.goals) <= 6
    facts = reading.chart.by_id
    for _, item in plan.items():
        assert {*item.facts} <= facts.keys(), item.id
    for goal in plan.goals:
        assert {*goal.strengths} <= facts.keys()
        if goal.own_words:
            said = facts[goal.own_words.fact or ""]
            assert isinstance(said, Hope | Statement)
            assert said.from_client
            assert goal.own_words.text == said.text
    for item in plan.medicines:
        for text in (item.medicine, item.purpose, item.decision_reason, item.watch_for, item.because):
            assert not _AMOUNT.search(text), text
            assert not DOSE.search(text), text


@settings(max_examples=80)
@given(record=records(max_facts=10), on=DAYS)
def test_the_draft_of_any_record_is_a_plan(record: object, on: object) -> None:
    told = read(record, on)  # type: ignore[arg-type]  # Hypothesis gives records and days
    holds(draft(told), *told)


@pytest.mark.parametrize("name", cast_names())
def test_the_draft_of_everybody_in_the_cast_holds_the_laws(name: str) -> None:
    told = cast(name)
    holds(draft(told), *told)


@pytest.mark.parametrize("name", cast_names())
def test_nothing_that_is_contraindicated_or_refused_is_drafted(name: str) -> None:
    reading, needs = cast(name)
    plan = draft((reading, needs))
    drafted = {each.modality for each in plan.interventions} | {each.from_option for each in plan.medicines}
    for modality in library().modalities.values():
        if modality.id in drafted:
            running = any(
                item.from_option == modality.id and item.decision in ("continuing", "offered", "declined")
                for item in plan.medicines
            )
            for caution in modality.cautions:
                if caution.level == "avoid" and not running:
                    assert evidence_for(rule=caution.when, reading=reading) is None, caution.id


@pytest.mark.parametrize("name", cast_names())
def test_drafting_twice_gives_the_same_plan(name: str) -> None:
    assert draft(cast(name)) == draft(cast(name))


@given(data=st.data())
@settings(max_examples=20)
def test_the_order_of_facts_changes_no_draft(data: st.DataObject) -> None:
    record = data.draw(records(max_facts=8))
    on = data.draw(DAYS)
    shuffled = msgspec.structs.replace(record, facts=tuple(data.draw(st.permutations(record.facts))))
    assert draft(read(record, on)) == draft(read(shuffled, on))


@pytest.mark.parametrize("name", cast_names())
def test_every_empty_field_that_matters_is_asked_and_no_asked_field_is_unknown(name: str) -> None:
    plan = draft(cast(name))
    open_fields = {(item.id, ask.field) for item, ask in gaps(plan)}
    for _, item in plan.items():
        for ask in item.asks:
            assert ask.field in item.__struct_fields__, (item.id, ask.field)
            assert ask.question.strip().endswith(("?", ".", ")")), ask.question
    for goal in plan.goals:
        if goal.own_words is None:
            assert (goal.id, "own_words") in open_fields
    for objective in plan.objectives:
        missing = [name for name in ("text", "baseline", "target") if getattr(objective, name) in (None, "")]
        assert not missing or [each for each in open_fields if each[0] == objective.id], objective.id
    for each in plan.interventions:
        assert each.because, each.id
        if each.objectives:
            assert (each.id, "client_does") in open_fields


@pytest.mark.parametrize("name", cast_names())
def test_every_answered_need_has_a_goal_with_a_step_and_something_that_is_done(name: str) -> None:
    plan = draft(cast(name))
    done = {need for each in plan.interventions for need in each.needs}
    stepped = {objective.goal for objective in plan.objectives}
    for goal in plan.goals:
        assert goal.id in stepped
    for need in plan.needs:
        if need.disposition is Disposition.ANSWERED:
            assert need.id in done, need.id
