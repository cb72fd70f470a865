"""Encounter and Procedure: what happened, where, and the treatment that it was part of."""

from typing import Any

from goldthread.fhir.elements import at, codes, codings, extensions, items, label, labels, objects, plain, string
from goldthread.fhir.maps.events import EMERGENCY, HOSPITAL, INTERPRETER_URL, TREATMENTS
from goldthread.fhir.maps.instruments import YES
from goldthread.fhir.source import Header, NotMapped, Pieces, Source
from goldthread.record import Circumstance, Event, Treatment
from goldthread.terms import Code

_NOT_YET = {"planned", "cancelled"}
_NOT_DONE = {"not-done", "preparation"}


def encounter(source: Source) -> Pieces:
    """A visit or stay as an event, with its reasons, diagnoses, place and how it ended."""
    if string(source.get("status")) in _NOT_YET:
        raise NotMapped(f"the encounter is {source.get('status')}: it did not take place")
    kind = string(at(source.get("class"), "code"))
    topic = "emergency" if kind == EMERGENCY else "hospital" if kind in HOSPITAL else "encounter"
    start = source.date("period")
    header: Header = {"since": start, "until": source.date("period", last=True)}
    found = tuple(code for each in items(source.get("type")) for code in codes(each))
    yield source.fact(Event, topic=topic, text=_told(source), codes=found, **header)
    yield from _treatment(source, found, header)
    for url, extension in extensions(source.resource):
        if url == INTERPRETER_URL and any(c in YES for _, c in codings(extension.get("valueCoding"))):
            yield source.fact(
                Circumstance, "interpreter", topic="language", state="interpreter-needed", text="Interpreter needed",
                since=start,
            )  # fmt: skip


def _told(source: Source) -> str:
    what = labels([_plain(each) for each in items(source.get("type"))]) or label(source.get("class")) or "Encounter"
    conditions = [
        source.name(each.get("condition")) for each in objects(source.get("diagnosis")) if each.get("condition")
    ]
    reasons = [labels(source.get("reasonCode")), *conditions]
    places = [source.name(each.get("location")) for each in objects(source.get("location"))]
    people = [source.name(each.get("individual")) for each in objects(source.get("participant"))]
    end = labels(at(source.get("hospitalization"), "dischargeDisposition"))
    parts = [
        what,
        _list("for", reasons),
        _list("at", [*places, source.name(source.get("serviceProvider"))]),
        _list("with", people),
        f"ended with: {end}" if end else "",
    ]
    return "; ".join(part for part in parts if part)


def _plain(concept: Any) -> dict[str, str]:
    return {"text": plain(label(concept))}


def _list(word: str, names: list[str]) -> str:
    known = ", ".join(dict.fromkeys(name for name in names if name))
    return f"{word} {known}" if known else ""


def _treatment(source: Source, found: tuple[Code, ...], header: Header) -> Pieces:
    """Care that belongs to the history of treatment; what came of it is not said."""
    for code in found:
        known = TREATMENTS.get((code.system, code.code)) or TREATMENTS.get(("", code.code))
        if known:
            name, modality = known
            yield source.fact(Treatment, "treatment", name=name, modality=modality, **header)
            return


def procedure(source: Source) -> Pieces:
    """Something that was done."""
    status = string(source.get("status"))
    if status in _NOT_DONE:
        raise NotMapped(f"the procedure is {status}")
    found = codes(source.get("code"))
    name = plain(label(source.get("code")))
    if not name:
        raise NotMapped("does not say what was done")
    reasons = [labels(source.get("reasonCode")), *map(source.name, items(source.get("reasonReference")))]
    outcome = label(source.get("outcome"))
    text = "; ".join(part for part in (name, _list("for", reasons), f"outcome: {outcome}" if outcome else "") if part)
    header: Header = {
        "said_by": source.speaker("asserter", "recorder"),
        "since": source.date("performedDateTime", "performedPeriod"),
        "until": source.date("performedPeriod", last=True),
    }
    yield source.fact(Event, topic="procedure", text=text, codes=found, **header)
    yield from _treatment(source, found, header)
