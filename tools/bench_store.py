"""Measures the store: what staff wait for at 100, 10,000 and 100,000 clients, on SQLite and PostgreSQL, sealed and not.

All databases are made first and then asked in turn, so that what else the machine does falls on all alike: compare
ratios. A small run of a minute: `--clients 100,1000 --runs 20 --audit-clients 20`. Prints Markdown; `--out` writes it.
"""

import argparse
import datetime
import itertools
import os
import platform
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import bench_clients as made
import bench_databases as databases
import msgspec

from goldthread.plan.operations import ChangeField
from goldthread.practice.actions import edit_plan, find_client, list_clients, open_plan, open_record, record_fact, sign
from goldthread.practice.agreement import item_hashes
from goldthread.practice.desk import Desk, open_desk
from goldthread.practice.people import Actor
from goldthread.practice.perform import Done, perform
from goldthread.record import Strength

CHUNK = 5  # actions one after another on one database before the next database has its turn
Asked = tuple[Any, Any, Actor]  # action, request, who asks


class Database(msgspec.Struct, kw_only=True):
    """A filled database, and how far it has come in what is done to it: `seen` revision and text by client."""

    alias: str
    engine: str
    plain: bool
    clients: int
    size: int = 0
    seen: dict[int, tuple[int, str]] = {}
    signed: dict[int, int] = {}
    done: int = 0
    at: datetime.datetime = made.AT + datetime.timedelta(days=1)
    chance: random.Random = msgspec.field(default_factory=lambda: random.Random(7))  # noqa: S311 - no secret

    def some(self, *kinds: str) -> int:
        """A client of one of these kinds, anywhere in the database."""
        while True:
            number = self.chance.randrange(self.clients)
            if made.kind(number) in kinds:
                return number

    def spot(self, place: int) -> int:
        """The client at that place of any fifty."""
        return self.chance.randrange(place, self.clients, 50)


def recording(base: Database) -> Asked:
    """Any client's therapist records a fact."""
    number = base.some("small", "record", "draft", "proposed")
    fact = Strength(
        id=f"new-{base.done}", said_by="client", recorded_by="x", recorded_on=made.AT.date(), source="talk",
        text="I can repair every truck that I have driven, and I like to show others how.",
    )  # fmt: skip
    return (
        record_fact.ACTION,
        record_fact.RecordFact(client=made.client_id(number), fact=fact),
        made.therapist(number),
    )


def editing(base: Database) -> Asked:
    """One text of a draft is changed."""
    number = base.spot(1)
    (first, *_) = made.draft().interventions
    seen, text = base.seen.get(number, (0, first.text))
    after = f"{first.text} Together, for {base.done} minutes."
    base.seen[number] = seen + 1, after
    step = ChangeField(collection="interventions", id=first.id, field="text", before=text, after=after)
    request = edit_plan.EditPlan(client=made.client_id(number), plan=made.PLAN, seen=seen, operations=(step,))
    return edit_plan.ACTION, request, made.therapist(number)


def signing(base: Database) -> Asked:
    """The client signs one item of the plan."""
    number, items = base.spot(2), tuple(item_hashes(made.draft()))
    count = base.signed.get(number, 0)
    base.signed[number] = count + 1
    request = sign.Sign(
        client=made.client_id(number), plan=made.PLAN, version=1, kind="typed", capacity="client",
        name="My name", items=(items[count],), reauthenticated_at=base.at,
    )  # fmt: skip
    return sign.ACTION, request, made.account(number)


def reading_record(base: Database) -> Asked:
    """A record of 500 facts is opened."""
    number = base.spot(0)
    return open_record.ACTION, open_record.OpenRecord(client=made.client_id(number)), made.therapist(number)


def reading_plan(base: Database) -> Asked:
    """A plan of ten goals is opened with its findings."""
    number = base.spot(base.chance.choice((1, 2)))
    request = open_plan.OpenPlan(client=made.client_id(number), plan=made.PLAN)
    return open_plan.ACTION, request, made.therapist(number)


def listing(base: Database) -> Asked:
    """A therapist lists their caseload."""
    return list_clients.ACTION, list_clients.ListClients(), made.therapist(base.some("small"))


def finding(base: Database) -> Asked:
    """Somebody looks for a client by first and family name."""
    number = base.some("small")
    return find_client.ACTION, find_client.FindClient(words=made.name_of(number)), made.INTAKE


VERBS: dict[str, Callable[[Database], Asked]] = {
    "record a fact": recording,
    "edit a plan": editing,
    "sign": signing,
    "open a record of 500 facts": reading_record,
    "open a plan of 10 goals with findings": reading_plan,
    "list a caseload of 50": listing,
    "find a client by name": finding,
}


