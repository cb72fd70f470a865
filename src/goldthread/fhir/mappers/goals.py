"""Goal, CarePlan, ServiceRequest: what was planned elsewhere. A proposal for the plan, never copied into it."""

from typing import Any

from goldthread.fhir.answers import answer_of
from goldthread.fhir.elements import (
    at,
    chosen,
    codings,
    day,
    extensions,
    items,
    label,
    labels,
    notes,
    objects,
    plain,
    quantity_text,
    string,
    sub_extension,
)
from goldthread.fhir.maps.conditions import SNOMED
from goldthread.fhir.saying import said
from goldthread.fhir.source import Header, NotMapped, Part, Pieces, Source
from goldthread.record import Hope, PriorGoal

GAS_URL = "http://hl7.org/fhir/us/pco/StructureDefinition/pco-goal-attainment-scaling"
_WITHDRAWN = {"revoked"}


def goal(source: Source) -> Pieces:
    """A goal; in the client's own words where the client expressed it."""
    text = plain(label(source.get("description")))
    if not text:
        raise NotMapped("says no goal")
    header: Header = {
        "said_by": source.speaker("expressedBy"),
        "recorded_on": source.written("statusDate", "startDate"),
        "since": source.date("startDate"),
    }
    achieved = label(source.get("achievementStatus"))
    status = ", ".join(part for part in (string(source.get("lifecycleStatus")), achieved) if part)
    targets = objects(source.get("target"))
    due = next((found for found in (day(each.get("dueDate")) for each in targets) if found), None)
    wanted = "; ".join(text for text in [*map(_target, targets), *_levels(source)] if text)
    yield source.fact(PriorGoal, text=text, status=status, target=wanted, target_date=due, **header)
    if header["said_by"] == "client":
        yield source.fact(Hope, "hope", text=text, **header)
    # A problem written where the goal should stand is still said of the person ("Lack of access to transportation").
    says = next((SNOMED[c] for s, c in codings(source.get("description")) if s == "snomed-ct" and c in SNOMED), ())
    for number, (kind, fields) in enumerate(says):
        yield said(source, kind, f"life{number or ''}", words={"{}": text}, fields=fields, header=header)
    if string(source.get("statusReason")):
        yield Part(
            part="statusReason", why="the reason for the status is kept as it is", content=source.get("statusReason")
        )
    if notes(source.get("note")):
        yield Part(part="note", why="a note is kept as it is", content=notes(source.get("note")))


def _target(target: dict[str, Any]) -> str:
    name, value = chosen(target, "detail")
    answer = answer_of(name, value)
    detail = quantity_text(value) if isinstance(value, dict) and not answer else answer.text if answer else ""
    measure = label(target.get("measure"))
    return ": ".join(part for part in (measure, detail) if part)


def _levels(source: Source) -> list[str]:
    """The levels of a goal attainment scale."""
    found = [extension for url, extension in extensions(source.resource) if url == GAS_URL]
    return [
        f"{labels(sub_extension(each, 'level'))}: {'; '.join(string(t) for t in sub_extension(each, 'text'))}"
        for each in found
    ]


def care_plan(source: Source) -> Pieces:
    """A plan of care and the activities in it. Its goals and team are resources of their own."""
    if string(source.get("status")) in _WITHDRAWN:
        raise NotMapped("the plan was revoked")
    header: Header = {
        "said_by": source.speaker("author", "contributor"),
        "recorded_on": source.written("created"),
        "since": source.date("period"),
        "until": source.date("period", last=True),
    }
    named = labels([each for each in items(source.get("category")) if not _is_bare(each)])
    name = string(source.get("title")) or string(source.get("description")) or named
    status = ", ".join(part for part in (string(source.get("status")), string(source.get("intent"))) if part)
    yield source.fact(PriorGoal, text=f"Care plan: {name}" if name else "Care plan", status=status, **header)
    for number, activity in enumerate(objects(source.get("activity"))):
        yield from _activity(source, activity, number, header)
    if notes(source.get("note")):
        yield Part(part="note", why="a note is kept as it is", content=notes(source.get("note")))


def _is_bare(category: Any) -> bool:
    """A category that is a code without words says nothing to people."""
    return label(category) in {code for _, code in codings(category)}


def _activity(source: Source, activity: dict[str, Any], number: int, header: Header) -> Pieces:
    reference = activity.get("reference")
    detail = activity.get("detail")
    if isinstance(detail, dict):
        what = label(detail.get("code")) or string(detail.get("description")) or string(detail.get("kind"))
        negative = "Not to be done: " if detail.get("doNotPerform") is True else ""
        if what:
            text = f"{negative}{plain(what)}"
            yield source.fact(PriorGoal, f"a{number}", text=text, status=string(detail.get("status")), **header)
            return
    if reference is not None and source.target(reference) is not None:
        return  # what is referred to is in the input and read by itself
    if reference is not None and source.name(reference):
        yield source.fact(PriorGoal, f"a{number}", text=source.name(reference), **header)
        return
    yield Part(part=f"activity[{number}]", why="does not say what is to be done", content=activity)


def service_request(source: Source) -> Pieces:
    """A referral or an order for a service."""
    status = string(source.get("status"))
    if status in _WITHDRAWN:
        raise NotMapped("the request was revoked")
    what = plain(label(source.get("code"))) or labels(source.get("category"))
    if not what:
        raise NotMapped("does not say what is asked for")
    negative = "Not to be done: " if source.get("doNotPerform") is True else ""
    reasons = [labels(source.get("reasonCode")), *map(source.name, items(source.get("reasonReference")))]
    why = ", ".join(dict.fromkeys(reason for reason in reasons if reason))
    told = [string(source.get("patientInstruction")), notes(source.get("note"))]
    text = "; ".join(part for part in (f"{negative}{what}", f"for {why}" if why else "", *told) if part)
    yield source.fact(
        PriorGoal,
        text=text,
        status=", ".join(part for part in (status, string(source.get("intent"))) if part),
        said_by=source.speaker("requester"),
        recorded_on=source.written("authoredOn"),
        since=_occurs(source),
    )


def _occurs(source: Source) -> Any:
    timing = at(source.get("occurrenceTiming"), "repeat", "boundsPeriod", "start")
    return source.date("occurrenceDateTime", "occurrencePeriod") or day(timing) or source.date("authoredOn")
