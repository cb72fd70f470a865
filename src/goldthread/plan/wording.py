"""The words in which a plan's fields and values are told to the client: no field names, no codes."""

import datetime
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from goldthread.plan.document import REFERENCES, Plan
from goldthread.plan.items import (
    AftercareItem,
    CoOccurringLink,
    Disagreement,
    Goal,
    Intervention,
    Objective,
    PlanNeed,
    ReviewHeld,
    ReviewRule,
    SafetyStep,
    SupportItem,
    TeamMember,
    Waiver,
    WithdrawalCare,
)
from goldthread.plan.operations import hints, kind_of
from goldthread.plan.shape import PlanItem
from goldthread.terms import Section, Words

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

# Each is read in "… changed from A to B", "… is now B", "… is no longer set": always one thing.
_HEADER_NOUNS = {
    "title": "the name of the plan",
    "level": "the setting",
    "programme": "the programme",
    "language": "the language of the plan",
    "state": "where the plan stands",
    "started_on": "the first day",
    "planned_end": "the planned last day",
    "written_by": "who wrote it",
}

_NOUNS = {
    "about": "what it is about",
    "after": "what it follows",
    "against_preference_because": "the reason for doing it although you would rather not",
    "answer": "the answer to it",
    "answered_by": "who answered",
    "answered_on": "the day of the answer",
    "aspects": "the sides of you that it touches",
    "at_once": "whether it starts at once",
    "baseline": "the starting point",
    "baseline_on": "the day of the starting point",
    "because": "the reason why this is for you",
    "by": "who did so",
    "by_role": "the role of who does it",
    "by_whom": "who does it",
    "cause": "what it was held for",
    "causes": "the causes that it works on",
    "causes_answered": "the causes that the plan works on",
    "check": "the check that is set aside",
    "client_does": "what you do",
    "clinical": "the clinical wording",
    "comfort": "what makes it easier",
    "confidence": "how sure you are of getting through it, out of 10,",
    "confidence_client": "how sure you are of it, out of 10,",
    "confidence_clinician": "how sure your clinician is of it, out of 10,",
    "confirmed": "whether it is settled",
    "contact": "how to reach it",
    "continues_into": "what comes after it",
    "credential": "the credential",
    "decided_by": "who decided",
    "decision": "the decision",
    "decision_reason": "the reason for the decision",
    "disposition": "what the plan says of it",
    "duration": "how long it is done",
    "early_signs": "the early signs that belong to it",
    "education": "what you will learn about it",
    "education_by": "who explains it",
    "escalate_to": "who is called when it gets worse",
    "escalate_when": "when more help is called",
    "every_days": "the number of days between reviews",
    "every_hours": "the number of hours between checks",
    "first_date": "the first date",
    "for_days": "the number of days that it is watched",
    "frequency": "how often it is done",
    "goal": "the goal that it belongs to",
    "helps": "whether it helps",
    "helps_with": "what it helps with",
    "how": "how the two go together",
    "if_not": "what happens if it does not work out",
    "importance_client": "how much it matters to you, out of 10,",
    "importance_clinician": "how much it matters in your clinician's view, out of 10,",
    "in_crisis": "whether you can call on them in a crisis",
    "item": "what it was set aside for",
    "last_practised": "the day on which you last used it",
    "measure": "what is measured",
    "medicine": "the medicine",
    "met": "whether it is done",
    "modality": "the kind of treatment",
    "monitoring": "how closely it is watched",
    "name": "the name",
    "need": "the need that it answers",
    "needs": "the needs that it answers",
    "next_on": "the next date",
    "note": "the note",
    "noticed_by": "who notices it",
    "objective": "the step that it belongs to",
    "objectives": "the steps that it works towards",
    "on": "the day",
    "on_event": "what else makes us look again",
    "one": "the one need",
    "other": "the other need",
    "outcome": "what came of it",
    "own_words": "what you want in your own words",
    "phase": "when it is taken",
    "place": "the place",
    "practise": "how you keep it in practice",
    "prescriber": "who prescribes it",
    "purpose": "what it is for",
    "rank": "its place in your order",
    "reason": "the reason",
    "referred_to": "the place you are referred to",
    "relation": "who they are to you",
    "ride": "how you get there",
    "role": "the role",
    "scale": "the scale that is used",
    "section": "the part of the plan that it stands in",
    "skills": "the skills that belong to it",
    "source": "the rule behind it",
    "status": "its progress",
    "status_reason": "the reason for that",
    "step": "its place in the safety plan",
    "steps": "the list of small steps",
    "substance": "the substance",
    "target": "the target",
    "target_date": "the target date",
    "text": "the wording",
    "title": "the name",
    "to_learn": "whether it is still to be learned",
    "took_part": "whether they took part in making the plan",
    "type": "the kind of help",
    "unit": "what it is counted in",
    "until": "the day until which it holds",
    "watch": "what to look out for",
    "watch_for": "what to look out for",
    "who": "who does not agree",
    "words": "what was said",
    "works_where": "where it works",
}

