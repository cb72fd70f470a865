"""What is seen of a folder without opening the record: whose it is, how it stands, and what joining two would do."""

import datetime
from typing import Literal

import msgspec

from goldthread.plan import State
from goldthread.practice.folder import Folder, Stay
from goldthread.practice.joined_facts import built_on, renamed
from goldthread.record import Client
from goldthread.terms import ItemId, Role

Difference = Literal["name", "born", "pronouns", "language"]
_COMPARED: tuple[Difference, ...] = ("name", "born", "pronouns", "language")
_OVER = (State.COMPLETED, State.SUPERSEDED, State.WITHDRAWN)


class PlanLine(msgspec.Struct, frozen=True, kw_only=True):
    """One plan of a folder: nothing of what it says."""

    plan: ItemId
    state: State
    started_on: datetime.date


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One folder. `facts` are its own; `team` the accounts on its care team; `joined` the folders that were joined to
    it, `joined_to` the one it was joined to; `accounts`: how many accounts hang on it, the client's own among them."""

    client: Client
    stay: Stay
    began: datetime.date | None
    last_at: datetime.datetime
    facts: int
    forms_open: int
    plans: tuple[PlanLine, ...]
    team: tuple[ItemId, ...]
    supporters: int
    accounts: int
    joined: tuple[ItemId, ...]
    joined_to: ItemId | None


class Joining(msgspec.Struct, frozen=True, kw_only=True):
    """What comes of two folders. Before: `facts` come over, `renamed` of them under another id; what differs between
    the two people; whether both are in treatment, and both have a plan that is not over. After: `handed_back` entries
    go back with the folder when the two are taken apart. `together`: they are joined now."""

    facts: int
    renamed: int
    differs: tuple[Difference, ...]
    both_admitted: bool
    both_plan: bool
    chained: bool
    together: bool
    handed_back: int


class Survey(msgspec.Struct, frozen=True, kw_only=True):
    """The folders that were asked for, in that order, and what joining the second to the first would do or has done."""

    sides: tuple[Side, ...]
    joining: Joining | None = None


def side_of(folder: Folder, *, accounts: int) -> Side:
    """One folder as it stands."""
    return Side(
        client=folder.client,
        stay=folder.stay,
        began=folder.episodes[0].admitted_on if folder.episodes else None,
        last_at=folder.last_at,
        facts=len(folder.facts),
        forms_open=sum(each.finished is None for each in folder.forms.values()),
        plans=tuple(
            PlanLine(plan=file.plan.id, state=file.plan.state, started_on=file.plan.started_on)
            for file in folder.plans.values()
        ),
        team=tuple(each.member for each in folder.access if each.as_role is not Role.SUPPORTER),
        supporters=sum(each.as_role is Role.SUPPORTER for each in folder.access),
        accounts=accounts,
        joined=tuple(each.other for each in folder.merged_from),
        joined_to=folder.merged_into,
    )


def joining_of(stays: Folder, goes: Folder) -> Joining:
    """What joining `goes` to `stays` would do, by the same functions that do it; or has done."""
    names = renamed(goes.facts, taken={fact.id for fact in stays.record.facts}, other=goes.client.id)
    together = goes.merged_into == stays.client.id
    joined = tuple(fact for each in stays.merged_from if each.other == goes.client.id for fact in each.facts)
    return Joining(
        facts=len(goes.facts),
        renamed=0 if together else sum(a.id != b.id for a, b in zip(goes.facts, names, strict=True)),
        differs=tuple(each for each in _COMPARED if getattr(stays.client, each) != getattr(goes.client, each)),
        both_admitted=stays.stay is Stay.ADMITTED and goes.stay is Stay.ADMITTED,
        both_plan=all(any(file.plan.state not in _OVER for file in each.plans.values()) for each in (stays, goes)),
        chained=bool(goes.merged_from),
        together=together,
        handed_back=len(built_on(stays.facts, joined)) if together else 0,
    )
