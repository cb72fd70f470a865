"""From a record on a day to the needs that it calls for, with evidence, causes and links. Pure; order-free."""

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from goldthread.needs.anchors import Anchors, Mark, anchors_of, either, fields_of, marks_of
from goldthread.needs.definition import CauseRule, LinkDefinition, NeedDefinition, RaisedBy, Urgency
from goldthread.needs.evidence import Reading, evidence_for
from goldthread.needs.rules import Rule
from goldthread.record import Cause, Fact
from goldthread.terms import Section


class Because(msgspec.Struct, frozen=True, kw_only=True):
    """One reason for a need: the facts, and why they raise it."""

    why: str
    facts: tuple[str, ...]
    urgency: Urgency
    source: tuple[str, ...] = ()


class NeedCause(msgspec.Struct, frozen=True, kw_only=True):
    """What made, set off, keeps going or guards against a need. `basis`: "formulated" by the team or the client in the
    record, or "possible": a known cause that the record holds and that nobody has confirmed."""

    role: Literal["predisposing", "precipitating", "perpetuating", "protective"]
    text: str
    facts: tuple[str, ...]
    basis: Literal["formulated", "possible"]


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """One need of one client. `id` is the id of its definition; `said_by_client`: the client's word is among it."""

    id: str
    section: Section
    title: str
    plain: str
    nature: str
    urgency: Urgency
    because: tuple[Because, ...]
    causes: tuple[NeedCause, ...]
    settled_by: tuple[str, ...]
    ask: tuple[str, ...]
    said_by_client: bool

    @property
    def facts(self) -> tuple[str, ...]:
        """All facts that raise it, sorted."""
        return tuple(sorted({fact for reason in self.because for fact in reason.facts}))


class NeedLink(msgspec.Struct, frozen=True, kw_only=True):
    """A linked pair: two needs that move together, and on what basis that is said of this client."""

    id: str
    one: str
    other: str
    direction: Literal["both", "one-drives-other", "other-drives-one"]
    basis: Literal["client-said", "formulated", "known-link"]
    facts: tuple[str, ...]
    why: str
    education: str


class Needs(msgspec.Struct, frozen=True, kw_only=True):
    """All that the record calls for, most urgent first, then in the order of sections."""

    needs: tuple[Need, ...]
    links: tuple[NeedLink, ...]

    def get(self, need: str) -> Need | None:
        """The need with that id, if the record calls for it."""
        return next((each for each in self.needs if each.id == need), None)


def derive_needs(
    *, reading: Reading, definitions: Mapping[str, NeedDefinition], links: Sequence[LinkDefinition]
) -> Needs:
    """What the record calls for. Deterministic, and independent of the order of facts and definitions."""
    prepared = _prepared(tuple(definitions.values()))
    marks = marks_of(reading, prepared.fields)
    formulated = reading.chart.current(Cause)
    found = [
        need
        for definition in prepared.definitions
        if _meets(definition.anchors, marks)
        if (need := _need(definition, reading, marks, formulated)) is not None
    ]
    found.sort(key=lambda need: (need.urgency.rank, _SECTIONS[need.section], need.id))
    return Needs(needs=tuple(found), links=_links({need.id: need for need in found}, links, formulated))


_SECTIONS = {section: place for place, section in enumerate(Section)}


# Definitions made ready


class _Ready(msgspec.Struct, frozen=True, kw_only=True):
    """A definition with the anchors of its rules, in the order of the rules."""

    definition: NeedDefinition
    anchors: Anchors
    raised_by: tuple[tuple[Anchors, RaisedBy], ...]
    unless: tuple[tuple[Anchors, Rule], ...]
    causes: tuple[tuple[Anchors, CauseRule], ...]


class _Prepared(msgspec.Struct, frozen=True, kw_only=True):
    definitions: tuple[_Ready, ...]
    fields: dict[type[Fact], tuple[str, ...]]


# Keyed by the identity of every definition; the value holds the definitions, so an identity is never used again while
# it is here. A library has one entry; the bound only keeps a process that makes many libraries from growing.
_KEPT = 8
_cache: dict[tuple[int, ...], _Prepared] = {}


def _prepared(definitions: tuple[NeedDefinition, ...]) -> _Prepared:
    key = tuple(map(id, definitions))
    prepared = _cache.get(key)
    if prepared is None:
        if len(_cache) >= _KEPT:
            _cache.clear()
        prepared = _cache[key] = _prepare(definitions)
    return prepared


