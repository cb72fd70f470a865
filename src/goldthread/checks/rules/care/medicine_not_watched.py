"""A medicine with a caution that asks for care, and nothing to watch for."""

from collections.abc import Iterator

from goldthread.checks.cautions import cautions_met
from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each such medicine, with the first caution that it meets."""
    watched = {item.id for item in subject.plan.medicines if item.watch_for or subject.asks(item, "watch_for")}
    for met in cautions_met(subject=subject, level="care"):
        if met.collection == "medicines" and met.item not in watched:
            watched.add(met.item)
            yield Found(
                message=f"{met.modality.name} ({met.item}): {met.caution.why.rstrip('.')}. "
                "Ask the prescriber what to watch for, and write it down.",
                path=("plan", "medicines", met.item),
                item=met.item,
                facts=met.facts,
            )
