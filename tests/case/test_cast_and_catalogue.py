"""The plans of the cast stand on the catalogue and on their records, whatever is changed in either."""

import pytest

from goldthread.case import cast_names, cast_path, read_case
from goldthread.library import load_library
from goldthread.needs import Reading, derive_needs
from goldthread.plan import Plan
from goldthread.record import Chart, chart

LIBRARY = load_library()


def plan_and_chart(name: str) -> tuple[Plan, Chart]:
    case = read_case(cast_path(name)).case
    assert case.plan is not None
    return case.plan, chart(record=case.record, on=case.on)


@pytest.mark.parametrize("name", cast_names())
def test_everything_that_is_done_is_of_a_kind_that_the_catalogue_knows(name: str) -> None:
    plan, _ = plan_and_chart(name)
    assert [each.id for each in plan.interventions if each.modality not in LIBRARY.modalities] == []


@pytest.mark.parametrize("name", cast_names())
def test_a_need_of_the_plan_is_called_for_by_the_record_or_is_the_teams_own_with_facts_and_a_reason(name: str) -> None:
    """What a plan has settled, and what team and client see beside the rules, stays in the plan: it is told why."""
    plan, read = plan_and_chart(name)
    reading = Reading(chart=read, instruments=LIBRARY.instruments, medicine_classes=LIBRARY.medicine_names())
    needs = derive_needs(reading=reading, definitions=LIBRARY.needs, links=tuple(LIBRARY.links.values()))
    called_for = {need.id for need in needs.needs}
    assert called_for <= {need.id for need in plan.needs}
    for need in plan.needs:
        assert need.id in LIBRARY.needs, need.id
        assert [fact for fact in need.facts if fact not in read.by_id] == [], need.id
        if need.id not in called_for:
            assert need.facts, need.id
            assert need.reason, need.id
    # The rules of needs and the plans are about the same lives: the team's own are the few.
    own = {need.id for need in plan.needs} - called_for
    assert len(own) * 4 <= len(plan.needs), sorted(own)
