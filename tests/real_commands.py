"""Commands of the real program, in processes of their own, in homes of their own."""

import contextlib
import fcntl
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

PROGRAM = Path(sys.executable).parent / "goldthread"
SECRET = "the heron stands on one leg"  # noqa: S105 - nobody's
SECONDS = 120  # nothing here takes a tenth of it


class House:
    """A home folder and the program that works in it."""

    covered = True  # False: its commands are not followed by coverage, which takes longer and sees no page anyway

    def __init__(self, home: Path, **environment: str) -> None:
        self.home = home
        self.environment = environment
        self.passwords = home.parent / f"{home.name}-password"
        self.passwords.write_text(SECRET + "\n")

    def run(self, *words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        """One command, ended."""
        return subprocess.run(
            [PROGRAM, *words],
            env=self.around(environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )

    def done(self, *words: str | Path, by: str | None = None, **environment: str) -> str:
        """What a command printed; the test fails where it was refused."""
        ended = self.run(*words, *(self.signed(by) if by else ()), **environment)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def refused(self, *words: str | Path, by: str | None = None, **environment: str) -> tuple[int, str]:
        """The exit code, and the code in the message."""
        ended = self.run(*words, *(self.signed(by) if by else ()), **environment)
        found = re.search(r"\[([a-z-]+)\]\s*$", ended.stderr)
        assert "Traceback" not in ended.stderr, ended.stderr
        assert found is not None, ended.stderr
        return ended.returncode, found[1]

    def signed(self, login: str) -> tuple[str, ...]:
        """The options by which an account acts."""
        return "--by", login, "--password-file", str(self.passwords)

    def with_centre(self, *where: str) -> "House":
        """The centre Harbour House with an administrator."""
        named = ("--name", "Harbour House", "--centre", "harbour", *where)
        self.done("init", *named, "--password-file", self.passwords)
        return self

    def with_account(self, login: str, *roles: str, client: str | None = None) -> str:
        """A further account; its id."""
        words = [word for role in roles for word in ("--role", role)] + (["--client", client] if client else [])
        new = ("--new-password-file", str(self.passwords), "--format", "json")
        made = self.done("user", "add", login, "--name", f"Name of {login}", *words, *new, by="admin")
        account: str = json.loads(made)["id"]
        return account

    def token(self, login: str) -> str:
        return self.done("user", "token", by=login).strip()

    @contextlib.contextmanager
    def served(self) -> Iterator["Served"]:
        """The server, really started on a free port, stopped by its own id, and its log."""
        port = free_port()
        log = self.home.parent / f"{self.home.name}-{port}.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [PROGRAM, "serve", "--port", str(port), "--workers", "1"],
                env=self.around(), stdin=subprocess.DEVNULL, stdout=out, stderr=out,
            )  # fmt: skip
            served = Served(port, process, log)
            try:
                served.wait_until_it_answers()
                yield served
            finally:
                served.stop()

    def around(self, more: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
        """The environment of a command."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("GOLDTHREAD", "DJANGO"))}
        if not self.covered:
            clean = {name: value for name, value in clean.items() if not name.startswith("COVERAGE_PROCESS")}
        return {**clean, "GOLDTHREAD_HOME": str(self.home), **self.environment, **more}


class Served:
    """A server that runs."""

    def __init__(self, port: int, process: subprocess.Popen[bytes], log: Path) -> None:
        self.port = port
        self.process = process
        self.log = log

    def wait_until_it_answers(self) -> None:
        """Ask until it answers; fail where it has ended instead."""
        for _ in range(600):
            assert self.process.poll() is None, self.log.read_text()
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                self.ask("/health")
                return
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(0.1)
        raise AssertionError(self.log.read_text())

    def wait_until_it_listens(self) -> None:
        """Likewise, of a server that is not ours."""
        for _ in range(600):
            assert self.process.poll() is None
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(0.1)
        raise AssertionError(self.port)

    def ask(self, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """Status and JSON of an answer."""
        data = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = {"Content-Type": "application/json"} | {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=data, headers=sent)
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - our own server
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.loads(error.read())

    def act(self, action: str, token: str, body: Any, **headers: str) -> tuple[int, Any]:
        """Ask for an action with a token."""
        return self.ask(f"/actions/{action}", body, Authorization=f"Bearer {token}", **headers)

    def stop(self) -> int:
        """Tell it to end, and wait until it has; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(SECONDS)


def demonstration(factory: pytest.TempPathFactory) -> House:
    """The demonstration centre in a home of its own. It takes seconds to make, so it is made once for all processes
    that test side by side, and copied."""
    shared = factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    made = shared / "demonstration"
    with (shared / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            house = House(shared / "demonstration-begun")
            house.covered = False
            house.done("demo", house.home)
            house.home.rename(made)
    house = House(factory.mktemp("pages") / "demo")
    house.covered = False
    shutil.copytree(made, house.home)
    return house


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as trying:
        trying.bind(("127.0.0.1", 0))
        port: int = trying.getsockname()[1]
    return port
