"""`goldthread import`: a FHIR R4 bundle becomes case files; what was not understood is listed."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goldthread.cli.exits import Exit
from goldthread.cli.many import about, say_refusal
from goldthread.cli.options import ForceOption, Format, FormatOption, parse_day
from goldthread.cli.saying import as_error, say_error, say_json, write_out
from goldthread.notation import BadInput, Place

if TYPE_CHECKING:
    from goldthread.fhir import Imported, Listed


BundleArgument = Annotated[Path, typer.Argument(help="A FHIR R4 Bundle, resource or NDJSON; - is standard input.")]
PlaceOption = Annotated[Path | None, typer.Option("--out", "-o", help="A file for one client, a folder for several.")]
DayOption = Annotated[
    datetime.date | None,
    typer.Option("--on", parser=parse_day, metavar="DAY", help="The day on which it is written down (default: today)."),
]
ImporterOption = Annotated[str, typer.Option("--by", help="Who imports it.")]
WordingOption = Annotated[
    bool, typer.Option("--wording", help="The input is a FHIR Questionnaire: write it as a file for your library.")
]


def import_(
    bundle: BundleArgument,
    out: PlaceOption = None,
    on: DayOption = None,
    by: ImporterOption = "import",
    wording: WordingOption = False,
    force: ForceOption = False,
    format_: FormatOption = Format.TEXT,
) -> int:
    """Turn a FHIR R4 bundle into a case file. Whatever is not understood is kept as a fact and listed."""
    from goldthread.case import Case, write_case  # noqa: PLC0415 - a command loads what it uses
    from goldthread.fhir import read_fhir  # noqa: PLC0415

    if wording:
        return _import_wording(bundle, out, keep=not force)
    day = on or datetime.date.today()
    with about(bundle):
        imported = read_fhir(bundle, recorded_on=day, recorded_by=by)
    bodies = {record.client.id: write_case(Case(on=day, record=record)) for record in imported.records}
    refused = _place_all(bodies, bundle, out, format_, keep=not force)
    _report(imported, format_, refused)
    return say_refusal(refused) if refused else Exit.NOTHING


def _import_wording(source: Path, out: Path | None, *, keep: bool) -> int:
    """A Questionnaire's wording laid over the library's instrument, as a content file for a centre's own folder."""
    from goldthread.cli.desks import desk_for  # noqa: PLC0415
    from goldthread.fhir import overlay, read_questionnaire, write_overlay  # noqa: PLC0415

    with about(source):
        found = read_questionnaire(source)
    definition = desk_for(None).library.instruments.get(found.instrument or "")
    if definition is None:
        message = "The Questionnaire is none of the instruments of the library."
        raise BadInput(message, code="unknown-instrument", place=Place(file=str(source)))
    write_out(body=write_overlay(overlay(wording=found, definition=definition)), out=out, keep=keep)
    say_error(f"Wording of {definition.name}. Its copyright notice: {found.copyright or 'none given'}")
    return Exit.NOTHING


def _place_all(
    bodies: dict[str, str], bundle: Path, out: Path | None, format_: Format, *, keep: bool
) -> BadInput | None:
    """Write the case files; answers with what kept it from being done."""
    if not bodies:
        return BadInput("There is no client in the input.", code="no-client", place=Place(file=str(bundle)))
    if out is None and format_ is Format.JSON:
        return None
    if out is None and len(bodies) > 1:
        message = f"The input holds {len(bodies)} clients."
        return BadInput(message, code="several-clients", place=Place(file=str(bundle)), fix="Name a folder with --out.")
    single = len(bodies) == 1 and not (out and out.is_dir())
    try:
        for client, body in bodies.items():
            write_out(body=body, out=out if single or out is None else out / f"{client}.yaml", keep=keep)
    except BadInput as error:
        return error
    return None


def _report(imported: "Imported", format_: Format, refused: BadInput | None) -> None:
    if format_ is Format.JSON:
        clients = [record.client.id for record in imported.records]
        say_json({**({"error": as_error(refused)} if refused else {}), "clients": clients, **as_report(imported)})
    else:
        say_report(imported)


def as_report(imported: "Imported") -> dict[str, Any]:
    """What was understood and what is listed, as programs read it."""
    return {
        "mapped": imported.mapped,
        "listed": [_listed(each) for each in imported.listed],
        "listed_parts": [_listed(each) for each in imported.listed_parts],
        "cleaned": [
            {"resource": each.resource_type, "id": each.resource_id, "what": each.what} for each in imported.cleaned
        ],
    }


def say_report(imported: "Imported") -> None:
    """What was understood and what is listed, for people."""
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
