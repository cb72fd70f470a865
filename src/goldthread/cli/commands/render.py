"""`goldthread render`: a plan on paper, for the team or for the client."""

from enum import StrEnum
from typing import Annotated

import typer

from goldthread.cli.desks import desk_for
from goldthread.cli.many import about
from goldthread.cli.options import LibraryOption, OneFile, OnOption, OutOption
from goldthread.cli.saying import write_out


class Reader(StrEnum):
    """For whom the paper is."""

    TEAM = "team"
    CLIENT = "client"


class To(StrEnum):
    """The form of the paper."""

    HTML = "html"
    PDF = "pdf"


def render(
    file: OneFile,
    reader: Annotated[
        Reader, typer.Option("--for", help="The team's version, or the client's in plain words.")
    ] = Reader.TEAM,
    to: Annotated[
        To | None, typer.Option("--to", help="html or pdf (default: by the name of --out, else html).")
    ] = None,
    on: OnOption = None,
    library: LibraryOption = None,
    out: OutOption = None,
) -> None:
    """Render a plan as HTML or tagged PDF."""
    from goldthread.case import read_case  # noqa: PLC0415 - a command loads what it uses
    from goldthread.paper import render_html, to_pdf  # noqa: PLC0415

    form = to or (To.PDF if out is not None and out.suffix.lower() == ".pdf" else To.HTML)
    with about(file):
        html = render_html(case=read_case(file).case, desk=desk_for(library), reader=reader.value, on=on)
    write_out(body=to_pdf(html) if form is To.PDF else html, out=out)
