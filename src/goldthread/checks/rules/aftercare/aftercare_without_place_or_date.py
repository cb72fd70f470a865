"""An aftercare item without a place or a first date."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each such item."""
    for item in subject.plan.aftercare:
        if item.confirmed == "arrived":
            continue
        wanted = (("place", "place", item.place), ("first date", "first_date", item.first_date))
        lacks = [name for name, field, there in wanted if not there and not subject.asks(item, field)]
        if lacks:
            yield Found(
                message=f"Aftercare {item.id} ({item.type}) has no {' and no '.join(lacks)}. "
                "Make the call together, and write down where, with whom and on which day.",
                path=("plan", "aftercare", item.id),
                item=item.id,
                need=item.need,
            )
