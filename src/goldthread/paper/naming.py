"""The name of every item of a plan, so that a link to it can be understood where it stands."""

import datetime
import re
from collections.abc import Mapping, Sequence

from goldthread.catalogue import Modality
from goldthread.curation.telling import clip, day
from goldthread.plan import Goal, Objective, Plan, PlanItem

_KINDS = {
    "needs": "Need", "goals": "Goal", "objectives": "Step", "withdrawal": "Withdrawal", "medicines": "Medicine",
    "links": "Conditions together", "triggers": "Trigger", "early_signs": "Early sign", "skills": "Skill",
    "supports": "Person", "safety": "Safety plan",
    "aftercare": "Aftercare", "completion": "Completion", "review_rules": "Review", "reviews": "Review held",
    "disagreements": "Seen differently", "team": "Team", "waivers": "Set aside", "interventions": "Care",
}  # fmt: skip
_SAYING = ("title", "medicine", "substance", "name", "text", "type", "step", "on_event", "who")
SHORT = 60

# The fields that an ask can leave open, as people read them.
FIELDS = {
    "own_words": "own words", "clinical": "clinical wording", "importance_client": "how much it matters",
    "confidence_client": "how sure the client is", "measure": "measure", "baseline": "where it stands now",
    "target": "target", "target_date": "target date", "steps": "first steps", "client_does": "what the client does",
    "by_whom": "who does it", "decision_reason": "why so decided", "watch_for": "what to watch for", "if_not": "if not",
    "first_date": "first date", "every_hours": "how often it is measured", "for_days": "for how many days",
    "escalate_when": "when to call", "escalate_to": "whom to call", "text": "wording",
    "practise": "when it is practised", "works_where": "where it works", "every_days": "how often",
    "next_on": "next date", "on_event": "on which event",
    "monitoring": "setting", "comfort": "what eases it", "contact": "how to reach them", "place": "place",
    "how": "how they move together", "education_by": "who explains it", "watch": "what is watched",
}  # fmt: skip


_KIND_WORDS = (
    "objective|goal|skill|trigger|intervention|medicine|need|link|support|aftercare|withdrawal|item|step|review"
)
_ISO_DAY = re.compile(r"\b(\d{4}-\d\d-\d\d)\b")


def told_by_name(message: str, names: Mapping[str, str]) -> str:
    """What a check says, with items by their name and days as people write them. An id that may be a word of the
    sentence (`depression`) is only read as one after the word for its kind."""
    told = _ISO_DAY.sub(lambda found: day(datetime.date.fromisoformat(found[1])), message)
    for item in sorted(names, key=len, reverse=True):
        if item in told:
            sure = "?" if any(sign.isdigit() for sign in item) or item.count("-") > 1 else ""
            told = re.sub(
                rf"(?<![\w-])(?:(?:{_KIND_WORDS}) ){sure}{re.escape(item)}(?![\w-])",
                lambda _, name=names[item]: name,  # type: ignore[misc]  # bound now: the loop goes on
                told,
                flags=re.IGNORECASE,
            )
    return told


def field_text(field: str) -> str:
    """A field as people read it."""
    return FIELDS.get(field, field.replace("_", " "))


def item_names(plan: Plan, goals: Sequence[Goal], modalities: Mapping[str, Modality]) -> dict[str, str]:
    """Each item's name by its id: goals and steps by their number, what is done by its modality."""
    names = {item.id: _name(collection, item, modalities) for collection, item in plan.items()}
    for place, goal in enumerate(goals, start=1):
        names[goal.id] = f"Goal {place}"
        for step, objective in enumerate(steps_of(plan, goal), start=1):
            names[objective.id] = f"Goal {place}, step {step}"
    for link in plan.links:
        names[link.id] = f"{clip(names[link.one], SHORT)} with {clip(names[link.other], SHORT)}"
    return names


def steps_of(plan: Plan, goal: Goal) -> list[Objective]:
    """The goal's objectives in the client's order."""
    return sorted(
        (each for each in plan.objectives if each.goal == goal.id), key=lambda each: (each.rank, each.id)
    )  # fmt: skip


def _name(collection: str, item: PlanItem, modalities: Mapping[str, Modality]) -> str:
    modality = modalities.get(getattr(item, "modality", None) or "")
    if modality:
        return modality.name
    said = next((str(value) for field in _SAYING if (value := getattr(item, field, ""))), "")
    if collection == "needs":
        return said
    return f"{_KINDS[collection]}: {clip(said.replace('-', ' '), SHORT)}" if said else _KINDS[collection]
