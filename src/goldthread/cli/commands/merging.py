"""`goldthread diff` and `goldthread merge`: what changed, and two edits made one."""

from typing import TYPE_CHECKING, Annotated, Any, cast

import msgspec
import typer

from goldthread.cli.exits import Exit
from goldthread.cli.many import about
from goldthread.cli.options import Format, FormatOption, OneFile, OutOption, once
from goldthread.cli.saying import say, say_error, say_json, write_out

if TYPE_CHECKING:
    from goldthread.plan.conflicts import Choice, Conflict


def diff(
    before: OneFile,
    after: OneFile,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 1 where the plans differ.")] = False,
    format_: FormatOption = Format.TEXT,
) -> int:
    """Say in plain words what changed between the plans of two case files."""
    from goldthread.case import read_case  # noqa: PLC0415 - a command loads what it uses
    from goldthread.practice.compare_plans import compare_plans  # noqa: PLC0415

    once(before, after)
    with about(after):
        compared = compare_plans(before=read_case(before).case, after=read_case(after).case)
    if format_ is Format.JSON:
        say_json(compared)
    elif not compared.operations:
        say("Nothing changed.")
    else:
        for told in compared.told:
            say(told.text)
    return Exit.FINDINGS if exit_code and compared.operations else Exit.NOTHING


def merge(
    base: OneFile,
    mine: OneFile,
    theirs: OneFile,
    take: Annotated[
        list[str] | None,
        typer.Option("--take", metavar="CONFLICT=SIDE", help="Settle a conflict: base, mine, theirs or held."),
    ] = None,
    out: OutOption = None,
    format_: FormatOption = Format.TEXT,
) -> int:
    """Join two edits of one plan. What does not go together is shown with both texts, for people to settle."""
    from goldthread.case import read_case, write_case  # noqa: PLC0415 - a command loads what it uses
    from goldthread.practice.compare_plans import merge_plans  # noqa: PLC0415

    once(base, mine, theirs)
    choices = [_choice(each) for each in take or []]
    joined = merge_plans(
        base=read_case(base).case, mine=read_case(mine).case, theirs=read_case(theirs).case, choices=choices
    )
    if format_ is Format.JSON:
        say_json(joined)
    else:
        write_out(body=write_case(joined.case), out=out)
    for conflict in joined.conflicts:
        _say_conflict(conflict)
    return Exit.CONFLICTS if joined.conflicts else Exit.NOTHING


def _choice(given: str) -> "Choice":
    from goldthread.plan.conflicts import Choice  # noqa: PLC0415

    conflict, equals, side = given.rpartition("=")
    if not equals or side not in ("base", "mine", "theirs", "held"):
        raise typer.BadParameter(f"{given!r}: write CONFLICT=SIDE, for example goal-sleep/rank=mine.")
    return Choice(conflict=conflict, take=cast("Any", side))


def _say_conflict(conflict: "Conflict") -> None:
    say_error(f"conflict {conflict.id} ({conflict.kind.replace('-', ' ')})")
    for side in ("base", "mine", "theirs"):
        say_error(f"  {side:<6} {msgspec.json.encode(getattr(conflict, side)).decode()}")
