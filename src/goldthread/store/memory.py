"""The folders that were opened last, kept open in this process for a few minutes.

Whoever works with a client opens one page after another, and each of them read the same folder: unsealed, decoded and
folded anew, with all that is derived from it. What is kept here spares that and nothing else. Every opening still asks
the database, in its own transaction and after the client's row is locked, whether the newest entry is the one that the
kept folder ends with (by the hash of its sealed bytes, which holds a fresh random nonce) and folds on what came since;
who may see it is decided, and traced, each time. A folder whose key was destroyed is never asked for, and leaves this
process with the key.

May the words of a person stay in memory? The process holds the master keys for as long as it runs, so whoever can read
its memory can read every folder that still has its key: for those, nothing is lost. It could matter for a client who
was erased meanwhile by another process; so nothing is kept longer than KEEP after it was last wanted, and not more
than MOST folders.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

import msgspec
from django.db.backends.utils import CursorWrapper

from goldthread.practice.folder import Folder
from goldthread.practice.folding import fold
from goldthread.store import ledger
from goldthread.store.keys import ClientKeys

KEEP = 300.0  # seconds
MOST = 64
_Name = tuple[str, str, str]  # database, centre, client


class _Kept(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A folder as the entry with that hash left it; its snapshot is of so many entries; when it was last wanted."""

    folder: Folder
    hash: bytes
    snapshot: int
    wanted: float


class Memory:
    """The folders that one process keeps open. Shared by its threads; folders are values that nobody changes."""

    def __init__(self, *, most: int = MOST, now: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._now = now
        self._lock = Lock()
        self._kept: OrderedDict[_Name, _Kept] = OrderedDict()  # the one that was wanted longest ago stands first

    def __len__(self) -> int:
        return len(self._kept)

    def folder(self, cursor: CursorWrapper, keys: ClientKeys, count: int) -> tuple[Folder | None, int]:
        """As `ledger.folder`: the folder as the ledger has it now, and of how many entries its snapshot is. The
        client's row, which says `count`, is locked by the cursor's transaction."""
        name = (cursor.db.alias, keys.centre, keys.client)
        newest = _newest(cursor, keys)
        known = self._get(name)
        folder = _gone_on(cursor, keys, count, known, newest) if known is not None else None
        snapshot = known.snapshot if known is not None else 0
        if folder is None:
            folder, snapshot = ledger.folder(cursor, keys, count)
        if folder is not None and newest is not None and folder.entries == newest[0]:
            self._keep_open(name, _Kept(folder=folder, hash=newest[1], snapshot=snapshot, wanted=self._now()))
        return folder, snapshot

    def forget(self, *, centre: str, client: str) -> None:
        """Let go of a client's folder: its key is being destroyed."""
        with self._lock:
            for name in [name for name in self._kept if name[1:] == (centre, client)]:
                del self._kept[name]

    def _get(self, name: _Name) -> _Kept | None:
        with self._lock:
            oldest = self._now() - KEEP
            while self._kept and next(iter(self._kept.values())).wanted < oldest:
                self._kept.popitem(last=False)
            return self._kept.get(name)

    def _keep_open(self, name: _Name, kept: _Kept) -> None:
        with self._lock:
            self._kept[name] = kept
            self._kept.move_to_end(name)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


def _newest(cursor: CursorWrapper, keys: ClientKeys) -> tuple[int, bytes] | None:
    """The place and the hash of the newest entry."""
    cursor.execute(
        "SELECT seq, hash FROM store_entry WHERE centre = %s AND client = %s ORDER BY seq DESC LIMIT 1",
        [keys.centre, keys.client],
    )
    row = cursor.fetchone()
    return None if row is None else (row[0], bytes(row[1]))


def _gone_on(
    cursor: CursorWrapper, keys: ClientKeys, count: int, known: _Kept, newest: tuple[int, bytes] | None
) -> Folder | None:
    """The kept folder with what came since; None where the ledger is no longer the one that it was made of."""
    before = known.folder
    if newest == (count, known.hash) and count == before.entries:
        return before
    cursor.execute(
        "SELECT hash FROM store_entry WHERE centre = %s AND client = %s AND seq = %s",
        [keys.centre, keys.client, before.entries],
    )
    row = cursor.fetchone()
    if row is None or bytes(row[0]) != known.hash:
        return None
    after = fold(ledger.entries(cursor, keys, after=before.entries, count=count), onto=before)
    if after is not None and _same_record(before, after):
        after.__dict__["record"] = before.record  # with all that was worked out from it
    return after


def _same_record(before: Folder, after: Folder) -> bool:
    return after.facts is before.facts and after.client is before.client and after.merged_from is before.merged_from