# What has no words of its own for the client: that it changed is all that is said.
UNSPOKEN = {
    "facts": "what it rests on in your record has changed",
    "strengths": "the strengths that it builds on have changed",
    "from_option": "where it was taken from has changed",
}

_POINTERS = {(collection, field) for collection, field, _ in REFERENCES} | {
    ("disagreements", "about"),
    ("waivers", "item"),
}


def noun_for(field: str, *, header: bool = False) -> str:
    """What a field is called when it is told. Raises KeyError for a field without words: give it some."""
    return _HEADER_NOUNS[field] if header else _NOUNS[field]


def day(value: datetime.date) -> str:
    """A date as people write it: 3 July 2026."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def quoted(text: str) -> str:
    """Words as they stand, in quotation marks."""
    return f"“{text}”"


def together(parts: list[str]) -> str:
    """One, two and three."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def number(value: float) -> str:
    """A number without needless digits: 3, 2.5."""
    return f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"


def value_words(value: Any, *, collection: str | None, field: str, plan: Plan) -> str:
    """One value in words; `collection` None is the plan as a whole."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.date):
        return day(value)
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, tuple):
        return together([value_words(each, collection=collection, field=field, plan=plan) for each in value])
    if (collection, field) in _POINTERS:
        return name_of(plan, value)
    if isinstance(value, Section):
        return value.label
    if isinstance(value, Enum) or _is_code(collection, field):
        return str(value).replace("-", " ")
    return quoted(value)


def _is_code(collection: str | None, field: str) -> bool:
    """Whether the field holds an id or one of a closed list, and not what somebody wrote."""
    hint = hints(Plan if collection is None else kind_of(collection))[field]
    arms = (hint, *get_args(hint))
    return any(get_origin(arm) is Literal or getattr(arm, "__metadata__", ((),))[0] in _ID for arm in arms)


_ID = hints(PlanItem)["id"].__metadata__


def goal_number(plan: Plan, goal: str) -> int:
    """The place of a goal, from 1, in the client's order; goals that the client has not ranked come last."""
    order = sorted(plan.goals, key=lambda each: (each.rank <= 0, each.rank, each.id))
    return [each.id for each in order].index(goal) + 1


def name_of(plan: Plan, item: str) -> str:
    """What an item of the plan is called within a sentence."""
    held = plan.item(item)
    if held is None:
        return "something that is no longer in the plan"
    if isinstance(held, Goal):
        return f"Goal {goal_number(plan, item)}"
    return quoted(short(held))


def short(item: PlanItem) -> str:
    """A few words by which people know an item: the client's own where there are any."""
    for field in (
        "own_words",
        "clinical",
        "text",
        "title",
        "name",
        "medicine",
        "substance",
        "place",
        "modality",
        "type",
    ):
        value = getattr(item, field, None)
        if value:
            return value.text if isinstance(value, Words) else _plain_code(value, field)
    return "not worded yet"


def _plain_code(value: str, field: str) -> str:
    return value.replace("-", " ") if field in ("modality", "type") else value


def heading(plan: Plan, item: PlanItem) -> str:
    """How a group of changes opens: what they are about."""
    words = quoted(short(item))
    match item:
        case Goal():
            return f"Goal {goal_number(plan, item.id)}, {words}"
        case CoOccurringLink():
            return f"{name_of(plan, item.one)} and {name_of(plan, item.other)}, which go together"
        case WithdrawalCare():
            return f"Withdrawal from {item.substance}"
        case ReviewHeld():
            return f"The review of {day(item.on)}"
        case Disagreement():
            return f"The disagreement of {day(item.on)} about {name_of(plan, item.about)}"
        case Waiver():
            return f"A point that {item.by} set aside on {day(item.on)}"
        case ReviewRule(on_event=event):
            return f"When we look at the plan again: {quoted(event)}" if event else "When we look at the plan again"
        case SupportItem() | TeamMember():
            return f"{_KINDS[type(item)]}: {item.name}"
    return f"{_KINDS[type(item)]} {words}"


_KINDS: dict[type[PlanItem], str] = {
    PlanNeed: "The need",
    Objective: "The step",
    Intervention: "What is done:",
    SupportItem: "On your side",
    TeamMember: "In the team",
    SafetyStep: "In the safety plan:",
    AftercareItem: "After the programme:",
    kind_of("medicines"): "The medicine",
    kind_of("triggers"): "The trigger",
    kind_of("early_signs"): "The early sign",
    kind_of("skills"): "The skill",
    kind_of("completion"): "How we know that it is done:",
}
HEADER_HEADING = "The plan as a whole"
