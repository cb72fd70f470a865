"""`goldthread diff` and `goldthread merge`: what changed, and two edits made one."""

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, cast

import msgspec
import typer

from goldthread.cli.exits import Exit
from goldthread.cli.options import Format, FormatOption, OneFile, OutOption, once
from goldthread.cli.saying import say, say_error, say_json, write_out
from goldthread.notation import BadInput, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from goldthread.case import Case
    from goldthread.plan.conflicts import Choice, Conflict
    from goldthread.terms import Role


def diff(
    before: OneFile,
    after: OneFile,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 1 where plans or records differ.")] = False,
    format_: FormatOption = Format.TEXT,
) -> int:
    """Say in plain words what changed between two case files: in the plan, and in the record beside it."""
    from goldthread.case import read_case  # noqa: PLC0415 - a command loads what it uses
    from goldthread.practice.compare_plans import compare_plans  # noqa: PLC0415

    once(before, after)
    cases = {before: read_case(before).case, after: read_case(after).case}
    with _blaming(cases):
        compared = compare_plans(before=cases[before], after=cases[after])
    if format_ is Format.JSON:
        say_json(compared)
    elif not (compared.operations or compared.record):
        say("Nothing changed.")
    else:
        for text in (*(each.text for each in compared.told), *(each.text for each in compared.record)):
            say(text)
    return Exit.FINDINGS if exit_code and (compared.operations or compared.record) else Exit.NOTHING


def merge(
    base: OneFile,
    mine: OneFile,
    theirs: OneFile,
    take: Annotated[
        list[str] | None,
        typer.Option("--take", metavar="CONFLICT=SIDE", help="Settle a conflict: base, mine, theirs or held."),
    ] = None,
    mine_by: Annotated[
        str | None, typer.Option("--mine-by", metavar="ROLE", help="Whose edit MINE is: client, therapist, nurse …")
    ] = None,
    theirs_by: Annotated[str | None, typer.Option("--theirs-by", metavar="ROLE", help="Whose edit THEIRS is.")] = None,
    out: OutOption = None,
    format_: FormatOption = Format.TEXT,
) -> int:
    """Join two edits of one case. What does not go together is shown with both texts, for people to settle.

    With --mine-by and --theirs-by, words that the client said stand until the client changes them: an edit of them by
    somebody else is a conflict.
    """
    from goldthread.case import read_case, write_case  # noqa: PLC0415 - a command loads what it uses
    from goldthread.practice.compare_plans import merge_plans  # noqa: PLC0415

    once(base, mine, theirs)
    choices = [_choice(each) for each in take or []]
    by = {"mine_by": _role(mine_by), "theirs_by": _role(theirs_by)}
    cases = {path: read_case(path).case for path in (base, mine, theirs)}
    with _blaming(cases):
        joined = merge_plans(base=cases[base], mine=cases[mine], theirs=cases[theirs], choices=choices, **by)
    if out is not None or format_ is Format.TEXT:
        write_out(body=write_case(joined.case), out=out)
    if format_ is Format.JSON:
        say_json(joined)
    for conflict in joined.conflicts:
        _say_conflict(conflict)
    return Exit.CONFLICTS if joined.conflicts else Exit.NOTHING


@contextmanager
def _blaming(cases: "Mapping[Path, Case]") -> "Iterator[None]":
    """A refusal names the file that does not go with the first."""
    try:
        yield
    except BadInput as error:
        first = next(iter(cases.values()))
        path = next((path for path, case in cases.items() if _is_odd(case, first, error.code)), None)
        error.place = error.place or (None if path is None else Place(file=str(path)))
        raise


def _is_odd(case: "Case", first: "Case", code: str) -> bool:
    if code == "another-client":
        return case.record.client.id != first.record.client.id
    if code == "another-plan" and case.plan and first.plan:
        return (case.plan.id, case.plan.client) != (first.plan.id, first.plan.client)
    return code == "no-plan" and case.plan is None


def _choice(given: str) -> "Choice":
    from goldthread.plan.conflicts import Choice  # noqa: PLC0415

    conflict, equals, side = given.rpartition("=")
    if not equals or side not in ("base", "mine", "theirs", "held"):
        raise typer.BadParameter(f"{given!r}: write CONFLICT=SIDE, for example goal-sleep/rank=mine.")
    return Choice(conflict=conflict, take=cast("Any", side))


def _role(given: str | None) -> "Role | None":
    from goldthread.terms import Role  # noqa: PLC0415

    if given is None or given in {*Role}:
        return None if given is None else Role(given)
    raise typer.BadParameter(f"{given!r} is not a role; it is one of {', '.join(Role)}.")


def _say_conflict(conflict: "Conflict") -> None:
    say_error(f"conflict {conflict.id} ({conflict.kind.replace('-', ' ')})")
    for side in ("base", "mine", "theirs"):
        say_error(f"  {side:<6} {msgspec.json.encode(getattr(conflict, side)).decode()}")
