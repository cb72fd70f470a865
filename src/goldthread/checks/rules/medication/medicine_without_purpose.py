"""A medicine that is taken, and whose purpose, phase or prescriber is not said."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each such medicine."""
    for item in subject.plan.medicines:
        if item.decision not in ("accepted", "continuing"):
            continue
        wanted = (
            ("what it is for", "purpose", item.purpose),
            ("whether it goes on after withdrawal", "phase", item.phase),
            ("who prescribes it", "prescriber", item.prescriber),
        )
        lacks = [name for name, field, there in wanted if not there and not subject.asks(item, field)]
        if lacks:
            yield Found(
                message=f"Medicine {item.id} does not say {', '.join(lacks)}. Ask the prescriber, and write it down.",
                path=("plan", "medicines", item.id),
                item=item.id,
                need=item.need,
            )
