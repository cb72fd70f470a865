"""A trigger that no useful skill belongs to."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each such trigger."""
    useful = {skill.id for skill in subject.plan.skills if skill.helps != "no"}
    for trigger in subject.plan.triggers:
        if useful.isdisjoint(trigger.skills) and not subject.asks(trigger, "skills"):
            what = "only skills that do not help" if trigger.skills else "no skill"
            yield Found(
                message=f"To trigger {trigger.id} belongs {what}. "
                "Ask what has got the client through it before, or choose a skill to learn.",
                path=("plan", "triggers", trigger.id),
                item=trigger.id,
            )
