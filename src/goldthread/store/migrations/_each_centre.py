"""For migrations that fill a new column: the walls of PostgreSQL let one centre at a time in."""

from collections.abc import Iterator

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.utils import CursorWrapper


def each_centre(schema_editor: BaseDatabaseSchemaEditor) -> Iterator[tuple[CursorWrapper, str]]:
    """Every centre with a cursor that may see and change its rows."""
    with schema_editor.connection.cursor() as cursor:
        _be_in(cursor, "*")
        cursor.execute("SELECT centre FROM store_centre ORDER BY centre")
        for (centre,) in cursor.fetchall():
            _be_in(cursor, centre)
            yield cursor, centre


def _be_in(cursor: CursorWrapper, centre: str) -> None:
    if cursor.db.vendor == "postgresql":
        cursor.execute("SELECT set_config('goldthread.centre', %s, true)", [centre])
