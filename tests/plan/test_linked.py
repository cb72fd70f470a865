"""Goals of linked needs stand side by side; nothing is lost or moved without a reason."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.case import cast_names, cast_path, read_case
from goldthread.plan import Goal, Level, Plan
from goldthread.plan.items import CoOccurringLink, PlanNeed
from goldthread.plan.linked import beside, side_by_side
from goldthread.terms import Section

NEEDS = ("need-a", "need-b", "need-c", "need-d")


def plan_with(goals: tuple[Goal, ...], *ends: tuple[str, str]) -> Plan:
    needs = tuple(PlanNeed(id=each, title=each, section=Section.MENTAL_HEALTH) for each in NEEDS)
    links = tuple(CoOccurringLink(id=f"link-{n}", one=one, other=other) for n, (one, other) in enumerate(ends))
    return Plan(
        id="plan", client="ruth-okafor", level=Level.OUTPATIENT, started_on=datetime.date(2026, 11, 2),
        written_by="Dana Ruiz", needs=needs, goals=goals, links=links,
    )  # fmt: skip


def each_is_followed_by_its_own(plan: Plan, ordered: tuple[Goal, ...]) -> bool:
    """Behind every goal comes one that it moves together with, as long as there is one that was not yet said."""
    for place, each in enumerate(ordered[:-1]):
        said = {before.id for before in ordered[: place + 1]}
        near = {other.id for pair in beside(plan=plan, goal=each) for other in pair.goals} - said
        if near and ordered[place + 1].id not in near:
            return False
    return True


def goal(name: str, *needs: str, status: str = "new") -> Goal:
    return Goal(id=name, needs=needs, section=Section.MENTAL_HEALTH, status=status)  # type: ignore[arg-type]  # one of its words


ONE, TWO, THREE = goal("g1", "need-a"), goal("g2", "need-c"), goal("g3", "need-b")


def test_a_goal_is_followed_by_the_one_that_it_moves_with() -> None:
    plan = plan_with((ONE, TWO, THREE), ("need-a", "need-b"))
    assert side_by_side(plan=plan, goals=plan.goals) == (ONE, THREE, TWO)
    (pair,) = beside(plan=plan, goal=THREE)
    assert (pair.link.id, pair.goals) == ("link-0", (ONE,))
    assert beside(plan=plan, goal=TWO) == ()


def test_without_links_the_order_stays() -> None:
    plan = plan_with((ONE, TWO, THREE))
    assert side_by_side(plan=plan, goals=plan.goals) == (ONE, TWO, THREE)


def test_what_has_ended_is_not_looked_at_again() -> None:
    ended = goal("g3", "need-b", status="ended")
    plan = plan_with((ONE, TWO, ended), ("need-a", "need-b"))
    assert side_by_side(plan=plan, goals=plan.goals) == (ONE, TWO, ended)


@given(
    st.lists(st.sets(st.sampled_from(NEEDS), min_size=1), min_size=1, max_size=7),
    st.lists(
        st.tuples(st.sampled_from(NEEDS), st.sampled_from(NEEDS)).filter(lambda pair: pair[0] != pair[1]), max_size=3
    ),
)
def test_no_goal_is_lost_or_doubled_and_beside_is_mutual(needs: list[set[str]], ends: list[tuple[str, str]]) -> None:
    goals = tuple(goal(f"g{n}", *sorted(each)) for n, each in enumerate(needs))
    plan = plan_with(goals, *ends)
    ordered = side_by_side(plan=plan, goals=goals)
    assert sorted(each.id for each in ordered) == sorted(each.id for each in goals)
    assert ordered[0] == goals[0]
    assert each_is_followed_by_its_own(plan, ordered)
    near = {each.id: {other.id for pair in beside(plan=plan, goal=each) for other in pair.goals} for each in goals}
    assert all(each in near[other] for each, others in near.items() for other in others)


@pytest.mark.parametrize("name", cast_names())
def test_of_every_client_both_ends_of_a_link_come_up_together(name: str) -> None:
    plan = read_case(cast_path(name)).case.plan
    if plan is None:
        return
    ordered = side_by_side(plan=plan, goals=plan.goals)
    assert {each.id for each in ordered} == {each.id for each in plan.goals}
    assert each_is_followed_by_its_own(plan, ordered)
