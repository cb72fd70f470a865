"""Eight processes edit one plan at once: every acknowledged edit is there or was answered as a conflict.

    python tools/faults/eight_writers.py --database sqlite --seconds 120

Prints a row for docs/reference/reliability.md; the exit code is 1 where anything was lost or answered unclearly.
"""

import argparse
import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from postgresql_server import DatabaseServer
from stage import CENTRE, STAFF, Stand, make_stage, new_home

HEAD = (
    "| Database | Processes | Seconds | Edits acknowledged | a second | Conflicts | p50 ms | p99 ms | Lost | Chain |\n"
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|---|"
)
# Some people work in two windows. The last process is the client's own, who proposes.
LOGINS = ("dana", "noor", "priya", "sam", "dana", "noor", "priya")
# What a member of staff can be told and go on from: others were faster, or the plan is being signed.
EXPECTED = {"done", "conflict", "seen-too-old", "not-in-this-state"}
Line = dict[str, Any]


def main() -> int:
    """Everything in turn; 0 where nothing is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--seconds", type=float, default=120.0)
    asked = parser.parse_args()
    home = new_home()
    with database(asked.database) as url:
        try:
            stand = make_stage(home, database=url).drafts[0]
            lines = told_by_writers(stand, asked.seconds)
            wrong = [*unclear(lines), *lost(lines, stand), *broken(stand)]
        finally:
            shutil.rmtree(home.parent, ignore_errors=True)
    print(HEAD)
    print(row(asked.database, asked.seconds, lines, wrong))
    print(f"All answers: {dict(sorted(Counter((each['action'] + ' ' + each['outcome']) for each in lines).items()))}")
    print(f"Asked again: {dict(Counter(code for each in lines for code in each['troubles']))}")
    for each in wrong[:20]:
        print(f"WRONG: {each}")
    return 1 if wrong else 0


@contextlib.contextmanager
def database(kind: str) -> Iterator[str]:
    """The address of a new database; empty for SQLite's file in the home."""
    if kind == "sqlite":
        yield ""
        return
    server = DatabaseServer()
    try:
        yield server.url
    finally:
        from django.db import connections  # noqa: PLC0415 - set up by now

        connections.close_all()
        server.remove()


def told_by_writers(stand: Stand, seconds: float) -> list[Line]:
    """Let all write at once; every answer that any of them was given."""
    people = [*((login, STAFF[login].value) for login in LOGINS), (stand.login, "client")]
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as ending:
        files = [Path(folder) / f"{number}.jsonl" for number in range(len(people))]
        writers = [
            ending.enter_context(writer(number, who, stand, seconds, file))
            for number, (who, file) in enumerate(zip(people, files, strict=True))
        ]
        for each in writers:
            assert each.stdout is not None
            if each.stdout.readline() != "ready\n":
                raise RuntimeError("A writer did not come to its desk.")
        for each in writers:
            assert each.stdin is not None
            each.stdin.write("go\n")
            each.stdin.flush()
        ended = [each.wait(timeout=seconds + 240) for each in writers]
        if any(ended):
            raise RuntimeError(f"A writer broke off: {ended}")
        return [json.loads(line) for file in files for line in file.read_text().splitlines()]


@contextlib.contextmanager
def writer(
    number: int, who: tuple[str, str], stand: Stand, seconds: float, file: Path
) -> Iterator["subprocess.Popen[str]"]:
    """One process; ended when this ends, whatever happens."""
    given = [str(number), *who, stand.client, stand.plan.id, str(seconds), str(file)]
    command = [sys.executable, str(Path(__file__).with_name("writing.py")), *given]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ}, bufsize=1
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def edits(lines: list[Line]) -> list[Line]:
    """What was acknowledged as changed, in the order of the plan's revisions."""
    done = [each for each in lines if each["action"] == "edit-plan" and each["outcome"] == "done"]
    return sorted((each for each in done if each["answer"]["changed"]), key=lambda each: each["answer"]["revision"])


