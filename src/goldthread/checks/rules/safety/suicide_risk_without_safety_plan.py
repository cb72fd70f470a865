"""Suicide risk or self-harm without a safety plan."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject

_RISKS = ("suicide-risk", "self-harm")


def find(subject: Subject) -> Iterator[Found]:
    """At most one finding, about the first of the two needs."""
    need = next((each for each in _RISKS if each in subject.present), None)
    if need is None or subject.plan.safety:
        return
    derived = subject.needs.get(need)
    yield Found(
        message="There is a risk of suicide or self-harm, and no safety plan. Write one with the client today.",
        path=("plan", "safety"),
        item=need,
        need=need,
        facts=derived.facts if derived else (),
    )
