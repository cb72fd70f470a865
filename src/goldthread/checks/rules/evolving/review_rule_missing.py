"""A plan without a rule for reviews by the calendar or on events."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject


def find(subject: Subject) -> Iterator[Found]:
    """At most one finding, which says what is missing."""
    if subject.is_shell or not subject.is_open:
        return
    rules = subject.plan.review_rules
    lacks = []
    if not any(
        rule.every_days is not None or rule.next_on is not None or subject.asks(rule, "next_on") for rule in rules
    ):
        lacks.append("by the calendar")
    if not any(rule.on_event or subject.asks(rule, "on_event") for rule in rules):
        lacks.append("on an event")
    if lacks:
        yield Found(
            message=f"No rule brings a review {' or '.join(lacks)}. "
            "Agree on a day, and on what would make you sit down earlier.",
            path=("plan", "review_rules"),
        )
