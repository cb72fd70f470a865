"""The database goes away and comes back: said so, nothing lost, and the same server goes on by itself.

python tools/faults/database_gone.py
"""

import shutil
import signal
import sys
from typing import Any

from postgresql_server import DatabaseServer
from stage import make_stage, new_home
from trial import Trial, tried


def postgresql() -> dict[str, Any]:
    """PostgreSQL is stopped in order, and killed; each time the server of the product runs on."""
    server = DatabaseServer()
    home = new_home()
    trial = Trial(make_stage(home, database=server.url), what="database gone and back, PostgreSQL")
    try:
        trial.start()
        for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if how is signal.SIGKILL:
                server.kill()
            else:
                server.stop(how)
            trial.troubled("database-gone")
            trial.must("its health is 503", trial.server.health() == 503)
            server.start()
            trial.passes()
    finally:
        trial.end()
        server.remove()
        shutil.rmtree(home.parent)
    return trial.told()


def sqlite() -> dict[str, Any]:
    """The file is moved away, alone and with those beside it, the server is killed and started; then it is back."""
    home = new_home()
    trial = Trial(make_stage(home), what="file moved away and back, SQLite")
    try:
        trial.start()
        for pattern in ("goldthread.sqlite3", "goldthread.sqlite3*"):
            away = home / "away"
            away.mkdir()
            for path in list(home.glob(pattern)):
                path.rename(away / path.name)
            trial.server.kill()
            trial.server.start()
            assert trial.server.process is not None
            trial.must("a server without its file does not start (exit code 6)", trial.server.process.wait(30) == 6)
            for path in list(away.iterdir()):
                path.rename(home / path.name)
            away.rmdir()
            trial.server.start()
            trial.server.ready()
            trial.passes()
    finally:
        trial.end()
        shutil.rmtree(home.parent)
    return trial.told()


def sqlite_meanwhile() -> dict[str, Any]:
    """The file is moved away and back under a server that runs on, and has no connection to it yet."""
    home = new_home()
    trial = Trial(make_stage(home), what="file moved away and back under a running server, SQLite")
    path = home / "goldthread.sqlite3"
    try:
        trial.start()
        for worker in trial.server.workers():
            trial.server.kill_one(worker)  # what is in the file beside it is in no other
        path.rename(home / "away")
        trial.server.ready()
        trial.troubled("database-gone")
        trial.must("no empty file was made in its place", not path.exists())
        (home / "away").rename(path)
        trial.passes()
    finally:
        trial.end()
        shutil.rmtree(home.parent)
    return trial.told()


if __name__ == "__main__":
    sys.exit(tried(sqlite, sqlite_meanwhile, postgresql))
