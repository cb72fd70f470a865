"""A plan that shows no part of the client in it."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.terms import Role


def find(subject: Subject) -> Iterator[Found]:
    """At most one finding."""
    plan = subject.plan
    if subject.is_shell or any(member.role is Role.CLIENT and member.took_part for member in plan.team):
        return
    clients = {"client", subject.chart.client.name, subject.chart.client.id}
    if any(goal.own_words is not None for goal in plan.goals) or any(
        each.who in clients for each in plan.disagreements
    ):
        return
    yield Found(
        message="Nothing shows that the client took part in this plan. Go through it together, "
        "write down their own words, and name them in the team.",
        path=("plan", "team"),
    )
