"""`goldthread audit`: the trail of everything that was done and read."""

from typing import TYPE_CHECKING, Annotated

import typer

from goldthread.cli.exits import Exit
from goldthread.cli.options import Format, FormatOption, OutOption
from goldthread.cli.saying import say, say_json, write_out
from goldthread.wiring.acting import CentreOption
from goldthread.wiring.standing import at_the_store, centre_meant

if TYPE_CHECKING:
    from goldthread.store.backup.erasures import Ground
    from goldthread.store.chain import Head

app = typer.Typer(help="Look after the audit trail.", no_args_is_help=True, rich_markup_mode=None)


@app.command("verify")
def verify(
    head: Annotated[
        str | None,
        typer.Option("--head", metavar="HEAD", help="What `audit head` once printed: it must be in the trail."),
    ] = None,
    centre: CentreOption = None,
    format_: FormatOption = Format.TEXT,
) -> int:
    """Walk the trail and all that it vouches for, and open what else is sealed; say what was changed, removed, inserted
    or moved."""
    with at_the_store():
        from goldthread.store import chain, openable  # noqa: PLC0415 - a command loads what it uses

        there = centre_meant(centre)
        faults = (*chain.verify(there, head=_kept(head, there)), *openable.closed(there))
    if format_ is Format.JSON:
        say_json({"whole": not faults, "faults": faults})
    elif faults:
        for fault in faults:
            say(f"{fault.table} {fault.row}: {fault.message} [{fault.code}]")
    else:
        say("The trail is whole.")
    return Exit.FINDINGS if faults else Exit.NOTHING


@app.command("head")
def head(centre: CentreOption = None, out: OutOption = None) -> None:
    """Print number and hash of the trail's newest line, for somebody outside to keep (`verify --head`)."""
    with at_the_store():
        from goldthread.store import chain  # noqa: PLC0415

        found = chain.head(centre_meant(centre))
    write_out(body=f"{found.centre}:{found.seq}:{found.hash}\n", out=out, keep=False)


@app.command("erasures")
def erasures(
    out: OutOption = None,
    grounds: Annotated[
        bool, typer.Option("--grounds", help="Print when, by whom and on what legal ground instead, for people.")
    ] = False,
) -> None:
    """Print which clients were erased, ids alone: kept outside, it keeps an older backup from bringing them back."""
    with at_the_store():
        from goldthread.store.backup import erasures as lists  # noqa: PLC0415

        text = "".join(map(_ground, lists.grounds())) if grounds else lists.written(lists.erased())
    write_out(body=text, out=out, keep=False)


def _ground(each: "Ground") -> str:
    on = each.ground or "no ground in the trail"
    return f"{each.centre} {each.client}: erased {each.at:%Y-%m-%d %H:%M} UTC by {each.by}, ground: {on}\n"


def _kept(text: str | None, centre: str) -> "Head | None":
    """A head as it was printed."""
    from goldthread.store.chain import Head  # noqa: PLC0415

    if text is None:
        return None
    parts = text.strip().split(":")
    if len(parts) != 3 or not parts[1].isdigit():
        raise typer.BadParameter("A head is CENTRE:NUMBER:HASH, as `audit head` prints it.")
    if parts[0] != centre:
        raise typer.BadParameter(f"This head is of another centre than {centre}.")
    return Head(centre=parts[0], seq=int(parts[1]), hash=parts[2])
