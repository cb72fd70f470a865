"""Low confidence in sobriety or coping, without an objective that builds it."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.record import Confidence

LOW = 5
_BUILDS = frozenset({"confidence-in-sobriety", "coping-skills"})
_CALLS = frozenset({"confidence-in-sobriety", "coping-skills", "craving", "triggers"})


def find(subject: Subject) -> Iterator[Found]:
    """At most one finding, with the facts that nothing builds on."""
    if not (subject.substance_needs or subject.calling & _CALLS):
        return
    low = [each for each in _newest(subject) if each.value <= LOW]
    if not low or any(
        "confidence" in each.measure.lower() or _BUILDS.intersection(subject.needs_of[each.id])
        for each in subject.objectives
    ):
        return
    built_on = {fact for each in subject.objectives for fact in each.facts}
    left = tuple(sorted(each.id for each in low if each.id not in built_on))
    if left:
        lowest = min(each.value for each in low if each.id in left)
        yield Found(
            message=f"The client's confidence is down to {lowest} of 10, and no objective builds it. "
            "Ask what would make it one point more.",
            path=("plan", "objectives"),
            item="confidence-in-sobriety",
            need="confidence-in-sobriety",
            facts=left,
        )


def _newest(subject: Subject) -> list[Confidence]:
    newest: dict[tuple[str, str, str | None], Confidence] = {}
    for each in subject.chart.current(Confidence):
        if each.about in ("sobriety", "coping"):
            newest.setdefault((each.about, each.situation, each.trigger), each)
    return list(newest.values())
