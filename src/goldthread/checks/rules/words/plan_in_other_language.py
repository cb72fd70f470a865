"""A plan in a language that is not the client's."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.record import Circumstance

_AT_EASE = frozenset({"fluent", "bilingual"})


def find(subject: Subject) -> Iterator[Found]:
    """At most one finding."""
    theirs, ours = (tag.split("-")[0].lower() for tag in (subject.chart.client.language, subject.plan.language))
    if theirs == ours or subject.is_shell:
        return
    if "interpreter" in subject.modalities_used or subject.answers("language-access"):
        return
    if any(each.topic == "language" and each.state in _AT_EASE for each in subject.chart.current(Circumstance)):
        return
    yield Found(
        message="The plan is not in the client's language, and no interpreter stands in it. "
        "Write the client's copy in their language, or plan an interpreter.",
        path=("plan", "language"),
    )
