"""A disagreement without an answer."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each disagreement that nobody answered."""
    for each in subject.plan.disagreements:
        if not each.answer:
            yield Found(
                message=f"The disagreement {each.id} about {each.about}, of {each.on}, has no answer. "
                "Talk it over, and write down what came of it.",
                path=("plan", "disagreements", each.id),
                item=each.id,
            )
