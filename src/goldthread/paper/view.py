"""What the team's page shows, in the order in which people read it: needs, goals, steps, what is done, and the way back
to the facts. Nothing is computed here that another room knows."""

from collections.abc import Mapping, Sequence

import msgspec

from goldthread.case import Case
from goldthread.catalogue import Modality
from goldthread.checks import Finding, Severity
from goldthread.needs import Need, Needs, Reading, Urgency
from goldthread.paper.asking import Questions, questions_of
from goldthread.paper.coverage import DomainsView, SectionRow, domains_of, sections_of
from goldthread.paper.evidence import FactLine, fact_lines
from goldthread.paper.naming import item_names, steps_of
from goldthread.plan import Goal, Intervention, Objective, Plan, PlanNeed
from goldthread.terms import Section


class StepView(msgspec.Struct, frozen=True, kw_only=True):
    """An objective with what is done for it; what was told at an earlier step is only named (`again`)."""

    objective: Objective
    interventions: tuple[Intervention, ...]
    again: tuple[Intervention, ...]


class GoalView(msgspec.Struct, frozen=True, kw_only=True):
    """A goal with its thread: the needs that it answers, the facts that it rests on, its steps."""

    goal: Goal
    number: int
    needs: tuple["NeedView", ...]
    facts: tuple[FactLine, ...]
    strengths: tuple[FactLine, ...]
    steps: tuple[StepView, ...]


class NeedView(msgspec.Struct, frozen=True, kw_only=True):
    """A need with its thread: reasons, facts (`shown` is told here, the others by number) and what answers it, as
    (name, id of the item). `need` is None where the plan does not hold it."""

    id: str
    number: int
    title: str
    need: PlanNeed | None
    derived: Need | None
    facts: tuple[FactLine, ...]
    shown: FactLine | None
    answers: tuple[tuple[str, str], ...]

    @property
    def today(self) -> bool:
        """Whether it must be looked at today."""
        return self.derived is not None and self.derived.urgency is Urgency.TODAY


class Noticed(msgspec.Struct, frozen=True, kw_only=True):
    """What one check found at items of the plan: told at the items, named here with links to them."""

    severity: Severity
    check: str
    items: tuple[str, ...]


class PlanView(msgspec.Struct, frozen=True, kw_only=True):
    """All of a plan in reading order. `names` gives each item's name, `findings_at` what was found at it (`noticed`
    names it by check); `plain` findings are about no item, `waived` ones are set aside."""

    case: Case
    plan: Plan
    goals: tuple[GoalView, ...]
    sections: tuple[SectionRow, ...]
    needs: tuple[NeedView, ...]
    facts: tuple[FactLine, ...]
    domains: DomainsView
    loose: tuple[Intervention, ...]
    noticed: tuple[Noticed, ...]
    plain: tuple[Finding, ...]
    waived: tuple[Finding, ...]
    findings_at: Mapping[str, tuple[Finding, ...]]
    questions: Questions
    names: Mapping[str, str]

    @property
    def today(self) -> tuple[NeedView, ...]:
        """The needs that must be looked at today."""
        return tuple(each for each in self.needs if each.today)


def view_of(
    *,
    case: Case,
    reading: Reading,
    needs: Needs,
    findings: Sequence[Finding],
    modalities: Mapping[str, Modality],
) -> PlanView:
    """The case's plan in reading order. Raises ValueError where the case has none."""
    plan = case.plan
    if plan is None:
        raise ValueError("the case has no plan")
    goals = ranked(plan.goals)
    names = item_names(plan, goals, modalities)
    rows, facts = _needs_and_facts(plan, needs, reading, names)
    at = _findings_at(findings, names)
    return PlanView(
        case=case,
        plan=plan,
        goals=_goal_views(plan, goals, rows, {line.id: line for line in facts}),
        sections=sections_of(plan, needs),
        needs=rows,
        facts=facts,
        domains=domains_of(reading.chart),
        loose=tuple(each for each in plan.interventions if not each.objectives),
        noticed=_noticed(at, names),
        plain=tuple(each for each in findings if each.item not in names and not each.waived_by),
        waived=tuple(each for each in findings if each.waived_by),
        findings_at=at,
        questions=questions_of(plan, goals, needs),
        names=names,
    )


def ranked(goals: Sequence[Goal]) -> list[Goal]:
    """Goals in the client's order; those without a rank last."""
    return sorted(goals, key=lambda goal: (goal.rank or 99, goal.id))


