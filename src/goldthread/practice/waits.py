"""What waits in a folder, as a list keeps it: days, counts and ids, so that what is due on a day is told without
opening the folder. Words about the person are not in it; scores are, and so a list keeps it sealed."""

import datetime
from typing import Literal, get_args

import msgspec

from goldthread.terms import ItemId, Role


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """The value of a scale on a day; `beyond`: the form met a published cut-off that holds for this client."""

    on: datetime.date
    value: float
    beyond: bool = False


class Course(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One scale of one instrument in this stay: the newest value, the one before, and the first, where they differ."""

    instrument: ItemId
    version: str
    scale: str
    newest: Mark
    before: Mark | None = None
    first: Mark | None = None


class Aim(msgspec.Struct, frozen=True, array_like=True):
    """A step of the plan that is measured by an instrument: which score it is to reach, and by which day."""

    objective: ItemId
    instrument: ItemId
    target: float
    by: datetime.date


class Held(msgspec.Struct, frozen=True, array_like=True):
    """Something that waits for somebody: its id, the plan that it is of (or the instrument), and since when."""

    id: ItemId
    of: ItemId
    since: datetime.date


class Arrival(msgspec.Struct, frozen=True, array_like=True):
    """Something that follows the programme and was not confirmed: its id, its plan, the first day, whether it was
    missed with nothing planned instead, and which kind of thing it is ("" in lines of an earlier version). Its place is
    a word about the person: it stands in the plan alone."""

    id: ItemId
    plan: ItemId
    on: datetime.date | None
    missed: bool
    kind: str = ""


AskKind = Literal[
    "overdose", "suicide-attempt", "self-harm", "critical-item", "risk", "return-to-use", "emergency", "hospital",
    "violence", "use", "arrest", "fall", "loss", "missed-sessions", "level", "diagnosis", "medicine", "housing", "work",
    "life-change",
]  # fmt: skip
ASK_KINDS: tuple[AskKind, ...] = get_args(AskKind)  # the gravest first: a product choice


class Asked(msgspec.Struct, frozen=True, array_like=True):
    """Something that asks for another look at the plan: its kind, the fact that says it, and the day it is of."""

    kind: AskKind
    of: str
    on: datetime.date


class Days(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The days from which rules count: of the stay, and of its plan (`started_on` None: there is none). `held_on`: the
    newest review in this stay; `countersigned`: the roles in which all of the plan as it is now is countersigned."""

    level: str
    admitted_on: datetime.date
    started_on: datetime.date | None = None
    effective_on: datetime.date | None = None
    held_on: datetime.date | None = None
    countersigned: tuple[Role, ...] = ()


class Waits(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What waits in one folder. `plan` is the leading plan; `responsible` the account that answers for the treatment;
    `missing` who was asked for the newest version and has not answered, `sign_by` the day they were given; `draft` a
    plan that is being written, `touched_on` when somebody last did; `looked_on` the newest review of any plan;
    `asks` what asks for another look, as in `review_asks`."""

    plan: ItemId = ""
    responsible: ItemId = ""
    days: Days | None = None
    missing: tuple[ItemId, ...] = ()
    sign_by: datetime.date | None = None
    proposals: tuple[Held, ...] = ()
    disagreements: tuple[Held, ...] = ()
    forms: tuple[Held, ...] = ()
    arrivals: tuple[Arrival, ...] = ()
    draft: ItemId = ""
    touched_on: datetime.date | None = None
    looked_on: datetime.date | None = None
    courses: tuple[Course, ...] = ()
    aims: tuple[Aim, ...] = ()
    asks: tuple[Asked, ...] = ()
