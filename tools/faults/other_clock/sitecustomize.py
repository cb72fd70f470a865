"""The clock of a server that is tried: moved by the seconds in a file, while it runs. No part of the product knows it.

Python runs this at its start where the folder is on PYTHONPATH.
"""

import datetime
import os
from pathlib import Path

from goldthread.wiring import acting

_MOVED_BY = Path(os.environ["TRIED_CLOCK"])


def _now() -> datetime.datetime:
    moved = datetime.timedelta(seconds=int(_MOVED_BY.read_text()))
    return datetime.datetime.now(datetime.UTC) + moved


acting.now = _now