def _goal_views(
    plan: Plan, goals: Sequence[Goal], rows: Sequence[NeedView], lines: Mapping[str, FactLine]
) -> tuple[GoalView, ...]:
    told: set[str] = set()
    views = []
    for number, goal in enumerate(goals, start=1):
        steps = []
        for objective in steps_of(plan, goal):
            mine = [each for each in plan.interventions if objective.id in each.objectives]
            steps.append(
                StepView(
                    objective=objective,
                    interventions=tuple(each for each in mine if each.id not in told),
                    again=tuple(each for each in mine if each.id in told),
                )
            )
            told.update(each.id for each in mine)
        views.append(
            GoalView(
                goal=goal,
                number=number,
                needs=tuple(row for row in rows if row.need and row.id in goal.needs),
                facts=_known(goal.facts, lines),
                strengths=_known(goal.strengths, lines),
                steps=tuple(steps),
            )
        )
    return tuple(views)


def _known(facts: Sequence[str], lines: Mapping[str, FactLine]) -> tuple[FactLine, ...]:
    return tuple(sorted((lines[each] for each in facts if each in lines), key=lambda line: line.number))


def _need_rows(plan: Plan, needs: Needs, reading: Reading, names: Mapping[str, str]) -> list[NeedView]:
    """The plan's needs, then those that it lacks; each list in the order of sections."""
    sections = list(Section)
    mine = sorted(plan.needs, key=lambda need: (sections.index(need.section), need.id))
    held = {need.id for need in plan.needs}
    told = [(need.id, need.title, need, needs.get(need.id)) for need in mine]
    lacking = [(need.id, need.title, None, need) for need in needs.needs if need.id not in held]
    return [
        NeedView(
            id=each,
            number=number,
            title=title,
            need=need,
            derived=derived,
            facts=fact_lines([*(derived.facts if derived else ()), *(need.facts if need else ())], reading),
            shown=None,
            answers=_answers(each, plan, names),
        )
        for number, (each, title, need, derived) in enumerate([*told, *lacking], start=1)
    ]


def _needs_and_facts(
    plan: Plan, needs: Needs, reading: Reading, names: Mapping[str, str]
) -> tuple[tuple[NeedView, ...], tuple[FactLine, ...]]:
    """The rows of needs and all facts that needs and goals rest on, numbered through: each points at the other."""
    rows = _need_rows(plan, needs, reading, names)
    resting: dict[str, list[int]] = {each: [] for goal in plan.goals for each in (*goal.facts, *goal.strengths)}
    for row in rows:
        for line in row.facts:
            resting.setdefault(line.id, []).append(row.number)
    facts = fact_lines(resting, reading, resting)
    lines = {line.id: line for line in facts}
    shown: set[str] = set()
    told = [msgspec.structs.replace(row, facts=_known([line.id for line in row.facts], lines)) for row in rows]
    return tuple(_with_shown(row, shown) for row in told), facts


def _with_shown(row: NeedView, shown: set[str]) -> NeedView:
    """The row with one fact told: of its first reason, one that no row before has told, the client's own words before
    others, what speaks for few needs before what speaks for many."""
    first = row.derived.because[0].facts if row.derived else ()
    near = [line for line in row.facts if line.id in first] or list(row.facts)
    best = min(
        near,
        key=lambda line: (line.id in shown, not line.kind.startswith("own words"), len(line.needs), line.number),
        default=None,
    )
    if best:
        shown.add(best.id)
    return msgspec.structs.replace(row, shown=best)


def _answers(need: str, plan: Plan, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What answers a need: its goals; where it has none, whatever else in the plan is for it."""
    goals = [each for each in ranked(plan.goals) if need in each.needs]
    beside = [
        *(each for each in plan.interventions if need in each.needs),
        *(
            each
            for items in (plan.withdrawal, plan.medicines, plan.aftercare)
            for each in items
            if getattr(each, "need", None) == need
        ),
    ]
    return tuple((names[each.id], each.id) for each in (goals or beside))


def _findings_at(findings: Sequence[Finding], names: Mapping[str, str]) -> dict[str, tuple[Finding, ...]]:
    at: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.item in names and not finding.waived_by:
            at.setdefault(str(finding.item), []).append(finding)
    return {item: tuple(found) for item, found in at.items()}


def _noticed(at: Mapping[str, Sequence[Finding]], names: Mapping[str, str]) -> tuple[Noticed, ...]:
    grouped: dict[tuple[Severity, str], list[str]] = {}
    for item, found in at.items():
        for finding in found:
            grouped.setdefault((finding.severity, finding.check), []).append(item)
    ordered = sorted(grouped.items(), key=lambda each: (each[0][0].rank, each[0][1]))
    return tuple(
        Noticed(severity=severity, check=check, items=tuple(sorted(set(items), key=lambda item: (names[item], item))))
        for (severity, check), items in ordered
    )
