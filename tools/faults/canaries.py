"""Words about people, planted under load: none of them stands anywhere in the open.

Looked through are the whole database (its files, what it writes ahead, a dump), the logs of both servers at their most
talkative, temporary files, backups, and what the machine shows of the processes.

    python tools/faults/canaries.py --words 2000 --database sqlite
    python tools/faults/canaries.py --words 2000 --database postgresql
"""

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from looking_after import let_go
from planting import Planter, Words
from postgresql_server import DatabaseServer
from searching import forms, found_in, found_in_files
from serving import PROGRAM, Server, children
from stage import CENTRE, PASSWORD, Stage, make_stage, new_home

_PLANTERS = 4
# What this server can be made to say: statements with their values, each step, all that went wrong.
_TALKATIVE = {
    "log_statement": "all", "log_min_messages": "debug1", "log_min_error_statement": "debug5", "log_duration": "on",
    "log_error_verbosity": "verbose", "log_connections": "on", "log_parameter_max_length": "-1",
    "log_parameter_max_length_on_error": "-1", "log_temp_files": "0", "wal_level": "logical",
}  # fmt: skip


class Looking:
    """What was looked through, and where something was found."""

    def __init__(self) -> None:
        self.guilty: list[str] = []
        self.looked: Counter[str] = Counter()

    def files(self, what: str, *places: Path) -> None:
        """Files and folders."""
        guilty, size = found_in_files(*places)
        self.guilty += [f"{what}: {path}" for path in guilty]
        self.looked[what] += size

    def content(self, what: str, content: bytes) -> None:
        """Bytes."""
        if found_in(content):
            self.guilty.append(what)
        self.looked[what] += len(content)

    def processes(self, *first: int) -> None:
        """What the machine shows of processes and of those that they started."""
        for process in [each for one in first for each in (one, *children(one))]:
            for name in ("cmdline", "environ"):
                try:
                    shown = Path(f"/proc/{process}/{name}").read_bytes()
                except OSError:
                    continue
                self.content(f"{name} of processes", shown)


def run(*, count: int, database: str) -> dict[str, Any]:
    """Plant so many words; where any of them was found."""
    home = new_home()
    base = home.parent
    temporary = base / "temporary"
    temporary.mkdir(mode=0o777)
    database_server = DatabaseServer(**_TALKATIVE) if database == "postgresql" else None
    stage = make_stage(home, database=database_server.url if database_server else "")
    let_go()
    server = Server(log=base / "server.log", TMPDIR=str(temporary), PYTHONDEVMODE="1", PYTHONTRACEMALLOC="0")
    words, looking, wrong = Words(count), Looking(), _teeth(base)
    look = partial(_look, server, looking, base, database_server)
    try:
        server.start()
        server.ready()
        said = _plant(stage, words, wrong, server.port, look)
        _from_the_command_line(stage, base, words, wrong)
        look()
        worker = server.workers()[0]
        if resource.prlimit(worker, resource.RLIMIT_CORE) != (0, 0):
            wrong.append("a worker that crashes would leave an image of its memory")
        os.kill(worker, signal.SIGABRT)  # a crash, with all that it leaves behind
        server.ready()
        look()
        missing = _not_kept(words)
    finally:
        server.kill()
        let_go()
        if database_server:
            database_server.remove()
    shutil.rmtree(base)
    wrong += [f"in the open: {each}" for each in dict.fromkeys(looking.guilty)]
    wrong += [f"{len(missing)} words that were acknowledged are not in the books"] if missing else []
    return {
        "what": "canaries", "database": database, "words": len(words.kept) + len(words.passing),
        "of these kept in the books": len(words.kept), "said by": dict(sorted(said.items())),
        "megabytes looked through": {what: round(size / 1e6, 1) for what, size in sorted(looking.looked.items())},
        "wrong": wrong[:20],
    }  # fmt: skip


def _teeth(base: Path) -> list[str]:
    """The search finds each form, or its silence would say nothing."""
    trying = base / "trying"
    missed = []
    for form in forms("zqxkwvjabcde"):
        trying.write_bytes(os.urandom(1000) + form.upper() + os.urandom(1000))
        if not found_in_files(trying)[0]:
            missed.append(f"the search does not find {form!r}")
    trying.unlink()
    return missed


def _plant(stage: Stage, words: Words, wrong: list[str], port: int, look: Callable[[], None]) -> Counter[str]:
    """Several say words at once, while files are looked through."""
    signatures = stage.signatures()
    random.shuffle(signatures)
    planters = [
        Planter(stage=stage, port=port, words=words, wrong=wrong, signatures=signatures) for _ in range(_PLANTERS)
    ]
    for planter in planters:
        planter.start()
    while any(planter.is_alive() for planter in planters):
        look()
        time.sleep(0.5)
    said: Counter[str] = Counter()
    for planter in planters:
        said.update(planter.said)
    return said


