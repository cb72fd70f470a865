"""What changed between two states of one client's record, in plain words for the client."""

import datetime
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from goldthread.case import Case
from goldthread.curation.kinds import kind_text
from goldthread.curation.telling import clip, day, tell
from goldthread.needs import Reading
from goldthread.record import (
    AnyFact,
    CareMember,
    Client,
    ConsentGiven,
    DomainConsidered,
    DomainSetAside,
    Unmapped,
    Withdrawn,
    chart,
)

_MOST = 400
_OF_THE_CLIENT = {
    "name": "the name", "born": "the day of birth", "pronouns": "the pronouns",
    "sex": "the sex", "gender": "the gender", "language": "the language",
}  # fmt: skip


class RecordChange(msgspec.Struct, frozen=True, kw_only=True):
    """One change of the record, and the same in a sentence.

    `change`: a fact was `added`; a new fact `corrected` an earlier one; one was `set-aside` by a later fact; one was
    `rewritten` under its own id; one is `missing` from the later file; or the header changed (`client`). `fact` is the
    id of the fact that is there now (the earlier one where it is set aside or missing; None for the header).
    """

    change: Literal["added", "corrected", "set-aside", "rewritten", "missing", "client"]
    fact: str | None
    text: str


def compare_records(*, before: Case, after: Case) -> tuple[RecordChange, ...]:
    """The changes from one state of a record to the next: the header, then facts in the order of the later file, then
    what is no longer there; none where both hold the same."""
    old = {fact.id: fact for fact in before.record.facts}
    new = {fact.id: fact for fact in after.record.facts}
    read = _Telling(after)
    return (
        *_header(before.record.client, after.record.client),
        *(_came(fact, {**old, **new}, read) for id_, fact in new.items() if id_ not in old),
        *(_rewritten(old[id_], fact, read) for id_, fact in new.items() if id_ in old and old[id_] != fact),
        *(
            RecordChange(change="missing", fact=id_, text=f"No longer in the record: {read.named(fact)}.")
            for id_, fact in old.items()
            if id_ not in new
        ),
    )


def _header(before: Client, after: Client) -> Iterator[RecordChange]:
    for field, noun in _OF_THE_CLIENT.items():
        was, now = _value(getattr(before, field)), _value(getattr(after, field))
        if was != now:
            told = f"About you: {noun} is now {now or 'not said'} (before: {was or 'not said'})."
            yield RecordChange(change="client", fact=None, text=told)


def _value(value: Any) -> str:
    return day(value) if isinstance(value, datetime.date) else str(value or "")


def _came(fact: AnyFact, known: dict[str, AnyFact], read: "_Telling") -> RecordChange:
    former = known.get(fact.corrects or "")
    if former is None:
        text = f"New in the record: {read.named(fact)} ({_from(fact)})."
        return RecordChange(change="added", fact=fact.id, text=text)
    if isinstance(fact, Withdrawn):
        why = clip(fact.reason, _MOST).rstrip(".")
        text = f"Set aside in the record: {read.named(former)}, because: {why} ({_from(fact)})."
        return RecordChange(change="set-aside", fact=former.id, text=text)
    text = f"Corrected in the record: {read.changed(former, fact)} ({_from(fact)})."
    return RecordChange(change="corrected", fact=fact.id, text=text)


def _rewritten(former: AnyFact, fact: AnyFact, read: "_Telling") -> RecordChange:
    text = f"Written anew in the record: {read.changed(former, fact)}."
    return RecordChange(change="rewritten", fact=fact.id, text=text)


def _from(fact: AnyFact) -> str:
    who = "you" if fact.from_client else fact.said_by
    return f"said by {clip(who, 80)}, written down on {day(fact.recorded_on)}"


class _Telling:
    """Facts told as the later case is read. Forms are named by their id: what a score means the plan says."""

    def __init__(self, case: Case) -> None:
        self._reading = Reading(chart=chart(record=case.record, on=case.on), instruments={}, medicine_classes={})

    def named(self, fact: AnyFact) -> str:
        """The kind of the fact and what it says."""
        return f"{kind_text(fact)}: {self._told(fact)}"

    def changed(self, former: AnyFact, fact: AnyFact) -> str:
        """What the fact said and what it says now."""
        was, now = self._told(former), self._told(fact)
        kind = kind_text(fact)
        return f"{kind}: {now}, in its details" if was == now else f"{kind}: {was} is now {now}"

    def _told(self, fact: AnyFact) -> str:
        match fact:
            case DomainConsidered():
                return fact.domain.label
            case DomainSetAside():
                return f"{fact.domain.label} until {day(fact.look_again_on)} ({clip(fact.reason, _MOST).rstrip('.')})"
            case CareMember():
                return f"{clip(fact.name, 120)}, {clip(fact.role, 120)}"
            case ConsentGiven():
                return f"{fact.decision} {clip(fact.about, _MOST)}{f' to {clip(fact.to, 120)}' if fact.to else ''}"
            case Unmapped():
                return clip(fact.what, _MOST)
            case Withdrawn():
                return clip(fact.reason, _MOST).rstrip(".")
        return tell(fact, self._reading, _MOST)
