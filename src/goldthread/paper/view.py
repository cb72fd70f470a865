"""What a page shows, put in the order in which people read it. Nothing is computed here that another room knows."""

import datetime
from collections.abc import Sequence

import msgspec

from goldthread.case import Case
from goldthread.checks import Finding
from goldthread.needs import Need, Needs
from goldthread.plan import Goal, Intervention, Objective, Plan, PlanItem, PlanNeed, gaps
from goldthread.record import AnyFact, Chart
from goldthread.terms import Section


class FactLine(msgspec.Struct, frozen=True, kw_only=True):
    """A fact as evidence on paper: what it says, who said it, when."""

    text: str
    said_by: str
    on: datetime.date


class ObjectiveView(msgspec.Struct, frozen=True, kw_only=True):
    """An objective with what is done for it."""

    objective: Objective
    interventions: tuple[Intervention, ...]


class GoalView(msgspec.Struct, frozen=True, kw_only=True):
    """A goal with its thread: what it answers, on what evidence, by what steps."""

    goal: Goal
    needs: tuple[PlanNeed, ...]
    evidence: tuple[FactLine, ...]
    strengths: tuple[FactLine, ...]
    objectives: tuple[ObjectiveView, ...]
    findings: tuple[Finding, ...]


class SectionView(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the coverage grid."""

    section: Section
    needs: tuple[tuple[PlanNeed, Need | None, tuple[Goal, ...]], ...]


class PlanView(msgspec.Struct, frozen=True, kw_only=True):
    """All of a plan in reading order."""

    case: Case
    plan: Plan
    on: datetime.date
    goals: tuple[GoalView, ...]
    sections: tuple[SectionView, ...]
    unplanned: tuple[Need, ...]
    loose: tuple[Intervention, ...]
    findings: tuple[Finding, ...]
    asks: tuple[tuple[str, str, str], ...]


# The field of each kind of fact that says what it is about, in the order in which they are tried.
_SAYING = ("text", "words", "label", "name", "detail", "situation", "substance", "instrument", "domain")


def fact_text(fact: AnyFact) -> str:
    """What a fact says, in a few words."""
    parts = [str(getattr(fact, field)) for field in _SAYING if getattr(fact, field, "")]
    total = getattr(fact, "total", None)
    kind = type(fact).__struct_config__.tag
    if total is not None:
        return f"{parts[0]}: {total:g}"
    return parts[0] if parts else str(kind)


def view_of(*, case: Case, chart: Chart, needs: Needs, findings: Sequence[Finding]) -> PlanView:
    """The case's plan in reading order. The case must have a plan."""
    plan = case.plan
    if plan is None:
        raise ValueError("the case has no plan")
    goals = tuple(_goal_view(goal, plan, chart, needs, findings) for goal in ranked(plan.goals))
    placed = {each.id for goal in goals for step in goal.objectives for each in step.interventions}
    asks = tuple((_name_of(item), ask.question, str(ask.whom)) for item, ask in gaps(plan))
    planned = {need.id for need in plan.needs}
    return PlanView(
        case=case,
        plan=plan,
        on=chart.on,
        goals=goals,
        sections=_sections(plan, needs),
        unplanned=tuple(need for need in needs.needs if need.id not in planned),
        loose=tuple(each for each in plan.interventions if each.id not in placed),
        findings=tuple(findings),
        asks=asks,
    )


def ranked(goals: Sequence[Goal]) -> list[Goal]:
    """Goals in the client's order; those without a rank last."""
    return sorted(goals, key=lambda goal: (goal.rank or 99, goal.id))


def _goal_view(goal: Goal, plan: Plan, chart: Chart, needs: Needs, findings: Sequence[Finding]) -> GoalView:
    answered = tuple(need for need in plan.needs if need.id in goal.needs)
    objectives = sorted(
        (each for each in plan.objectives if each.goal == goal.id), key=lambda each: (each.rank, each.id)
    )
    derived = [found for each in answered if (found := needs.get(each.id))]
    facts = dict.fromkeys([fact for need in derived for fact in need.facts] + list(goal.facts))
    steps = tuple(
        ObjectiveView(
            objective=each, interventions=tuple(todo for todo in plan.interventions if each.id in todo.objectives)
        )
        for each in objectives
    )
    ids = {goal.id, *(each.id for each in objectives)}
    return GoalView(
        goal=goal,
        needs=answered,
        evidence=_lines(list(facts)[:6], chart),
        strengths=_lines(goal.strengths, chart),
        objectives=steps,
        findings=tuple(finding for finding in findings if finding.item in ids),
    )


def _lines(facts: Sequence[str], chart: Chart) -> tuple[FactLine, ...]:
    found = [chart.by_id[fact] for fact in facts if fact in chart.by_id]
    return tuple(
        FactLine(text=fact_text(fact), said_by=fact.said_by, on=fact.since or fact.recorded_on) for fact in found
    )


def _sections(plan: Plan, needs: Needs) -> tuple[SectionView, ...]:
    rows = []
    for section in Section:
        mine = tuple(
            (need, needs.get(need.id), tuple(goal for goal in ranked(plan.goals) if need.id in goal.needs))
            for need in plan.needs
            if need.section is section
        )
        if mine:
            rows.append(SectionView(section=section, needs=mine))
    return tuple(rows)


def _name_of(item: PlanItem) -> str:
    for field in ("title", "text", "medicine", "name", "clinical", "substance"):
        if getattr(item, field, ""):
            return str(getattr(item, field))
    return item.id
