"""The database file is damaged: whatever is answered then is the truth or a clear error, and the backup is asked for.

python tools/faults/damaged.py --flips 200
"""

import argparse
import json
import os
import random
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from looking_after import let_go
from stage import CENTRE, Stage, actor, make_stage, new_home
from trial import Trial

from goldthread.cli.stopping import Stopped
from goldthread.store import chain
from goldthread.store.trouble import StoreTrouble
from goldthread.wiring.acting import do

_OTHER = "read: something else than was written"
_NOTICED = ("verified: says what is not as it was", "verified: database-damaged")
_STRETCH = 64  # bytes that are flipped together


class File:
    """SQLite's file, all of it written back into one, and as it was."""

    def __init__(self, home: Path) -> None:
        from django.db import connection  # noqa: PLC0415 - Django is set up by now

        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        let_go()
        self.path = home / "goldthread.sqlite3"
        self.whole = self.path.read_bytes()

    def put(self, content: bytes) -> None:
        """Another file in its place."""
        let_go()
        for path in self.path.parent.glob("goldthread.sqlite3-*"):
            path.unlink()
        self.path.write_bytes(content)

    def flipped(self) -> bytes:
        """With some bytes other than they were, anywhere after the first page."""
        start = random.randrange(4096, len(self.whole) - _STRETCH)
        other = bytes(byte ^ 0xFF for byte in self.whole[start : start + _STRETCH])
        return self.whole[:start] + other + self.whole[start + _STRETCH :]


def flips(*, count: int) -> dict[str, Any]:
    """Bytes flipped at random places, one place at a time: every record and plan is read, a fact written, the trail
    verified. What is read must be what stood there, or an error."""
    home = new_home()
    stage = make_stage(home)
    file = File(home)
    right = _read(stage)
    seen: Counter[str] = Counter()
    wrong: list[str] = []
    for _ in range(count):
        file.put(file.flipped())
        for said in _looked_at(stage, right):
            seen[said] += 1
            if said.startswith("wrong"):
                wrong.append(said)
    file.put(file.whole)
    if _read(stage) != right or chain.verify(CENTRE):
        wrong.append("with its bytes back, the file is not as it was")
    let_go()
    shutil.rmtree(home.parent)
    return {"what": f"bytes flipped at {count} places, SQLite", "answered": dict(sorted(seen.items())), "wrong": wrong}


def _looked_at(stage: Stage, right: dict[str, bytes]) -> set[str]:
    """What came of reading, writing and verifying; each once."""
    found = set()
    works: dict[str, Callable[[], str]] = {
        "read": partial(_compare, stage, right), "written": partial(_write, stage), "verified": _verify
    }  # fmt: skip
    for said, work in works.items():
        try:
            found.add(work())
        except StoreTrouble as trouble:
            found.add(f"{said}: {trouble.code}")
        except Stopped as stopped:
            found.add(f"{said}: {stopped.code}")
        except Exception as error:  # anything else is what must not be
            found.add(f"wrong: {said}: {error!r}"[:300])
    # Rows that SQLite no longer finds are missed by nobody who reads; the trail knows of them.
    if _OTHER in found and not any(said in found for said in _NOTICED):
        found.add("wrong: something else is read than was written, and verifying does not say so")
    return found


def _read(stage: Stage) -> dict[str, bytes]:
    found = {}
    for stand in (*stage.drafts, *stage.proposed):
        about = {"client": stand.client}
        record = do("open-record", about, actor=actor("noor")).shown.record
        plan = do("open-plan", {**about, "plan": stand.plan.id}, actor=actor("noor")).shown.plan
        found[stand.client] = msgspec.json.encode((record, plan), order="deterministic")
    return found


def _compare(stage: Stage, right: dict[str, bytes]) -> str:
    return "read: as it was" if _read(stage) == right else _OTHER


def _write(stage: Stage) -> str:
    note = {"client": stage.drafts[0].client, "words": "I repair radios."}
    fact = {"kind": "strength", "id": f"after-{random.getrandbits(64):x}", "said_by": "client", "recorded_by": "nurse",
            "recorded_on": "2026-01-01", "source": "talk", "text": note["words"]}  # fmt: skip
    do("record-fact", {"client": note["client"], "fact": fact}, actor=actor("noor"))
    return "written: done"


def _verify() -> str:
    return "verified: says what is not as it was" if chain.verify(CENTRE) else "verified: whole"


def truncated() -> dict[str, Any]:
    """Under a server: the file cut in the middle, its beginning destroyed, no database at all; then as it was."""
    home = new_home()
    stage = make_stage(home)
    file = File(home)
    trial = Trial(stage, what="file cut, overwritten, no database at all, SQLite")
    half = len(file.whole) // 2
    try:
        for content in (file.whole[:half], os.urandom(4096) + file.whole[4096:], b"nothing like a database" * 999):
            file.put(content)
            trial.server.start()
            assert trial.server.process is not None
            if trial.answers():
                trial.troubled("database-damaged", how_often=1)
                trial.server.kill()
            else:
                trial.must("a server on it does not start (exit code 6)", trial.server.process.wait(30) == 6)
                trial.must("and says why", "[database-damaged]" in trial.server.said())
        file.put(file.whole)
        trial.server.start()
        trial.server.ready()
        trial.passes()
    finally:
        trial.end()
        shutil.rmtree(home.parent)
    return trial.told()


def main() -> int:
    """0 where nothing is wrong."""
    reading = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    reading.add_argument("--flips", type=int, default=200, help="0: cut and overwrite the file under a server")
    reading.add_argument("--seed", type=int)
    given = reading.parse_args()
    random.seed(given.seed)
    told = flips(count=given.flips) if given.flips else truncated()
    print(json.dumps(told, indent=2))
    return 1 if told["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
