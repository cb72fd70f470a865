"""Records, readings and needs as tests write them: only what they are about."""

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from goldthread.library import load_library
from goldthread.needs import LinkDefinition, NeedDefinition, Needs, Reading, derive, derive_needs, evidence
from goldthread.notation import convert, read_document
from goldthread.record import Record, chart
from goldthread.terms import Content

ON = datetime.date(2026, 6, 1)
LIBRARY = load_library()
LINKS = tuple(LIBRARY.links.values())
CONTENT = Content(
    author="A test",
    written=ON,
    next_review=ON,
    clinical_review="none yet",
    confirmed=False,
    sources=(),
)
_FACT = {"said_by": "client", "recorded_by": "therapist", "recorded_on": ON, "source": "a test"}


def forget() -> None:
    """Drop what was made ready for other tests, so that a test sees all of the code at work."""
    derive._known.clear()
    evidence._by_object.clear()
    evidence._by_text.clear()


def days_ago(days: int) -> datetime.date:
    return ON - datetime.timedelta(days=days)


def record(*facts: Mapping[str, Any], **client: Any) -> Record:
    """A record of facts written as in a case file; ids are f1, f2, … unless they are given."""
    written = [{**_FACT, "id": f"f{number}", **fact} for number, fact in enumerate(facts, 1)]
    return msgspec.convert(
        {"client": {"id": "client", "name": "The client", **client}, "facts": written}, Record, strict=True
    )


def reading(*facts: Mapping[str, Any], **client: Any) -> Reading:
    return reading_of(record(*facts, **client))


def reading_of(written: Record, on: datetime.date = ON) -> Reading:
    return Reading(
        chart=chart(record=written, on=on),
        instruments=LIBRARY.instruments,
        medicine_classes=LIBRARY.medicine_names(),
    )


def definition(name: str = "a-need", **more: Any) -> NeedDefinition:
    """A need definition written as in the library; what is not said is filled in."""
    plain = {
        "id": name,
        "title": "A need",
        "plain": "A need",
        "section": "safety",
        "domains": ["safety"],
        "nature": "safety",
        "settled_by": ["done"],
        "ask": ["What is it?"],
        "content": CONTENT,
        **more,
    }
    return msgspec.convert(plain, NeedDefinition)


def reason(when: Any, urgency: str = "routine", why: str = "because it is so") -> dict[str, Any]:
    return {"when": when, "why": why, "urgency": urgency}


def link(name: str, one: str, other: str) -> LinkDefinition:
    return LinkDefinition(
        id=name, one=one, other=other, direction="both", why="they move together", education="so", content=CONTENT
    )


def derived(found: Reading, *definitions: NeedDefinition, links: Sequence[LinkDefinition] = ()) -> Needs:
    return derive_needs(reading=found, definitions={each.id: each for each in definitions}, links=links)


def library_needs(written: Record, on: datetime.date = ON) -> Needs:
    return derive_needs(reading=reading_of(written, on), definitions=LIBRARY.needs, links=LINKS)


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One record of `cases.yaml`."""

    facts: tuple[dict[str, Any], ...]
    client: dict[str, Any] = {}
    urgency: str = ""

    @property
    def record(self) -> Record:
        return record(*self.facts, **self.client)


class Cases(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The records of one need."""

    raised: tuple[Case, ...]
    silent: tuple[Case, ...]


def cases() -> dict[str, Cases]:
    return convert(read_document(Path(__file__).parent / "cases.yaml"), dict[str, Cases])
