"""The resources of one client to one record. Every resource ends mapped or listed, every part read or listed."""

import datetime
from collections.abc import Sequence

import msgspec

from goldthread.fhir.elements import codings, objects, string
from goldthread.fhir.imported import Cleaned, Listed
from goldthread.fhir.kinds import MAPPERS, NOT_READ, SUPPORTING, UNUSED, WHY_LISTED
from goldthread.fhir.leftovers import contained_left, leftovers, modifier
from goldthread.fhir.mappers.client import client_of
from goldthread.fhir.panels import panels
from goldthread.fhir.references import References
from goldthread.fhir.same_medicine import as_needed_together
from goldthread.fhir.scoresheet import administration
from goldthread.fhir.source import NotMapped, Part, Piece, Source, fact_id, kept
from goldthread.fhir.subjects import Belonging, Subject
from goldthread.fhir.superseding import superseded
from goldthread.record import AnyFact, Client, Record, Unmapped

_VOID = {"entered-in-error", "refuted"}
_MAX_ID = 80


class Assembly:
    """Collects the facts of one client and the account of what was listed."""

    def __init__(self, *, key: str, client: Client, recorded_on: datetime.date, recorded_by: str) -> None:
        self.key = key
        self.client = client
        self.recorded_on = recorded_on
        self.recorded_by = recorded_by
        self.facts: dict[str, AnyFact] = {}
        self.mapped = 0
        self.listed: list[Listed] = []
        self.parts: list[Listed] = []
        self.cleaned: list[Cleaned] = []

    def record(self) -> Record:
        """The record of all that was collected."""
        return Record(client=self.client, facts=tuple(as_needed_together(superseded(list(self.facts.values())))))

    def add(self, fact: AnyFact) -> str:
        """Keep a fact under its id; the same fact twice is one, another fact under the same id gets a number."""
        number, name = 1, fact.id
        while name in self.facts:
            if msgspec.structs.replace(self.facts[name], id="") == msgspec.structs.replace(fact, id=""):
                return name
            number += 1
            tail = f"-{number}"
            name = fact.id[: _MAX_ID - len(tail)] + tail
        self.facts[name] = msgspec.structs.replace(fact, id=name)
        return name

    def take(self, source: Source, piece: Piece) -> None:
        """Keep what a mapper yields."""
        if isinstance(piece, Cleaned):
            self.cleaned.append(piece)
        elif isinstance(piece, Part):
            self.parts.append(self._listed(source, piece))
        else:
            self.add(piece)

    def whole(self, source: Source, why: str) -> None:
        """List a resource as a whole."""
        self.listed.append(self._listed(source, Part(part="", why=why, content=source.resource)))

    def _listed(self, source: Source, part: Part) -> Listed:
        name = f"{source.type}/{source.id}"
        fact = Unmapped(
            id=fact_id(source.type, source.id, part.part, "unmapped"),
            said_by="chart",
            recorded_by=self.recorded_by,
            recorded_on=self.recorded_on,
            source=f"fhir:{name}",
            what=f"{name} {part.part}".strip()[:200],
            reason=part.why,
            content=kept(part.content),
        )
        return Listed(
            resource_type=source.type,
            resource_id=source.id,
            why=part.why,
            part=part.part,
            record=self.client.id,
            fact=self.add(fact),
        )


def assemble(
    *,
    subject: Subject,
    members: Sequence[Belonging],
    references: References,
    recorded_on: datetime.date,
    recorded_by: str,
) -> Assembly:
    """Read the resources of one client; those that only lend names are left for `settle`."""
    client = client_of(subject.patient, key=subject.key, name=subject.name)
    assembly = Assembly(key=subject.key, client=client, recorded_on=recorded_on, recorded_by=recorded_by)
    sources = [(_source(each, references, assembly), each) for each in members if each.found.type not in SUPPORTING]
    readable = [source for source, each in sources if not (each.found.broken or each.other or _void(source))]
    in_panels = _panels(assembly, readable)
    for source, each in sources:
        assembly.cleaned.extend(each.found.told())
        reason = _why_not(source, each)
        if reason:
            assembly.whole(source, reason)
        else:
            _read(assembly, source, each, in_panel=source.type == "Observation" and source.id in in_panels)
    return assembly


