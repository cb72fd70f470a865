"""The desk: the library laid out for work. What every verb looks up again and again is prepared once here."""

import datetime
from functools import cached_property
from pathlib import Path

from goldthread.case import Case
from goldthread.library import Library, load_library
from goldthread.needs import Reading
from goldthread.record import chart


class Desk:
    """A library with its look-ups. Made by `open_desk`, used for many cases; it holds nothing about a person."""

    def __init__(self, *, library: Library) -> None:
        self.library = library

    @cached_property
    def medicine_names(self) -> dict[str, frozenset[str]]:
        """Each known name of a medicine with its classes."""
        return self.library.medicine_names()

    def read(self, *, case: Case, on: datetime.date | None = None) -> Reading:
        """The case's record, ready to be read as of `on` (the case's own day where it is not given).

        A plan is checked again and again while it is edited, and its record stays the same: the newest reading is kept
        with the record.
        """
        day = on or case.on
        reading: Reading | None = case.record.kept.get("reading")
        if reading is None or reading.on != day or reading.medicine_classes is not self.medicine_names:
            reading = Reading(
                chart=chart(record=case.record, on=day),
                instruments=self.library.instruments,
                medicine_classes=self.medicine_names,
            )
            case.record.kept["reading"] = reading
        return reading


def open_desk(folder: Path | None = None) -> Desk:
    """The desk with the shipped library and, with `folder`, the centre's own content on top. Raises BadInput."""
    return Desk(library=load_library(folder))
