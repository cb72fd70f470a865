"""`goldthread backup`: all centres of the store into one sealed file, proven by restoring it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goldthread.cli.exits import Exit
from goldthread.cli.options import Format, FormatOption
from goldthread.cli.saying import say, say_error, say_json
from goldthread.wiring.acting import now, read_password
from goldthread.wiring.standing import at_the_store

if TYPE_CHECKING:
    from goldthread.wiring.backups import Made

PassphraseFileOption = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file", metavar="FILE", help="The master key goes inside too, locked by this (first line)."
    ),
]


def backup(
    file: Annotated[Path, typer.Argument(help="A new file, or a folder in which it gets a name with the time.")],
    keep: Annotated[
        int | None, typer.Option("--keep", min=0, metavar="N", help="In a folder: remove all but N older backups.")
    ] = None,
    passphrase_file: PassphraseFileOption = None,
    thorough: Annotated[
        bool, typer.Option("--thorough", help="Open every entry when proving, not a sample of the folders.")
    ] = False,
    format_: FormatOption = Format.TEXT,
) -> int:
    """Make a backup while the server runs, sealed, and prove it by restoring it into a database that is thrown away."""
    passphrase = None if passphrase_file is None else read_password(passphrase_file, "Passphrase: ")
    with at_the_store(migrated=False):
        from goldthread.wiring.backups import make_backup  # noqa: PLC0415 - a command loads what it uses

        made = make_backup(file, at=now(), keep=keep, passphrase=passphrase, thorough=thorough)
    if format_ is Format.JSON:
        say_json(made)
    else:
        _tell(made)
    say_error(_about_the_key(made))
    return Exit.FINDINGS if made.proof.faults else Exit.NOTHING


def _tell(made: "Made") -> None:
    proof = made.proof
    say(f"{made.file}: {made.bytes:,} bytes in {made.taking_seconds:.1f} seconds.")
    say(
        f"Proven by restoring it in {made.proving_seconds:.1f} seconds: {proof.rows:,} rows, the whole audit trail, "
        f"and {proof.entries_opened:,} entries of {proof.opened:,} of {proof.ledgers:,} ledgers opened with their keys."
    )
    for head in made.heads:
        say(f"head {head.centre}:{head.seq}:{head.hash}")
    for path in made.removed:
        say(f"removed: {path}")
    for fault in proof.faults:
        say(f"{fault.table} {fault.row}: {fault.message} [{fault.code}]")
    if proof.faults:
        say("The backup is as the books are, and they are not as they were written. Older backups were left alone.")


def _about_the_key(made: "Made") -> str:
    if made.key_inside:
        return "The master key is inside. Whoever has the file and the passphrase can read everything: keep them apart."
    return (
        "The master key is not inside. Keep a copy of it apart from the backups: without it nobody can ever read them."
    )
