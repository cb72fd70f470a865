"""Safety-sensitive work and a substance need, without a plan for the return."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.record import Work

_MODALITIES = frozenset(
    {"return-to-work-plan", "professional-monitoring", "workplace-accommodation", "employee-assistance"}
)
_NEEDS = ("driving-safety", "patient-safety", "license-at-risk", "job-loss")


def find(subject: Subject) -> Iterator[Found]:
    """At most one finding."""
    work = next((each for each in subject.chart.current(Work) if each.safety_sensitive), None)
    if work is None or not subject.substance_needs or not _MODALITIES.isdisjoint(subject.modalities_used):
        return
    if any(subject.answers(need) for need in _NEEDS):
        return
    yield Found(
        message="The safety of others depends on the client's work, and the plan does not say how they go back to it. "
        "Agree who clears them, when, and what they do until then.",
        path=("plan", "interventions"),
        item=min(subject.substance_needs),
        facts=(work.id,),
    )
