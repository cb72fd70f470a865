"""From a record on a day to the needs that it calls for, with evidence, causes and links. Pure; order-free."""

import functools
import operator
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from goldthread.needs.definition import CauseRule, LinkDefinition, NeedDefinition, RaisedBy, Urgency
from goldthread.needs.evidence import Matcher, matcher_for
from goldthread.needs.gates import Gates
from goldthread.needs.reading import Reading
from goldthread.record import Cause
from goldthread.terms import Section


class Because(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One reason for a need: the facts, and why they raise it."""

    why: str
    facts: tuple[str, ...]
    urgency: Urgency
    source: tuple[str, ...] = ()


class NeedCause(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What made, set off, keeps going or guards against a need. `basis`: "formulated" by the team or the client in the
    record, or "possible": a known cause that the record holds and that nobody has confirmed."""

    role: Literal["predisposing", "precipitating", "perpetuating", "protective"]
    text: str
    facts: tuple[str, ...]
    basis: Literal["formulated", "possible"]


class Need(msgspec.Struct, frozen=True, kw_only=True, gc=False):
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


class NeedLink(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A linked pair: two needs that move together, and on what basis that is said of this client. `why` of a known link
    begins by saying that it is general knowledge and that nobody has said it of this client."""

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
    prepared, links = _prepared(tuple(definitions.values())), tuple(links)
    known = reading.derived
    if known is None or known[0] is not prepared or known[1] != links:
        known = reading.derived = prepared, links, _derive(reading, prepared, links)
    return known[2]


def _derive(reading: Reading, prepared: "_Prepared", links: Sequence[LinkDefinition]) -> Needs:
    bits = prepared.gates.opened_by(reading)
    formulated = _by_what_they_bear_on(reading.chart.current(Cause))
    found = [
        need
        for ready in prepared.definitions
        if ready.gate & bits and (need := _need(ready, reading, bits, formulated)) is not None
    ]
    found.sort(key=lambda need: (_RANKS[need.urgency], _SECTIONS[need.section], need.id))
    return Needs(needs=tuple(found), links=_links({need.id: need for need in found}, links, formulated))


KNOWN_IN_GENERAL = "Known in general, and not yet said of this client:"
_SECTIONS = {section: place for place, section in enumerate(Section)}
_RANKS = {urgency: urgency.rank for urgency in Urgency}
# What the team or the client has formulated, by the need or section that it bears on.
Formulated = Mapping[str, Sequence[Cause]]


def _by_what_they_bear_on(causes: Sequence[Cause]) -> dict[str, list[Cause]]:
    bearing: dict[str, list[Cause]] = {}
    for cause in causes:
        for name in cause.bears_on:
            bearing.setdefault(name, []).append(cause)
    return bearing


def _bearing_on(need: NeedDefinition | Need, formulated: Formulated) -> dict[str, Cause]:
    """The causes that name the need or its section, by id."""
    return {cause.id: cause for name in (need.id, need.section) for cause in formulated.get(name, ())}


# Definitions made ready


class _Ready(msgspec.Struct, frozen=True, kw_only=True):
    """A definition with the gates and matchers of its rules, in the order of the rules. `gate`: of any that raises."""

    definition: NeedDefinition
    gate: int
    raised_by: tuple[tuple[int, Matcher, RaisedBy], ...]
    unless: tuple[Matcher, ...]
    causes: tuple[tuple[int, Matcher, CauseRule], ...]


class _Prepared(msgspec.Struct, frozen=True, kw_only=True):
    definitions: tuple[_Ready, ...]
    gates: Gates


# Keyed by the identity of every definition; the value holds the definitions, so an identity is never used again while
# it is here. A library has one entry; the bound only keeps a process that makes many libraries from growing.
_KEPT = 8
_known: dict[tuple[int, ...], _Prepared] = {}


def _prepared(definitions: tuple[NeedDefinition, ...]) -> _Prepared:
    key = tuple(map(id, definitions))
    prepared = _known.get(key)
    if prepared is None:
        if len(_known) >= _KEPT:
            _known.clear()
        gates = Gates()
        ready = tuple(_ready(definition, gates) for definition in definitions)
        prepared = _known[key] = _Prepared(definitions=ready, gates=gates)
    return prepared


def _ready(definition: NeedDefinition, gates: Gates) -> _Ready:
    raised_by = tuple((gates.gate(each.when), matcher_for(each.when), each) for each in definition.raised_by)
    return _Ready(
        definition=definition,
        gate=functools.reduce(operator.or_, (gate for gate, _, _ in raised_by)),
        raised_by=raised_by,
        unless=tuple(matcher_for(rule) for rule in definition.unless),
        causes=tuple((gates.gate(each.when), matcher_for(each.when), each) for each in definition.causes),
    )


# One need


def _need(ready: _Ready, reading: Reading, bits: int, formulated: Formulated) -> Need | None:
    because = _because(ready, reading, bits)
    if not because or any(matcher.evidence(reading) is not None for matcher in ready.unless):
        return None
    definition = ready.definition
    return Need(
        id=definition.id,
        section=definition.section,
        title=definition.title,
        plain=definition.plain,
        nature=definition.nature,
        urgency=because[0].urgency,
        because=because,
        causes=_causes(ready, reading, bits, formulated),
        settled_by=definition.settled_by,
        ask=definition.ask,
        said_by_client=any(not reading.said_by_client.isdisjoint(reason.facts) for reason in because),
    )


def _because(ready: _Ready, reading: Reading, bits: int) -> tuple[Because, ...]:
    """The reasons that the record holds, most urgent first, then in the order of the definition."""
    reasons = []
    for gate, matcher, raised in ready.raised_by:
        if gate & bits and (facts := matcher.evidence(reading)) is not None:
            reasons.append(Because(why=raised.why, facts=facts, urgency=raised.urgency, source=raised.source))
    reasons.sort(key=lambda reason: _RANKS[reason.urgency])
    return tuple(reasons)


def _causes(ready: _Ready, reading: Reading, bits: int, formulated: Formulated) -> tuple[NeedCause, ...]:
    """What the team or the client has formulated, then what the record makes possible and nobody has said."""
    definition = ready.definition
    said = sorted(_bearing_on(definition, formulated).items())
    causes = [NeedCause(role=cause.role, text=cause.text, facts=(name,), basis="formulated") for name, cause in said]
    # A possible cause that the team confirms is written down in the same words.
    known = {cause.text.casefold() for _, cause in said}
    for gate, matcher, rule in ready.causes:
        if not gate & bits or (known and rule.why.casefold() in known):
            continue
        if (facts := matcher.evidence(reading)) is not None:
            causes.append(NeedCause(role=rule.role, text=rule.why, facts=facts, basis="possible"))
    return tuple(causes)


# Links


def _links(needs: dict[str, Need], links: Sequence[LinkDefinition], formulated: Formulated) -> tuple[NeedLink, ...]:
    found = [
        _link(link, needs[link.one], needs[link.other], formulated)
        for link in links
        if link.one in needs and link.other in needs
    ]
    return tuple(sorted(found, key=lambda link: link.id))


def _link(link: LinkDefinition, one: Need, other: Need, formulated: Formulated) -> NeedLink:
    others = _bearing_on(other, formulated)
    # What protects against both says nothing of one driving the other.
    both = [
        cause for name, cause in _bearing_on(one, formulated).items() if name in others and cause.role != "protective"
    ]
    said = [cause for cause in both if cause.from_client]
    basis: Literal["client-said", "formulated", "known-link"] = "known-link"
    if both:
        basis = "client-said" if said else "formulated"
    facts = {cause.id for cause in said or both} or {*one.facts, *other.facts}
    # What is known of many people is no finding about this one.
    why = link.why if both else f"{KNOWN_IN_GENERAL} {link.why}"
    return NeedLink(
        id=link.id,
        one=link.one,
        other=link.other,
        direction=link.direction,
        basis=basis,
        facts=tuple(sorted(facts)),
        why=why,
        education=link.education,
    )
