"""Acting from the command line: as an account, through the same one way as everybody else."""

import datetime
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goldthread.cli.exits import Exit
from goldthread.cli.stopping import Stopped
from goldthread.terms import Role

if TYPE_CHECKING:
    from goldthread.practice.people import Actor
    from goldthread.practice.perform import Done
    from goldthread.store.accounts import Member

TOKEN = "GOLDTHREAD_TOKEN"  # noqa: S105 - the name of a variable, not what it holds

ByOption = Annotated[
    str | None, typer.Option("--by", metavar="LOGIN", help=f"Who acts. Not needed with a token in {TOKEN}.")
]
AsOption = Annotated[
    Role | None, typer.Option("--as", metavar="ROLE", help="In which role; for an account with several.")
]
PasswordFileOption = Annotated[
    Path | None,
    typer.Option(
        "--password-file",
        metavar="FILE",
        help="Read the password of who acts from this file (first line; - is standard input).",
    ),
]
CentreOption = Annotated[
    str | None, typer.Option("--centre", metavar="ID", help="The centre, where there are several.")
]


def now() -> datetime.datetime:
    """The clock of this machine, in UTC."""
    return datetime.datetime.now(datetime.UTC)


def signed_in(*, centre: str, by: str | None, password_file: Path | None) -> "Member":
    """The account that acts: of the token in the environment, or of the login, whose password is asked for. Raises
    Stopped, always in the same words."""
    from goldthread.store import accounts  # noqa: PLC0415 - a command loads what it uses

    token = os.environ.get(TOKEN)
    if by is None and not token:
        message, fix = "Who acts?", f"Say --by LOGIN, or put a token into {TOKEN}."
        raise Stopped(message, code="not-signed-in", exit_=Exit.USAGE, fix=fix)
    if by is None:
        member = accounts.member_of_token(token or "", at=now())
    else:
        password = read_password(password_file, f"Password of {by}: ")
        member = accounts.sign_in(centre=centre, login=by, password=password)
    if member is None or member.centre != centre or not member.roles:
        message = "Nobody could be signed in so."
        fix = "Check the login, the password or the token, and the centre."
        raise Stopped(message, code="not-signed-in", exit_=Exit.REFUSED, fix=fix)
    return member


def actor_of(member: "Member", wanted: Role | None) -> "Actor":
    """The account in the role that is asked for, or in its only one. Raises Stopped."""
    from goldthread.practice.people import Actor  # noqa: PLC0415

    if wanted is None and len(member.roles) > 1:
        fix = f"Say --as with one of: {', '.join(member.roles)}."
        raise Stopped("This account has several roles.", code="role-needed", exit_=Exit.USAGE, fix=fix)
    role = wanted or member.roles[0]
    if role not in member.roles:
        fix = f"It has: {', '.join(member.roles)}."
        raise Stopped("The account does not have this role.", code="not-your-role", exit_=Exit.REFUSED, fix=fix)
    client = member.client if role is Role.CLIENT else None
    return Actor(id=member.id, centre=member.centre, role=role, client=client)


def do(
    name: str,
    fields: dict[str, Any],
    *,
    actor: "Actor",
    key: str | None = None,
    at: Callable[[], datetime.datetime] = now,
) -> "Done":
    """Perform the action with that name. Raises Stopped with the refusal, or with what the request lacks."""
    import msgspec  # noqa: PLC0415

    from goldthread.cli.desks import desk_for  # noqa: PLC0415
    from goldthread.notation import said_plainly  # noqa: PLC0415
    from goldthread.practice.actions import action_named  # noqa: PLC0415
    from goldthread.practice.perform import perform  # noqa: PLC0415
    from goldthread.practice.refusing import Refusal  # noqa: PLC0415
    from goldthread.store.books import StoreBooks  # noqa: PLC0415

    action = action_named(name)
    if action is None:
        raise LookupError(name)
    try:
        request = msgspec.convert(msgspec.to_builtins(fields), action.request)
    except msgspec.ValidationError as error:
        raise Stopped(said_plainly(str(error)), code="bad-value", exit_=Exit.USAGE) from None
    done = perform(action=action, request=request, actor=actor, at=at, books=StoreBooks(), desk=desk_for(None), key=key)
    if isinstance(done, Refusal):
        raise Stopped(done.message, code=done.code, exit_=Exit.REFUSED, fix=done.fix)
    return done


def read_password(file: Path | None, prompt: str, *, twice: bool = False) -> str:
    """A password: from the first line of a file, or asked for without echo. Never from the command line, where every
    process of the machine could read it. Raises Stopped where nobody can be asked."""
    if file is not None:
        return _first_line(file)
    if not sys.stdin.isatty():
        fix = f"Give --password-file, or put a token into {TOKEN}."
        raise Stopped("There is nobody to ask for the password.", code="no-password", exit_=Exit.USAGE, fix=fix)
    return str(typer.prompt(prompt.rstrip(": "), hide_input=True, confirmation_prompt=twice, err=True))


def _first_line(file: Path) -> str:
    try:
        text = sys.stdin.readline() if str(file) == "-" else file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        message = f"The password file {file} cannot be read."
        raise Stopped(message, code="unreadable", exit_=Exit.BAD_INPUT) from None
    password = text.partition("\n")[0].rstrip("\r")
    if not password:
        raise Stopped(f"There is no password in {file}.", code="empty", exit_=Exit.BAD_INPUT)
    return password
