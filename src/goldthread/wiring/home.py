"""The home of a server: the folder with its choices (`goldthread.toml`), its key and, where it is embedded, its books.

What the environment says goes before what the file says, so that a container needs no file.
"""

import os
import sys
import tomllib
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import msgspec

from goldthread.cli.exits import Exit
from goldthread.cli.stopping import Stopped
from goldthread.notation import said_plainly
from goldthread.terms import ItemId, Role

HOME = "GOLDTHREAD_HOME"
CENTRE = "GOLDTHREAD_CENTRE"
DATABASE = "GOLDTHREAD_DATABASE_URL"
FILE = "goldthread.toml"
KEY_FILE = "master.key"


class Home(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What `goldthread.toml` holds: the centre that commands are about, the database (none: embedded, in the home),
    where the master key comes from, the names by which the server is called, whether a proxy that speaks TLS stands in
    front of it, whether its sign-in page offers the accounts of the demonstration, after how many idle minutes the
    pages of the team and of clients are locked, whose roles need a second step, and the server at which the centre's
    people sign in elsewhere (`wiring.identity`)."""

    centre: ItemId
    database_url: str = ""
    key_file: str = KEY_FILE
    key_command: str = ""
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1")
    https: bool = False
    demonstration: bool = False
    lock_minutes: Annotated[float, msgspec.Meta(gt=0)] = 15
    lock_client_minutes: Annotated[float, msgspec.Meta(gt=0)] = 60
    second_step: tuple[Role, ...] = (Role.ADMINISTRATOR,)
    identity_issuer: str = ""
    identity_client: str = ""
    identity_secret_file: str = "identity-secret"  # noqa: S105 - the name of a file
    identity_name: str = ""


def home_folder() -> Path:
    """The folder that GOLDTHREAD_HOME names, or the one for data of the account that runs the server."""
    given = os.environ.get(HOME)
    if given:
        return Path(given).absolute()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "Goldthread"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Goldthread"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "goldthread"


def read_home(folder: Path) -> Home | None:
    """The choices in the folder; None where there is no file. Raises Stopped for one that cannot be read."""
    path = folder / FILE
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Home)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unusable(path, f"it cannot be read ({error.strerror}).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise _unusable(path, "it is not TOML.") from None
    except msgspec.ValidationError as error:
        raise _unusable(path, said_plainly(str(error))) from None


def take_up(folder: Path, home: Home | None) -> None:
    """Put the choices where the settings look for them, beneath what the environment says already."""
    said = {HOME: str(folder)}
    if home is not None:
        said[CENTRE] = home.centre
        said[DATABASE] = home.database_url
        said["GOLDTHREAD_KEY_COMMAND"] = home.key_command
        said["GOLDTHREAD_KEY_FILE"] = str(folder / home.key_file)
        said["GOLDTHREAD_HOSTS"] = ",".join(home.hosts)
        said["GOLDTHREAD_HTTPS"] = "1" if home.https else ""
        said["GOLDTHREAD_DEMONSTRATION"] = "1" if home.demonstration else ""
        said["GOLDTHREAD_LOCK_MINUTES"] = f"{home.lock_minutes:g}"
        said["GOLDTHREAD_LOCK_CLIENT_MINUTES"] = f"{home.lock_client_minutes:g}"
        said["GOLDTHREAD_SECOND_STEP"] = ",".join(home.second_step) or "none"
        said["GOLDTHREAD_IDENTITY_ISSUER"] = home.identity_issuer
        said["GOLDTHREAD_IDENTITY_CLIENT"] = home.identity_client
        said["GOLDTHREAD_IDENTITY_SECRET_FILE"] = str(folder / home.identity_secret_file)
        said["GOLDTHREAD_IDENTITY_NAME"] = home.identity_name
    for name, value in said.items():
        if value:
            os.environ.setdefault(name, value)


def refuse_bad_url(url: str) -> None:
    """Raises Stopped for what is no address of a PostgreSQL database. The address is not repeated: it may hold a
    password."""
    if not url:
        return
    try:
        parts = urlsplit(url)
        fits = parts.scheme in ("postgresql", "postgres") and bool(parts.path.strip("/")) and parts.port != 0
    except ValueError:
        fits = False
    if not fits:
        fix = "Write postgresql://ACCOUNT:PASSWORD@HOST:PORT/NAME, or nothing for SQLite in the home."
        raise Stopped("This is not the address of a database.", code="bad-settings", exit_=Exit.TROUBLE, fix=fix)


def _unusable(path: Path, why: str) -> Stopped:
    fix = "docs/how-to/run-a-server.md shows what stands in it."
    return Stopped(f"{path} cannot be used: {why}", code="bad-settings", exit_=Exit.TROUBLE, fix=fix)
