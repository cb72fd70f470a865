"""The plan as the templates of the client show it: plain values for the components, out of the client's paper view."""

import re
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goldthread.paper.clientview import ClientStep, ClientView, own, readable
from goldthread.paper.rendering import PHONE
from goldthread.paper.tongue import foreign_words
from goldthread.paper.words import words_for
from goldthread.plan import Goal, Objective, Plan, SupportItem
from goldthread.terms import Role
from goldthread.web.client.own import language

Values = dict[str, Any]


def goals(view: ClientView, name: str, *, voice: bool) -> list[Values]:
    """What the client wants, each with its own words or the question for them. `voice`: with what can be said to it."""
    return [
        {
            "id": each.goal.id,
            "quote": _quote(each.goal, name),
            "steps": len(each.steps) + each.untold,
            "actions": _voice(each.goal) if voice else [],
        }
        for each in view.goals
    ]


def _quote(goal: Goal, name: str) -> Values | None:
    words = goal.own_words
    if words is None:
        return None
    who = name if words.said_by == Role.CLIENT else words.said_by
    return {"text": words.text, "who": who, "on": words.on, "lang": foreign_words(words, language())}


def _voice(goal: Goal) -> list[Values]:
    about = goal.own_words.text if goal.own_words else ""
    return [
        {"label": _("Change my words"), "href": f"{reverse('my-proposal')}?about={goal.id}", "about": about},
        {"label": _("I see it differently"), "href": f"{reverse('my-disagreement')}?about={goal.id}", "about": about},
    ]


def steps_by_goal(view: ClientView, *, voice: bool) -> list[Values]:
    """The steps under each goal."""
    return [
        {
            "title": each.goal.own_words.text if each.goal.own_words else words_for(language()).own_words_yet,
            "steps": [_step(step, view.plan, voice=voice) for step in each.steps],
            "untold": each.untold,
        }
        for each in view.goals
        if each.steps or each.untold
    ]


def _step(step: ClientStep, plan: Plan, *, voice: bool) -> Values:
    objective = step.objective
    what = [_done_by(each.client_does, each.frequency if readable(plan, each.frequency) else "") for each in step.todo]
    actions = [
        {"label": _("How it went"), "href": f"{reverse('my-story')}?about={objective.id}", "about": objective.text},
        {"label": _("Change this step"), "href": f"{reverse('my-proposal')}?about={objective.id}",
         "about": objective.text},
    ]  # fmt: skip
    return {
        "text": objective.text or words_for(language()).not_yet,
        "when": _when(objective, plan),
        "todo": what,
        "done": objective.status == "reached",
        "actions": actions if voice else [],
    }


def _done_by(what: str, how_often: str) -> str:
    return f"{what.rstrip().rstrip('.')} ({how_often})" if how_often else what


def _when(objective: Objective, plan: Plan) -> str:
    say, parts = words_for(language()), []
    target = "" if objective.target is None else f"{objective.target:g}"
    if target and readable(plan, objective.unit) and target not in objective.text:
        baseline = None if objective.baseline is None else f"{objective.baseline:g}"
        pattern = say.to if baseline is None else say.from_to
        parts.append(pattern.format(baseline=baseline, target=target, unit=objective.unit))
    if objective.target_date:
        parts.append(f"{say.until} {date_format(objective.target_date)}")
    return ", ".join(parts)


def coming(view: ClientView) -> list[Values]:
    """The next things with a day, as steps."""
    return [
        {"text": each.text.rstrip().rstrip("."), "when": date_format(each.on), "with_whom": each.with_whom}
        for each in view.coming
    ]


def people(plan: Plan) -> list[Values]:
    """The client's own people first, then the team."""
    say, names = words_for(language()), {each.name for each in plan.supports}
    supports = sorted(plan.supports, key=lambda each: (not each.in_crisis, each.name))
    team = [
        {"name": each.name, "relation": getattr(say, f"role_{each.role.replace('-', '_')}", "")}
        for each in plan.team
        if each.role not in (Role.CLIENT, Role.SUPPORTER) and each.name not in names
    ]
    return [*(person(each, plan) for each in supports), *team]


def person(each: SupportItem, plan: Plan) -> Values:
    """One of the client's people, with the number that a thumb can dial."""
    found = PHONE.search(each.contact)
    return {
        "name": each.name,
        "relation": each.relation if own(plan, each.relation) else "",
        "helps_with": each.helps_with if own(plan, each.helps_with) else "",
        "phone": re.sub(r"\D", "", found[0]) if found else "",
        "phone_shown": found[0] if found else "",
    }


def choices_of(plan: Plan) -> list[tuple[str, str]]:
    """What of the plan can be spoken about: goals in the client's words, then steps, then what is done."""
    found = [(each.id, each.own_words.text) for each in plan.goals if each.own_words]
    found += [(each.id, each.text) for each in plan.objectives if readable(plan, each.text)]
    found += [
        (each.id, each.client_does or each.text)
        for each in plan.interventions
        if readable(plan, each.client_does or each.text)
    ]
    found += [(each.id, each.medicine) for each in plan.medicines]
    return [(item, text if len(text) <= 90 else text[:88].rstrip() + "…") for item, text in found]