def settle(assembly: Assembly, members: Sequence[Belonging], references: References) -> None:
    """Resources that lend names: mapped where something that was read refers to them, else listed."""
    for each in members:
        if each.found.type in SUPPORTING:
            source = _source(each, references, assembly)
            assembly.cleaned.extend(each.found.told())
            used = f"{each.found.type}/{each.found.id}" in references.used
            if used and not each.found.broken:
                assembly.mapped += 1
            else:
                assembly.whole(source, _broken(each) or UNUSED)


def _source(member: Belonging, references: References, assembly: Assembly) -> Source:
    return Source(
        resource=member.found.resource,
        type_=member.found.type,
        id_=member.found.id,
        references=references,
        patient=member.key,
        recorded_on=assembly.recorded_on,
        recorded_by=assembly.recorded_by,
    )


def _panels(assembly: Assembly, sources: list[Source]) -> set[str]:
    taken: set[str] = set()
    for panel in panels(sources):
        taken.update(panel.ids)
        for piece in administration(panel.first, panel.sheet, panel.header):
            assembly.take(panel.first, piece)
    return taken


def _broken(member: Belonging) -> str:
    fault = member.found.broken
    return f"is not valid FHIR R4: `{fault.field}` {fault.what}" if fault else ""


def _void(source: Source) -> str:
    """Why the resource must not become a fact, by the status that it has itself."""
    states = {string(source.get("status")), string(source.get("lifecycleStatus"))}
    states |= {code for _, code in codings(source.get("verificationStatus"))}
    found = sorted(states & _VOID)
    return f"its status is {found[0]}: it must not count" if found else ""


def _why_not(source: Source, member: Belonging) -> str:
    other = f"is about a {member.other}, not about a client" if member.other else ""
    path = modifier(source.resource)
    changed = f"carries {path}, which may change its meaning" if path else ""
    unread = "" if source.type in MAPPERS else WHY_LISTED.get(source.type, NOT_READ)
    return _broken(member) or other or _void(source) or changed or unread


def _read(assembly: Assembly, source: Source, member: Belonging, *, in_panel: bool) -> None:
    try:
        pieces = [] if in_panel else list(MAPPERS[source.type](source))
    except NotMapped as reason:
        assembly.whole(source, reason.why)
        return
    assembly.mapped += 1
    pieces.extend(leftovers(source))
    pieces.extend(
        Part(part=name, why="is no element of FHIR R4", content=value) for name, value in member.found.unknown.items()
    )
    pieces.extend(_other_version(assembly, source))
    for piece in pieces:
        assembly.take(source, piece)
    for number, inner in enumerate(objects(source.get("contained"))):
        _read_contained(assembly, source, inner, number)


def _read_contained(assembly: Assembly, source: Source, inner: dict[str, object], number: int) -> None:
    """A contained resource is read like any other; what cannot be read is a part of the one that holds it."""
    kind = string(inner.get("resourceType"))
    own = source.contained(inner, number)
    part = f"contained[{number}]"
    why = _void(own) or (contained_left(kind) if kind not in MAPPERS else "")
    if kind not in MAPPERS or kind == "Patient":
        if why:
            assembly.take(source, Part(part=part, why=why, content=inner))
        return
    try:
        if why:
            raise NotMapped(why)
        pieces = [*MAPPERS[kind](own), *leftovers(own)]
    except NotMapped as reason:
        assembly.take(source, Part(part=part, why=reason.why, content=inner))
        return
    for piece in pieces:
        assembly.take(own, piece)


def _other_version(assembly: Assembly, source: Source) -> list[Part]:
    if source.type != "Patient":
        return []
    client = client_of(source.resource, key=source.patient, name="")
    same = msgspec.structs.replace(client, id=assembly.client.id) == assembly.client
    why = "another version of the same client says otherwise: the first one counts"
    return [] if same else [Part(part="client", why=why, content=source.resource)]