def _prepare(definitions: tuple[NeedDefinition, ...]) -> _Prepared:
    ready = tuple(_ready(definition) for definition in definitions)
    anchors = [
        anchors for each in ready for group in (each.raised_by, each.unless, each.causes) for anchors, _ in group
    ]
    return _Prepared(definitions=ready, fields=fields_of(anchors))


def _ready(definition: NeedDefinition) -> _Ready:
    raised_by = tuple((anchors_of(each.when), each) for each in definition.raised_by)
    return _Ready(
        definition=definition,
        anchors=either(anchors for anchors, _ in raised_by),
        raised_by=raised_by,
        unless=tuple((anchors_of(rule), rule) for rule in definition.unless),
        causes=tuple((anchors_of(each.when), each) for each in definition.causes),
    )


def _meets(anchors: Anchors, marks: set[Mark]) -> bool:
    for each in anchors:  # noqa: SIM110 - read hundreds of times per record, and `all` over a generator is slower
        if each.isdisjoint(marks):
            return False
    return True


# One need


def _need(ready: _Ready, reading: Reading, marks: set[Mark], formulated: list[Cause]) -> Need | None:
    because = _because(ready, reading, marks)
    if not because:
        return None
    for anchors, rule in ready.unless:
        if _meets(anchors, marks) and evidence_for(rule=rule, reading=reading) is not None:
            return None
    definition = ready.definition
    by_id = reading.chart.by_id
    return Need(
        id=definition.id,
        section=definition.section,
        title=definition.title,
        plain=definition.plain,
        nature=definition.nature,
        urgency=because[0].urgency,
        because=because,
        causes=_causes(ready, reading, marks, formulated),
        settled_by=definition.settled_by,
        ask=definition.ask,
        said_by_client=any(by_id[fact].from_client for reason in because for fact in reason.facts),
    )


def _because(ready: _Ready, reading: Reading, marks: set[Mark]) -> tuple[Because, ...]:
    """The reasons that the record holds, most urgent first, then in the order of the definition."""
    reasons = []
    for anchors, raised in ready.raised_by:
        facts = evidence_for(rule=raised.when, reading=reading) if _meets(anchors, marks) else None
        if facts is not None:
            reasons.append(Because(why=raised.why, facts=facts, urgency=raised.urgency, source=raised.source))
    return tuple(sorted(reasons, key=lambda reason: reason.urgency.rank))


def _causes(ready: _Ready, reading: Reading, marks: set[Mark], formulated: list[Cause]) -> tuple[NeedCause, ...]:
    """What the team or the client has formulated, then what the record makes possible and nobody has said."""
    definition = ready.definition
    said = sorted((cause for cause in formulated if _bears_on(cause, definition)), key=lambda cause: cause.id)
    causes = [NeedCause(role=cause.role, text=cause.text, facts=(cause.id,), basis="formulated") for cause in said]
    # A possible cause that the team confirms is written down in the same words.
    known = {cause.text.casefold() for cause in said}
    for anchors, rule in ready.causes:
        if rule.why.casefold() in known or not _meets(anchors, marks):
            continue
        facts = evidence_for(rule=rule.when, reading=reading)
        if facts is not None:
            causes.append(NeedCause(role=rule.role, text=rule.why, facts=facts, basis="possible"))
    return tuple(causes)


def _bears_on(cause: Cause, need: NeedDefinition | Need) -> bool:
    return need.id in cause.bears_on or need.section in cause.bears_on


# Links


def _links(needs: dict[str, Need], links: Sequence[LinkDefinition], formulated: list[Cause]) -> tuple[NeedLink, ...]:
    found = [
        _link(link, needs[link.one], needs[link.other], formulated)
        for link in links
        if link.one in needs and link.other in needs
    ]
    return tuple(sorted(found, key=lambda link: link.id))


def _link(link: LinkDefinition, one: Need, other: Need, formulated: list[Cause]) -> NeedLink:
    # What protects against both says nothing of one driving the other.
    both = [
        cause
        for cause in formulated
        if cause.role != "protective" and _bears_on(cause, one) and _bears_on(cause, other)
    ]
    said = [cause for cause in both if cause.from_client]
    basis: Literal["client-said", "formulated", "known-link"] = "known-link"
    facts = {*one.facts, *other.facts}
    if both:
        basis = "client-said" if said else "formulated"
        facts = {cause.id for cause in said or both}
    return NeedLink(
        id=link.id,
        one=link.one,
        other=link.other,
        direction=link.direction,
        basis=basis,
        facts=tuple(sorted(facts)),
        why=link.why,
        education=link.education,
    )
