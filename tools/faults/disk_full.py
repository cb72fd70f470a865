"""The disk is full: said so, nothing lost, and work goes on when there is room again.

python tools/faults/disk_full.py
"""

import resource
import shutil
import sys
from typing import Any

from postgresql_server import DatabaseServer
from stage import make_stage, new_home
from trial import SmallDisk, Trial, may_mount, tried


def sqlite() -> dict[str, Any]:
    """The disk of the home has not one byte left."""
    home = new_home()
    disk = SmallDisk(home.parent, megabytes=24)
    trial = Trial(make_stage(home), what="disk full, SQLite")
    try:
        trial.start()
        disk.fill()
        trial.troubled("disk-full")
        disk.clear()
        trial.passes()
    finally:
        trial.end()
        disk.remove()
    return trial.told()


def sqlite_limited() -> dict[str, Any]:
    """No file of the server may grow: what an account with a quota, and no right to mount a disk, can be tried with."""
    home = new_home()
    trial = Trial(make_stage(home), what="files may not grow, SQLite")
    try:
        trial.start()
        (worker,) = trial.server.workers()
        resource.prlimit(worker, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        trial.troubled("disk-trouble", "disk-full")
        resource.prlimit(worker, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        trial.passes()
    finally:
        trial.end()
        shutil.rmtree(home.parent)
    return trial.told()


def postgresql() -> dict[str, Any]:
    """The disk of the database's tables has not one byte left."""
    server = DatabaseServer()
    disk = SmallDisk(server.folder / "small", megabytes=40)
    shutil.chown(disk.folder, "postgres", "postgres")
    server.ask(f"CREATE TABLESPACE small LOCATION '{disk.folder}'")
    server.ask("ALTER DATABASE books SET TABLESPACE small")
    home = new_home()
    trial = Trial(make_stage(home, database=server.url), what="disk full, PostgreSQL")
    try:
        trial.start()
        disk.fill()
        _until_full(trial)
        trial.troubled("disk-full", or_done=True)
        disk.clear()
        trial.passes()
    finally:
        trial.end()
        server.stop()
        disk.remove()
        server.remove()
        shutil.rmtree(home.parent)
    return trial.told()


def _until_full(trial: Trial) -> None:
    """Pages of tables that have begun still take some rows."""
    while True:
        asked = trial.another()
        answered = trial.caller.send(asked)
        if answered.status == 503:
            trial.waiting.append(asked)
            return
        trial.known.note(asked, answered)


if __name__ == "__main__":
    sys.exit(tried(*((sqlite, postgresql) if may_mount() else ()), sqlite_limited))
