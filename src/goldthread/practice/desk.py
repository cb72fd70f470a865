"""The desk: the library laid out for work. What every verb looks up again and again is prepared once here."""

import datetime
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from goldthread.case import Case
from goldthread.individuality import LibraryWords
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

    @cached_property
    def words(self) -> LibraryWords:
        """The library's own sentences: what stands in them makes nobody's plan their own."""
        return LibraryWords(_texts(self.library))

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


def _texts(library: Library) -> Iterator[tuple[str, str]]:
    """Every text of the library that a plan could have been filled with: where it stands, and the text."""
    for modality in library.modalities.values():
        yield from (
            (f"modalities/{modality.id}", text) for text in (modality.name, modality.plain, modality.client_does)
        )
    for prompt in library.goals.values():
        yield from ((f"goals/{prompt.id}", text) for text in (prompt.question, prompt.clinical))
    for pattern in library.objectives.values():
        yield from ((f"objectives/{pattern.id}", text) for text in (pattern.text, pattern.question))
    for need in library.needs.values():
        yield from ((f"needs/{need.id}", text) for text in (need.title, need.plain, *need.ask))
    for link in library.links.values():
        yield from ((f"links/{link.id}", text) for text in (link.why, link.education))


def open_desk(folder: Path | None = None) -> Desk:
    """The desk with the shipped library and, with `folder`, the centre's own content on top. Raises BadInput."""
    return Desk(library=load_library(folder))
