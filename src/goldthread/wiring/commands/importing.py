"""`goldthread import`: as on files alone; with --into, what is read goes into the store, as done by an account."""

from pathlib import Path
from typing import Annotated, Any

import typer

from goldthread.cli.commands.importing import (
    BundleArgument,
    DayOption,
    PlaceOption,
    WordingOption,
    as_report,
    say_report,
)
from goldthread.cli.commands.importing import import_ as import_to_file
from goldthread.cli.exits import Exit
from goldthread.cli.options import ForceOption, Format, FormatOption
from goldthread.cli.saying import say, say_json
from goldthread.wiring.acting import AsOption, PasswordFileOption


def import_(
    bundle: BundleArgument,
    out: PlaceOption = None,
    on: DayOption = None,
    by: Annotated[str, typer.Option("--by", help="Who imports it; with --into, whose login.")] = "",
    wording: WordingOption = False,
    force: ForceOption = False,
    into: Annotated[
        str | None,
        typer.Option("--into", metavar="CENTRE", help="Put it (a case file too) into the store of this centre."),
    ] = None,
    keep_ids: Annotated[
        bool,
        typer.Option("--keep-ids", help="With --into: keep the client's id, which stands open in the database."),
    ] = False,
    as_: AsOption = None,
    password_file: PasswordFileOption = None,
    format_: FormatOption = Format.TEXT,
) -> int:
    """Turn a FHIR R4 bundle into a case file; or put it, or a case file, into the store (--into).

    Whatever is not understood is kept as a fact and listed.
    """
    if into is None:
        if as_ is not None or password_file is not None or keep_ids:
            raise typer.BadParameter("--as, --keep-ids and --password-file belong to --into.")
        return import_to_file(bundle, out, on, by or "import", wording, force, format_)
    if out is not None or wording or force:
        raise typer.BadParameter("--into takes the place of --out, --wording and --force.")
    account: dict[str, Any] = {"by": by or None, "as_": as_, "password_file": password_file}
    return _into_store(bundle, into, on=on, keep_ids=keep_ids, format_=format_, **account)


def _into_store(
    source: Path,
    centre: str,
    *,
    on: Any,
    by: str | None,
    as_: Any,
    password_file: Path | None,
    keep_ids: bool,
    format_: Format,
) -> int:
    from goldthread.wiring.acting import actor_of, signed_in  # noqa: PLC0415 - a command loads what it uses
    from goldthread.wiring.bringing_in import bring_in, read_cases  # noqa: PLC0415
    from goldthread.wiring.standing import at_the_store  # noqa: PLC0415

    cases, imported = read_cases(source, on=on, by=by or "import")
    with at_the_store():
        actor = actor_of(signed_in(centre=centre, by=by, password_file=password_file), as_)
        brought = [bring_in(case, actor=actor, keep_id=keep_ids) for case in cases]
    if format_ is Format.JSON:
        say_json({"brought": brought, **(as_report(imported) if imported is not None else {})})
        return Exit.NOTHING
    for each in brought:
        known = "" if each.client == each.known_as else f" (in the file: {each.known_as})"
        say(f"{each.client}{known}: {each.facts} facts joined the record, {each.known} were there already.")
        if each.plan is not None:
            say(f"  the plan {each.plan} {'is a new draft' if each.drafted else 'was there already'}.")
    if imported is not None:
        say_report(imported)
    return Exit.NOTHING