def _look(server: Server, looking: Looking, base: Path, database_server: DatabaseServer | None) -> None:
    assert server.process is not None
    looking.files("home: database, written ahead, key, backups", base / "home")
    looking.files("log of the server", server.log)
    looking.files("temporary files", base / "temporary")
    looking.processes(server.process.pid, *([database_server.process.pid] if database_server else ()))
    if database_server:
        looking.files("PostgreSQL: data, written ahead", database_server.data)
        looking.files("PostgreSQL: log with every statement and value", database_server.folder / "log")
        looking.content("PostgreSQL: dump", database_server.run("pg_dump", "-h", str(database_server.folder), "-U",
                                                                "postgres", "books"))  # fmt: skip


def _from_the_command_line(stage: Stage, base: Path, words: Words, wrong: list[str]) -> None:
    """Accounts, imports, wrong logins, searches of accounts and a backup by commands."""
    outside = base / "outside"  # what people have on their own machine: it may hold words
    outside.mkdir()
    password, secret, other = outside / "password", outside / "new", outside / "wrong"
    password.write_text(PASSWORD)
    by = ("--by", "ada", "--password-file", str(password))
    secret.write_text(words.next(kept=False))
    other.write_text(words.next(kept=False))
    for role in ("nurse", "supporter"):
        login, name = words.next(), words.next()
        _do(
            wrong,
            base,
            0,
            "user",
            "add",
            login,
            "--name",
            name,
            "--role",
            role,
            "--new-password-file",
            str(secret),
            *by,
        )
    _do(wrong, base, 0, "user", "list", *by)
    _do(wrong, base, 5, "user", "list", "--by", words.next(kept=False), "--password-file", str(other))
    _do(wrong, base, 5, "user", "list", "--by", "ada", "--password-file", str(other))
    case = outside / f"{words.next(kept=False)}.yaml"
    case.write_text(_CASE.format(name=words.next(), text=words.next()))
    _do(wrong, base, 0, "import", str(case), "--into", CENTRE, "--by", "dana", "--password-file", str(password))
    case.write_text(f"record: {words.next(kept=False)}\n")
    _do(wrong, base, 3, "import", str(case), "--into", CENTRE, "--by", "dana", "--password-file", str(password))
    to, purpose, out = words.next(), words.next(), str(outside / "copy.json")
    client = stage.proposed[0].client
    _do(wrong, base, 0, "export", client, "--to", to, "--purpose", purpose, "--out", out, "--by", "cora",
        "--password-file", str(password))  # fmt: skip
    _do(wrong, base, 0, "backup", str(base / "home" / "backup"))
    _do(wrong, base, 0, "audit", "verify")
    _do(wrong, base, 0, "doctor")


_CASE = """on: 2026-01-05
record:
  client: {{id: somebody-new, name: {name}}}
  facts:
    - {{kind: strength, id: f1, said_by: client, recorded_by: nurse, recorded_on: 2026-01-05, source: talk,
       text: "{text}"}}
"""


def _do(wrong: list[str], base: Path, code: int, *command: str) -> None:
    ended = subprocess.run(
        [PROGRAM, *command], env={**os.environ, "TMPDIR": str(base / "temporary")}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    if ended.returncode != code:
        wrong.append(f"goldthread {command[0]} {command[1]}: exit code {ended.returncode}: {ended.stderr[-300:]}")


def _not_kept(words: Words) -> set[str]:
    """Acknowledged words that the books, opened with their key, do not hold."""
    from goldthread.practice.ledger_text import write_entry  # noqa: PLC0415 - Django is set up by now
    from goldthread.store import accounts, keys, ledger  # noqa: PLC0415
    from goldthread.store.opening import within  # noqa: PLC0415

    held = [" ".join((each.name, each.login)) for each in accounts.members(centre=CENTRE)]
    with within(CENTRE, using="default") as cursor:
        cursor.execute("SELECT client, stream FROM store_clientkey WHERE centre = %s", [CENTRE])
        for client, stream in cursor.fetchall():
            own = keys.client_keys(cursor, CENTRE, client, stream)
            assert own is not None
            if stream == keys.FOLDER:
                held += [write_entry(entry).decode() + repr(entry) for entry in ledger.entries(cursor, own)]
            else:
                held += [note.text for note in ledger.notes(cursor, stream.partition("/")[2], own)]
    text = " ".join(held)
    return {word for word in words.kept if word not in text}


def main() -> int:
    """0 where no word stands in the open."""
    reading = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    reading.add_argument("--words", type=int, default=2000)
    reading.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    given = reading.parse_args()
    told = run(count=given.words, database=given.database)
    print(json.dumps(told, indent=2))
    return 1 if told["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
