"""`kill -9` at random moments under load: nothing acknowledged is lost, nothing half written is seen, what was asked
without an answer is done once when it is asked again, and start-up needs no hand.

    python tools/faults/kills.py --kills 200 --database sqlite
    python tools/faults/kills.py --kills 50 --database postgresql
"""

import argparse
import json
import random
import shutil
import statistics
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from asking_over_http import Caller
from loading import Acknowledged, Loader
from looking_after import faults_after, let_go
from postgresql_server import DatabaseServer
from serving import Server
from stage import CENTRE, PASSWORD, Stage, make_stage, new_home

from goldthread.store import chain

_LOADERS = 4
_KILLS_A_ROUND = 20  # then the books begin anew, so that looking at all of them stays short


class Fileful:
    """The books in SQLite's file."""

    def __init__(self, home: Path) -> None:
        self.stage = make_stage(home)
        self.file = home / "goldthread.sqlite3"
        self.kept = home.parent / "kept"
        let_go()
        shutil.copytree(home, self.kept)

    def renew(self) -> None:
        """As they were made."""
        let_go()
        for path in self.file.parent.glob("goldthread.sqlite3*"):
            path.unlink()
        for path in self.kept.glob("goldthread.sqlite3*"):
            shutil.copy(path, self.file.parent)

    def remove(self) -> None:
        """Take them away."""
        shutil.rmtree(self.file.parent.parent, ignore_errors=True)


class Served:
    """The books in a PostgreSQL server's database."""

    def __init__(self, home: Path) -> None:
        self.server = DatabaseServer()
        self.stage = make_stage(home, database=self.server.url)
        let_go()
        self.server.remember()

    def renew(self) -> None:
        """As they were made."""
        let_go()
        self.server.renew()

    def remove(self) -> None:
        """Take them away."""
        let_go()
        self.server.remove()
        shutil.rmtree(self.stage.home.parent, ignore_errors=True)


class Round:
    """Some kills of one server over the same books."""

    def __init__(self, books: Fileful | Served, server: Server) -> None:
        self.books, self.server = books, server
        self.stage: Stage = books.stage
        self.known = Acknowledged(self.stage.signatures())
        self.head = chain.head(CENTRE)
        self.known.began = self.head.seq
        self.gate = threading.Event()
        self.loaders = [
            Loader(number, stage=self.stage, caller=self._caller(), known=self.known, gate=self.gate)
            for number in range(_LOADERS)
        ]
        self.starts: list[float] = []
        self.killed: list[str] = []

    def _caller(self) -> Caller:
        return Caller(port=self.server.port, tokens=self.stage.tokens, password=PASSWORD)

    def begin(self) -> None:
        """The server answers, and the callers are there."""
        self.server.start()
        self.server.ready()
        for loader in self.loaders:
            loader.start()

    def kill_once(self) -> list[str]:
        """Load, a kill at a random moment, a start, the rest of the load; what is wrong then."""
        self.gate.set()
        time.sleep(random.uniform(0.02, 0.7))
        self.killed.append(self._kill())
        self._all_answered()
        wrong = [*self.known.faults, *faults_after(self.stage, self.known, head=self.head)]
        self.known.faults.clear()
        self.head = chain.head(CENTRE)
        return wrong

    def _kill(self) -> str:
        ways: dict[str, Callable[[], None]] = {
            "the server": self._server, "while it starts": self._starting, "its first process": self._first,
            "its worker": self._worker,
        }  # fmt: skip
        weights = [5, 1, 1, 1]
        if isinstance(self.books, Served):
            ways |= {"the database": self._database, "both": self._both}
            weights += [5, 3]
        # A server whose worker ends again and again within seconds gives up, for whoever watches over it to start it.
        if "its worker" in self.killed[-3:]:
            weights[3] = 0
        name = random.choices(list(ways), weights)[0]
        ways[name]()
        return name

    def _server(self) -> None:
        self.server.kill()
        self._start()

    def _starting(self) -> None:
        self.server.kill()
        self.server.start()
        time.sleep(random.uniform(0.0, 0.4))
        self._server()

    def _first(self) -> None:
        assert self.server.process is not None
        self.server.kill_one(self.server.process.pid)
        self._start()

    def _worker(self) -> None:
        for worker in self.server.workers():
            self.server.kill_one(worker)

    def _database(self) -> None:
        assert isinstance(self.books, Served)
        self.books.server.kill()
        time.sleep(random.uniform(0.0, 0.2))
        self.books.server.start()

    def _both(self) -> None:
        assert isinstance(self.books, Served)
        self.server.kill()
        self.books.server.kill()
        self.books.server.start()
        self._start()

    def _start(self) -> None:
        self.server.start()
        self.starts.append(self.server.ready())

    def _all_answered(self) -> None:
        self.gate.clear()
        for loader in self.loaders:
            loader.turn.acquire()
            loader.turn.release()

    def end(self) -> None:
        """The callers go, and the server is asked to end."""
        for loader in self.loaders:
            loader.over = True
        for loader in self.loaders:
            loader.join(5)
        self.server.stop()


def run(*, kills: int, database: str) -> dict[str, Any]:
    """So many kills; what was done and what came of it."""
    began, home = time.monotonic(), new_home()
    books = Fileful(home) if database == "sqlite" else Served(home)
    server = Server(log=home.parent / "server.log")
    rounds: list[Round] = []
    wrong: list[str] = []
    left = kills
    try:
        while left:
            books.renew()
            rounds.append(Round(books, server))
            rounds[-1].begin()
            count = min(left, _KILLS_A_ROUND)
            for _ in range(count):
                wrong += rounds[-1].kill_once()
            rounds[-1].end()
            left -= count
    finally:
        server.kill()
        books.remove()
    return _told(rounds, wrong, database=database, seconds=time.monotonic() - began)


def _told(rounds: list[Round], wrong: list[str], *, database: str, seconds: float) -> dict[str, Any]:
    killed = [each for one in rounds for each in one.killed]
    starts = [each for one in rounds for each in one.starts]
    return {
        "what": "kills", "database": database, "kills": len(killed),
        "killed": {name: killed.count(name) for name in sorted(set(killed))},
        "acknowledged": sum(count for one in rounds for count in one.known.done.values()),
        "of these written": sum(len(one.known.marks) for one in rounds),
        "refused": sum(count for one in rounds for count in one.known.refused.values()),
        "asked again": {how: sum(one.known.resent[how] for one in rounds) for how in rounds[0].known.resent},
        "median seconds until it answers": round(statistics.median(starts), 2) if starts else None,
        "wrong": wrong[:20], "seconds": round(seconds),
    }  # fmt: skip


def main() -> int:
    """0 where nothing is wrong."""
    reading = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    reading.add_argument("--kills", type=int, default=200)
    reading.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    reading.add_argument("--seed", type=int, help="draw the same moments and requests again")
    given = reading.parse_args()
    random.seed(given.seed)
    told = run(kills=given.kills, database=given.database)
    print(json.dumps(told, indent=2))
    return 1 if told["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
