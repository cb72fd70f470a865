"""`make start`: the demonstration centre in ./goldthread-demo, served on a free port, until Ctrl-C.

A browser is opened where there is one to open; not under CI, and not with GOLDTHREAD_BROWSER=no. With
GOLDTHREAD_START_ONCE=1 it ends as soon as the sign-in page has answered.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import webbrowser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "goldthread-demo"
GOLDTHREAD = Path(sys.executable).parent / "goldthread"
PORT = 8440
SECONDS = 120  # until the sign-in page answers; a slow machine takes five


def free_port() -> int:
    """8440, or another where that is taken."""
    for port in (PORT, 0):
        with socket.socket() as trying:
            trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trying.bind(("127.0.0.1", port))
            except OSError:
                continue
            found: int = trying.getsockname()[1]
            return found
    sys.exit("No port of this machine is free.")


def answers(server: subprocess.Popen[bytes], address: str) -> bool:
    """Whether the sign-in page came before the server ended."""
    ends, straight = time.monotonic() + SECONDS, urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while server.poll() is None and time.monotonic() < ends:
        try:
            with straight.open(f"{address}/sign-in/", timeout=10) as page:
                return b"<form" in page.read()
        except OSError:
            time.sleep(0.2)
    return False


def has_browser() -> bool:
    """Whether somebody sits here with a screen."""
    wanted = os.environ.get("GOLDTHREAD_BROWSER") != "no" and "CI" not in os.environ and sys.stdout.isatty()
    screen = sys.platform in ("win32", "darwin") or "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
    return wanted and screen


def main() -> int:
    """Make it, serve it, say where."""
    print("Making the demonstration centre (twenty seconds the first time).", flush=True)
    subprocess.run([GOLDTHREAD, "demo", HOME, "--format", "json"], check=True, stdout=subprocess.DEVNULL)
    port = free_port()
    address = f"http://localhost:{port}"
    around = {name: value for name, value in os.environ.items() if not name.startswith("GOLDTHREAD_")}
    server = subprocess.Popen(
        [GOLDTHREAD, "serve", "--port", str(port)], env={**around, "GOLDTHREAD_HOME": str(HOME)}
    )  # fmt: skip
    try:
        if not answers(server, address):
            return server.poll() or 1
        print(f"\nGoldthread is open at {address}\nChoose on its sign-in page whom you want to be. Ctrl-C ends it.")
        if os.environ.get("GOLDTHREAD_START_ONCE") == "1":
            return 0
        if has_browser():
            webbrowser.open(address)
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        if server.poll() is None:
            server.send_signal(signal.SIGTERM)
        server.wait()


if __name__ == "__main__":
    sys.exit(main())
