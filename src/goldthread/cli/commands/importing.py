"""`goldthread import`: a FHIR R4 bundle becomes case files; what was not understood is listed."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goldthread.cli.options import Format, FormatOption, parse_day
from goldthread.cli.saying import say_error, say_json, write_out
from goldthread.notation import BadInput, Place

if TYPE_CHECKING:
    from goldthread.fhir import Imported, Listed


def import_(
    bundle: Annotated[Path, typer.Argument(help="A FHIR R4 Bundle, resource or NDJSON; - is standard input.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="A file for one client, a folder for several.")
    ] = None,
    on: Annotated[
        datetime.date | None,
        typer.Option(
            "--on", parser=parse_day, metavar="DAY", help="The day on which it is written down (default: today)."
        ),
    ] = None,
    by: Annotated[str, typer.Option("--by", help="Who imports it.")] = "import",
    format_: FormatOption = Format.TEXT,
) -> None:
    """Turn a FHIR R4 bundle into a case file. Whatever is not understood is kept as a fact and listed."""
    from goldthread.case import Case, write_case  # noqa: PLC0415 - a command loads what it uses
    from goldthread.fhir import read_fhir  # noqa: PLC0415

    day = on or datetime.date.today()
    imported = read_fhir(bundle, recorded_on=day, recorded_by=by)
    cases = [Case(on=day, record=record) for record in imported.records]
    _report(imported, format_)
    if not cases:
        raise BadInput("There is no client in the input.", code="no-client", place=Place(file=str(bundle)))
    if format_ is Format.JSON and out is None:
        return
    if len(cases) == 1 and not (out and out.is_dir()):
        write_out(body=write_case(cases[0]), out=out)
        return
    if out is None:
        message = f"The input holds {len(cases)} clients."
        raise BadInput(message, code="several-clients", place=Place(file=str(bundle)), fix="Name a folder with --out.")
    for case in cases:
        write_out(body=write_case(case), out=out / f"{case.record.client.id}.yaml")


def _report(imported: "Imported", format_: Format) -> None:
    if format_ is Format.JSON:
        say_json(
            {
                "clients": [record.client.id for record in imported.records],
                "mapped": imported.mapped,
                "listed": [_listed(each) for each in imported.listed],
                "listed_parts": [_listed(each) for each in imported.listed_parts],
                "cleaned": [
                    {"resource": each.resource_type, "id": each.resource_id, "what": each.what}
                    for each in imported.cleaned
                ],
            }
        )
        return
    say_error(f"{imported.mapped} resources were understood; {len(imported.listed)} things are listed:")
    for each in imported.listed:
        say_error(f"  {each}")
    if imported.listed_parts:
        say_error(f"{len(imported.listed_parts)} parts of what was understood are listed too:")
    for each in imported.listed_parts:
        say_error(f"  {each}")


def _listed(each: "Listed") -> dict[str, Any]:
    part = {"part": each.part} if each.part else {}
    return {"resource": each.resource_type, "id": each.resource_id, **part, "why": each.why}
