"""A wide gap between the client's and the clinician's importance or confidence."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject

WIDE = 3


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each goal with such a gap."""
    talked_about = {each.about for each in subject.plan.disagreements}
    for goal in subject.goals:
        if goal.status == "reached" or goal.status_reason or goal.id in talked_about:
            continue
        gaps = [
            f"{name} {ours} for the client and {theirs} for the clinician"
            for name, ours, theirs in (
                ("importance is", goal.importance_client, goal.importance_clinician),
                ("confidence is", goal.confidence_client, goal.confidence_clinician),
            )
            if ours is not None and theirs is not None and abs(ours - theirs) >= WIDE
        ]
        if gaps:
            yield Found(
                message=f"Goal {goal.id} ({goal.section.label}): {' and '.join(gaps)}. "
                "Ask each other where the numbers come from, and write down what came of it.",
                path=("plan", "goals", goal.id),
                item=goal.id,
            )
