"""An intervention without frequency, duration or a person."""

import re
from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.plan import Intervention

# A frequency that already says how long: nothing goes on, or it lasts as long as it is needed.
_NO_DURATION = re.compile(
    r"\b(?:once|one[- ]time|one (?:session|visit|meeting|talk|call|hour)|single|twice|as needed|when(?:ever)? needed"
    r"|at any time|any time|24/7|day and night|on the (?:first|last) day|at (?:admission|discharge|intake)|throughout"
    r"|until|for \w+ (?:days?|weeks?|months?)|\d+ (?:sessions?|visits?|meetings?))\b",
    re.IGNORECASE,
)


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each intervention that lacks one of the three."""
    for each in subject.plan.interventions:
        lacks = _lacks(each, subject)
        if lacks:
            yield Found(
                message=f"Intervention {each.id} does not say {' or '.join(lacks)}. Agree on it, and write it down.",
                path=("plan", "interventions", each.id),
                item=each.id,
            )


def _lacks(each: Intervention, subject: Subject) -> list[str]:
    modality = subject.modalities.get(each.modality or "")
    medicine = modality is not None and modality.kind == "medicine"
    lacks = []
    if not each.frequency and not medicine and not subject.asks(each, "frequency"):
        lacks.append("how often")
    if not (each.duration or medicine or _NO_DURATION.search(each.frequency) or subject.asks(each, "duration")):
        lacks.append("for how long")
    if not each.by_whom and each.by_role is None and not subject.asks(each, "by_whom"):
        lacks.append("by whom")
    return lacks
