"""Looking at the books after a fault: is all there that was acknowledged, once, and is nothing half written?"""

from collections import Counter
from collections.abc import Iterator

from django.db import connection
from loading import Acknowledged
from stage import CENTRE, Stage

from goldthread.practice.entries import (
    AnyEntry,
    FactRecorded,
    PlanChanged,
    PlanMoved,
    PlanStarted,
    SignatureTried,
    Signed,
)
from goldthread.practice.folding import fold
from goldthread.store import chain, keys, ledger
from goldthread.store.opening import within
from goldthread.store.rebuilding import rebuild

_PROJECTIONS = ("line", "team", "word", "snapshot", "about")
Entries = dict[str, tuple[AnyEntry, ...]]


def faults_after(stage: Stage, known: Acknowledged, *, head: chain.Head | None) -> Iterator[str]:
    """What is wrong, in words; `head` is the head of the trail as it was known to stand before."""
    for fault in chain.verify(CENTRE, head=head):
        yield f"trail: {fault.message} [{fault.code}] {fault.row}"
    entries = entries_of(stage)
    marks = Counter(mark for each in entries.values() for entry in each for mark in (mark_of(entry),) if mark)
    yield from (f"acknowledged, and lost: {mark}" for mark in known.marks - marks.keys())
    yield from (f"there, and acknowledged to nobody: {mark}" for mark in marks.keys() - known.marks)
    yield from (f"done twice: {mark}" for mark, count in marks.items() if count > 1)
    yield from _traces(known)
    for client, those in entries.items():
        yield from _half_written(client, those)
    before = _projections()
    rebuild(CENTRE)
    after = _projections()
    yield from (f"store_{table} is not what is made of the ledger" for table in before if before[table] != after[table])


def entries_of(stage: Stage) -> Entries:
    """The ledger of each client, opened."""
    with within(CENTRE, using="default") as cursor:
        found: Entries = {}
        for stand in (*stage.drafts, *stage.proposed):
            own = keys.client_keys(cursor, CENTRE, stand.client, keys.FOLDER)
            assert own is not None
            found[stand.client] = tuple(ledger.entries(cursor, own))
        return found


def mark_of(entry: AnyEntry) -> str:
    """The mark that a loader put into what it wrote; empty for what was there before."""
    match entry:
        case FactRecorded():
            said = entry.fact.id
        case PlanChanged():
            said = entry.cause
        case Signed():
            said = entry.name
        case SignatureTried():
            said = entry.outcome
        case _:
            return ""
    return said if said.startswith("m") and "-" in said and said[1:2].isdigit() else ""


def _traces(known: Acknowledged) -> Iterator[str]:
    """Each request that was done has its one line in the trail, reading too."""
    with within(CENTRE, using="default") as cursor:
        cursor.execute(
            "SELECT member, action, count(*) FROM store_trail WHERE centre = %s AND outcome = 'done' AND seq > %s "
            "GROUP BY member, action",
            [CENTRE, known.began],
        )
        found = {(member, action): count for member, action, count in cursor.fetchall()}
    for who in found.keys() | known.done.keys():
        if found.get(who, 0) != known.done.get(who, 0):
            yield f"{' '.join(who)}: {known.done.get(who, 0)} acknowledged, {found.get(who, 0)} in the trail"


def _half_written(client: str, entries: tuple[AnyEntry, ...]) -> Iterator[str]:
    folder = fold(entries)
    assert folder is not None
    if folder.entries != len(entries):
        yield f"{client}: {len(entries)} entries make a folder of {folder.entries}"
    revisions: dict[str, int] = {}
    for entry in entries:
        if isinstance(entry, PlanStarted):
            revisions[entry.plan.id] = 0
        elif isinstance(entry, PlanChanged | PlanMoved):
            revisions[entry.plan] += 1
            if entry.revision != revisions[entry.plan]:
                yield f"{client}: revision {entry.revision} stands where {revisions[entry.plan]} belongs"
    for plan, revision in revisions.items():
        if folder.plans[plan].revision != revision:
            yield f"{client}: the folder holds another revision than its entries"


def _projections() -> dict[str, list[tuple[object, ...]]]:
    found: dict[str, list[tuple[object, ...]]] = {}
    with within(CENTRE, using="default") as cursor:
        for table in _PROJECTIONS:
            cursor.execute(f"SELECT * FROM store_{table} WHERE centre = %s", [CENTRE])
            found[table] = sorted(tuple(_plain(value) for value in row) for row in cursor.fetchall())
    return found


def _plain(value: object) -> str:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else repr(value)


def let_go() -> None:
    """Close this process's own connection, so that the database can be taken away."""
    connection.close()
