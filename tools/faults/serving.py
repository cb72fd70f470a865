"""The server as a process of its own: started, killed, stopped; and what it said."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

_READY_SECONDS = 30
PROGRAM = Path(sys.executable).parent / "goldthread"


class Server:
    """`goldthread serve` with one worker, in a process group of its own. `around` goes into its environment."""

    def __init__(self, *, log: Path, **around: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.log = log
        self.around = around
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; it is not waited for."""
        command = [str(PROGRAM), "serve", "--port", str(self.port), "--workers", "1"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, start_new_session=True, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env={**os.environ, **self.around},
            )  # fmt: skip

    def ready(self) -> float:
        """Wait until it answers, whatever it answers; how many seconds that took."""
        began = time.monotonic()
        while time.monotonic() - began < _READY_SECONDS:
            if self.health() is not None:
                return time.monotonic() - began
            if self.process is None or self.process.poll() is not None:
                break
            time.sleep(0.01)
        raise RuntimeError(f"The server does not start by itself: {self.said()[-400:]}")

    def health(self) -> int | None:
        """The status of its health; None where nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/health")
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def said(self) -> str:
        """What it wrote to its log."""
        return self.log.read_text("utf-8", "replace")

    def workers(self) -> list[int]:
        """The ids of its worker processes."""
        assert self.process is not None
        return children(self.process.pid)

    def kill(self) -> None:
        """End every process of it at once, with SIGKILL."""
        if self.process is not None:
            _signal_group(self.process.pid)
            self.process.wait()

    def kill_one(self, which: int) -> None:
        """End one process of it with SIGKILL; the others are left to themselves."""
        assert self.process is not None
        os.kill(which, signal.SIGKILL)
        if which == self.process.pid:
            self.process.wait()

    def stop(self) -> None:
        """Ask it to end, and wait."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(60)
            _signal_group(self.process.pid)


def _signal_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def children(parent: int) -> list[int]:
    """The processes that a process has started, by /proc."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended since
        if int(fields[1]) == parent:
            found.append(int(path.parent.name))
    return found
