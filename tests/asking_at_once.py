"""A process of its own that asks for what it is told, a line at a time: several of them ask at once.

`at_once` starts them on a database of the tests; the file itself is what each of them runs.
"""

import contextlib
import datetime
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class Askers:
    """Some processes that wait for what to ask."""

    def __init__(self, processes: list["subprocess.Popen[str]"]) -> None:
        self.processes = processes

    def ask(self, *asked: dict[str, Any]) -> list[dict[str, Any]]:
        """Each process asks for one thing, all at once; their answers."""
        for process, what in zip(self.processes, asked, strict=True):
            assert process.stdin is not None
            process.stdin.write(json.dumps(what) + "\n")
        for process in self.processes:
            assert process.stdin is not None
            process.stdin.flush()
        return [self._answer(process) for process in self.processes]

    def _answer(self, process: "subprocess.Popen[str]") -> dict[str, Any]:
        assert process.stdout is not None
        answer: dict[str, Any] = json.loads(process.stdout.readline())
        return answer


@contextlib.contextmanager
def at_once(count: int, *, using: str, home: Path) -> Iterator[Askers]:
    """Processes that find the database `using` of the tests by a home folder of their own."""
    environment = {**os.environ, **_found_by(using, home)}
    with contextlib.ExitStack() as ending:
        processes = []
        for _ in range(count):
            process = subprocess.Popen(
                [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
            )
            ending.callback(process.wait, timeout=60)
            ending.enter_context(process)
            processes.append(process)
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        yield Askers(processes)


def _found_by(using: str, home: Path) -> dict[str, str]:
    from django.db import connections  # noqa: PLC0415 - set up by the tests

    from real_databases import set_up  # noqa: PLC0415

    found = {"GOLDTHREAD_HOME": str(home), "GOLDTHREAD_KEY_FILE": str(set_up() / "master.key")}
    settings = connections[using].settings_dict
    if connections[using].vendor == "sqlite":
        (home / "goldthread.sqlite3").symlink_to(settings["NAME"])
        return {**found, "GOLDTHREAD_DATABASE_URL": ""}
    address = f"postgresql://{settings['USER']}@/{settings['NAME']}?host={settings['HOST']}"
    return {**found, "GOLDTHREAD_DATABASE_URL": address}


def main() -> None:
    """Answer every line that comes in with the outcome."""
    import django  # noqa: PLC0415 - settings first

    os.environ["DJANGO_SETTINGS_MODULE"] = "goldthread.wiring.settings"
    django.setup()
    import msgspec  # noqa: PLC0415

    from goldthread.practice.actions import action_named  # noqa: PLC0415
    from goldthread.practice.desk import open_desk  # noqa: PLC0415
    from goldthread.practice.people import Actor  # noqa: PLC0415
    from goldthread.practice.perform import Done, perform  # noqa: PLC0415
    from goldthread.store.books import StoreBooks  # noqa: PLC0415
    from goldthread.store.trouble import StoreTrouble  # noqa: PLC0415

    books, desk = StoreBooks(), open_desk()
    print("ready", flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        action = action_named(asked["action"])
        assert action is not None
        request = msgspec.convert(asked["request"], action.request)
        actor = msgspec.convert(asked["actor"], Actor)
        at = datetime.datetime.fromisoformat(asked["at"])
        try:
            told = perform(action=action, request=request, actor=actor, at=at, books=books, desk=desk, key=asked["key"])
        except StoreTrouble as trouble:
            print(json.dumps({"outcome": trouble.code, "driver": trouble.driver}), flush=True)
            continue
        if isinstance(told, Done):
            answer = {"outcome": "repeated" if told.repeated else "done", "answer": told.answer}
        else:
            answer = {"outcome": told.code}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
