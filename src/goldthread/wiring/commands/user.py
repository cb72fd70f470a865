"""`goldthread user`: accounts, their roles, passwords and tokens."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goldthread.cli.exits import Exit
from goldthread.cli.options import Format, FormatOption
from goldthread.cli.saying import say, say_json
from goldthread.cli.stopping import Stopped
from goldthread.terms import Role
from goldthread.wiring.acting import ByOption, CentreOption, PasswordFileOption, actor_of, read_password, signed_in
from goldthread.wiring.standing import at_the_store, centre_meant

if TYPE_CHECKING:
    from goldthread.practice.people import Actor

app = typer.Typer(
    help="Look after accounts. Administrators do; everybody changes their own password and makes their own tokens.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Login = Annotated[str, typer.Argument(help="The login of the account.")]
RolesOption = Annotated[list[Role], typer.Option("--role", metavar="ROLE", help="May be given several times.")]
NewPasswordFile = Annotated[
    Path | None, typer.Option("--new-password-file", metavar="FILE", help="The account's new password (first line).")
]


@app.command("add")
def add(
    login: Login,
    role: RolesOption,
    name: Annotated[str, typer.Option("--name", help="What the person is called.")],
    client: Annotated[
        str | None, typer.Option("--client", metavar="ID", help="The folder that is their own, for a client.")
    ] = None,
    new_password_file: NewPasswordFile = None,
    by: ByOption = None,
    password_file: PasswordFileOption = None,
    centre: CentreOption = None,
    format_: FormatOption = Format.TEXT,
) -> None:
    """Make an account. Its id is made up; names and logins are sealed in the database."""
    if (Role.CLIENT in role) != (client is not None):
        raise typer.BadParameter("An account in the role client has --client, and no other has.")
    with at_the_store():
        from goldthread.wiring.accounts import add_account  # noqa: PLC0415 - a command loads what it uses

        actor = _administrator(by, password_file, centre)
        password = read_password(new_password_file, f"Password for {login}", twice=True)
        made = add_account(
            by=actor, login=login, name=name, password=password, roles=tuple(dict.fromkeys(role)), client=client
        )
    if format_ is Format.JSON:
        say_json(made)
    else:
        say(f"{login} may sign in as {', '.join(made.roles)}. The account's id is {made.id}.")


@app.command("list")
def list_(
    by: ByOption = None,
    password_file: PasswordFileOption = None,
    centre: CentreOption = None,
    format_: FormatOption = Format.TEXT,
) -> None:
    """Show the accounts of the centre."""
    with at_the_store():
        from goldthread.store.accounts import members  # noqa: PLC0415

        found = members(centre=_administrator(by, password_file, centre).centre)
    if format_ is Format.JSON:
        say_json(found)
        return
    for member in found:
        roles = ", ".join(member.roles) or "closed"
        say(
            f"{member.id}  {member.login}  {member.name}  ({roles})"
            + (f"  client {member.client}" * bool(member.client))
        )


@app.command("password")
def password(
    login: Login,
    new_password_file: NewPasswordFile = None,
    by: ByOption = None,
    password_file: PasswordFileOption = None,
    centre: CentreOption = None,
    recover: Annotated[
        bool,
        typer.Option("--recover", help="No administrator can sign in: who runs the server sets an administrator's."),
    ] = False,
    format_: FormatOption = Format.TEXT,
) -> None:
    """Set another password: your own, or as an administrator somebody's. The account's tokens end."""
    with at_the_store():
        from goldthread.wiring.accounts import account_called, change_password, operator  # noqa: PLC0415

        there = centre_meant(centre)
        account = account_called(centre=there, login=login)
        if recover:
            _refuse_no_administrator(account.roles)
            actor = operator(there)
        else:
            member = signed_in(centre=there, by=by, password_file=password_file)
            own = member.id == account.id
            actor = actor_of(member, member.roles[0] if own else Role.ADMINISTRATOR)
        change_password(
            by=actor,
            member=account.id,
            password=read_password(new_password_file, f"New password for {login}", twice=True),
        )
    _say(format_, account.id, f"The password of {login} is changed; tokens of the account have ended.")


@app.command("roles")
def roles(
    login: Login,
    role: RolesOption,
    by: ByOption = None,
    password_file: PasswordFileOption = None,
    centre: CentreOption = None,
    format_: FormatOption = Format.TEXT,
) -> None:
    """Give an account these roles and no others."""
    with at_the_store():
        from goldthread.wiring.accounts import account_called, change_roles  # noqa: PLC0415

        actor = _administrator(by, password_file, centre)
        account = account_called(centre=actor.centre, login=login)
        if (Role.CLIENT in role) != (account.client is not None):
            raise typer.BadParameter("Only an account with a folder of its own is a client, and it stays one.")
        change_roles(by=actor, member=account.id, roles=tuple(dict.fromkeys(role)))
    _say(format_, account.id, f"{login} may sign in as {', '.join(dict.fromkeys(role))}.")


@app.command("disable")
def disable(
    login: Login,
    by: ByOption = None,
    password_file: PasswordFileOption = None,
    centre: CentreOption = None,
    format_: FormatOption = Format.TEXT,
) -> None:
    """Close an account: nobody signs in as it any more. What it has done stays under its id."""
    with at_the_store():
        from goldthread.wiring.accounts import account_called, close_account  # noqa: PLC0415

        actor = _administrator(by, password_file, centre)
        account = account_called(centre=actor.centre, login=login)
        if account.id == actor.id:
            message, fix = "Nobody closes their own account.", "Ask another administrator."
            raise Stopped(message, code="your-own", exit_=Exit.REFUSED, fix=fix)
        close_account(by=actor, member=account.id)
    _say(format_, account.id, f"{login} cannot sign in any more.")


@app.command("token")
def token(
    by: ByOption = None,
    password_file: PasswordFileOption = None,
    centre: CentreOption = None,
    days: Annotated[int, typer.Option("--days", min=1, max=366, help="How long it is good for.")] = 90,
    format_: FormatOption = Format.TEXT,
) -> None:
    """Make a token by which a program acts as your own account. It is shown once."""
    with at_the_store():
        from goldthread.wiring.accounts import issue_token  # noqa: PLC0415

        member = signed_in(centre=centre_meant(centre), by=by, password_file=password_file)
        made = issue_token(by=actor_of(member, member.roles[0]), days=days)
    if format_ is Format.JSON:
        say_json({"account": member.id, "token": made})
    else:
        say(made)


def _say(format_: Format, account: str, text: str) -> None:
    if format_ is Format.JSON:
        say_json({"account": account})
    else:
        say(text)


def _administrator(by: str | None, password_file: Path | None, centre: str | None) -> "Actor":
    return actor_of(signed_in(centre=centre_meant(centre), by=by, password_file=password_file), Role.ADMINISTRATOR)


def _refuse_no_administrator(found: tuple[Role, ...]) -> None:
    if found != (Role.ADMINISTRATOR,):
        message = "This account is no administrator's."
        fix = "Who runs the server is trusted with the machine, not with clients: an administrator sets the others'."
        raise Stopped(message, code="role-may-not", exit_=Exit.REFUSED, fix=fix)
