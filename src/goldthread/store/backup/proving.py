"""Proving a backup by restoring it, into a database of its own that is thrown away: rows, chain, and what keys open."""

from pathlib import Path

import msgspec
from django.db.backends.utils import CursorWrapper

from goldthread.store import accounts, chain, ledger
from goldthread.store import keys as key_rows
from goldthread.store.backup.loading import counted, in_centre, load
from goldthread.store.backup.taking import count
from goldthread.store.chain import Fault
from goldthread.store.keys import FOLDER
from goldthread.store.opening import within
from goldthread.store.trouble import StoreTrouble

_SAMPLE = 200  # ledgers of a centre that are opened, spread evenly, where not all are


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """How many rows came back, how many ledgers of how many were opened, and what is not as it was written."""

    rows: int
    ledgers: int
    opened: int
    entries_opened: int
    faults: tuple[Fault, ...]


def prove(path: Path, *, thorough: bool = False, using: str) -> Proof:
    """Restore the file into the empty database `using` and look at what came: every count, the whole chain, and what a
    sample of the ledgers says (all of them where `thorough`). Raises StoreTrouble where the file is of no use."""
    manifest = load(path, using=using).manifest
    counts = counted(manifest, using=using)
    faults = [_miscounted(centre) for centre in counts if counts[centre] != manifest.counts[centre]]
    heads = {head.centre: head for head in manifest.heads}
    ledgers = opened = entries = 0
    for centre in manifest.counts:
        with in_centre(centre, using):
            faults.extend(chain.verify(centre, heads.get(centre), using=using))
            accounts.members(centre=centre, using=using)
            with within(centre, using=using) as cursor:
                accounts.read_settings(cursor, centre)
                places, held = _places(cursor, centre, thorough=thorough)
                for place in places:
                    found = _open(cursor, centre, *place)
                    entries += found or 0
                    if found is None:
                        faults.append(_closed(*place))
        ledgers, opened = ledgers + held, opened + len(places)
    return Proof(
        rows=sum(sum(tables.values()) for tables in counts.values()),
        ledgers=ledgers, opened=opened, entries_opened=entries, faults=tuple(faults),
    )  # fmt: skip


def _places(cursor: CursorWrapper, centre: str, *, thorough: bool) -> tuple[list[tuple[str, str]], int]:
    """Clients and streams of the ledgers to open, and of how many."""
    held = count(cursor, centre, "store_clientkey")
    cursor.execute(
        "SELECT client, stream FROM (SELECT client, stream, row_number() OVER (ORDER BY client, stream) AS number "
        "FROM store_clientkey WHERE centre = %s) AS numbered WHERE number %% %s = 0",
        [centre, 1 if thorough else max(1, held // _SAMPLE)],
    )
    return [(str(client), str(stream)) for client, stream in cursor.fetchall()], held


def _open(cursor: CursorWrapper, centre: str, client: str, stream: str) -> int | None:
    """How many entries or notes could be read; None where one could not."""
    try:
        own = key_rows.client_keys(cursor, centre, client, stream)
        if own is None:
            return None
        if stream == FOLDER:
            return sum(1 for _ in ledger.entries(cursor, own))
        return len(ledger.notes(cursor, stream.partition("/")[2], own))
    except (StoreTrouble, msgspec.MsgspecError):
        return None


def _miscounted(centre: str) -> Fault:
    message = "Other numbers of rows came back than the backup was made of."
    return Fault(code="removed", table="centre", row=centre, message=message)


def _closed(client: str, stream: str) -> Fault:
    message = "It does not open with its key."
    return Fault(
        code="changed", table="entry" if stream == FOLDER else "note", row=f"{client}/{stream}", message=message
    )
