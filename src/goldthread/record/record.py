"""The record, what was known of it on a day, and the chart: the record indexed for reading."""

import datetime
from functools import cached_property
from operator import attrgetter
from typing import Any, Literal, TypeVar

import msgspec

from goldthread.record.facts import Administration, AnyFact, DomainConsidered, DomainSetAside, Fact, Withdrawn
from goldthread.terms import ItemId, LifeDomain

F = TypeVar("F", bound=Fact)


class Client(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who the record is about. `sex` is used only where a published cut-off depends on it."""

    id: ItemId
    name: str
    born: datetime.date | None = None
    pronouns: str = ""
    sex: Literal["female", "male", "other", "unknown"] = "unknown"
    gender: str = ""
    language: str = "en"

    def age(self, on: datetime.date) -> int | None:
        """Full years on that day; None where the birth date is not known."""
        if self.born is None:
            return None
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """A client and all facts ever written down about them, in any order: nothing derived depends on it."""

    client: Client
    facts: tuple[AnyFact, ...] = ()

    @cached_property
    def kept(self) -> dict[str, Any]:
        """What was worked out from this record and is soon wanted again. It stands here and nowhere else, so that
        nothing about a person outlives their record in memory; what is kept must not hold the record itself."""
        return {}

    def __post_init__(self) -> None:
        by_id: dict[str, AnyFact] = {}
        for fact in self.facts:
            if fact.id in by_id:
                raise ValueError(f"two facts have the id {fact.id!r}")
            by_id[fact.id] = fact
        for fact in self.facts:
            if fact.corrects is not None:
                _check_correction(fact, by_id)


def _check_correction(fact: AnyFact, by_id: dict[str, AnyFact]) -> None:
    former = by_id.get(fact.corrects or "")
    if former is None:
        raise ValueError(f"fact {fact.id!r} corrects {fact.corrects!r}, which is not in the record")
    if former.recorded_on > fact.recorded_on:
        raise ValueError(f"fact {fact.id!r} corrects {former.id!r}, which was recorded after it")
    if type(former) is not type(fact) and not isinstance(fact, Withdrawn):
        raise ValueError(f"fact {fact.id!r} corrects {former.id!r}, which is of another kind")
    seen = {fact.id}
    while former is not None and former.corrects is not None:
        if former.id in seen:
            raise ValueError(f"the corrections of {fact.id!r} run in a circle")
        seen.add(former.id)
        former = by_id.get(former.corrects)


def as_of(*, record: Record, on: datetime.date) -> Record:
    """The record as the team knew it on that day: the facts that were written down by then."""
    return Record(client=record.client, facts=tuple(fact for fact in record.facts if fact.recorded_on <= on))


_BY_ID = attrgetter("id")


def _day(fact: Fact) -> datetime.date:
    return fact.since or fact.recorded_on


class Chart:
    """A record read on a day: corrections applied, facts by kind, newest first. Values only; made anew for each day."""

    __slots__ = ("_by_kind", "_current", "by_id", "client", "on")

    def __init__(self, *, record: Record, on: datetime.date) -> None:
        self.client = record.client
        self.on = on
        known = [fact for fact in record.facts if fact.recorded_on <= on]
        corrected = {fact.corrects for fact in known if fact.corrects is not None}
        self.by_id: dict[str, AnyFact] = {}
        self._by_kind: dict[type[Fact], list[Any]] = {}
        self._current: dict[type[Fact], list[Any]] = {}
        # One order for all that is derived, whatever order the file has: newest first, then by id.
        standing = [fact for fact in known if fact.id not in corrected and type(fact) is not Withdrawn]
        standing.sort(key=_BY_ID)
        standing.sort(key=_day, reverse=True)
        for fact in standing:
            self.by_id[fact.id] = fact
            self._by_kind.setdefault(type(fact), []).append(fact)

    def of(self, kind: type[F]) -> list[F]:
        """The facts of one kind that stand on the day, newest first."""
        return self._by_kind.get(kind, [])

    def current(self, kind: type[F]) -> list[F]:
        """Those that also hold on the day (not ended, not yet to come)."""
        # Kept: rules and checks ask for the same kind hundreds of times on one chart.
        held = self._current.get(kind)
        if held is None:
            held = self._current[kind] = [fact for fact in self.of(kind) if fact.holds_on(self.on)]
        return held

    @property
    def kinds(self) -> frozenset[type[Fact]]:
        """The kinds of facts of which the chart holds at least one."""
        return frozenset(self._by_kind)

    def newest(self, kind: type[F]) -> F | None:
        """The newest that holds on the day."""
        return next(iter(self.current(kind)), None)

    def administrations(self, instrument: str) -> list[Administration]:
        """The filled-in forms of one instrument, newest first."""
        return [fact for fact in self.of(Administration) if fact.instrument == instrument]

    @property
    def age(self) -> int | None:
        """The client's age in full years on the day."""
        return self.client.age(self.on)

    def domains_considered(self) -> dict[LifeDomain, str]:
        """Each life domain that was gone through, and who did it last."""
        return {fact.domain: fact.recorded_by for fact in reversed(self.of(DomainConsidered))}

    def domains_set_aside(self) -> dict[LifeDomain, DomainSetAside]:
        """Each life domain that is set aside and has not been considered since."""
        considered = {fact.domain: fact.recorded_on for fact in reversed(self.of(DomainConsidered))}
        return {
            fact.domain: fact
            for fact in reversed(self.of(DomainSetAside))
            if considered.get(fact.domain, datetime.date.min) <= fact.recorded_on
        }


def chart(*, record: Record, on: datetime.date) -> Chart:
    """The record as it is to be read on that day."""
    return Chart(record=record, on=on)
