"""The options that several commands share, each said once."""

import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """For people, or for programs."""

    TEXT = "text"
    JSON = "json"


def parse_day(text: str) -> datetime.date:
    """A day written as YYYY-MM-DD."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write it as YYYY-MM-DD, for example 2026-06-01.") from None


def once(*paths: Path) -> None:
    """Refuses standard input for more than one file: it can be read only once."""
    if sum(str(path) == "-" for path in paths) > 1:
        raise typer.BadParameter("- is standard input, and can be read only once.")


Files = Annotated[list[Path], typer.Argument(help="Case files or folders of them; - is standard input.")]
OneFile = Annotated[Path, typer.Argument(help="A case file; - is standard input.")]
FormatOption = Annotated[Format, typer.Option("--format", help="text for people, json for programs.")]
OnOption = Annotated[
    datetime.date | None,
    typer.Option(
        "--on", parser=parse_day, metavar="DAY", help="Read the case as of this day (default: the case's own)."
    ),
]
LibraryOption = Annotated[
    Path | None, typer.Option("--library", metavar="FOLDER", help="Your centre's own content, on top of the shipped.")
]
JobsOption = Annotated[int, typer.Option("--jobs", "-j", min=1, help="How many processes to work on many files with.")]
OutOption = Annotated[Path | None, typer.Option("--out", "-o", help="Write here instead of to standard output.")]
ForceOption = Annotated[bool, typer.Option("--force", help="Write over a file that is there already.")]
AgainstOption = Annotated[
    Path | None,
    typer.Option("--against", metavar="FOLDER", help="Other clients' case files, to find the same sentences in."),
]
