"""Short ways to a reading, its needs and a draft, for the tests of curation."""

import datetime
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from goldthread.case import cast_path, read_case, read_fragment
from goldthread.curation import Option, draft_plan, options_for
from goldthread.library import Library
from goldthread.library.loading import CONTENT, build_library
from goldthread.needs import Needs, Reading, derive_needs
from goldthread.plan import Level, Plan
from goldthread.record import Record, chart


@cache
def library() -> Library:
    """The shipped library as its files are now."""
    return build_library(CONTENT)


def read(record: Record, on: datetime.date) -> tuple[Reading, Needs]:
    """A record read on a day, and what it calls for."""
    books = library()
    reading = Reading(
        chart=chart(record=record, on=on), instruments=books.instruments, medicine_classes=books.medicine_names()
    )
    return reading, derive_needs(reading=reading, definitions=books.needs, links=tuple(books.links.values()))


def fragment(text: str) -> tuple[Reading, Needs]:
    """A few facts, as the examples on check pages give them, read on 1 June 2026."""
    case = read_fragment(text, file="test").case
    return read(case.record, case.on)


def cast(name: str) -> tuple[Reading, Needs]:
    """One of the cast, read on the day of the case."""
    case = read_case(cast_path(name)).case
    return read(case.record, case.on)


def draft(
    told: tuple[Reading, Needs],
    *,
    choices: Mapping[str, Sequence[str]] | None = None,
    level: Level | None = None,
    **changed: Any,
) -> Plan:
    """The draft for what `fragment` or `cast` has read; `changed` replaces parts of the library."""
    reading, needs = told
    books: dict[str, Any] = {
        "modalities": library().modalities,
        "offers": library().offers,
        "goals": library().goals,
        "objectives": library().objectives,
        "instruments": library().instruments,
        **changed,
    }
    return draft_plan(
        reading=reading, needs=needs, by="Leah Brandvold", plan_id="plan", level=level, choices=choices, **books
    )


def options(told: tuple[Reading, Needs], need: str, **changed: Any) -> dict[str, Option]:
    """The options for one need by modality, in their order."""
    reading, needs = told
    wanted = needs.get(need)
    assert wanted is not None, f"the record does not call for {need}: {[each.id for each in needs.needs]}"
    books: dict[str, Any] = {"modalities": library().modalities, "offers": library().offers, **changed}
    return {each.modality: each for each in options_for(need=wanted, reading=reading, needs=needs, **books)}


def texts(option: Option) -> str:
    """All reasons of an option in one text."""
    return "\n".join(reason.text for reason in option.reasons)
