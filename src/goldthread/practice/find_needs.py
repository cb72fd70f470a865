"""Find what a client's record calls for."""

import datetime

from goldthread.case import Case
from goldthread.curation.said_once import said_once
from goldthread.needs import Needs, derive_needs
from goldthread.practice.desk import Desk


def find_needs(*, case: Case, desk: Desk, on: datetime.date | None = None) -> Needs:
    """The needs of the case's record as of `on`, with their evidence, causes and links. A worry that the client and the
    team both name is one reason."""
    library = desk.library
    reading = desk.read(case=case, on=on)
    needs = derive_needs(reading=reading, definitions=library.needs, links=tuple(library.links.values()))
    return said_once(needs=needs, chart=reading.chart)
