"""`goldthread explain`: what a check looks for, why it matters, and what helps."""

from typing import Annotated

import typer

from goldthread.cli.options import Format, FormatOption
from goldthread.cli.saying import say, say_json, say_markdown


def explain(
    check: Annotated[str | None, typer.Argument(help="A check's name or code; without one, all are listed.")] = None,
    format_: FormatOption = Format.TEXT,
) -> None:
    """Show the page of a check."""
    from goldthread.checks import all_pages, page_for  # noqa: PLC0415 - a command loads what it uses

    if check is None:
        pages = sorted(all_pages(), key=lambda page: page.code)
        if format_ is Format.JSON:
            say_json([{"code": page.code, "name": page.name, "severity": page.severity} for page in pages])
        for page in pages if format_ is Format.TEXT else ():
            say(f"{page.code}  {page.severity:<4}  {page.name}")
        return
    page = page_for(check)
    if format_ is Format.JSON:
        say_json(page)
    else:
        say_markdown(page.markdown)
