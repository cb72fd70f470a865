"""What matters to the person: the observations of HL7's person-centred outcomes guide (HL7/pco-ig 3213629)."""

from typing import Any

from goldthread.fhir.answers import answer_of
from goldthread.fhir.elements import chosen, codings, items, label, objects
from goldthread.fhir.source import Header, Part, Pieces, Source
from goldthread.record import Hope, Observation, Statement, Value
from goldthread.terms import LifeDomain

# The areas of the personal health inventory, as life domains of the record.
_AREAS = {
    "body": LifeDomain.PHYSICAL_HEALTH,
    "mind": LifeDomain.MOOD,
    "nourishment": LifeDomain.PHYSICAL_HEALTH,
    "recharge": LifeDomain.SLEEP,
    "surroundings": LifeDomain.HOUSING,
    "personal-development": LifeDomain.STRENGTHS,
    "spirit-and-soul": LifeDomain.SPIRITUALITY,
    "relationships": LifeDomain.FAMILY,
    "professional-care": LifeDomain.READINESS,
}
_RATINGS = {"now-rating": "where I am now", "future-rating": "where I want to be"}
_SYSTEM = "/us/pco/CodeSystem/"


def is_what_matters(source: Source) -> bool:
    """Whether it is an observation of what matters to the person."""
    return _area(source) is not None


def _area(source: Source) -> str | None:
    return next((code for system, code in codings(source.get("code")) if _SYSTEM in system and code in _AREAS), None)


def what_matters(source: Source) -> Pieces:
    """A statement becomes a value in own words, reasons a statement with concern, wished changes a hope."""
    domain = _AREAS[_area(source) or "mind"]
    header: Header = {
        "said_by": source.speaker("performer"),
        "recorded_on": source.written("issued"),
        "since": source.date("effectiveDateTime", "effectivePeriod"),
    }
    answer = answer_of(*source.choice("value"))
    if answer is not None and answer.codes:
        yield source.fact(Value, "value", text=f"{label(source.get('code'))}: {answer.text}", **header)
    elif answer is not None:
        yield source.fact(Value, "value", text=answer.text, **header)
    for number, each in enumerate(objects(source.get("component"))):
        yield from _component(source, each, number, domain, header)


def _component(source: Source, component: dict[str, Any], number: int, domain: LifeDomain, header: Header) -> Pieces:
    answer = answer_of(*chosen(component, "value"))
    kinds = {code for each in items(component.get("code")) for _, code in codings(each)}
    if answer is None or not kinds:
        yield Part(part=f"component[{number}]", why="holds no value or no code", content=component)
    elif "now-reasons" in kinds:
        yield source.fact(Statement, f"c{number}", domain=domain, text=answer.text, concern="some", **header)
    elif "future-changes" in kinds or "future-reasons" in kinds:
        yield source.fact(Hope, f"c{number}", domain=domain, text=answer.text, **header)
    else:
        rating = next((_RATINGS[kind] for kind in kinds if kind in _RATINGS), label(component.get("code")))
        text = f"{label(source.get('code'))}: {rating}"
        value = answer.number if answer.number is not None else answer.text
        yield source.fact(Observation, f"c{number}", label=text, value=value, **header)
