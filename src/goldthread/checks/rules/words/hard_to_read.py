"""Texts for the client that need more than eight years of schooling."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.reading_level import reading_level
from goldthread.checks.subject import Subject

GRADE = 8
WORDS = 30


def find(subject: Subject) -> Iterator[Found]:
    """At most one finding about all texts for the client, which names the hardest."""
    if not subject.in_english:
        return
    whole = reading_level(*subject.sheet.for_client())
    if whole is None or whole.words < WORDS or whole.grade <= GRADE:
        return
    levels = ((reading_level(text.text), text) for text in subject.sheet.texts(for_client=True))
    hardest = sorted(((-level.grade, text) for level, text in levels if level), key=lambda pair: (pair[0], pair[1]))[:3]
    names = ", ".join(dict.fromkeys(f"{text.item} ({text.field})" for _, text in hardest))
    yield Found(
        message=f"What the client reads is at grade {whole.grade:.1f}; grade {GRADE} or below is easier for most. "
        f"Hardest: {names}. Use short sentences and short words.",
        path=hardest[0][1].path,
    )
