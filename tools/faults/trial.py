"""A trouble tried on a server: what it answers before, meanwhile and afterwards, and how the books stand then."""

import datetime
import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from asking_over_http import Answered, Asked, Caller
from loading import Acknowledged
from looking_after import faults_after, let_go
from postgresql_server import programs
from serving import Server
from stage import CENTRE, PASSWORD, Stage

from goldthread.store import chain

_TIMES = 4


class Trial:
    """One server over one stage. What must be so and is not stands in `wrong`; what was answered in `seen`."""

    def __init__(self, stage: Stage, *, what: str, **around: str) -> None:
        self.stage, self.what = stage, what
        self.known = Acknowledged([])
        self.head = chain.head(CENTRE)
        self.known.began = self.head.seq
        let_go()
        self.server = Server(log=stage.home.parent / "server.log", **around)
        self.caller = Caller(port=self.server.port, tokens=stage.tokens, password=PASSWORD)
        self.waiting: list[Asked] = []
        self.wrong: list[str] = []
        self.seen: Counter[str] = Counter()
        self._count = 0

    def start(self) -> None:
        """The server answers, and does what is asked of it."""
        self.server.start()
        self.server.ready()
        self.works()

    def answers(self) -> bool:
        """Whether the server that was started comes to answer, rather than end."""
        try:
            self.server.ready()
        except RuntimeError:
            return False
        return True

    def works(self) -> None:
        """Writing and reading are done."""
        for _ in range(_TIMES):
            for asked in self._next():
                answered = self.caller.until_answered(asked)
                self.known.note(asked, answered)
                self.seen["done"] += 1
                if answered.status != 200:
                    self.wrong.append(f"{asked.action} should be done: {answered.status} {answered.said}")

    def troubled(self, *codes: str, how_often: int = _TIMES, or_done: bool = False) -> None:
        """Writing and reading are answered with one of the codes and nothing else; with `or_done` it may be done too,
        where it finds what it needs."""
        for _ in range(how_often):
            for asked in self._next():
                answered = self._sent(asked)
                if or_done and answered.status == 200:
                    self.known.note(asked, answered)
                else:
                    self._refused(asked, answered, codes)

    def _refused(self, asked: Asked, answered: Answered, codes: tuple[str, ...]) -> None:
        self.waiting.append(asked)
        code = answered.trouble or answered.code or "done"
        self.seen[f"{answered.status} {code}"] += 1
        if answered.status != 503 or code not in codes or int(answered.headers.get("retry-after", 0)) < 1:
            self.wrong.append(f"{asked.action} should be answered {codes}: {answered.status} {code}")
        if answered.trouble and f"store trouble {code}: " not in self.server.said():
            self.wrong.append(f"{code} does not stand in the log")

    def _sent(self, asked: Asked) -> Answered:
        try:
            return self.caller.send(asked)
        except OSError:  # the connection was to a server that has ended since
            return self.caller.send(asked)

    def passes(self) -> None:
        """With the trouble over, the same server does what was asked meanwhile, once, and goes on; all is there."""
        for asked in self.waiting:
            self.known.note(asked, self.caller.until_answered(asked))
        self.waiting.clear()
        self.works()
        self.whole()

    def whole(self) -> None:
        """Nothing acknowledged is lost, nothing half written is there."""
        self.wrong += [*self.known.faults, *faults_after(self.stage, self.known, head=self.head)]
        self.known.faults.clear()
        let_go()

    def must(self, said: str, so: bool) -> None:
        """Something that must be so."""
        self.seen[said] += 1
        if not so:
            self.wrong.append(f"should be so: {said}")

    def _next(self) -> tuple[Asked, Asked]:
        """A fact to be recorded, and the record opened."""
        self._count += 1
        mark, client = f"m0-{self._count}", self.stage.drafts[0].client
        day = datetime.datetime.now(datetime.UTC).date().isoformat()
        fact = {"kind": "strength", "id": mark, "said_by": "client", "recorded_by": "nurse", "recorded_on": day,
                "source": "talk", "text": "I repair radios."}  # fmt: skip
        return (
            Asked(action="record-fact", login="noor", body={"client": client, "fact": fact}, key=mark, mark=mark),
            Asked(action="open-record", login="noor", body={"client": client}, key=f"{mark}-read"),
        )

    def another(self) -> Asked:
        """A fact to be recorded that nobody has asked for yet."""
        return self._next()[0]

    def told(self) -> dict[str, Any]:
        """What was tried and what came of it."""
        return {"what": self.what, "answered": dict(self.seen), "wrong": self.wrong[:20]}

    def end(self) -> None:
        """The server ends; home and all that hangs on it goes."""
        self.server.stop()
        let_go()


def tried(*trials: Callable[[], dict[str, Any]]) -> int:
    """Each trial told as JSON; 1 where something is wrong. Each has a process of its own, as Django has one home."""
    if len(sys.argv) > 1:
        told = trials[int(sys.argv[1])]()
        print(json.dumps(told, indent=2))
        return 1 if told["wrong"] else 0
    if programs() is None:
        trials = tuple(trial for trial in trials if trial.__name__ != "postgresql")
        print("There is no PostgreSQL server on this machine: what is tried on one is left out.", file=sys.stderr)
    ended = [subprocess.run([sys.executable, sys.argv[0], str(number)], check=False) for number in range(len(trials))]
    return max(one.returncode for one in ended)


def may_mount() -> bool:
    """Whether this process may mount a small disk of its own."""
    probe = Path("/proc/self/status").read_text().partition("CapEff:")[2].split()[0]
    return bool(int(probe, 16) >> 21 & 1) and shutil.which("mount") is not None


class SmallDisk:
    """A disk of some megabytes in memory, in `folder`."""

    def __init__(self, folder: Path, *, megabytes: int) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], check=True)

    def fill(self) -> None:
        """Until not one byte more finds room."""
        with (self.folder / "filler").open("wb", buffering=0) as file:
            for size in (65536, 1):
                try:
                    while file.write(bytes(size)) == size:
                        pass
                except OSError:
                    continue

    def clear(self) -> None:
        """Room again."""
        (self.folder / "filler").unlink()

    def turn(self, how: str) -> None:
        """`ro`: nothing can be written any more; `rw`: it can."""
        subprocess.run(["mount", "-o", f"remount,{how}", self.folder], check=True)

    def remove(self) -> None:
        """Take it away."""
        subprocess.run(["umount", "--lazy", self.folder], check=True)
