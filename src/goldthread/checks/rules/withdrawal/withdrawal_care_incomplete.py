"""Withdrawal care that leaves open what the person on duty needs to know."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.opioids import OPIOIDS
from goldthread.checks.subject import Subject
from goldthread.plan import WithdrawalCare

# Withdrawals for which the library holds a scale (CIWA-Ar, COWS), and those that are watched through the night.
_SCALED = ("alcohol", *OPIOIDS)
_TIMED = (*_SCALED, "sedative", "benzo", "hypnotic")
_NEEDS = {"alcohol-withdrawal": "alcohol", "opioid-withdrawal": "opioid", "sedative-withdrawal": "sedative"}


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each incomplete withdrawal care."""
    if not subject.is_open:
        return
    for care in subject.plan.withdrawal:
        lacks = _lacks(care, subject)
        if lacks:
            yield Found(
                message=f"Withdrawal care {care.id} does not say {', '.join(lacks)}. "
                "Fill it in with the nurse and the prescriber.",
                path=("plan", "withdrawal", care.id),
                item=care.id,
                need=care.need,
            )


def _lacks(care: WithdrawalCare, subject: Subject) -> list[str]:
    about = f"{care.substance.lower()} {_NEEDS.get(care.need or '', '')}"
    scaled, timed = (any(name in about for name in names) for names in (_SCALED, _TIMED))
    wanted = [
        ("where it is monitored", "monitoring", care.monitoring is not None),
        ("with which scale", "scale", care.scale is not None or not scaled),
        ("how often", "every_hours", care.every_hours is not None or not timed),
        ("for how many days", "for_days", care.for_days is not None),
        ("when to escalate", "escalate_when", bool(care.escalate_when)),
        ("to whom", "escalate_to", bool(care.escalate_to)),
    ]
    return [name for name, field, there in wanted if not there and not subject.asks(care, field)]
