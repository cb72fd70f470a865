"""`goldthread serve`: the server, with worker processes."""

import os
import socket
import time
from typing import Annotated

import typer

from goldthread.cli.exits import Exit
from goldthread.cli.saying import say_error
from goldthread.cli.stopping import Stopped

_LETTING_GO = 3  # seconds that a server which was killed just now may still hold its port
_GRACE = 30  # seconds that a worker has to end its requests


def serve(
    host: Annotated[str, typer.Option("--host", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen at.")] = 8440,
    workers: Annotated[int, typer.Option("--workers", min=1, help="How many processes answer.")] = 2,
    threads: Annotated[int, typer.Option("--threads", min=1, help="How many requests each answers at once.")] = 4,
) -> int:
    """Answer over HTTP until it is told to stop (Ctrl-C or SIGTERM); requests that have begun are answered."""
    from goldthread.wiring.standing import at_the_store  # noqa: PLC0415 - a command loads what it uses

    with at_the_store():
        from goldthread.store.keys import ring  # noqa: PLC0415
        from goldthread.wiring.static_files import gather  # noqa: PLC0415

        _refuse_taken(host, port)
        gather()
        ring()  # a server without its key would refuse every request: say so now
    _close_connections()
    say_error(f"Goldthread answers at http://{host}:{port} (process {os.getpid()}). Ctrl-C ends it.")
    _granian(host, port, workers, threads)
    return Exit.NOTHING


def _refuse_taken(host: str, port: int) -> None:
    """The workers share the port among themselves, and would share it with another server without a word."""
    until = time.monotonic() + _LETTING_GO
    while (reason := _taken(host, port)) and time.monotonic() < until:
        time.sleep(0.05)
    if reason:
        message = f"Nothing can listen at {host}:{port}: {reason}."
        fix = "Choose another with --host or --port."
        raise Stopped(message, code="port-taken", exit_=Exit.TROUBLE, fix=fix)


def _taken(host: str, port: int) -> str:
    """Why nothing can listen there; empty where it can."""
    try:
        kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(kind) as trying:
            trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trying.bind(address)
    except OSError as error:
        return error.strerror or "it is not known"
    return ""


def _close_connections() -> None:
    """The workers open their own."""
    from django.db import connections  # noqa: PLC0415

    connections.close_all()


def _granian(host: str, port: int, workers: int, threads: int) -> None:
    from granian import Granian  # noqa: PLC0415
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    Granian(
        "goldthread.wiring.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        log_access=False,  # it would write paths and queries; our own line holds neither
        log_level=LogLevels.warning,
        workers_kill_timeout=_GRACE,
        respawn_failed_workers=True,
    ).serve()
