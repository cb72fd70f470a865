"""Find what a client's record calls for."""

import datetime

from goldthread.case import Case
from goldthread.needs import Needs, derive_needs
from goldthread.practice.desk import Desk


def find_needs(*, case: Case, desk: Desk, on: datetime.date | None = None) -> Needs:
    """The needs of the case's record as of `on`, with their evidence, causes and links."""
    library = desk.library
    return derive_needs(
        reading=desk.read(case=case, on=on), definitions=library.needs, links=tuple(library.links.values())
    )
