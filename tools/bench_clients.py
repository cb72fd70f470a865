"""Clients for measuring: whole folders written through the store's own code, many in a transaction.

Of every fifty clients one has a record of 500 facts, and two a plan of ten goals (with the 160 facts of the client of
the cast to whom most of the plan belongs): a draft, and one that is laid before the client. All others have 12 entries.
Each has their own key, sealed entries, lines in lists and a line of the trail, as if they had been taken in one by one.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import msgspec

from goldthread.case import cast_names, cast_path, read_case
from goldthread.plan import Level, Plan, State
from goldthread.plan.states import move
from goldthread.plan.versions import first_version
from goldthread.practice import entries as e
from goldthread.practice.people import Actor
from goldthread.practice.ports import Trace
from goldthread.record import AnyFact, Client
from goldthread.terms import Role

CENTRE = "bench"
CASELOAD = 50  # clients of one therapist
BIG_FACTS, SMALL_FACTS, GOALS = 500, 9, 10
BATCH = 500  # clients written in one transaction
AT = datetime.datetime(2026, 11, 1, 9, tzinfo=datetime.UTC)
PLAN, OF_CAST = "plan-1", "aaliyah-brooks"
_FIRST = 97  # first names that go around
replace = msgspec.structs.replace


_STAMP: dict[str, Any] = {"at": AT, "by": "intake", "role": Role.INTAKE}
INTAKE = Actor(id="intake", centre=CENTRE, role=Role.INTAKE)


def client_id(number: int) -> str:
    """The id of a client's folder."""
    return f"c-{number:07}"


def name_of(number: int) -> str:
    """A first name that many have, and a family name that a few have."""
    return f"First{number % _FIRST} Family{number // 7}"


def therapist(number: int) -> Actor:
    """Who treats that client."""
    return Actor(id=f"therapist-{number // CASELOAD}", centre=CENTRE, role=Role.THERAPIST)


def account(number: int) -> Actor:
    """The client's own account."""
    return Actor(id=f"account-{number}", centre=CENTRE, role=Role.CLIENT, client=client_id(number))


def kind(number: int) -> str:
    """What the client's folder is: "record" (500 facts), "draft" or "proposed" (a plan of ten goals), "small"."""
    return {0: "record", 1: "draft", 2: "proposed"}.get(number % 50, "small")


@cache
def _facts(many: int) -> tuple[AnyFact, ...]:
    """So many facts of the cast, none of which corrects another."""
    cases = [read_case(cast_path(name)).case for name in cast_names()]
    found = [
        replace(fact, id=f"f{number}-{fact.id}", recorded_on=min(fact.recorded_on, AT.date()))
        for number, case in enumerate(cases)
        for fact in case.record.facts
        if fact.corrects is None
    ]
    return tuple(found[:many])


@cache
def _plan() -> tuple[Plan, tuple[AnyFact, ...]]:
    """A draft of ten goals, the last of them worded like others with what hangs on those, and the facts it is of."""
    case = read_case(cast_path(OF_CAST)).case
    plan = case.plan
    if plan is None:
        raise LookupError(OF_CAST)
    again = {goal.id: f"{goal.id}-2" for goal in plan.goals[: GOALS - len(plan.goals)]}
    steps = {each.id: f"{each.id}-2" for each in plan.objectives if each.goal in again}
    made = replace(
        plan,
        id=PLAN,
        state=State.DRAFT,
        goals=(*plan.goals, *(replace(each, id=again[each.id]) for each in plan.goals if each.id in again)),
        objectives=(
            *plan.objectives,
            *(replace(each, id=steps[each.id], goal=again[each.goal]) for each in plan.objectives if each.id in steps),
        ),
        interventions=(
            *plan.interventions,
            *(
                replace(each, id=f"{each.id}-2", objectives=tuple(steps[step] for step in each.objectives), after=None)
                for each in plan.interventions
                if each.objectives and all(step in steps for step in each.objectives)
            ),
        ),
    )
    return made, case.record.facts


def draft() -> Plan:
    """The plan of ten goals as it begins."""
    return _plan()[0]


@cache
def _recorded(what: str) -> tuple[e.AnyEntry, ...]:
    """The facts of a folder of that kind."""
    facts = {"small": _facts(SMALL_FACTS), "record": _facts(BIG_FACTS)}.get(what) or _plan()[1]
    return tuple(e.FactRecorded(**_STAMP, fact=fact) for fact in facts)


