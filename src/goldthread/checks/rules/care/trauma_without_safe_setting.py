"""A trauma need without trauma-informed care."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject

_TRAUMA = ("ptsd", "trauma-history", "moral-injury")


def find(subject: Subject) -> Iterator[Found]:
    """At most one finding, about the first of the trauma needs."""
    need = next((each for each in _TRAUMA if each in subject.calling), None)
    if need is None or "trauma-informed-care" in subject.modalities_used:
        return
    if any("trauma-informed" in each.text.lower() for each in subject.plan.interventions):
        return
    yield Found(
        message="The client lives with trauma, and nothing in the plan says what makes the setting safe. "
        "Ask what makes rooms, groups and examinations bearable, and plan it as trauma-informed care.",
        path=("plan", "interventions"),
        item=need,
        need=need,
    )