def once(base: Database, verb: str, desk: Desk) -> tuple[float, float]:
    """Do it once; wall and processor time of this process, in seconds."""
    from goldthread.store.books import StoreBooks  # noqa: PLC0415 - Django is set up by now

    base.done += 1
    base.at += datetime.timedelta(milliseconds=10)
    action, request, actor = VERBS[verb](base)
    books, key = StoreBooks(using=base.alias), f"key-{base.done}" if action.writes else None
    start, busy = time.perf_counter(), time.process_time()
    answer = perform(action=action, request=request, actor=actor, at=base.at, books=books, desk=desk, key=key)
    taken = time.perf_counter() - start, time.process_time() - busy
    if not isinstance(answer, Done):
        raise SystemExit(f"{verb} at {base.clients} clients on {base.alias}: {answer.code}")
    return taken


class Disk:
    """How long the disk takes to keep 4 KiB, asked between the actions."""

    def __init__(self, folder: Path) -> None:
        self.handle, self.times = os.open(folder / "disk", os.O_WRONLY | os.O_CREAT), list[float]()

    def ask(self) -> None:
        """Write once and wait until it is kept."""
        start = time.perf_counter()
        os.pwrite(self.handle, bytes(4096), 4096 * len(self.times))
        os.fdatasync(self.handle)
        self.times.append(time.perf_counter() - start)


Times = dict[tuple[str, str], list[tuple[float, float]]]  # by alias and verb


def measure(bases: list[Database], desk: Desk, runs: int, disk: Disk) -> Times:
    """Every verb on every database, in turn."""
    times: Times = {(base.alias, verb): [] for base in bases for verb in VERBS}
    for verb in VERBS:
        for turn in range(-CHUNK, runs, CHUNK):
            for base in bases:
                with made.unsealed(base.plain):
                    taken = [once(base, verb, desk) for _ in range(CHUNK)]
                if turn >= 0:
                    times[base.alias, verb] += taken
            disk.ask()
    return times


def ranked(times: list[float], share: float) -> float:
    """The time that this share of them stay within, in milliseconds."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))] * 1000


def build(folder: Path, server: databases.PostgreSQL | None, sizes: list[int], plains: list[bool]) -> list[Database]:
    """All databases, filled: SQLite through the store's own code, PostgreSQL with the same rows."""
    found = []
    for plain, clients in itertools.product(plains, sizes):
        name = f"{'plain' if plain else 'sealed'}_{clients}"
        source = f"sqlite_{name}"
        with made.unsealed(plain):
            databases.new_sqlite(folder, source)
            made.make_centre(source)
            made.fill(source, clients)
        found.append(Database(alias=source, engine="sqlite", plain=plain, clients=clients))
        if server is not None:
            server.copy(source, f"postgresql_{name}")
            found.append(Database(alias=f"postgresql_{name}", engine="postgresql", plain=plain, clients=clients))
    for base in found:
        databases.settle(base.alias)
        base.size = databases.size_of(base.alias)
        print(f"  {base.alias}: {base.size / 2**20:,.0f} MiB", file=sys.stderr)
    return sorted(found, key=lambda base: base.engine != "sqlite")


def table_of(bases: list[Database], times: Times) -> Iterator[str]:
    """One table of latencies and what they are compared with."""
    by = {(base.engine, base.plain, base.clients): base for base in bases}
    first = min(base.clients for base in bases)

    def middle(base: Database | None, verb: str) -> float:
        return ranked([wall for wall, _ in times[base.alias, verb]], 0.5) if base else 0.0

    def busy(base: Database | None, verb: str) -> float:
        return ranked([cpu for _, cpu in times[base.alias, verb]], 0.5) if base else 0.0

    def against(here: float, other: float) -> str:
        return f"{here / other:.2f} ×" if other else ""

    yield "| Action | Database | Clients | p50 ms | p99 ms | Processor ms | A second | Growth | Encryption | SQLite |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    for verb in VERBS:
        for base in (base for base in bases if not base.plain):
            taken = times[base.alias, verb]
            walls, here = [wall for wall, _ in taken], middle(base, verb)
            own = busy(base, verb)
            compare = (
                against(here, middle(by.get((base.engine, False, first)), verb)),
                against(own, busy(by.get((base.engine, True, base.clients)), verb)),
                against(here, middle(by.get(("sqlite", False, base.clients)), verb)) if base.engine != "sqlite" else "",
            )
            yield (
                f"| {verb} | {base.engine} | {base.clients:,} | {here:.2f} | {ranked(walls, 0.99):.2f} | {own:.2f} | "
                f"{1 / statistics.mean(walls):,.0f} | {' | '.join(compare)} |"
            )


def sizes_of(bases: list[Database]) -> Iterator[str]:
    """How large the databases are."""
    by = {(base.engine, base.plain, base.clients): base.size for base in bases}
    yield "| Database | Clients | MiB | Bytes per client | Against no encryption |"
    yield "|---|--:|--:|--:|--:|"
    for base in (base for base in bases if not base.plain):
        plain = by.get((base.engine, True, base.clients))
        compare = f"{base.size / plain:.2f} ×" if plain else ""
        mib, each = base.size / 2**20, base.size / base.clients
        yield f"| {base.engine} | {base.clients:,} | {mib:,.1f} | {each:,.0f} | {compare} |"


