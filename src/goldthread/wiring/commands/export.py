"""`goldthread export`: a complete copy of a client's folder, for the client or for whoever has a right to it."""

from typing import Annotated, Any

import typer

from goldthread.cli.options import ForceOption, Format, OutOption
from goldthread.cli.saying import say_error, write_out
from goldthread.wiring.acting import AsOption, ByOption, CentreOption, PasswordFileOption, actor_of, do, signed_in
from goldthread.wiring.standing import at_the_store, centre_meant


def export(
    client: Annotated[str, typer.Argument(help="The id of the client's folder.")],
    to: Annotated[str, typer.Option("--to", help="To whom the copy is handed.")],
    purpose: Annotated[str, typer.Option("--purpose", help="For what.")],
    by: ByOption = None,
    as_: AsOption = None,
    password_file: PasswordFileOption = None,
    centre: CentreOption = None,
    out: OutOption = None,
    force: ForceOption = False,
    format_: Annotated[
        Format, typer.Option("--format", help="text: a case file (the record, and the newest plan); json: everything.")
    ] = Format.JSON,
) -> None:
    """Hand out a copy of a client's folder. That it was handed out, to whom and for what, is kept in the folder."""
    with at_the_store():
        member = signed_in(centre=centre_meant(centre), by=by, password_file=password_file)
        actor = actor_of(member, as_)
        done = do("export-client", {"client": client, "to": to, "purpose": purpose}, actor=actor)
    body = _case_file(done.shown) if format_ is Format.TEXT else _json(done.shown)
    write_out(body=body, out=out, keep=not force)
    say_error(f"A copy of {client} was handed out; it stands in the folder and in the audit trail.")


def _json(shown: Any) -> bytes:
    import msgspec  # noqa: PLC0415 - a command loads what it uses

    return msgspec.json.format(msgspec.json.encode(shown), indent=2) + b"\n"


def _case_file(shown: Any) -> str:
    import msgspec  # noqa: PLC0415

    from goldthread.case import Case, write_case  # noqa: PLC0415

    return write_case(msgspec.convert(shown["case"], Case))
