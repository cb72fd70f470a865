"""The shape of a need definition and of a link between needs. Both are content; none stands here."""

from enum import StrEnum
from typing import Annotated, Literal

import msgspec

from goldthread.needs.rules import Rule
from goldthread.terms import Content, ItemId, LifeDomain, Section


class Urgency(StrEnum):
    """How soon a need must be looked at: today; within days; in the ordinary course of planning."""

    TODAY = "today"
    SOON = "soon"
    ROUTINE = "routine"

    @property
    def rank(self) -> int:
        """0 is the most urgent."""
        return ("today", "soon", "routine").index(self.value)


class RaisedBy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One way in which the record raises the need. `why` is read by clinicians beside the evidence; no value in it."""

    when: Rule
    why: Annotated[str, msgspec.Meta(min_length=8)]
    urgency: Urgency
    source: tuple[str, ...] = ()


class CauseRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something in the record that is a known cause of the need: shown as possible, for the team to confirm."""

    when: Rule
    role: Literal["predisposing", "precipitating", "perpetuating", "protective"]
    why: Annotated[str, msgspec.Meta(min_length=8)]


class NeedDefinition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One need that a record can call for. `plain` is what the client reads; `settled_by` says what would settle it;
    `ask` is what the team asks the client first, in plain words."""

    id: ItemId
    title: Annotated[str, msgspec.Meta(min_length=3, max_length=90)]
    plain: Annotated[str, msgspec.Meta(min_length=3, max_length=140)]
    section: Section
    domains: Annotated[tuple[LifeDomain, ...], msgspec.Meta(min_length=1)]
    nature: Literal["substance", "mental", "physical", "social", "meaning", "skill", "safety", "treatment"]
    raised_by: Annotated[tuple[RaisedBy, ...], msgspec.Meta(min_length=1)]
    unless: tuple[Rule, ...] = ()
    causes: tuple[CauseRule, ...] = ()
    settled_by: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    ask: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    measures: tuple[ItemId, ...] = ()
    content: Content


class LinkDefinition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Two needs that are known to move together: a substance need and a mental-health need (or pain, sleep)."""

    id: ItemId
    one: ItemId
    other: ItemId
    direction: Literal["both", "one-drives-other", "other-drives-one"]
    why: str
    education: str
    content: Content
