"""The store made ready for a command: its choices read, its parts loaded, its tables looked at."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from goldthread.cli.exits import Exit
from goldthread.cli.stopping import Stopped
from goldthread.wiring.home import CENTRE, DATABASE, home_folder, read_home, refuse_bad_url, take_up

SETTINGS = "goldthread.wiring.site"


def set_up() -> None:
    """Read the home's choices and make Django ready. Raises Stopped where the parts of a server are not installed.

    What this process writes from now on is for the account that runs it alone.
    """
    os.umask(0o077)
    # On a full disk Python would keep half of a compiled module, and no later start would get over it.
    sys.dont_write_bytecode = True
    _leave_no_image()
    folder = home_folder()
    take_up(folder, read_home(folder))
    refuse_bad_url(os.environ.get(DATABASE, ""))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        import django  # noqa: PLC0415 - for the commands of a server alone

        django.setup()
    except ModuleNotFoundError:
        message, fix = (
            "The parts of a server are not installed.",
            "Install goldthread with its extra: goldthread[server].",
        )
        raise Stopped(message, code="no-server-parts", exit_=Exit.TROUBLE, fix=fix) from None


def _leave_no_image() -> None:
    """A process that crashes would leave its memory in a file, with all the words and keys that it held."""
    try:
        import resource  # noqa: PLC0415 - Windows has none, and leaves no such files by itself
    except ModuleNotFoundError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@contextmanager
def telling() -> Iterator[None]:
    """What the store comes to ends the command with exit code 6, the trouble's code and what to do."""
    from goldthread.store.trouble import StoreTrouble  # noqa: PLC0415

    try:
        yield
    except StoreTrouble as trouble:
        raise Stopped(trouble.message, code=trouble.code, exit_=Exit.TROUBLE, fix=trouble.fix) from None


@contextmanager
def at_the_store(*, migrated: bool = True) -> Iterator[None]:
    """The store, for the time of a command. Raises Stopped: `no-home`, `not-migrated`, the codes of its troubles."""
    set_up()
    with telling():
        _refuse_no_home()
        if migrated and missing_migrations():
            fix = "Make a backup, then run `goldthread store migrate`."
            raise Stopped("The database is of another version.", code="not-migrated", exit_=Exit.TROUBLE, fix=fix)
        yield


def missing_migrations() -> tuple[str, ...]:
    """The changes of tables that this version needs and the database has not seen. Raises StoreTrouble."""
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    from goldthread.store.trouble import told  # noqa: PLC0415

    with told("default"):
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return tuple(str(migration) for migration, _ in plan)


def centre_meant(given: str | None) -> str:
    """The centre that a command is about: the one named, else the home's own. Raises Stopped."""
    centre = given or os.environ.get(CENTRE)
    if not centre:
        message, fix = "Which centre is meant?", f"Name it with --centre or {CENTRE}."
        raise Stopped(message, code="no-centre", exit_=Exit.USAGE, fix=fix)
    return centre


def _refuse_no_home() -> None:
    """SQLite would make a database wherever it is told to look; a mistyped folder must not become a new, empty one."""
    from django.conf import settings  # noqa: PLC0415

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3") and not os.path.exists(database["NAME"]):
        message = f"There is no store in {home_folder()}."
        fix = "Run `goldthread init`, or name the home of another in GOLDTHREAD_HOME."
        raise Stopped(message, code="no-home", exit_=Exit.TROUBLE, fix=fix)
