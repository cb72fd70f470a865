"""Opioid withdrawal care after which no treatment goes on."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.opioids import agonist_or_antagonist, is_opioid
from goldthread.checks.subject import Subject

_TREATMENT = ("opioid-use", "opioid-medication")


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each such withdrawal care."""
    for care in subject.plan.withdrawal:
        if care.continues_into is None and is_opioid(care) and not _goes_on(subject):
            yield Found(
                message=f"Withdrawal care {care.id} eases opioid withdrawal, and no treatment goes on after it. "
                "Offer medicine for opioid use disorder, and plan what continues.",
                path=("plan", "withdrawal", care.id),
                item=care.id,
                need=care.need,
            )


def _goes_on(subject: Subject) -> bool:
    if any(item.decision not in ("declined", "to-discuss") for item in agonist_or_antagonist(subject)):
        return True
    return any(subject.interventions_for.get(need) for need in _TREATMENT)
