"""What the client's page shows: the one thing for a bad hour first, then what comes next, then all the rest once."""

import datetime
from collections.abc import Sequence

import msgspec

from goldthread.paper.naming import steps_of
from goldthread.paper.tongue import foreign, language_of
from goldthread.paper.view import ranked
from goldthread.plan import (
    Goal,
    Intervention,
    Objective,
    Plan,
    PlanItem,
    PlanNeed,
    SkillItem,
    State,
    SupportItem,
)

# What somebody can hold in mind on a bad day.
NEXT = 3
_HELPS = {"yes": 0, "sometimes": 1}


class ClientStep(msgspec.Struct, frozen=True, kw_only=True):
    """A step with what the client does for it, each told once in the plan."""

    objective: Objective
    todo: tuple[Intervention, ...]


class ClientGoal(msgspec.Struct, frozen=True, kw_only=True):
    """A goal with its steps; `untold` steps are still in a language that the client does not read."""

    goal: Goal
    steps: tuple[ClientStep, ...]
    untold: int


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """Something with a day that lies ahead."""

    on: datetime.date
    text: str
    with_whom: str = ""


class ClientView(msgspec.Struct, frozen=True, kw_only=True):
    """The client's plan in reading order, every text in the client's language."""

    plan: Plan
    first: tuple[str, ...]
    people: tuple[SupportItem, ...]
    coming: tuple[Coming, ...]
    goals: tuple[ClientGoal, ...]
    beside: tuple[Intervention, ...]
    later: tuple[PlanNeed, ...]


def client_view(*, plan: Plan, on: datetime.date) -> ClientView:
    """The plan as its client reads it on that day."""
    told: set[str] = set()
    return ClientView(
        plan=plan,
        first=_first_things(plan),
        people=tuple(each for each in plan.supports if each.in_crisis),
        coming=_coming(plan, on),
        goals=tuple(_goal(goal, plan, told) for goal in ranked(plan.goals)),
        beside=tuple(
            each for each in plan.interventions if not each.objectives and readable(plan, each.client_does or each.text)
        ),
        later=tuple(
            need
            for need in plan.needs
            # Titles of needs come from English content, in plans that people have worked over too.
            if need.disposition in ("deferred", "declined") and (in_english(plan) or shows(plan, need.title))
        ),
    )


def readable(plan: Plan, text: str) -> bool:
    """Whether there is a text, and in the plan's language. A draft is put together from English content: in another
    language only what shows that it is in it (the client's own words do) is handed to the client."""
    if plan.state is State.DRAFT and not in_english(plan):
        return shows(plan, text)
    return own(plan, text)


def own(plan: Plan, text: str) -> bool:
    """The same for what the client said: it stands unless it is plainly in another language."""
    return bool(text) and not foreign(text, plan.language)


def shows(plan: Plan, text: str) -> bool:
    """Whether the text shows that it is in the plan's language, and no other."""
    return bool(text) and language_of(text, alone=True) == plan.language.partition("-")[0].lower()


def in_english(plan: Plan) -> bool:
    """Whether the client reads English."""
    return plan.language.partition("-")[0].lower() == "en"


def _first_things(plan: Plan) -> tuple[str, ...]:
    """What helps in a bad hour: skills that helped, the one practised last first; else the safety plan's own."""
    known = [skill for skill in plan.skills if skill.helps in _HELPS and not skill.to_learn]
    known.sort(key=_how_ready)
    texts = [skill.text for skill in known] or [each.text for each in plan.safety if each.step == "coping"]
    return tuple(text for text in texts if own(plan, text))[:NEXT]


def _how_ready(skill: SkillItem) -> tuple[int, int, str]:
    practised = skill.last_practised.toordinal() if skill.last_practised else 0
    return _HELPS[skill.helps], -practised, skill.id


def _coming(plan: Plan, on: datetime.date) -> tuple[Coming, ...]:
    """The next things with a day: aftercare dates and target dates."""
    found = [
        *(
            Coming(on=each.first_date, text=each.text, with_whom=each.place)
            for each in plan.aftercare
            if each.first_date
        ),
        *(Coming(on=each.target_date, text=each.text) for each in plan.objectives if each.target_date),
    ]
    ahead = [each for each in found if each.on >= on and readable(plan, each.text)]
    return tuple(sorted(ahead, key=lambda each: (each.on, each.text))[:NEXT])


def _goal(goal: Goal, plan: Plan, told: set[str]) -> ClientGoal:
    objectives = steps_of(plan, goal)
    steps = tuple(_step(each, plan, told) for each in objectives if not each.text or readable(plan, each.text))
    return ClientGoal(goal=goal, steps=steps, untold=len(objectives) - len(steps))


def _step(objective: Objective, plan: Plan, told: set[str]) -> ClientStep:
    mine = [
        each
        for each in plan.interventions
        if objective.id in each.objectives and each.id not in told and readable(plan, each.client_does)
    ]
    told.update(each.id for each in mine)
    return ClientStep(objective=objective, todo=tuple(mine))


def dated_review(plan: Plan, on: datetime.date) -> datetime.date | None:
    """The next day on which the plan is looked at again."""
    days = [rule.next_on for rule in plan.review_rules if rule.next_on and rule.next_on >= on]
    return min(days, default=None)


def first_question(items: Sequence[PlanItem], field: str = "") -> str:
    """The first open question of these items (of that field, where one is named), "" where there is none."""
    return next(
        (
            ask.question
            for item in items
            for ask in item.asks
            if (not field or ask.field == field) and getattr(item, ask.field, None) in (None, "", ())
        ),
        "",
    )
