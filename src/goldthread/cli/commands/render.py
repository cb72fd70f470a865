"""`goldthread render`: a plan on paper, for the team, for the client, or as evidence."""

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from goldthread.cli.desks import desk_for
from goldthread.cli.many import about
from goldthread.cli.options import LibraryOption, OneFile, OnOption, OutOption
from goldthread.cli.saying import write_out

if TYPE_CHECKING:
    from goldthread.paper import Crisis


class Reader(StrEnum):
    """Which paper."""

    TEAM = "team"
    CLIENT = "client"
    CARD = "card"
    SAFETY = "safety"
    EVIDENCE = "evidence"


class To(StrEnum):
    """The form of the paper."""

    HTML = "html"
    PDF = "pdf"


def render(
    file: OneFile,
    reader: Annotated[
        Reader,
        typer.Option(
            "--for",
            help="team: all of it. client: the plan in plain words. card: a card for the client's wallet. "
            "safety: the safety plan by itself. evidence: from need to signature, what is missing first "
            "(a case file holds no signatures: the packet says so).",
        ),
    ] = Reader.TEAM,
    to: Annotated[
        To | None, typer.Option("--to", help="html or pdf (default: by the name of --out, else html).")
    ] = None,
    crisis_line: Annotated[
        list[str] | None,
        typer.Option(
            "--crisis-line",
            metavar="NAME=NUMBER",
            help="Who answers at any hour, on card and safety plan "
            "(default: 988, of the United States). Can be given more than once.",
        ),
    ] = None,
    emergency: Annotated[
        str, typer.Option("--emergency", metavar="NUMBER", help="What is called when a life is in danger.")
    ] = "911",
    on: OnOption = None,
    library: LibraryOption = None,
    out: OutOption = None,
) -> None:
    """Render a plan as HTML or tagged PDF."""
    from goldthread.case import read_case  # noqa: PLC0415 - a command loads what it uses
    from goldthread.paper import render_html, to_pdf  # noqa: PLC0415

    crisis = _crisis(crisis_line or [], emergency)
    form = to or (To.PDF if out is not None and out.suffix.lower() == ".pdf" else To.HTML)
    with about(file):
        html = render_html(case=read_case(file).case, desk=desk_for(library), reader=reader.value, on=on, crisis=crisis)
    write_out(body=to_pdf(html) if form is To.PDF else html, out=out)


def _crisis(lines: list[str], emergency: str) -> "Crisis":
    """Who answers where the client lives. Raises typer.BadParameter for a line that is not NAME=NUMBER."""
    from goldthread.paper import UNITED_STATES, Crisis, CrisisLine  # noqa: PLC0415 - a command loads what it uses

    named = [each.rpartition("=") for each in lines]
    for name, _, number in named:
        if not name.strip() or not re.fullmatch(r"[0-9+()\- ]*[0-9]", number.strip()):
            raise typer.BadParameter("Write a crisis line as NAME=NUMBER, for example: 'Helpline=555-0100'.")
    if not re.fullmatch(r"[0-9+()\- ]*[0-9]", emergency):
        raise typer.BadParameter("Write the number for an emergency in digits, for example: 112.")
    if not named:
        return (
            UNITED_STATES
            if emergency == UNITED_STATES.emergency
            else Crisis(lines=UNITED_STATES.lines, emergency=emergency)
        )
    given = tuple(CrisisLine(name=name.strip(), phone=number.strip()) for name, _, number in named)
    return Crisis(lines=given, emergency=emergency)
