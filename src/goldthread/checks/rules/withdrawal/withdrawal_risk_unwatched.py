"""A risk of alcohol or sedative withdrawal that the plan does not watch."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject

_RISKS = {"alcohol-withdrawal": "alcohol", "sedative-withdrawal": "sedative"}
_SEDATIVES = ("sedative", "benzo", "hypnotic", "sleeping")


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each risk."""
    for need, substance in _RISKS.items():
        if need in subject.calling and not _watched(need, substance, subject):
            derived = subject.needs.get(need)
            yield Found(
                message=f"There is a risk of withdrawal ({substance}), and the plan does not say where it is watched. "
                "Ask a nurse or prescriber today, and plan the monitoring, or refer.",
                path=("plan", "withdrawal"),
                item=need,
                need=need,
                facts=derived.facts if derived else (),
            )


def _watched(need: str, substance: str, subject: Subject) -> bool:
    names = _SEDATIVES if substance == "sedative" else (substance,)
    for care in subject.plan.withdrawal:
        about = care.need == need if care.need else any(name in care.substance.lower() for name in names)
        if about and care.monitoring is not None:
            return True
    return False
