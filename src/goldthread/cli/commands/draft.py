"""`goldthread draft`: a first plan out of a record, and the options for one need."""

from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from goldthread.cli.desks import desk_for
from goldthread.cli.many import about, say_if_early
from goldthread.cli.options import ForceOption, Format, FormatOption, LibraryOption, OneFile, OnOption, OutOption
from goldthread.cli.saying import say, say_error, say_json, write_out

if TYPE_CHECKING:
    from goldthread.case import Case
    from goldthread.curation import Option


def draft(
    file: OneFile,
    by: Annotated[str, typer.Option("--by", help="Who writes the draft.")] = "the team",
    level: Annotated[str | None, typer.Option("--level", help="The setting, for example outpatient.")] = None,
    choose: Annotated[
        list[str] | None,
        typer.Option("--choose", metavar="NEED=MODALITY[,...]", help="Your choice for a need; may be given again."),
    ] = None,
    options: Annotated[
        str | None, typer.Option("--options", metavar="NEED", help="Show the options for one need, and draft nothing.")
    ] = None,
    on: OnOption = None,
    library: LibraryOption = None,
    format_: FormatOption = Format.TEXT,
    out: OutOption = None,
    force: ForceOption = False,
) -> None:
    """Draft a plan from a record: a case file with the plan in it; what could not be filled is listed as questions."""
    from goldthread.case import read_case, write_case  # noqa: PLC0415 - a command loads what it uses
    from goldthread.plan import gaps  # noqa: PLC0415
    from goldthread.practice.draft_case import draft_case, with_plan  # noqa: PLC0415

    choices, setting = _choices(choose or []), _level(level)
    case = read_case(file).case
    say_if_early(case, on, file)
    if options is not None:
        with about(file):
            _show_options(case, options, on, library, format_)
        return
    with about(file):
        plan = draft_case(case=case, desk=desk_for(library), by=by, on=on, level=setting, choices=choices)
    drafted = with_plan(case, plan)
    if format_ is Format.JSON:
        body = msgspec.json.format(msgspec.json.encode(drafted), indent=2) + b"\n"
    else:
        body = write_case(drafted).encode()
    write_out(body=body, out=out, keep=not force)
    open_asks = gaps(plan)
    say_error(f"Drafted {len(plan.goals)} goals for {len(plan.needs)} needs; {len(open_asks)} questions are open.")


def _level(level: str | None) -> Any:
    from goldthread.plan import Level  # noqa: PLC0415

    if level is not None and level not in list(Level):
        raise typer.BadParameter(f"{level!r} is not a setting; choose from: {', '.join(Level)}.")
    return Level(level) if level else None


def _choices(given: list[str]) -> dict[str, list[str]]:
    choices: dict[str, list[str]] = {}
    for each in given:
        need, equals, modalities = each.partition("=")
        if not equals or not modalities:
            raise typer.BadParameter(f"{each!r}: write NEED=MODALITY, for example depression=behavioural-activation.")
        choices.setdefault(need, []).extend(modalities.split(","))
    return choices


def _show_options(case: "Case", need: str, on: Any, library: Any, format_: Format) -> None:
    from goldthread.practice.draft_case import find_options  # noqa: PLC0415

    found = find_options(case=case, desk=desk_for(library), need=need, on=on)
    if format_ is Format.JSON:
        say_json(found)
        return
    for number, option in enumerate(found, start=1):
        _say_option(number, option)


def _say_option(number: int, option: "Option") -> None:
    state = "  (not for now)" if option.excluded else ""
    say(f"{number}. {option.modality}  {option.points:+g}{state}", style="dim" if option.excluded else "bold")
    for reason in option.reasons:
        sign = "+" if reason.points > 0 else "-" if reason.points < 0 else "·"
        say(f"   {sign} {reason.text}")
