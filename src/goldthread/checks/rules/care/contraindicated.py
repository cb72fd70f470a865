"""What is planned although a caution of the catalogue says to avoid it with this record."""

from collections.abc import Iterator

from goldthread.checks.cautions import cautions_met
from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each caution met by each intervention or medicine."""
    for met in cautions_met(subject=subject, level="avoid"):
        instead = f" Instead: {met.caution.instead}." if met.caution.instead else ""
        yield Found(
            message=f"{met.modality.name} ({met.item}): {met.caution.why.rstrip('.')}.{instead.replace('..', '.')} "
            "A prescriber or therapist decides.",
            path=("plan", met.collection, met.item),
            item=met.item,
            facts=met.facts,
            unconfirmed=not met.caution.confirmed,
        )
