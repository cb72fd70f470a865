"""An objective without measure, target or date, or one that is a task of the staff."""

import re
from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.plan import Objective

_STAFF = re.compile(
    r"(?:the |our |my )?(?:clinicians?|therapists?|counsell?ors?|staff|nurses?|team|prescribers?|case managers?"
    r"|providers?|doctors?|psychiatrists?|facilitators?)\b(?: (?:and|or|/) \w+)?"
    r" (?:will|to|shall|must|should|provides?|teaches|monitors?|assess(?:es)?|educates?|encourages?|offers?|meets?"
    r"|helps?)\b",
    re.IGNORECASE,
)
_TASK = re.compile(
    r"(?:provide|educate|encourage|assess|refer|administer|facilitate|assist|monitor|offer|teach|support|help|engage) "
    r"(?:the )?(?:client|patient|individual|resident)\b",
    re.IGNORECASE,
)


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each such objective."""
    for objective in subject.objectives:
        text = objective.text.lstrip()
        if _STAFF.match(text) or _TASK.match(text):
            what = "says what the staff does. Say what will be different for the client, and make this an intervention"
        else:
            lacks = _lacks(objective, subject)
            if not lacks:
                continue
            what = f"has no {' and no '.join(lacks)}. Ask how client and team will know that it is reached, and by when"
        yield Found(
            message=f"Objective {objective.id} (goal {objective.goal}) {what}.",
            path=("plan", "objectives", objective.id),
            item=objective.id,
        )


def _lacks(objective: Objective, subject: Subject) -> list[str]:
    return [
        name
        for name, field, there in (
            ("measure", "measure", bool(objective.measure)),
            ("target", "target", objective.target is not None),
            ("target date", "target_date", objective.target_date is not None),
        )
        if not there and not subject.asks(objective, field)
    ]
