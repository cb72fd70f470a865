"""Aftercare whose first date has passed without news, or was missed without a next step."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.plan import AftercareItem


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each such item."""
    for item in subject.plan.aftercare:
        what = _what(item, subject)
        if what:
            yield Found(
                message=f"Aftercare {item.id} ({item.type}) {what}.",
                path=("plan", "aftercare", item.id),
                item=item.id,
                need=item.need,
            )


def _what(item: AftercareItem, subject: Subject) -> str:
    if item.confirmed == "missed" and not item.if_not:
        return "was missed, and nothing is planned instead. Call, and book again"
    if item.confirmed in ("not-yet", "booked") and item.first_date is not None and item.first_date < subject.on:
        return f"was to begin on {item.first_date}, and nobody has said whether the client arrived. Call and ask"
    return ""
