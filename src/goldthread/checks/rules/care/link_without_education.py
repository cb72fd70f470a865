"""A link that teaches the client nothing."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each such link."""
    for link in subject.plan.links:
        if not link.education and not subject.asks(link, "education"):
            yield Found(
                message=f"The link {link.id} ({link.one} and {link.other}) does not say what the client learns of it. "
                "Agree on a talk, a handout or a session about their own pattern.",
                path=("plan", "links", link.id),
                item=link.id,
            )
