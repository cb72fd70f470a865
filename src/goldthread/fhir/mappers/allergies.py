"""AllergyIntolerance, and AdverseEvent: what harmed the person, and which medicine is suspected."""

from typing import Any

from goldthread.fhir.elements import codes, codings, items, label, labels, notes, objects, plain, string
from goldthread.fhir.maps.medicines import EVENTS, NO_ALLERGY, SEVERE_REACTIONS
from goldthread.fhir.source import Header, NotMapped, Part, Pieces, Source
from goldthread.record import Allergy, Event, Medicine, Observation

_OVER = {"inactive", "resolved"}


def allergy(source: Source) -> Pieces:
    """An allergy; severe where it is of high criticality, a severe reaction or anaphylaxis."""
    clinical = {code for _, code in codings(source.get("clinicalStatus"))}
    if clinical & _OVER:
        raise NotMapped("the allergy is no longer active")
    reactions = objects(source.get("reaction"))
    header: Header = {
        "said_by": source.speaker("asserter", "recorder"),
        "recorded_on": source.written("recordedDate"),
        "since": source.date("onsetDateTime", "onsetPeriod"),
    }
    code = source.get("code")
    substance = plain(label(code)) or labels([each.get("substance") for each in reactions])
    if not substance:
        raise NotMapped("names no substance")
    if any(code in NO_ALLERGY for _, code in codings(source.get("code"))):
        yield source.fact(Observation, label=substance, codes=codes(code), value="yes", **header)
        return
    unsure = "unconfirmed" in {c for _, c in codings(source.get("verificationStatus"))}
    reaction = "; ".join(text for text in map(_reaction, reactions) if text)
    yield source.fact(
        Allergy,
        substance=substance,
        reaction=f"{reaction} (unconfirmed)".strip() if unsure else reaction,
        severe=_severe(source, reactions),
        codes=codes(code),
        **header,
    )
    if notes(source.get("note")):
        yield Part(part="note", why="a note is kept as it is", content=notes(source.get("note")))


def _reaction(reaction: dict[str, Any]) -> str:
    what = "; ".join(plain(label(each)) for each in items(reaction.get("manifestation")))
    return ", ".join(part for part in (what, string(reaction.get("description"))) if part)


def _severe(source: Source, reactions: list[dict[str, Any]]) -> bool:
    return (
        string(source.get("criticality")) == "high"
        or any(each.get("severity") == "severe" for each in reactions)
        or any(
            code in SEVERE_REACTIONS
            for each in reactions
            for what in items(each.get("manifestation"))
            for _, code in codings(what)
        )
    )


def adverse_event(source: Source) -> Pieces:
    """Something that harmed the person; a suspected medicine gets it as a side effect."""
    if string(source.get("actuality")) == "potential":
        raise NotMapped("it could have happened, but did not")
    text = plain(label(source.get("event"))) or labels(source.get("category"))
    if not text:
        raise NotMapped("says no event")
    header: Header = {
        "said_by": source.speaker("recorder"),
        "recorded_on": source.written("recordedDate", "detected"),
        "since": source.date("date", "detected"),
    }
    found = codes(source.get("event"))
    topic = next((EVENTS[code.code] for code in found if code.system == "snomed-ct" and code.code in EVENTS), None)
    if topic:
        yield source.fact(Event, topic=topic, text=text, codes=found, **header)
    else:
        yield source.fact(Observation, label=f"Adverse event: {text}", codes=found, value=text, **header)
    for number, suspect in enumerate(objects(source.get("suspectEntity"))):
        yield from _suspect(source, suspect, number, text, header)


def _suspect(source: Source, suspect: dict[str, Any], number: int, text: str, header: Header) -> Pieces:
    target = source.target(suspect.get("instance")) or {}
    concept = target.get("medicationCodeableConcept") or target.get("code")
    inner = source.target(target.get("medicationReference")) if target.get("medicationReference") else None
    name = label(concept or (inner or {}).get("code")) or source.name(suspect.get("instance"))
    if not name:
        yield Part(part=f"suspectEntity[{number}]", why="what is suspected is not in the input", content=suspect)
        return
    found = codes(concept or (inner or {}).get("code"))
    yield source.fact(
        Medicine, f"suspect{number}", name=name, codes=found, status="unknown", side_effects=text, **header
    )
