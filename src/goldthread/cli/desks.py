"""The desk that commands work at: opened once in a process."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goldthread.practice.desk import Desk

_desks: dict[str, "Desk"] = {}  # one per library folder: worker processes check many files


def desk_for(library: Path | None) -> "Desk":
    """The desk of this process with the shipped library and the centre's own folder. Raises BadInput."""
    from goldthread.practice.desk import open_desk  # noqa: PLC0415 - a command loads what it uses

    key = str(library)
    if key not in _desks:
        _desks[key] = open_desk(library)
    return _desks[key]
