"""Reasons put together to sentences that can be said aloud."""

from collections.abc import Iterable, Sequence

from goldthread.curation.telling import SHORT, clip, quote, tell
from goldthread.curation.voice import on_form
from goldthread.needs import Reading
from goldthread.record import AnyFact, Statement

# Two or three reasons are read; a list of ten is not.
MOST_REASONS = 3


def listed(parts: Sequence[str]) -> str:
    """The parts as they are said one after the other: "a, b and c"."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def possessive(name: str) -> str:
    """The name with the mark of belonging."""
    return f"{name}’s"


def lower_first(text: str) -> str:
    """The text as it stands inside a sentence; abbreviations and names of forms keep their capitals."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"


def inside(name: str) -> str:
    """The client's name inside a sentence."""
    return name.replace("The client", "the client")


def sentence(text: str, most: int = 1_200) -> str:
    """The text as one sentence; "" stays empty."""
    text = clip(text, most).rstrip(".")
    if not text:
        return ""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('?', '!', '…')) else '.'}"


def shown_by(facts: Iterable[AnyFact], *, name: str, reading: Reading, most: int = MOST_REASONS) -> str:
    """One sentence of what the record shows: the client's own words first, then at most `most` facts in all. What a
    clinician wrote down as a view is told only where nothing else shows it."""
    words, view = "", ""
    others: dict[str, None] = {}
    said: set[str] = set()
    # Own words come before an answer on a form about the same side of life, which would say them again.
    for fact in sorted(facts, key=lambda fact: isinstance(fact, Statement) and on_form(fact)):
        if not isinstance(fact, Statement):
            others.setdefault(tell(fact, reading, SHORT))
        elif on_form(fact):
            if fact.domain not in said:
                others.setdefault(tell(fact, reading, SHORT))
                said.add(fact.domain)
        elif fact.from_client:
            words = words or tell(fact, reading, SHORT)
            said.add(fact.domain)
        else:
            view = view or f"{fact.said_by} sees it so: {quote(fact.text, SHORT)}"
    rest = listed(list(others)[: most - bool(words)])
    if words:
        return sentence(f"{name} says {words}{f'; in the record: {rest}' if rest else ''}")
    return sentence(f"In {possessive(inside(name))} record: {rest}" if rest else view)
