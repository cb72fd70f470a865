"""Bringing a backup back for good: rows, erased clients left erased, projections made anew, the chain walked."""

import datetime
from pathlib import Path
from typing import Any

import msgspec

from goldthread.practice.people import Actor
from goldthread.practice.ports import Trace
from goldthread.store import chain
from goldthread.store.backup.erasures import Erased
from goldthread.store.backup.loading import Loaded, in_centre, load
from goldthread.store.chain import Fault, Head
from goldthread.store.opening import within
from goldthread.store.pages import StorePages
from goldthread.store.rebuilding import rebuild
from goldthread.store.sealing import Unreadable
from goldthread.terms import ItemId, Role

# The ground of erasing again who was erased before the books were restored; the first ground is in the lost trail.
_AGAIN = "erased-before-restoring"


class BroughtBack(msgspec.Struct, frozen=True, kw_only=True):
    """What stands there now: of when it is, how far the trails of the backup went, how many clients and entries, which
    clients were erased anew, what the home of the backup had chosen, and what is not as it was written."""

    at: datetime.datetime
    version: str
    heads: tuple[Head, ...]
    clients: int
    entries: int
    choices: dict[str, Any]
    erased_anew: tuple[tuple[ItemId, ItemId], ...]
    faults: tuple[Fault, ...]


def bring_back(
    path: Path, *, erased: Erased, by: str, at: datetime.datetime, heads: tuple[Head, ...] = (), using: str
) -> BroughtBack:
    """Fill empty tables from a backup. `erased` is the list kept outside; `by` who stands in the trail for erasing them
    anew, at `at`; `heads` were kept outside too. Raises StoreTrouble, and then the tables are of no use."""
    loaded = load(path, erased=erased, using=using)
    manifest = loaded.manifest
    faults: list[Fault] = []
    for centre in manifest.counts:
        faults.extend(_rebuilding(centre, using))
        faults.extend(_faults(centre, loaded, heads, using))
    anew = sorted(loaded.withheld)
    for centre, client in anew:
        _erase(centre, client, by=by, at=at, using=using)
    return BroughtBack(
        at=loaded.at,
        version=manifest.version,
        heads=manifest.heads,
        clients=sum(counts["store_client"] for counts in manifest.counts.values()),
        entries=sum(counts["store_entry"] for counts in manifest.counts.values()),
        choices=manifest.choices,
        erased_anew=tuple(anew),
        faults=tuple(faults),
    )


def _rebuilding(centre: str, using: str) -> tuple[Fault, ...]:
    """Make the projections. An entry that was damaged before the backup was made must not keep all others out."""
    try:
        with in_centre(centre, using):
            rebuild(centre, using=using)
    except Unreadable as trouble:
        return (Fault(code="changed", table="line", row=centre, message=f"No lists: {trouble.message}"),)
    return ()


def _faults(centre: str, loaded: Loaded, outside: tuple[Head, ...], using: str) -> tuple[Fault, ...]:
    """Against the head that the backup itself names, and against one that was kept outside."""
    named: list[Head | None] = [head for head in (*loaded.manifest.heads, *outside) if head.centre == centre]
    found: dict[Fault, None] = {}
    with in_centre(centre, using):
        for head in named or [None]:
            found.update(dict.fromkeys(chain.verify(centre, head, using=using)))
    return tuple(found)


def _erase(centre: str, client: str, *, by: str, at: datetime.datetime, using: str) -> None:
    actor = Actor(id=by, centre=centre, role=Role.ADMINISTRATOR)
    with in_centre(centre, using), within(centre, using=using) as cursor:
        pages = StorePages(cursor, actor, (client,))
        pages.erase(client)
        newest = pages.newest()
        at = at if newest is None else max(at, newest)
        pages.trace(Trace(at=at, member=by, role=actor.role, action="erase-client", client=client, ground=_AGAIN))
        pages.close()
