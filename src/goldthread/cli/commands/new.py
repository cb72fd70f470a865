"""`goldthread new case`: a first case file with everything explained in it."""

import datetime
from typing import Annotated

import typer

from goldthread.cli.options import ForceOption, OutOption
from goldthread.cli.saying import write_out

app = typer.Typer(help="Start something new.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _new() -> None:
    pass


@app.command("case")
def case(
    name: Annotated[str, typer.Argument(help="The name that the client goes by.")],
    out: OutOption = None,
    force: ForceOption = False,
) -> None:
    """Write a case file to fill in, with a comment at every part."""
    from goldthread.case import starter_case  # noqa: PLC0415 - a command loads what it uses

    if not name.strip():
        raise typer.BadParameter("A client goes by a name; write it between quotation marks.")
    today = datetime.date.today()
    write_out(body=starter_case(name=name, on=today), out=out, keep=not force)
