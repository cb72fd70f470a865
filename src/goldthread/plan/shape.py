"""What every item of a plan has, and the words that plans and items share.

Every text field that can be empty may be empty: a plan in the making shows its gaps. `asks` on an item holds the
question that would fill an empty field; a gap is an ask whose field is still empty.
"""

import math
from enum import StrEnum
from functools import cache
from typing import Annotated, Any

import msgspec

from goldthread.terms import ItemId, Role

Text = Annotated[str, msgspec.Meta(max_length=4_000)]
Scale10 = Annotated[int, msgspec.Meta(ge=0, le=10)]
Facts = tuple[ItemId, ...]


class State(StrEnum):
    """Where a plan is in its life. The table of moves between states is in `states`."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    AGREED = "agreed"
    ACTIVE = "active"
    UNDER_REVIEW = "under-review"
    COMPLETED = "completed"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Level(StrEnum):
    """The setting in which the plan is carried out, in plain words; no accreditor's or society's scale."""

    OUTPATIENT = "outpatient"
    INTENSIVE_OUTPATIENT = "intensive-outpatient"
    PARTIAL_HOSPITAL = "partial-hospital"
    RESIDENTIAL = "residential"
    WITHDRAWAL_UNIT = "withdrawal-unit"
    INPATIENT = "inpatient"
    OPIOID_PROGRAMME = "opioid-programme"
    AFTERCARE = "aftercare"


class Disposition(StrEnum):
    """What the plan says of a need."""

    OPEN = "open"
    ANSWERED = "answered"
    DEFERRED = "deferred"
    REFERRED = "referred"
    DECLINED = "declined"


class Ask(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question that would fill the empty field `field` of the item; `whom` says who can answer it."""

    field: str
    question: str
    whom: Role = Role.CLIENT


# Tuple fields whose order says nothing: kept sorted and without repeats, so that equal items are equal and so that two
# people who each add one do not collide. The other tuple fields (`steps`, `comfort`) are lists that people wrote.
SETS = frozenset(
    {
        "facts",
        "asks",
        "causes_answered",
        "needs",
        "aspects",
        "strengths",
        "objectives",
        "causes",
        "skills",
        "early_signs",
    }
)


class PlanItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every item of a plan has. `facts` are the facts of the record that it rests on; `from_option` is the option
    of the catalogue that it was drafted from; `because` says why this for this client."""

    id: ItemId
    facts: Facts = ()
    from_option: ItemId | None = None
    because: Text = ""
    asks: tuple[Ask, ...] = ()

    def __post_init__(self) -> None:
        for name in _set_fields(type(self)):
            value = getattr(self, name)
            if len(value) > 1:
                msgspec.structs.force_setattr(self, name, in_order(type(self), value))


@cache
def _set_fields(kind: type[PlanItem]) -> tuple[str, ...]:
    return tuple(name for name in kind.__struct_fields__ if name in SETS)


def in_order(kind: type[PlanItem], members: tuple[Any, ...] | frozenset[Any]) -> tuple[Any, ...]:
    """The members of a set field in the one order in which a plan keeps them: ids by the alphabet, asks as the fields
    of the item stand."""
    fields = kind.__struct_fields__

    def key(member: Any) -> tuple[int, str, str]:
        if isinstance(member, Ask):
            place = fields.index(member.field) if member.field in fields else len(fields)
            return place, f"{member.field} {member.question}", member.whom
        return 0, str(member), ""

    return tuple(sorted(frozenset(members), key=key))


def refuse_endless(item: PlanItem, *fields: str) -> None:
    """A number that is not a number equals nothing, not even itself: no plan may hold one."""
    for name in fields:
        value = getattr(item, name)
        if value is not None and not math.isfinite(value):
            raise ValueError(f"`{name}` must be a plain number")