def _planned(client: str, proposed: bool) -> Iterator[e.AnyEntry]:
    """The plan of a client, and with `proposed` its first version, which the client is asked to sign."""
    plan = replace(draft(), client=client)
    yield e.PlanStarted(**_STAMP, plan=plan)
    if not proposed:
        return
    one = first_version(plan=move(plan, "propose"), by="intake", on=AT.date(), cause="The first plan.")
    yield e.PlanMoved(**_STAMP, plan=PLAN, revision=1, verb="propose")
    yield e.VersionSealed(
        **_STAMP, plan=PLAN, number=1, revision=1, previous=one.previous, hash=one.hash, cause=one.cause
    )
    yield e.SignaturesAsked(**_STAMP, plan=PLAN, version=1, of={client: "client"})


def folder_of(number: int) -> tuple[e.AnyEntry, ...]:
    """The entries of a client's folder."""
    by, born = therapist(number).id, datetime.date(1950, 1, 1) + datetime.timedelta(days=number % 18_000)
    found: list[e.AnyEntry] = [
        e.Enquired(**_STAMP, client=Client(id=client_id(number), name=name_of(number), born=born)),
        e.Admitted(**_STAMP, on=AT.date(), level=Level.OUTPATIENT, responsible=by),
        e.TeamJoined(**_STAMP, member=by, as_role=Role.THERAPIST),
        *_recorded(kind(number)),
    ]
    if kind(number) in ("draft", "proposed"):
        found.extend(_planned(client_id(number), kind(number) == "proposed"))
    return tuple(found)


def make_centre(using: str) -> None:
    """The centre in which all of them are."""
    from goldthread.practice.settings import Settings  # noqa: PLC0415 - Django is set up by now
    from goldthread.store.accounts import create_centre  # noqa: PLC0415

    create_centre(centre=CENTRE, settings=Settings(name="Bench"), using=using)


def fill(using: str, count: int, there: int = 0) -> None:
    """Write folders until there are so many clients; `there` are in it already."""
    from goldthread.store.opening import within  # noqa: PLC0415 - Django is set up by now
    from goldthread.store.pages import StorePages  # noqa: PLC0415

    for start in range(there, count, BATCH):
        with within(CENTRE, using=using) as cursor:
            for number in range(start, min(start + BATCH, count)):
                client = client_id(number)
                pages = StorePages(cursor, INTAKE, (client,))
                pages.add(client, folder_of(number))
                pages.trace(Trace(at=AT, member="intake", role=Role.INTAKE, action="import-record", client=client))
                pages.close()


def fill_trail(using: str, *, clients: int, writes: int, reads: int) -> int:
    """A long trail: of each client so many facts recorded one by one, and so many readings before each of them; the
    number of its lines. Written past the folders, whose lists and snapshots wait for a rebuild."""
    from goldthread.store import keys, ledger, trail  # noqa: PLC0415 - Django is set up by now
    from goldthread.store.opening import within  # noqa: PLC0415

    fill(using, clients)
    stamp: dict[str, Any] = {"at": AT, "by": "therapist-0", "role": Role.THERAPIST}
    fact = _facts(1)[0]
    entries = [e.FactRecorded(**stamp, fact=replace(fact, id=f"one-{number}")) for number in range(writes)]
    for number in range(clients):
        client, after = client_id(number), len(folder_of(number))
        line = Trace(at=AT, member="therapist-0", role=Role.THERAPIST, action="open-record", client=client)
        lines = [line] * reads + [replace(line, action="record-fact")]
        with within(CENTRE, using=using) as cursor:
            of_centre, own = keys.centre_keys(cursor, CENTRE), keys.client_keys(cursor, CENTRE, client, keys.FOLDER)
            if own is None:
                raise LookupError(client)
            for done, entry in enumerate(entries):
                trail.append(cursor, of_centre, lines, [ledger.add_entries(cursor, own, after + done, [entry])])
            cursor.execute(
                "UPDATE store_client SET entries = %s WHERE centre = %s AND client = %s",
                (after + writes, CENTRE, client),
            )
    return clients * (1 + writes * (reads + 1))


@contextmanager
def unsealed(plain: bool) -> Iterator[None]:
    """With `plain`, nothing is encrypted in this process for that time: only to measure what encryption costs."""
    from goldthread.store import ring, sealing  # noqa: PLC0415 - Django is set up by now

    ring.ring().wrap(bytes(32), b"")  # what the ring derives it keeps: it is not to be derived without encryption
    names = ("seal", "unseal", "seal_alike", "unseal_alike", "subkey")
    kept = {name: getattr(sealing, name) for name in names}
    instead: dict[str, Any] = dict.fromkeys(names[:4], lambda key, text, where: text)  # noqa: ARG005 - as they are called
    instead["subkey"] = lambda key, purpose, length=32: bytes(length)  # noqa: ARG005 - as it is called
    for name in names if plain else ():
        setattr(sealing, name, instead[name])
    try:
        yield
    finally:
        for name in names:
            setattr(sealing, name, kept[name])