def audit(
    folder: Path, server: databases.PostgreSQL | None, clients: int, writes: int = 100, reads: int = 4
) -> Iterator[str]:
    """Verification, rebuild and backup of a long trail."""
    databases.new_sqlite(folder, "sqlite_audit")
    made.make_centre("sqlite_audit")
    rows = made.fill_trail("sqlite_audit", clients=clients, writes=writes, reads=reads)
    entries = clients * writes + sum(len(made.folder_of(number)) for number in range(clients))
    if server is not None:
        server.copy("sqlite_audit", "postgresql_audit")
    yield f"Seconds per million audit rows (measured on {rows:,} rows; {entries / rows:.2f} entries a row)."
    yield from ("", "| Database | Verification | Rebuild | Backup | Backup proved by restoring | MiB of the backup |")
    yield "|---|--:|--:|--:|--:|--:|"
    for engine in ("sqlite", "postgresql") if server is not None else ("sqlite",):
        databases.settle(f"{engine}_audit")
        times, size = kept_for_long(f"{engine}_audit", folder)
        per = 1_000_000 / rows
        told = " | ".join(f"{taken * per:.0f}" for taken in times)
        yield f"| {engine} | {told} | {size * per / 2**20:,.0f} |"


def kept_for_long(alias: str, folder: Path) -> tuple[list[float], int]:
    """How long verification, rebuild, backup and its proof take, in seconds; bytes of the backup."""
    from goldthread.store import chain, rebuilding  # noqa: PLC0415 - Django is set up by now
    from goldthread.store.backup.proving import prove  # noqa: PLC0415
    from goldthread.store.backup.taking import take  # noqa: PLC0415

    path, empty = folder / f"{alias}.gtb", databases.no_tables(folder, f"{alias}_proof")
    marks = [time.perf_counter()]
    for step in (
        partial(chain.verify, made.CENTRE, using=alias),
        partial(rebuilding.rebuild, made.CENTRE, using=alias),
        partial(take, path, at=made.AT, version="bench", choices={}, using=alias),
        partial(prove, path, using=empty),
    ):
        done = step()
        if done and step.func is chain.verify:
            raise SystemExit(f"{alias} does not verify")
        marks.append(time.perf_counter())
    return [after - before for before, after in itertools.pairwise(marks)], path.stat().st_size


def options() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", default="100,10000,100000", help="sizes, with commas between")
    parser.add_argument("--sqlite-only", action="store_true", help="leave out PostgreSQL")
    parser.add_argument("--runs", type=int, default=200, help="how often each action is done on each database")
    parser.add_argument("--sealed-only", action="store_true", help="leave out the comparison without encryption")
    parser.add_argument(
        "--audit-clients", type=int, default=2000, help="clients of the long trail, 501 lines each (0: leave out)"
    )
    parser.add_argument("--folder", type=Path, help="where the databases are made for that time (about 12 GiB)")
    parser.add_argument("--out", type=Path, help="write the tables here too")
    return parser.parse_args()


def report(folder: Path, chosen: argparse.Namespace) -> Iterator[str]:
    """All tables."""
    databases.set_up(folder)
    programs = None if chosen.sqlite_only else databases.programs()
    server = None if programs is None else databases.PostgreSQL(programs, folder / "pg")
    try:
        sizes, disk = [int(size) for size in chosen.clients.split(",")], Disk(folder)
        bases = build(folder, server, sizes, [False] if chosen.sealed_only else [False, True])
        before = os.getloadavg()[0]
        times = measure(bases, open_desk(), chosen.runs, disk)
        load = f"load {before:.1f} before and {os.getloadavg()[0]:.1f} after"
        yield f"Python {platform.python_version()}, {os.cpu_count()} cores, {load}, {chosen.runs} times each."
        kept = f"{ranked(disk.times, 0.5):.2f} ms (p50), {ranked(disk.times, 0.99):.2f} ms (p99)"
        yield f"The disk keeps 4 KiB (fdatasync) in {kept}."
        yield from ("", *table_of(bases, times), "", *sizes_of(bases), "")
        if chosen.audit_clients:
            yield from audit(folder, server, chosen.audit_clients)
    finally:
        if server is not None:
            server.stop()


def main() -> int:
    """Measure and print."""
    chosen = options()
    folder = Path(tempfile.mkdtemp(prefix="gtbench-", dir=chosen.folder))
    folder.chmod(0o711)  # the server of PostgreSQL may run as another account
    try:
        text = "\n".join(report(folder, chosen)) + "\n"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(text, end="")
    if chosen.out:
        chosen.out.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
