"""`goldthread restore`: a backup into an empty home, on this machine or another, in either database."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goldthread.cli.exits import Exit
from goldthread.cli.options import Format, FormatOption
from goldthread.cli.saying import say, say_error, say_json
from goldthread.cli.stopping import Stopped
from goldthread.wiring.acting import now, read_password
from goldthread.wiring.home import DATABASE, FILE, HOME, home_folder, read_home
from goldthread.wiring.standing import set_up, telling

if TYPE_CHECKING:
    from goldthread.store.backup.erasures import Erased
    from goldthread.store.chain import Head
    from goldthread.wiring.restoring import Restored


def restore(
    file: Annotated[Path, typer.Argument(help="The backup.")],
    into: Annotated[
        Path | None, typer.Option("--into", metavar="HOME", help=f"The home (default: {HOME}, or your data folder).")
    ] = None,
    database: Annotated[
        str,
        typer.Option("--database", metavar="URL", help="postgresql://… (default: what the home says, else SQLite)."),
    ] = "",
    key_file: Annotated[
        Path | None, typer.Option("--key-file", metavar="FILE", help="The copy of the master key that was kept apart.")
    ] = None,
    passphrase_file: Annotated[
        Path | None, typer.Option("--passphrase-file", metavar="FILE", help="What locks the master key in the backup.")
    ] = None,
    erasures: Annotated[
        Path | None,
        typer.Option("--erasures", metavar="FILE", help="Clients erased since the backup (`audit erasures`)."),
    ] = None,
    head: Annotated[
        list[str] | None,
        typer.Option("--head", metavar="HEAD", help="What `audit head` once printed: it must be in the trail."),
    ] = None,
    over: Annotated[
        bool, typer.Option("--over", help="There are books already: move them aside, then restore.")
    ] = False,
    format_: FormatOption = Format.TEXT,
) -> int:
    """Restore a backup: all of it, or nothing. Lists are made anew, and the audit trail is walked."""
    heads = tuple(_head(text) for text in head or ())
    home = (into or home_folder()).absolute()
    os.environ[HOME] = str(home)
    _choose_database(home, database)
    set_up()
    with telling():
        from goldthread.wiring.restoring import read_header  # noqa: PLC0415 - a command loads what it uses
        from goldthread.wiring.restoring import restore as restore_books  # noqa: PLC0415

        locked = read_header(file).ring
        done = restore_books(
            file,
            home=home,
            ring_text=_ring_text(key_file, passphrase_file, locked),
            database_url=database,
            erased=_erased(file, home, erasures),
            heads=heads,
            at=now(),
            over=over,
        )
    if format_ is Format.JSON:
        say_json(done)
    else:
        _tell(done)
    say_error(_what_is_old(done, listed=erasures is not None))
    return Exit.FINDINGS if done.books.faults else Exit.NOTHING


def _choose_database(home: Path, url: str) -> None:
    """The database that is named; a home keeps the one it has."""
    known = read_home(home)
    if not url:
        return
    if known is not None and known.database_url != url:
        message, fix = "The home has another database already.", f"Name another home, or edit {FILE} yourself."
        raise Stopped(message, code="another-home", exit_=Exit.USAGE, fix=fix)
    os.environ[DATABASE] = url


def _head(text: str) -> "Head":
    from goldthread.store.chain import Head  # noqa: PLC0415

    parts = text.strip().split(":")
    if len(parts) != 3 or not parts[1].isdigit():
        raise typer.BadParameter("A head is CENTRE:NUMBER:HASH, as `audit head` prints it.")
    return Head(centre=parts[0], seq=int(parts[1]), hash=parts[2])


def _ring_text(key_file: Path | None, passphrase_file: Path | None, locked: object) -> str | None:
    """The key ring that was handed over; None where the home or the environment has it."""
    from goldthread.store import ring  # noqa: PLC0415
    from goldthread.store.backup.passphrase import LockedRing, unlock  # noqa: PLC0415

    if key_file is not None and passphrase_file is not None:
        raise typer.BadParameter("Give --key-file or --passphrase-file, not both.")
    if passphrase_file is not None:
        passphrase = read_password(passphrase_file, "Passphrase: ")
        return unlock(locked if isinstance(locked, LockedRing) else None, passphrase)
    if key_file is None:
        return None
    try:
        return ring.text_of(ring.parse(key_file.read_text("utf-8")))
    except (OSError, UnicodeDecodeError):
        message = f"The key file {key_file} cannot be read."
        raise Stopped(message, code="unreadable", exit_=Exit.BAD_INPUT) from None


def _erased(file: Path, home: Path, given: Path | None) -> "Erased":
    """Every list at hand: the one that is named, the one beside the backup, and the home's own."""
    from goldthread.store.backup import erasures  # noqa: PLC0415

    found: Erased = frozenset() if given is None else erasures.read(given)
    for folder in (file.absolute().parent, home):
        path = folder / erasures.NAME
        if path.exists():
            found |= erasures.read(path)
    return found


def _tell(done: "Restored") -> None:
    books = done.books
    say(f"The books of {books.at:%Y-%m-%d %H:%M} UTC stand in {done.home}: {books.clients:,} clients, "
        f"{books.entries:,} entries.")  # fmt: skip
    for head in books.heads:
        say(f"head {head.centre}:{head.seq}:{head.hash}")
    for centre, client in books.erased_anew:
        say(f"erased anew: {centre} {client}")
    for each in done.moved_aside:
        say(f"moved aside: {each}")
    for fault in books.faults:
        say(f"{fault.table} {fault.row}: {fault.message} [{fault.code}]")
    say("The audit trail is not as it was written." if books.faults else "The audit trail is whole.")


def _what_is_old(done: "Restored", *, listed: bool) -> str:
    told = (
        f"Accounts, roles and passwords are those of {done.books.at:%Y-%m-%d %H:%M} UTC: close again what was closed "
        "since. Tokens have ended."
    )
    if not listed:
        told += (
            " Clients who were erased after the newest list beside the backup can be read again: if there are any, "
            "erase them again."
        )
    return told
