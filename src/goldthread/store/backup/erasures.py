"""The list of erased clients, kept outside the books: an older backup still holds their keys, and must not bring them
back. Ids alone, a line each: the centre, a space, the client."""

import datetime
import os
from pathlib import Path

import msgspec

from goldthread.store.opening import centres, within
from goldthread.store.trail import time_of
from goldthread.store.trouble import StoreTrouble
from goldthread.terms import ItemId

Erased = frozenset[tuple[str, str]]
NAME = "erasures.txt"

_PAIR = tuple[ItemId, ItemId]


def erased(*, using: str = "default") -> Erased:
    """The erased clients of every centre."""
    found: set[tuple[str, str]] = set()
    for centre in centres(using=using):
        with within(centre, using=using, reading=True) as cursor:
            cursor.execute("SELECT client FROM store_client WHERE centre = %s AND erased = 1", [centre])
            found.update((centre, row[0]) for row in cursor.fetchall())
    return frozenset(found)


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """When, by whom and on what legal ground a client was erased; no ground where the trail is of an earlier
    version."""

    centre: ItemId
    client: ItemId
    at: datetime.datetime
    by: ItemId
    ground: str


def grounds(*, using: str = "default") -> tuple[Ground, ...]:
    """Of every erased client of every centre, as the audit trail says it; in the order in which it was done."""
    found: list[Ground] = []
    for centre in centres(using=using):
        with within(centre, using=using, reading=True) as cursor:
            cursor.execute(
                "SELECT t.client, t.at, t.member, t.ground FROM store_client c "
                "JOIN store_about a ON a.centre = c.centre AND a.client = c.client "
                "JOIN store_trail t ON t.centre = a.centre AND t.seq = a.seq AND t.client = c.client "
                "WHERE c.centre = %s AND c.erased = 1 AND t.action = 'erase-client' AND t.outcome = 'done' "
                "ORDER BY t.seq",
                [centre],
            )
            found.extend(
                Ground(centre=centre, client=client, at=time_of(at), by=by, ground=ground)
                for client, at, by, ground in cursor.fetchall()
            )
    return tuple(found)


def written(list_: Erased) -> str:
    """The list as text."""
    return "".join(f"{centre} {client}\n" for centre, client in sorted(list_))


def read(path: Path) -> Erased:
    """The list that a file holds. Raises StoreTrouble `erasures-unreadable`: a client must not come back because of a
    line that could not be read."""
    try:
        lines = path.read_text("utf-8").splitlines()
        return frozenset(msgspec.convert(tuple(line.split()), _PAIR) for line in lines if line.strip())
    except (OSError, UnicodeDecodeError, msgspec.ValidationError):
        raise StoreTrouble(
            f"The list of erased clients {path} cannot be read.",
            code="erasures-unreadable",
            fix="Each line is the id of a centre, a space, the id of a client: see `goldthread audit erasures`.",
        ) from None


def remember(path: Path, list_: Erased) -> None:
    """Add to the list in a file. It never gets shorter: who was erased once stays so, whatever was restored since."""
    known = read(path) if path.exists() else frozenset()
    if list_ <= known:
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(written(list_ | known), "utf-8")
        part.chmod(0o600)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
