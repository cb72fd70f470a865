"""A PostgreSQL server of one's own, set up as for work (what it acknowledges is on the disk), to be killed."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg
from serving import children

_READY_SECONDS = 60
_PREPARED, _USED = "prepared", "books"


def programs() -> Path | None:
    """The folder of the newest PostgreSQL server on this machine; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    return Path(elsewhere).resolve().parent if elsewhere else None


class DatabaseServer:
    """The server, on a socket in its own folder. `options` go to it as `-c name=value`."""

    def __init__(self, **options: str) -> None:
        where = programs()
        if where is None:
            raise SystemExit("There is no PostgreSQL server on this machine (Debian: apt install postgresql).")
        self.programs = where
        self.options = options
        self.folder = Path(tempfile.mkdtemp(prefix="gtpg-"))
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self.data = self.folder / "data"
        self.run("initdb", "-D", str(self.data), "-U", "postgres", "-A", "trust", "-E", "UTF8")
        self.start()
        self.ask("CREATE ROLE goldthread LOGIN NOSUPERUSER NOBYPASSRLS")
        self.ask(f"CREATE DATABASE {_USED} OWNER goldthread")

    @property
    def url(self) -> str:
        """Where the account of the product finds its database."""
        return f"postgresql://goldthread@/{_USED}?host={self.folder}"

    def start(self) -> None:
        """Start it and wait until it answers: after a kill it reads its log of changes first, by itself."""
        options = {"listen_addresses": "", "max_connections": "40", "shared_buffers": "32MB", **self.options}
        words = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        command = self._command("postgres", "-D", str(self.data), "-k", str(self.folder), *words)
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                command, start_new_session=True, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder
            )
        until = time.monotonic() + _READY_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"The database server does not start: {self.said()[-400:]}")
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            self.ask("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def said(self) -> str:
        """What it wrote to its log."""
        return (self.folder / "log").read_text("utf-8", "replace")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it (SIGINT: at once and in order) and wait until it has ended."""
        self.process.send_signal(how)
        self.process.wait(60)

    def kill(self) -> None:
        """End every process of it with SIGKILL."""
        first = self.process.pid
        os.kill(first, signal.SIGSTOP)  # so that it starts no further process while they are counted
        others = children(first)
        for process in (*others, first):
            with contextlib.suppress(ProcessLookupError):  # it ended by itself since
                os.kill(process, signal.SIGKILL)
        self.process.wait()
        while any(_lives(process) for process in others):  # they hold its memory until they are gone
            time.sleep(0.01)

    def remember(self) -> None:
        """Keep the database as it is now."""
        self._copy(_USED, _PREPARED)

    def renew(self) -> None:
        """Put the database back as it was kept."""
        self._copy(_PREPARED, _USED)

    def _copy(self, source: str, target: str) -> None:
        self.ask(f"DROP DATABASE IF EXISTS {target} WITH (FORCE)")
        self.ask(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{source}'")
        self.ask(f"CREATE DATABASE {target} OWNER goldthread TEMPLATE {source}")

    def ask(self, statement: str, database: str = "postgres") -> list[Any]:
        """One statement, as the database's own superuser."""
        address = f"host={self.folder} dbname={database} user=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def run(self, program: str, *words: str) -> bytes:
        """What one of its programs prints."""
        return subprocess.run(
            self._command(program, *words), check=True, capture_output=True, cwd=self.folder, timeout=120,
            stdin=subprocess.DEVNULL,
        ).stdout  # fmt: skip

    def _command(self, program: str, *words: str) -> list[str]:
        given = [str(self.programs / program), *words]
        if os.geteuid() == 0:  # the server refuses to run as root
            return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *given]
        return given

    def remove(self) -> None:
        """Stop it and take its folder away."""
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except OSError:
        return False
