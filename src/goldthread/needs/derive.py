"""From a record on a day to the needs that it calls for, with evidence, causes and links. Pure; order-free."""

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from goldthread.needs.definition import LinkDefinition, NeedDefinition, Urgency
from goldthread.needs.evidence import Reading
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
    raise NotImplementedError
