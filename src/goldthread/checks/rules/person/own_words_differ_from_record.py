"""Own words that differ from the fact that they name."""

import re
from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.checks.texts import plain
from goldthread.record import AnyFact
from goldthread.terms import Words

_LEFT_OUT = re.compile(r"\s*(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*")
# The fields in which kinds of facts hold what was said.
_SAID = ("text", "words", "name", "reason", "detail", "situation", "note")


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each goal whose quote is not the record's."""
    for goal in subject.goals:
        words = goal.own_words
        if words is None or words.fact is None:
            continue
        what = _differs(words, subject.chart.by_id.get(words.fact))
        if what:
            yield Found(
                message=f"The own words of goal {goal.id} ({goal.section.label}) {what}. "
                "Put them back as they were said, or write down what the client says now as a new fact.",
                path=("plan", "goals", goal.id, "own_words"),
                item=goal.id,
                facts=(words.fact,) if words.fact in subject.chart.by_id else (),
            )


def _differs(words: Words, fact: AnyFact | None) -> str:
    if fact is None:
        return f"name the fact {words.fact}, which the record does not hold (or no longer)"
    if words.said_by == "client" and not fact.from_client:
        return f"name the fact {fact.id}, which somebody else said"
    said = [text for field in _SAID if isinstance(text := getattr(fact, field, None), str) and text]
    if any(words.text in text for text in said) or any(_within(words.text, plain(text)) for text in said):
        return ""
    return f"are not those of fact {fact.id}"


def _within(quote: str, whole: str) -> bool:
    start = 0
    for part in map(plain, _LEFT_OUT.split(quote)):
        found = whole.find(part, start)
        if found < 0:
            return False
        start = found + len(part)
    return True
