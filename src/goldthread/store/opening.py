"""One transaction in one centre: begun, told to the database (the second wall), and let go of when something fails."""

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.db import Error as DatabaseTrouble
from django.db import OperationalError, connections, transaction
from django.db.backends.utils import CursorWrapper

from goldthread.store.trouble import StoreTrouble, let_go, of_database, told, trouble

# As the centre's name for listing the centres themselves. No centre is called so: ids begin with a letter or digit.
EVERY_CENTRE = "*"
_checked: set[tuple[str, str]] = set()


@contextmanager
def within(centre: str, *, using: str, reading: bool = False) -> Iterator[CursorWrapper]:
    """A cursor inside a transaction of that centre: the one that is open already, else one of its own, which is kept
    when this ends without an error and forgotten otherwise. Raises StoreTrouble for what the database comes to.

    `reading`: nothing will be written. On SQLite each statement then stands alone, so that no writer waits for it.
    """
    connection = connections[using]
    refuse_no_file(using)
    if connection.in_atomic_block or (reading and connection.vendor == "sqlite"):
        with told(using), connection.cursor() as cursor:
            yield cursor
        return
    with told(using), _begun(centre, using), connection.cursor() as cursor:
        yield cursor


def refuse_no_file(using: str) -> None:
    """Raises StoreTrouble `database-gone` where SQLite's file is not in its place: SQLite would make an empty one, and
    then throw away what was written ahead beside it, and is not in the file yet."""
    connection = connections[using]
    if connection.vendor != "sqlite" or connection.connection is not None:
        return
    if not os.path.exists(connection.settings_dict["NAME"]):
        raise trouble("database-gone")


def _begun(centre: str, using: str) -> ExitStack:
    """A begun transaction. A connection that was lost while nobody used it is opened again, once."""
    for again in (True, False):
        stack = ExitStack()
        try:
            if connections[using].vendor == "sqlite":
                _take_turn(stack, using)
            else:
                stack.enter_context(transaction.atomic(using=using, durable=True))
                _tell_centre(centre, using)
        except BaseException as error:
            lost = again and isinstance(error, DatabaseTrouble) and of_database(error).code == "database-gone"
            _roll_back(stack, error)
            if not lost:
                raise
            let_go(using)
        else:
            return stack
    raise AssertionError("The second try raises.")


def _take_turn(stack: ExitStack, using: str) -> None:
    """Begin when nobody else is writing. SQLite keeps no queue, and asks the less often the longer somebody has waited
    (in the end ten times a second): with eight at work one of them waited for twenty seconds in vain. Here whoever has
    waited longer asks more often."""
    connection = connections[using]
    connection.ensure_connection()
    most = float(connection.settings_dict["OPTIONS"].get("timeout", 5))
    began, waited = time.monotonic(), 0.0
    try:
        connection.connection.execute("PRAGMA busy_timeout = 0")
        while True:
            try:
                stack.enter_context(transaction.atomic(using=using, durable=True))
                return
            except OperationalError as error:
                waited = time.monotonic() - began
                if of_database(error).code != "busy" or waited > most:
                    raise
            time.sleep(max(_SHORTEST, _LONGEST - waited / 100))
    finally:
        connection.connection.execute(f"PRAGMA busy_timeout = {int(most * 1000)}")


_LONGEST, _SHORTEST = 0.01, 0.001  # seconds between two tries, at first and after a second


def _roll_back(stack: ExitStack, error: BaseException) -> None:
    try:
        stack.__exit__(type(error), error, error.__traceback__)
    except DatabaseTrouble:
        return


def _tell_centre(centre: str, using: str) -> None:
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('goldthread.centre', %s, true)", [centre])
        name = (using, str(connection.settings_dict["USER"]))
        if name in _checked:
            return
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        row = cursor.fetchone()
        if row is None or row[0]:
            raise StoreTrouble(
                "The database account of the server may look over the walls between centres.",
                code="account-too-mighty",
                fix="Give GOLDTHREAD_DATABASE_URL an account that is no superuser and has no BYPASSRLS.",
            )
        _checked.add(name)


def locking(cursor: CursorWrapper, rows: str = "") -> str:
    """What locks the rows that are read until the transaction ends. On SQLite the transaction itself is the lock.

    NO KEY: ids never change, and whoever writes a row that refers to one of these does not wait. Otherwise somebody
    with the head of the trail would wait for the centre's row, and who has that for the head.
    """
    return f" FOR NO KEY UPDATE{rows}" if cursor.db.vendor == "postgresql" else ""


def centres(*, using: str = "default") -> tuple[str, ...]:
    """The ids of all centres."""
    with within(EVERY_CENTRE, using=using, reading=True) as cursor:
        cursor.execute("SELECT centre FROM store_centre ORDER BY centre")
        return tuple(row[0] for row in cursor.fetchall())
