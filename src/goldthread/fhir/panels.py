"""Items of an instrument that come as Observations of their own: put together into one administration a day."""

from collections.abc import Sequence
from typing import Any

import msgspec

from goldthread.fhir.answers import answer_of
from goldthread.fhir.elements import codes, string
from goldthread.fhir.mappers.observations import header_of, repeats_a_form
from goldthread.fhir.maps.instruments import ITEMS, TOTALS
from goldthread.fhir.scoresheet import Sheet
from goldthread.fhir.source import Header, Source

_READ = {"final", "amended", "corrected", "preliminary"}


class Panel(msgspec.Struct, frozen=True, kw_only=True):
    """Answers (and perhaps a stated total) of one instrument on one day, and the observations that hold them."""

    sheet: Any
    first: Any
    header: Header
    ids: tuple[str, ...]


def panels(sources: Sequence[Source]) -> list[Panel]:
    """The panels among the observations of one client."""
    groups: dict[tuple[str, str, str], list[tuple[Source, str, str]]] = {}
    for source in sources:
        if source.type != "Observation" or string(source.get("status")) not in _READ or repeats_a_form(source):
            continue
        for name, key, code in _instrument_items(source):
            header = header_of(source)
            groups.setdefault((name, str(header["since"]), header["said_by"]), []).append((source, key, code))
            break
    made = (_panel(name, members) for (name, _, _), members in groups.items())
    return [panel for panel in made if panel is not None]


def _instrument_items(source: Source) -> list[tuple[str, str, str]]:
    found = [each.code for each in codes(source.get("code")) if each.system == "loinc"]
    rows = [(name, table[code][0], code) for code in found for name, table in ITEMS.items() if code in table]
    return rows + [(TOTALS[code], "total", code) for code in found if code in TOTALS]


def _panel(name: str, members: list[tuple[Source, str, str]]) -> Panel | None:
    """None where only a total was given: that is read by itself."""
    sheet = Sheet(instrument=name)
    taken: list[Source] = []
    for source, key, code in members:
        answer = answer_of(*source.choice("value"))
        if answer is None:
            continue
        if key == "total" and not sheet.total_known:
            sheet.stated(answer if answer.number is not None else _as_number(answer))
            taken += [source] if sheet.total_known else []
        elif key != "total" and sheet.take(key, code, answer):
            taken.append(source)
    if not sheet.answers:
        return None
    first = min(taken, key=lambda source: source.id)
    return Panel(sheet=sheet, first=first, header=header_of(first), ids=tuple(source.id for source in taken))


def _as_number(answer: Any) -> Any:
    digits = answer.text.replace(".", "", 1).isdigit()
    return msgspec.structs.replace(answer, number=float(answer.text)) if digits else answer
