"""Withdrawal care that leaves open what the person on duty needs to know."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.plan import WithdrawalCare

_NO_SCALE = ("stimulant", "meth", "amphetamine", "cocaine", "cannabis", "marijuana", "nicotine", "tobacco", "inhalant")


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each incomplete withdrawal care."""
    if not subject.is_open:
        return
    for care in subject.plan.withdrawal:
        lacks = _lacks(care)
        if lacks:
            yield Found(
                message=f"Withdrawal care {care.id} does not say {', '.join(lacks)}. "
                "Fill it in with the nurse and the prescriber.",
                path=("plan", "withdrawal", care.id),
                item=care.id,
                need=care.need,
            )


def _lacks(care: WithdrawalCare) -> list[str]:
    scaled = care.need != "stimulant-comedown" and not any(name in care.substance.lower() for name in _NO_SCALE)
    wanted = [
        ("where it is monitored", care.monitoring is not None),
        ("with which scale", care.scale is not None or not scaled),
        ("how often", care.every_hours is not None or not scaled),
        ("for how many days", care.for_days is not None),
        ("when to escalate", bool(care.escalate_when)),
        ("to whom", bool(care.escalate_to)),
    ]
    return [name for name, there in wanted if not there]
