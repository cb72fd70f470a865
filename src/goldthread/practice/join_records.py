"""Join two edits of one client's record: every fact of either side is in the result."""

from collections.abc import Mapping
from typing import Any

import msgspec

from goldthread.case import Case
from goldthread.notation import BadInput, canonical_bytes
from goldthread.plan.conflicts import Choice, Conflict, ConflictKind
from goldthread.record import AnyFact, Client, Record

# A conflict about the record begins with this; no id of a plan holds a colon.
RECORD = "record:"
STORY = "case:story"
Values = tuple[Any, Any, Any]
_Sides = tuple[Case, Case, Case]


class JoinedRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What a case holds beside its plan, joined; and what people must settle."""

    story: str
    record: Record
    conflicts: tuple[Conflict, ...]


def join_records(*, base: Case, mine: Case, theirs: Case, choices: Mapping[str, Choice]) -> JoinedRecord:
    """Facts are joined by their id: none is ever taken out, what one side wrote anew stands, and what both sides wrote
    differently under one id is a conflict in which the former wording is held. `choices` settle conflicts by their id.

    Raises BadInput for records of different clients, and where facts of the two sides contradict each other's order.
    """
    sides = (base, mine, theirs)
    if len({case.record.client.id for case in sides}) > 1:
        raise BadInput("These are not records of the same client.", code="another-client")
    settling = _Settling(choices)
    story = settling.value((base.story, mine.story, theirs.story), STORY, field="story")
    client = {
        field: settling.value(
            _each(sides, lambda case, name=field: getattr(case.record.client, name)),
            f"{RECORD}client/{field}",
            item="client",
            field=field,
        )
        for field in Client.__struct_fields__
    }
    facts = _facts(sides, settling)
    try:
        record = Record(client=Client(**client), facts=facts)
    except ValueError as error:
        raise BadInput(f"Joined, the records do not hold together: {error}.", code="records-clash") from None
    return JoinedRecord(story=story, record=record, conflicts=tuple(settling.conflicts))


def _each(sides: _Sides, read: Any) -> Values:
    base, mine, theirs = (read(case) for case in sides)
    return base, mine, theirs


def _facts(sides: _Sides, settling: "_Settling") -> tuple[AnyFact, ...]:
    base, mine, theirs = ({fact.id: fact for fact in case.record.facts} for case in sides)
    joined: list[AnyFact] = []
    for name in _order(sides):
        # A fact that is not in a file was not taken out of the record: there is a fact for withdrawing.
        former = base.get(name)
        values = former, mine.get(name, former), theirs.get(name, former)
        joined.append(settling.value(values, f"{RECORD}{name}", item=name))
    return tuple(joined)


def _order(sides: _Sides) -> list[str]:
    """The order of the side that alone added something; else what was there, then what is new by day and id."""
    base, mine, theirs = ([fact.id for fact in case.record.facts] for case in sides)
    for one, other in ((mine, theirs), (theirs, mine)):
        if (one == other or set(one) <= set(base)) and set(base) <= set(other):
            return other
    days = {fact.id: fact.recorded_on for case in sides for fact in case.record.facts}
    return base + sorted(days.keys() - set(base), key=lambda name: (days[name], name))


class _Settling:
    """The value that stands after two edits; notes what people must settle, and takes what they chose."""

    def __init__(self, choices: Mapping[str, Choice]) -> None:
        self.choices = choices
        self.conflicts: list[Conflict] = []

    def value(self, values: Values, name: str, *, item: str | None = None, field: str | None = None) -> Any:
        base, mine, theirs = values
        if mine == theirs or theirs in (base, None):
            return mine
        if mine in (base, None):
            return theirs
        kind: ConflictKind = "changed-differently"
        held = base
        if base is None:  # neither side is favoured
            kind, held = "added-differently", min(mine, theirs, key=canonical_bytes)
        conflict = Conflict(id=name, kind=kind, item=item, field=field, base=base, mine=mine, theirs=theirs, held=held)
        self.conflicts.append(conflict)
        choice = self.choices.get(name)
        # What both wrote under one id cannot be settled by taking neither: a fact is never taken out.
        taken = None if choice is None or choice.take == "other" else getattr(conflict, choice.take)
        return held if taken is None else taken
