"""The life of a plan, and what each move needs."""

from typing import Any

import msgspec
import pytest

from goldthread.plan import Disposition, Goal, Plan, PlanNeed, ReviewHeld, State
from goldthread.plan.refusals import MoveRefused
from goldthread.plan.states import ENDS, MOVES, diagram, move, moves_from
from goldthread.terms import Section
from plans_strategy import DAY, a_plan

NEED = PlanNeed(id="sleep", title="Sleep", section=Section.PHYSICAL_HEALTH, disposition=Disposition.ANSWERED)
GOAL = Goal(id="goal-sleep", needs=("sleep",), section=Section.PHYSICAL_HEALTH)
ENDED = ReviewHeld(id="closing", on=DAY, cause="end of the programme", outcome="ended")
READY = a_plan(needs=(NEED,), goals=(GOAL,), reviews=(ENDED,))


def plan_in(state: State, plan: Plan = READY) -> Plan:
    return msgspec.structs.replace(plan, state=state)


def refused(plan: Plan, verb: str) -> MoveRefused:
    with pytest.raises(MoveRefused) as caught:
        move(plan, verb)
    return caught.value


def test_every_state_is_reached_from_a_draft() -> None:
    reached, size = {State.DRAFT}, 0
    while size < len(reached):
        size = len(reached)
        reached |= {each.to for each in MOVES if reached & set(each.origins)}
    assert reached == set(State)


def test_ends_are_ends_and_nothing_else_is() -> None:
    assert {state for state in State if not moves_from(state)} == set(ENDS)
    assert not any(set(each.origins) & set(ENDS) for each in MOVES)


def test_every_living_plan_can_be_withdrawn_and_can_reach_its_completion() -> None:
    living = set(State) - set(ENDS)
    assert all("withdraw" in [each.verb for each in moves_from(state)] for state in living)
    leads, size = {State.COMPLETED}, 0
    while size < len(leads):
        size = len(leads)
        leads |= {origin for each in MOVES if each.to in leads for origin in each.origins}
    assert living <= leads


def test_a_verb_means_one_move_and_says_who_may() -> None:
    assert len({each.verb for each in MOVES}) == len(MOVES)
    for each in MOVES:
        assert each.to not in each.origins
        assert each.who
        assert each.means.endswith(".")


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("verb", [each.verb for each in MOVES])
def test_every_move_is_allowed_where_the_table_says_so_and_refused_elsewhere(state: State, verb: str) -> None:
    allowed = {each.verb: each.to for each in moves_from(state)}
    if verb in allowed:
        assert move(plan_in(state), verb) == plan_in(allowed[verb])
    else:
        found = refused(plan_in(state), verb)
        assert found.code == "not-from-here"
        assert all(each in found.fix for each in allowed)


def test_a_plan_goes_from_draft_to_completion() -> None:
    plan = READY
    for verb in ("propose", "agree", "start", "review", "keep", "review", "complete"):
        plan = move(plan, verb)
    assert plan == plan_in(State.COMPLETED)


def test_a_refusal_says_where_the_plan_is_and_what_can_be_done() -> None:
    found = refused(plan_in(State.UNDER_REVIEW), "start")
    assert found.message == "To start, a plan must be agreed; this one is under review."
    assert found.fix == "From here you can: keep, revise, complete, supersede, withdraw."
    assert "start from this one" in refused(plan_in(State.COMPLETED), "review").fix


def test_an_unknown_move_is_answered_with_the_moves_that_are() -> None:
    found = refused(READY, "approve")
    assert found.code == "no-such-move"
    assert "propose, take back, agree" in found.fix


def test_a_plan_without_a_goal_is_neither_proposed_nor_agreed() -> None:
    assert refused(a_plan(), "propose").code == "not-yet"
    found = refused(plan_in(State.PROPOSED, a_plan()), "agree")
    assert (found.code, found.message) == ("not-yet", "To agree, the plan needs at least one goal.")
    assert found.fix == "Write down what the client wants to be different."


def test_a_plan_with_an_open_need_is_not_agreed() -> None:
    open_need = msgspec.structs.replace(NEED, id="pain", disposition=Disposition.OPEN)
    plan = a_plan(needs=(NEED, open_need), goals=(GOAL,))
    assert move(plan, "propose").state is State.PROPOSED
    assert (
        refused(plan_in(State.PROPOSED, plan), "agree").message
        == "To agree, the plan needs something said of every need."
    )


@pytest.mark.parametrize("reviews", [(), (msgspec.structs.replace(ENDED, outcome="kept"),)])
def test_a_plan_is_completed_by_a_review_that_ends_it(reviews: Any) -> None:
    plan = plan_in(State.UNDER_REVIEW, msgspec.structs.replace(READY, reviews=reviews))
    found = refused(plan, "complete")
    assert (found.code, found.fix) == ("not-yet", "Hold the closing review together and note what came of it.")


def test_the_diagram_shows_every_state_and_every_move_and_nothing_else() -> None:
    lines = diagram().splitlines()
    arrows = [line.strip() for line in lines if "-->" in line]
    assert lines[0] == "stateDiagram-v2"
    assert "    under_review: under review" in lines
    assert arrows[0] == "[*] --> draft"
    assert "active --> under_review: review" in arrows
    assert arrows[-3:] == ["completed --> [*]", "superseded --> [*]", "withdrawn --> [*]"]
    assert len(arrows) == 1 + sum(len(each.origins) for each in MOVES) + len(ENDS)
    assert len(lines) == 1 + len(State) + len(arrows)
    assert diagram().endswith("\n")
