"""The past of the demonstration centre: what happened in half a year, done in its order by whoever did it.

The steps of a client stand in `history/<client>.yaml`, in days before the day on which the demonstration is made: its
newest days are always these days. Each step is a real action at the time at which it happened, so that trail, ledger
and lists are what half a year of work leaves behind. What a case file says in words keeps the months that it names.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import msgspec

from goldthread.case import Case
from goldthread.notation import convert, read_document
from goldthread.plan import State
from goldthread.practice.people import Actor
from goldthread.wiring.acting import do

_FOLDER = Path(__file__).parent / "history"
_WEEK = datetime.timedelta(days=7)
_OPENS, _BETWEEN = datetime.time(8, 30, tzinfo=datetime.UTC), datetime.timedelta(minutes=4)

Do = Callable[[datetime.datetime], None]


class Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A client's past as its file tells it. `weeks`: how many weeks ago the case file's own day is; `signed`: whether
    its plan was agreed on then. `client`: somebody who is in no case file; with a `story` they have an account."""

    weeks: int = 0
    signed: bool = True
    client: dict[str, Any] = {}
    story: str = ""
    steps: tuple[dict[str, Any], ...] = ()


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was done, so many days ago."""

    ago: int
    do: Do


@cache
def told(name: str) -> Told:
    """The past of one client."""
    return convert(read_document(_FOLDER / f"{name}.yaml"), Told)


def newcomers() -> tuple[str, ...]:
    """Those who are in no case file."""
    return tuple(name for name in sorted(path.stem for path in _FOLDER.glob("*.yaml")) if told(name).client)


def moved(case: Case, today: datetime.date, weeks: int) -> Case:
    """The case with all of its days but birthdays moved alike, so that its own day is `weeks` weeks before today or, to
    keep the days of the week, up to six days earlier."""
    target = today - weeks * _WEEK
    ahead = target - case.on
    by = ahead - datetime.timedelta(days=ahead.days % 7)
    plain = msgspec.to_builtins(case, builtin_types=(datetime.date,))
    return msgspec.convert(_moved(plain, by), Case)


def _moved(value: Any, by: datetime.timedelta, field: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _moved(each, by, name) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_moved(each, by) for each in value]
    return value + by if isinstance(value, datetime.date) and field != "born" else value


def in_order(moments: Iterable[Moment], today: datetime.date) -> Iterator[tuple[datetime.datetime, Do]]:
    """All that was done, the earliest first, each at a time of its day."""
    day, at = None, datetime.datetime.combine(today, _OPENS)
    for moment in sorted(moments, key=lambda each: -each.ago):
        if moment.ago != day:
            day = moment.ago
            at = datetime.datetime.combine(today - datetime.timedelta(days=day), _OPENS)
        yield at, moment.do
        at += _BETWEEN


def arrival(case: Case, *, today: datetime.date, by: Actor, intake: Actor, team: Iterable[Actor]) -> Iterator[Moment]:
    """Enquiry, the record as it grew, admission and care team, and the first draft of the plan."""
    client, plan = case.record.client, case.plan
    days = sorted({fact.recorded_on for fact in case.record.facts})
    admitted = max(days[0], plan.started_on or case.on) if plan is not None else case.on

    def moment(day: datetime.date, action: str, fields: dict[str, Any], actor: Actor) -> Moment:
        asks = {"client": client.id, **fields}
        return Moment(ago=(today - day).days, do=partial(_do, action, asks, actor))

    words = next((fact.text for fact in case.record.facts if fact.from_client and hasattr(fact, "text")), "")
    yield moment(days[0], "take-enquiry", {"person": client, "words": words}, intake)
    for day in days:
        facts = [fact for fact in case.record.facts if fact.recorded_on == day]
        if day > admitted:
            break
        yield moment(day, "import-record", {"facts": facts}, intake)
    level = {} if plan is None else {"level": plan.level, "programme": plan.programme}
    yield moment(admitted, "admit", {"on": admitted, "responsible": by.id, "as_role": by.role, **level}, intake)
    for each in team:
        yield moment(admitted, "grant-access", {"member": each.id, "as_role": each.role, "reason": "care team"}, by)
    for day in days:
        if day > admitted:
            facts = [fact for fact in case.record.facts if fact.recorded_on == day]
            yield moment(day, "import-record", {"facts": facts}, by)
    if plan is not None:
        yield moment(case.on, "draft-plan", {"plan": plan.id, "start": plan}, by)


def agreed(case: Case, *, today: datetime.date, by: Actor, own: Actor) -> Iterator[Moment]:
    """Asked for, signed by both, and active, the day after the draft."""
    plan = case.plan
    if plan is None or plan.state is State.DRAFT:
        return
    about = {"client": case.record.client.id, "plan": plan.id}
    version = {**about, "version": 1}
    ago = (today - case.on).days - 1
    asks = {**about, "of": {own.client: "client", by.id: "author"}, "cause": "The first plan."}
    for action, fields, actor in (
        ("ask-for-signatures", asks, by),
        ("sign", {**version, "capacity": "client", "kind": "typed", "name": case.record.client.name}, own),
        ("sign", {**version, "capacity": "author", "kind": "typed", "name": by.id}, by),
        ("activate", version, by),
    ):
        yield Moment(ago=ago, do=partial(_do, action, fields, actor))


def _do(action: str, fields: dict[str, Any], actor: Actor, at: datetime.datetime) -> None:
    again = {"reauthenticated_at": at} if fields.get("kind") == "typed" else {}
    do(action, {**fields, **again}, actor=actor, at=lambda: at)
