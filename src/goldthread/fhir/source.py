"""One resource on its way into the record: makes its facts, with the header that every fact carries."""

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from goldthread.fhir.elements import at, chosen, codings, day, is_exact, items, label, string
from goldthread.fhir.imported import Cleaned
from goldthread.fhir.references import References
from goldthread.record import AnyFact, Fact
from goldthread.terms import slug

F = TypeVar("F", bound=Fact)
_MAX_ID = 80
_MAX_TEXT = 20_000
_MAX_DEPTH = 24
_CLIENT_CODES = {("snomed-ct", "116154003")}  # Patient (person), as US Core's adherence extension names its source


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a mapped resource that was not understood: where it stands, why, and what it holds."""

    part: str
    why: str
    content: Any = None


class NotMapped(Exception):
    """Raised where a resource as a whole must not become a fact; says why."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


Piece = AnyFact | Part | Cleaned
# What the facts of one resource have in common: who said it, when it was written down, since when it held.
Header = dict[str, Any]
Pieces = Iterator[Piece]


class Source:
    """A resource with all that is needed to read it. Holds no fact; every `fact` is a new value."""

    __slots__ = ("id", "patient", "recorded_by", "recorded_on", "references", "resource", "type", "within")

    def __init__(
        self,
        *,
        resource: dict[str, Any],
        type_: str,
        id_: str,
        references: References,
        patient: str,
        recorded_on: datetime.date,
        recorded_by: str,
        within: Mapping[str, Any] | None = None,
    ) -> None:
        self.resource = resource
        self.type = type_
        self.id = id_
        self.references = references
        self.patient = patient
        self.recorded_on = recorded_on
        self.recorded_by = recorded_by
        self.within = resource if within is None else within

    def get(self, name: str) -> Any:
        """The element of that name."""
        return self.resource.get(name)

    def fact(self, kind: type[F], part: str = "", **fields: Any) -> F:
        """A fact of this resource. `part` tells several facts of a resource apart; `fields` may override the header."""
        header: dict[str, Any] = {
            "id": fact_id(self.type, self.id, part),
            "said_by": "chart",
            "recorded_by": self.recorded_by,
            "recorded_on": self.recorded_on,
            "source": f"fhir:{self.type}/{self.id}",
        }
        values = {**header, **{name: value for name, value in fields.items() if value is not None}}
        since, until = values.get("since"), values.get("until")
        if since and until and until < since:
            del values["until"]
        fitted = {name: fit(value) for name, value in values.items()}
        return kind(**fitted)

    # Who and what

    def target(self, reference: Any) -> dict[str, Any] | None:
        """The resource that the reference means, where the input holds it."""
        return self.references.resource(reference, within=self.within)

    def name(self, reference: Any) -> str:
        """What people read for the reference."""
        return self.references.name(reference, within=self.within)

    def is_patient(self, reference: Any) -> bool:
        """Whether the reference means a patient."""
        target = self.target(reference)
        kind = target.get("resourceType") if target else string(at(reference, "type"))
        text = string(at(reference, "reference"))
        return kind == "Patient" or (target is None and "Patient/" in text)

    def speaker(self, *names: str) -> str:
        """Who said it, by the first of the elements that names somebody: "client", a name, or "chart"."""
        for name in names:
            for each in items(self.resource.get(name)):
                if self.is_patient(each) or any(code in _CLIENT_CODES for code in codings(each)):
                    return "client"
                known = self.name(each) or label(each)
                if known:
                    return known
        return "chart"

    # When

    def date(self, *names: str, last: bool = False) -> datetime.date | None:
        """The day of the first of the elements that holds one (for a Period its start, with `last` its end)."""
        for name in names:
            value = self.resource.get(name)
            if isinstance(value, dict):
                value = value.get("end" if last else "start")
            found = day(value, last=last)
            if found:
                return found
        return None

    def written(self, *names: str) -> datetime.date:
        """When it was written down: the first of the elements that says so, else the day of the import."""
        return self.date(*names) or self.recorded_on

    def inexact(self, *names: str) -> Iterator[Cleaned]:
        """A note for each date that names no day and was taken as the first (or last) of its month or year."""
        for name in names:
            value = self.resource.get(name)
            if isinstance(value, str) and day(value) and not is_exact(value):
                yield self.note(f"`{name}` names no day: taken as the first or last of that month or year")

    def note(self, what: str) -> Cleaned:
        """A note about this resource."""
        return Cleaned(resource_type=self.type, resource_id=self.id, what=what)

    def choice(self, stem: str) -> tuple[str, Any]:
        """Name and value of the element that FHIR calls `stem[x]`."""
        return chosen(self.resource, stem)

    def contained(self, inner: dict[str, Any], number: int) -> "Source":
        """A contained resource, read on its own; it belongs to the same patient."""
        own = string(inner.get("id")) or str(number)
        return Source(
            resource=inner,
            type_=string(inner.get("resourceType")),
            id_=f"{self.id}-{own}",
            references=self.references,
            patient=self.patient,
            recorded_on=self.recorded_on,
            recorded_by=self.recorded_by,
            within=self.within,
        )


def fact_id(*parts: str) -> str:
    """A stable id from kind, id and part; one that would be too long ends in a digest of the whole."""
    text = "-".join(part for part in parts if part)
    name = slug(text)
    if len(text) <= _MAX_ID:
        return name
    mark = hashlib.sha256(text.encode()).hexdigest()[:10]
    return f"{name[: _MAX_ID - 11].strip('-')}-{mark}"


def fit(value: Any) -> Any:
    """A value as a case file can hold it; words of a closed list stay what they are."""
    return value[:_MAX_TEXT] if type(value) is str else value


def kept(content: Any) -> Any:
    """Content for an `unmapped` fact: as it is, or as JSON text where it is nested too deeply for a case file."""
    level, depth = [content], 0
    while level and depth <= _MAX_DEPTH:
        level = [
            child
            for each in level
            for child in (each.values() if isinstance(each, dict) else each if isinstance(each, list) else ())
        ]
        depth += 1
    return json.dumps(content, ensure_ascii=False) if level else content
