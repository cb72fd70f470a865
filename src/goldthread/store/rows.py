"""Many rows in one statement: a statement for each row is a journey to the server for each row."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.utils import CursorWrapper

_VALUES = 5000  # values in one statement at most; SQLite takes 32,766


def insert(cursor: CursorWrapper, table: str, columns: str, rows: Sequence[Sequence[Any]]) -> None:
    """Insert the rows, in their order, into a table of the store; nothing where there are none."""
    width = columns.count(",") + 1
    row = f"({', '.join(['%s'] * width)})"
    most = _VALUES // width
    for start in range(0, len(rows), most):
        some = rows[start : start + most]
        cursor.execute(
            f"INSERT INTO store_{table} ({columns}) VALUES {', '.join([row] * len(some))}",
            [value for values in some for value in values],
        )
