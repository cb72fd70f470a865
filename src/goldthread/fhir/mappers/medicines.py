"""MedicationRequest, MedicationStatement, MedicationDispense: medicines, and whether they are taken."""

import re
from typing import Any

from goldthread.fhir.elements import (
    at,
    codes,
    codings,
    day,
    extensions,
    has_code,
    items,
    label,
    labels,
    notes,
    objects,
    quantity_text,
    string,
    sub_extension,
)
from goldthread.fhir.maps.medicines import ADHERENCE, ADHERENCE_URL, DISPENSE, REQUEST, STATEMENT
from goldthread.fhir.source import Header, NotMapped, Part, Pieces, Source
from goldthread.record import Medicine
from goldthread.terms import Code

_AS_NEEDED = re.compile(r"\bas needed\b|\bprn\b|\bwhen needed\b|\bif needed\b", re.IGNORECASE)
_CURRENT = {"active", "unknown"}


def request(source: Source) -> Pieces:
    """An order: whether it stands, as needed, for what, by whom."""
    if source.get("doNotPerform") is True:
        raise NotMapped("is an order not to give a medicine")
    status = REQUEST.get(string(source.get("status")), "unknown")
    discharge = any(code == "discharge" for each in items(source.get("category")) for _, code in codings(each))
    if status == "unknown" and discharge:
        status = "active"  # prescribed to be taken after leaving
    stopped = label(source.get("statusReason"))
    fields: Header = {
        "recorded_on": source.written("authoredOn"),
        "since": source.date("authoredOn"),
        "said_by": source.speaker("informationSource", "requester"),
        "prescriber": _named(source, "requester"),
    }
    yield from _medicine(source, status, stopped, source.get("dosageInstruction"), fields)


def statement(source: Source) -> Pieces:
    """What is said to be taken, and by whom that is said."""
    status = STATEMENT.get(string(source.get("status")), "unknown")
    fields: Header = {
        "recorded_on": source.written("dateAsserted"),
        "since": source.date("effectiveDateTime", "effectivePeriod"),
        "until": source.date("effectivePeriod", last=True) if status == "stopped" else None,
        "said_by": source.speaker("informationSource"),
        "taken": "not" if source.get("status") == "not-taken" else None,
    }
    yield from _medicine(source, status, labels(source.get("statusReason")), source.get("dosage"), fields)


def dispense(source: Source) -> Pieces:
    """What was handed out."""
    status = DISPENSE.get(string(source.get("status")), "unknown")
    handed = source.date("whenHandedOver", "whenPrepared")
    fields: Header = {"since": handed, "recorded_on": handed, "said_by": source.speaker("performer")}
    reason = label(source.get("statusReasonCodeableConcept"))
    yield from _medicine(source, status, reason, source.get("dosageInstruction"), fields)
    if source.get("quantity"):
        text = quantity_text(source.get("quantity"))
        yield Part(part="quantity", why="how much was handed out is kept as it is", content=text)


def _named(source: Source, name: str) -> str:
    speaker = source.speaker(name)
    return "" if speaker in ("client", "chart") else speaker


def medicine_of(source: Source) -> tuple[str, tuple[Code, ...]]:
    """Name and codes of the medicine, in the resource or in the one that it refers to."""
    concept: Any = source.get("medicationCodeableConcept")
    reference = source.get("medicationReference")
    if concept is None and reference is not None:
        concept = (source.target(reference) or {}).get("code")
    return label(concept) or source.name(reference), codes(concept)


def _medicine(source: Source, status: str, reason: str, dosage: Any, fields: Header) -> Pieces:
    name, found = medicine_of(source)
    if not name:
        raise NotMapped("names no medicine")
    taken = _taken(source)
    directions = "; ".join(text for text in map(_directions, objects(dosage)) if text)
    as_needed = any(_is_as_needed(each) for each in objects(dosage))
    known = {name: value for name, value in {**fields, **taken}.items() if value is not None}
    yield source.fact(
        Medicine,
        name=name,
        codes=found,
        purpose=_purpose(source),
        status="as-needed" if as_needed and status in _CURRENT else status,
        directions=directions,
        stopped_because=reason if status in ("stopped", "declined") or known.get("taken") == "not" else "",
        **known,
    )
    if reason and status not in ("stopped", "declined"):
        yield Part(part="statusReason", why="the reason for the status is kept as it is", content=reason)
    if notes(source.get("note")):
        yield Part(part="note", why="a note is kept as it is", content=notes(source.get("note")))
    yield from _unknown_adherence(source)


def _taken(source: Source) -> dict[str, Any]:
    """Whether it is taken, by US Core's adherence extension: who said so, and when."""
    for url, extension in extensions(source.resource):
        if url == ADHERENCE_URL:
            taken = next((has_code(v, ADHERENCE) for v in sub_extension(extension, "medicationAdherence")), None)
            if taken is None:
                continue
            told = sub_extension(extension, "informationSource")
            by_client = any(code == "116154003" for each in told for _, code in codings(each))
            when = next((each for each in sub_extension(extension, "dateAsserted")), None)
            return {"taken": taken, "said_by": "client" if by_client else None, "recorded_on": day(when)}
    return {}


def _unknown_adherence(source: Source) -> Pieces:
    for url, extension in extensions(source.resource):
        values = sub_extension(extension, "medicationAdherence") if url == ADHERENCE_URL else []
        if values and not any(has_code(each, ADHERENCE) for each in values):
            yield Part(part="adherence", why="this way of taking is not known here", content=labels(values))


def _purpose(source: Source) -> str:
    by_code = labels(source.get("reasonCode"))
    by_name = "; ".join(text for text in map(source.name, items(source.get("reasonReference"))) if text)
    return "; ".join(text for text in (by_code, by_name) if text)


def _is_as_needed(dosage: dict[str, Any]) -> bool:
    words = f"{string(dosage.get('text'))} {string(dosage.get('patientInstruction'))}"
    concept = dosage.get("asNeededCodeableConcept")
    return dosage.get("asNeededBoolean") is True or concept is not None or bool(_AS_NEEDED.search(words))


def _directions(dosage: dict[str, Any]) -> str:
    """The directions as written; where there are none, what the coded parts say. Nothing is computed."""
    texts = [string(dosage.get("text")), string(dosage.get("patientInstruction"))]
    written = "; ".join(dict.fromkeys(text for text in texts if text))
    if written:
        return written
    dose = quantity_text(at(dosage, "doseAndRate", "doseQuantity")) or quantity_text(
        at(dosage, "doseAndRate", "doseRange")
    )
    repeat = at(dosage, "timing", "repeat") or {}
    every = ""
    if repeat.get("frequency") is not None and repeat.get("periodUnit"):
        every = f"{repeat['frequency']} in {repeat.get('period', 1)} {repeat['periodUnit']}"
    parts = [dose, every, label(at(dosage, "timing", "code")), labels(dosage.get("additionalInstruction"))]
    needed = label(dosage.get("asNeededCodeableConcept"))
    return ", ".join(part for part in [*parts, f"as needed for {needed}" if needed else ""] if part)
