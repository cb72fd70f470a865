"""Observation: a measurement, a coded finding, the total of an instrument, an answer about life, what matters."""

from collections.abc import Mapping
from typing import Any

import msgspec

from goldthread.fhir.answers import Answer, answer_of
from goldthread.fhir.elements import chosen, codes, codings, items, label, notes, objects, plain, string
from goldthread.fhir.mappers.matters import is_what_matters, what_matters
from goldthread.fhir.mappers.questions import Question, asked, is_known
from goldthread.fhir.maps.conditions import SNOMED
from goldthread.fhir.maps.instruments import CSSRS_LEVEL, CSSRS_STATED, HIGHEST, TOTALS
from goldthread.fhir.saying import said
from goldthread.fhir.source import Header, NotMapped, Part, Pieces, Source
from goldthread.record import Administration, Observation, Risk
from goldthread.terms import Code

# v3-ObservationInterpretation: out of the ordinary.
_ABNORMAL = {"H", "HH", "HU", "L", "LL", "LU", "A", "AA", "POS", "DET", "HX", "LX", "R"}
_NOT_DONE = {"cancelled", "registered"}


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """One thing observed: what (codes, and as people read it), which part of the resource, whether marked abnormal."""

    codes: tuple[Code, ...]
    text: str
    part: str = ""
    abnormal: bool = False


def observation(source: Source) -> Pieces:
    """What the observation says, in the most telling kind of fact that fits."""
    if string(source.get("status")) in _NOT_DONE:
        raise NotMapped(f"the observation is {source.get('status')}: it says nothing yet")
    if repeats_a_form(source):
        return  # the form itself is in the input and is read there
    if is_what_matters(source):
        yield from what_matters(source)
        return
    answer = answer_of(*source.choice("value"))
    inner = objects(source.get("component"))
    if answer is None and not any(chosen(each, "value")[0] for each in inner):
        _check_members(source)
        return
    header = header_of(source)
    if answer is not None:
        yield from _one(source, _main(source, inner), answer, header)
    yield from _components(source, inner, header, answered=answer is not None)
    if notes(source.get("note")):
        yield Part(part="note", why="a note is kept as it is", content=notes(source.get("note")))


def header_of(source: Source) -> Header:
    """Who said it and when."""
    return {
        "said_by": source.speaker("performer"),
        "recorded_on": source.written("issued"),
        "since": source.date("effectiveDateTime", "effectivePeriod", "effectiveInstant"),
    }


def repeats_a_form(source: Source) -> bool:
    """Whether it is an extract of a QuestionnaireResponse that is in the input."""
    return any(
        (source.target(each) or {}).get("resourceType") == "QuestionnaireResponse"
        for each in items(source.get("derivedFrom"))
    )


def _check_members(source: Source) -> None:
    """A panel without a value says what its members say, and those are read by themselves, if they are here."""
    members = items(source.get("hasMember"))
    if not members or any(source.target(each) is None for each in members):
        reason = label(source.get("dataAbsentReason"))
        raise NotMapped(f"holds no value ({reason})" if reason else "holds no value")


def _main(source: Source, inner: list[dict[str, Any]]) -> Seen:
    """What the value of the observation is of. Some senders put the question into a component that has no value, and
    the answer above it."""
    questions = [each.get("code") for each in inner if not chosen(each, "value")[0]]
    found = codes(source.get("code"))
    for concept in questions:
        found += tuple(code for code in codes(concept) if is_known(code.code))
    own, asked_for = name_of(source.get("code")), "; ".join(map(name_of, questions))
    text = f"{own}: {asked_for}" if asked_for else own
    return Seen(codes=found, text=text, abnormal=is_abnormal(source.resource))


def name_of(concept: Any) -> str:
    """The name of what was observed; a machine's name (`heart_rate`) gives way to the words of the code."""
    text = plain(label(concept))
    display = next((plain(code.display) for code in codes(concept) if code.display), "")
    return (display if "_" in text and display else text) or "Observation"


def _components(source: Source, inner: list[dict[str, Any]], header: Header, *, answered: bool) -> Pieces:
    for number, each in enumerate(inner):
        answer = answer_of(*chosen(each, "value"))
        concept = each.get("code")
        if answer is not None:
            seen = Seen(codes=codes(concept), text=name_of(concept), part=f"c{number}", abnormal=is_abnormal(each))
            yield from _one(source, seen, answer, header)
        elif not answered:
            yield Part(part=f"component[{number}]", why="holds no value", content=each)


def _one(source: Source, seen: Seen, answer: Answer, header: Header) -> Pieces:
    loinc = [code for code in seen.codes if code.system == "loinc"]
    known = next((code for code in loinc if is_known(code.code)), None)
    total = next((TOTALS[code.code] for code in loinc if code.code in TOTALS), None)
    life = next((SNOMED[c.code] for c in seen.codes if c.system == "snomed-ct" and c.code in SNOMED), None)
    if known is not None:
        question = Question(code=known, text=seen.text, part=seen.part or "answer")
        yield from asked(source, question=question, answers=[answer], header=header)
    elif total is not None:
        yield from stated_total(source, total, answer, seen.text, header)
    elif any(code.code == CSSRS_LEVEL for code in loinc):
        level = next((CSSRS_STATED[key] for key in answer.keys if key in CSSRS_STATED), "unknown")
        detail = f"{seen.text}: {answer.text}"
        yield source.fact(Risk, seen.part, topic="suicide", level=level, detail=detail, **header)
    elif life is not None and answer.truth is not False:
        for number, (kind, fields) in enumerate(life):
            part = f"{seen.part}life{number or ''}"
            yield said(source, kind, part, words={"{}": seen.text}, fields=fields, header=header)
    else:
        yield plain_observation(source, seen, answer, header)


def plain_observation(source: Source, seen: Seen, answer: Answer, header: Header) -> Observation:
    """A value kept as it is."""
    return source.fact(
        Observation,
        seen.part,
        label=seen.text,
        codes=seen.codes,
        value=answer.number if answer.number is not None else answer.text,
        unit=answer.unit,
        abnormal=seen.abnormal,
        **header,
    )


def is_abnormal(holder: Mapping[str, Any]) -> bool:
    """Whether the sender marks it as out of the ordinary."""
    return any(code in _ABNORMAL for each in items(holder.get("interpretation")) for _, code in codings(each))


def stated_total(source: Source, instrument: str, answer: Answer, text: str, header: Header) -> Pieces:
    """The total of a known instrument that came without its answers, where it can be one."""
    total = answer.number
    if total is None and answer.text.replace(".", "", 1).isdecimal():
        total = float(answer.text)  # some senders write the score as text
    if total is None or not 0 <= total <= HIGHEST[instrument]:
        yield Part(part=text, why=f"is no total that {instrument} can have", content=answer.text)
        return
    yield source.fact(Administration, f"{instrument}-total", instrument=instrument, total=total, **header)
