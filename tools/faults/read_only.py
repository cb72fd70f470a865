"""The disk or the database cannot be written: said so, nothing lost, and work goes on when it can again.

python tools/faults/read_only.py
"""

import shutil
import sys
import time
from typing import Any

from postgresql_server import DatabaseServer
from stage import make_stage, new_home
from trial import SmallDisk, Trial, may_mount, tried

_SECONDS_TO_TURN = 30.0


def disk() -> dict[str, Any]:
    """A server that is started on a disk that is read-only, as it is after a fault of the disk."""
    home = new_home()
    disk = SmallDisk(home, megabytes=24)
    trial = Trial(make_stage(home), what="read-only disk, SQLite")
    try:
        trial.start()
        trial.server.stop()
        disk.turn("ro")
        trial.server.start()
        trial.server.ready()
        trial.troubled("read-only")
        disk.turn("rw")
        trial.passes()
    finally:
        trial.end()
        disk.remove()
        shutil.rmtree(home.parent)
    return trial.told()


def postgresql() -> dict[str, Any]:
    """A database server that takes nothing but readers, as a standby does."""
    server = DatabaseServer()
    home = new_home()
    trial = Trial(make_stage(home, database=server.url), what="read-only database, PostgreSQL")
    try:
        trial.start()
        _turn(server, "on")
        trial.troubled("read-only")
        _turn(server, "off")
        trial.passes()
    finally:
        trial.end()
        server.remove()
        shutil.rmtree(home.parent)
    return trial.told()


def _turn(server: DatabaseServer, how: str) -> None:
    server.ask(f"ALTER SYSTEM SET default_transaction_read_only = {how}")
    server.ask("SELECT pg_reload_conf()")
    # The server passes the word on to its connections by signals, a moment after this answer: ask until it holds.
    until = time.monotonic() + _SECONDS_TO_TURN
    while server.ask("SHOW default_transaction_read_only") != [(how,)]:
        if time.monotonic() > until:
            sys.exit(f"The database server did not turn default_transaction_read_only {how}.")
        time.sleep(0.1)
    time.sleep(1.0)


if __name__ == "__main__":
    sys.exit(tried(*((disk,) if may_mount() else ()), postgresql))
