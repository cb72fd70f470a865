"""A goal that builds on no strength of the client."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.record import CopingSkill, Strength, Support, Value


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each such goal, where the record holds strengths."""
    chart = subject.chart
    if not chart.current(Strength):
        return
    carries = {fact.id for kind in (Strength, Value, Support, CopingSkill) for fact in chart.of(kind)}
    for goal in subject.goals:
        if not goal.strengths and carries.isdisjoint(goal.facts) and not subject.asks(goal, "strengths"):
            yield Found(
                message=f"Goal {goal.id} ({goal.section.label}) builds on no strength of the client, "
                "and the record holds some. Ask which of them carries this goal, and name it.",
                path=("plan", "goals", goal.id),
                item=goal.id,
            )