def unclear(lines: list[Line]) -> Iterator[str]:
    """Answers that say nothing, or that nobody at this work should be given."""
    for each in lines:
        if each["outcome"] not in EXPECTED:
            yield f"{each['action']} was answered {each['outcome']} after {each['ms']:.0f} ms"
        elif each["outcome"] != "done" and not each["fix"]:
            yield f"{each['action']}: {each['outcome']} does not say what to do"
        elif each["outcome"] == "conflict" and not each["texts"]:
            yield f"{each['action']}: a conflict without its texts"


def lost(lines: list[Line], stand: Stand) -> Iterator[str]:
    """What was acknowledged and is not in the history, is in it twice, or was overwritten unseen."""
    entries, folder = ledger_of(stand)
    history = {each.revision: each for each in entries if type(each).__name__ == "PlanChanged"}
    acknowledged = edits(lines)
    fields: dict[tuple[str, str], str] = {}
    for each in acknowledged:
        collection, item, field = each["where"]
        fields[item, field] = each["after"]
        entry = history.pop(each["answer"]["revision"], None)
        steps = () if entry is None else entry.operations
        found = [(step.collection, step.id, step.field, step.after) for step in steps]
        if found != [(collection, item, field, each["after"])]:
            yield f"revision {each['answer']['revision']} is not the edit that was acknowledged"
    yield from (f"revision {revision} was acknowledged to nobody" for revision in history)
    file = folder.plans[stand.plan.id]
    for (item, field), text in fields.items():
        if getattr(file.plan.item(item), field) != text:
            yield f"the last acknowledged edit of {item} is not what stands there"
    held = {each.made.proposal for each in file.proposals}
    asked = {each["proposal"] for each in lines if each["action"] == "propose-change" and each["outcome"] == "done"}
    yield from (f"{name} was acknowledged and is not there" for name in sorted(asked - held))
    signatures = sum(each["action"] == "ask-for-signatures" and each["outcome"] == "done" for each in lines)
    if signatures != len(file.asked):
        yield f"{signatures} times signatures were asked for; the plan knows of {len(file.asked)}"


def ledger_of(stand: Stand) -> tuple[list[Any], Any]:
    """All entries of the client, and the folder as it is opened."""
    from goldthread.practice.folding import fold  # noqa: PLC0415 - Django is set up by now
    from goldthread.store import keys, ledger  # noqa: PLC0415
    from goldthread.store.opening import within  # noqa: PLC0415

    with within(CENTRE, using="default") as cursor:
        own = keys.client_keys(cursor, CENTRE, stand.client, keys.FOLDER)
        assert own is not None
        entries = list(ledger.entries(cursor, own))
        folder, _ = ledger.folder(cursor, own)
    if folder != fold(entries):
        raise RuntimeError("The folder that is opened is not the one that its entries make.")
    return entries, folder


def broken(stand: Stand) -> Iterator[str]:
    """What the audit chain or the versions of the plan say is not as it was written."""
    from goldthread.store import chain  # noqa: PLC0415

    yield from (f"{each.code} {each.table} {each.row}: {each.message}" for each in chain.verify(CENTRE))
    _, folder = ledger_of(stand)
    before = ""
    for version in folder.plans[stand.plan.id].versions:
        if version.previous != before:
            yield f"version {version.number} does not follow the one before it"
        before = version.hash


def row(name: str, seconds: float, lines: list[Line], wrong: list[str]) -> str:
    """The figures, as a row of Markdown."""
    tried = sorted(each["ms"] for each in lines if each["action"] == "edit-plan")
    done = len(edits(lines))
    conflicts = sum(each["outcome"] == "conflict" for each in lines)
    p50, p99 = statistics.median(tried), tried[int(len(tried) * 0.99)]
    chain = "verifies" if not wrong else "see below"
    return (
        f"| {name} | {len(LOGINS) + 1} | {seconds:g} | {done:,} | {done / seconds:.0f} | {conflicts:,} | "
        f"{p50:.0f} | {p99:.0f} | {len(wrong)} | {chain} |"
    )


if __name__ == "__main__":
    sys.exit(main())
