"""When a waiver stands, and which finding it sets aside."""

import datetime

from goldthread.checks.finding import Finding
from goldthread.plan import Waiver


def stands(waiver: Waiver, on: datetime.date) -> bool:
    """Whether the waiver was given by that day and has not run out."""
    return waiver.on <= on and (waiver.until is None or on <= waiver.until)


def covers(waiver: Waiver, finding: Finding) -> bool:
    """Whether the waiver is about that finding: its check by name or code, and its item (none: every item)."""
    return waiver.check in (finding.check, finding.code.lower()) and waiver.item in (None, finding.item)
