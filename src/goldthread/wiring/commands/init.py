"""`goldthread init`: the home of a server: folder, key, choices, tables, centre and the first account."""

import os
from pathlib import Path
from typing import Annotated

import typer

from goldthread.cli.exits import Exit
from goldthread.cli.options import Format, FormatOption
from goldthread.cli.saying import say, say_json
from goldthread.cli.stopping import Stopped
from goldthread.terms import slug
from goldthread.wiring.home import FILE, HOME, KEY_FILE, Home, home_folder, read_home, refuse_bad_url


def init(
    folder: Annotated[Path | None, typer.Argument(help=f"The home (default: {HOME}, or your data folder).")] = None,
    database: Annotated[
        str, typer.Option("--database", metavar="URL", help="postgresql://… (default: SQLite in the home).")
    ] = "",
    centre: Annotated[str | None, typer.Option("--centre", metavar="ID", help="A short id of the centre.")] = None,
    name: Annotated[str | None, typer.Option("--name", help="What the centre is called.")] = None,
    admin: Annotated[str, typer.Option("--admin", metavar="LOGIN", help="Login of the first administrator.")] = "admin",
    password_file: Annotated[
        Path | None, typer.Option("--password-file", metavar="FILE", help="The administrator's password.")
    ] = None,
    format_: FormatOption = Format.TEXT,
) -> int:
    """Make the home of a server, or what is still missing of it. Safe to repeat: nothing is replaced."""
    home = (folder or home_folder()).absolute()
    os.environ[HOME] = str(home)
    made = make_home(home, database=database, centre=centre, name=name)
    made += make_store()
    made += _make_centre(name or os.environ["GOLDTHREAD_CENTRE"])
    made += _make_administrator(admin, password_file)
    if format_ is Format.JSON:
        say_json({"home": str(home), "made": made})
        return Exit.NOTHING
    say("\n".join(f"made: {each}" for each in made) or f"Everything was there already in {home}.")
    if any(KEY_FILE in each for each in made):
        say(
            f"\nKeep a copy of {home / KEY_FILE} apart from every backup. Who has both can read everything; "
            "without the key nobody can, ever again."
        )
    return Exit.NOTHING


def make_home(
    home: Path, *, database: str, centre: str | None, name: str | None, demonstration: bool = False
) -> list[str]:
    """The folder, its choices and its key, as far as they are missing; what was made."""
    made = []
    refuse_bad_url(database)
    known = read_home(home)
    if known is None and centre is None and name is None:
        message, fix = "The centre needs a name.", 'For example: goldthread init --name "Harbour House"'
        raise Stopped(message, code="no-centre", exit_=Exit.USAGE, fix=fix)
    _refuse_another(known, database=database, centre=centre)
    if not home.is_dir():
        made.append(str(home))
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        home.chmod(0o700)
        if known is None:
            known = Home(centre=centre or slug(name or ""), database_url=database, demonstration=demonstration)
            write_choices(home / FILE, known)
            made.append(str(home / FILE))
    except OSError as error:
        message = f"The home {home} cannot be made: {error.strerror}."
        raise Stopped(message, code="unwritable", exit_=Exit.TROUBLE) from None
    return made


def _refuse_another(known: Home | None, *, database: str, centre: str | None) -> None:
    """A home that is there keeps its choices."""
    if known is None:
        return
    for word, given, stands in (("database", database, known.database_url), ("centre", centre, known.centre)):
        if given and given != stands:
            message, fix = f"The home has another {word} already.", f"Name another folder, or edit {FILE} yourself."
            raise Stopped(message, code="another-home", exit_=Exit.USAGE, fix=fix)


def write_choices(path: Path, home: Home) -> None:
    """TOML by hand: every value is one line of plain text. It may hold the database's password: 0600."""
    import msgspec  # noqa: PLC0415

    quoted = {name: msgspec.json.encode(value).decode() for name, value in msgspec.structs.asdict(home).items()}
    text = (
        "# The choices of this server; what they mean: docs/how-to/run-a-server.md. The environment goes before them.\n"
        + "".join(f"{name} = {value}\n" for name, value in quoted.items())
    )
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)


def make_store() -> list[str]:
    """The key (where it is to be a file) and the tables, as far as they are missing; what was made."""
    from goldthread.wiring.standing import set_up  # noqa: PLC0415 - a command loads what it uses

    set_up()
    from django.conf import settings  # noqa: PLC0415

    from goldthread.store.keys import make_key_file  # noqa: PLC0415
    from goldthread.wiring.standing import telling  # noqa: PLC0415
    from goldthread.wiring.tables import migrate  # noqa: PLC0415

    made = []
    with telling():
        path = Path(settings.GOLDTHREAD_KEY_FILE)
        from_elsewhere = settings.GOLDTHREAD_KEY or settings.GOLDTHREAD_KEY_COMMAND
        if not from_elsewhere and not path.exists():
            _refuse_lost_key()
            make_key_file(path)
            made.append(str(path))
        count = migrate()
        if count:
            made.append(f"the tables of the database ({count} steps)")
    return made


def _refuse_lost_key() -> None:
    """A new key beside books that were sealed with another would look like a fresh start, and open nothing."""
    from goldthread.store.opening import centres  # noqa: PLC0415
    from goldthread.store.trouble import StoreTrouble  # noqa: PLC0415

    try:
        known = centres()
    except StoreTrouble:
        return
    if known:
        message = "The database holds centres, but their key is not here."
        fix = "Put the key file back from where it is kept; a new one would open nothing."
        raise Stopped(message, code="key-missing", exit_=Exit.TROUBLE, fix=fix)


def _make_centre(name: str) -> list[str]:
    from goldthread.practice.settings import Settings  # noqa: PLC0415
    from goldthread.store.accounts import create_centre  # noqa: PLC0415
    from goldthread.store.opening import centres  # noqa: PLC0415
    from goldthread.wiring.standing import centre_meant, telling  # noqa: PLC0415

    centre = centre_meant(None)
    with telling():
        if centre in centres():
            return []
        create_centre(centre=centre, settings=Settings(name=name))
    return [f"the centre {centre}"]


def _make_administrator(login: str, password_file: Path | None) -> list[str]:
    """The first account: an administrator, who makes the others and sees no clinical word."""
    from goldthread.store.accounts import members  # noqa: PLC0415
    from goldthread.terms import Role  # noqa: PLC0415
    from goldthread.wiring.accounts import add_account, operator  # noqa: PLC0415
    from goldthread.wiring.acting import read_password  # noqa: PLC0415
    from goldthread.wiring.standing import centre_meant, telling  # noqa: PLC0415

    centre = centre_meant(None)
    with telling():
        if any(Role.ADMINISTRATOR in member.roles for member in members(centre=centre)):
            return []
        password = read_password(password_file, f"Password for the administrator {login}", twice=True)
        add_account(by=operator(centre), login=login, name=login, password=password, roles=(Role.ADMINISTRATOR,))
    return [f"the account {login} (administrator)"]
