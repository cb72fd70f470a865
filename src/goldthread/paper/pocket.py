"""What stands on the client's small papers: the card for the wallet, and the safety plan by itself."""

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from goldthread.paper.clientview import client_view, own, readable
from goldthread.paper.tongue import foreign
from goldthread.plan import Plan, SafetyStep, State, SupportItem
from goldthread.practice.crisis import Crisis

# The order of the safety plan of Stanley and Brown (2012).
STEPS: tuple[Literal["warning-sign", "coping", "distraction", "person", "professional", "environment"], ...] = (
    "warning-sign", "coping", "distraction", "person", "professional", "environment",
)  # fmt: skip
# Characters from which a panel of the card is set smaller, and smaller still; measured on the printed card.
_LONG, _LONGER = 270, 380


class Panel(msgspec.Struct, frozen=True, kw_only=True):
    """One face of the card: `name` is the word for its heading; `people` only on the face of people."""

    name: str
    texts: tuple[str, ...] = ()
    people: tuple[SupportItem, ...] = ()

    @property
    def size(self) -> str:
        """How large its letters can be for all of it to fit."""
        told = sum(len(each) + 12 for each in self.texts)
        told += sum(len(each.name) + len(each.contact) + 12 for each in self.people)
        return "smallest" if told > _LONGER else "smaller" if told > _LONG else ""


class SafetyPart(msgspec.Struct, frozen=True, kw_only=True):
    """One of the six steps with its lines; `untold` lines are still in a language that the client does not read."""

    name: str
    lines: tuple[SafetyStep, ...]
    untold: int


def panels_of(plan: Plan) -> tuple[Panel, ...]:
    """The faces of the card between its cover and the lines for a crisis."""
    first = client_view(plan=plan, on=plan.started_on).first
    helping = [each.text for each in plan.skills if each.helps != "no" and not each.to_learn and own(plan, each.text)]
    return (
        Panel(name="card_triggers", texts=tuple(each.text for each in plan.triggers if own(plan, each.text))),
        Panel(name="card_signs", texts=tuple(each.text for each in plan.early_signs if own(plan, each.text))),
        Panel(name="card_skills", texts=tuple(dict.fromkeys((*first, *helping)))),
        Panel(name="card_people", people=tuple(_reachable(plan))),
    )


def first_of(plan: Plan) -> str:
    """The one thing to do first in a bad hour; "" where nothing is known to help."""
    return next(iter(client_view(plan=plan, on=plan.started_on).first), "")


def _reachable(plan: Plan) -> list[SupportItem]:
    """Who can be called, those for a crisis first."""
    people = [each for each in plan.supports if each.in_crisis or own(plan, each.contact)]
    return sorted(people, key=lambda each: (not each.in_crisis, each.name))


def safety_parts(
    steps: Sequence[SafetyStep], *, plan: Plan | None, language: str, crisis: Crisis
) -> tuple[SafetyPart, ...]:
    """The six steps. A line that only names a crisis line of `crisis` is left out: those stand by themselves."""
    numbers = {each.phone for each in crisis.lines}

    def told(text: str) -> bool:
        return readable(plan, text) if plan is not None else bool(text) and not foreign(text, language)

    parts = []
    for name in STEPS:
        mine = [each for each in steps if each.step == name and not _only_names(each, numbers)]
        lines = tuple(each for each in mine if told(each.text))
        parts.append(SafetyPart(name=name, lines=lines, untold=len(mine) - len(lines)))
    return tuple(parts)


def _only_names(step: SafetyStep, numbers: set[str]) -> bool:
    said = re.findall(r"\d[\d-]*", f"{step.text} {step.contact}")
    return step.step == "professional" and bool(said) and set(said) <= numbers


def is_draft(plan: Plan | None) -> bool:
    """Whether what is handed out has still to be worked over with the client."""
    return plan is not None and plan.state is State.DRAFT
