"""`goldthread check`: what is to be said about plans."""

from typing import Annotated

import typer

from goldthread.cli.checking import FailOn, check_files
from goldthread.cli.options import AgainstOption, Files, Format, FormatOption, JobsOption, LibraryOption, OnOption


def check(
    files: Files,
    on: OnOption = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", help="Only this check (name or code); may be given again.")
    ] = None,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Exit 1 from this severity on.")] = FailOn.STOP,
    against: AgainstOption = None,
    library: LibraryOption = None,
    format_: FormatOption = Format.TEXT,
    jobs: JobsOption = 1,
) -> int:
    """Check the plans in case files; every finding names file, line and column."""
    return check_files(
        files,
        on=on,
        only=only or (),
        fail_on=fail_on,
        against=against,
        library=library,
        as_json=format_ is Format.JSON,
        jobs=jobs,
    )
