"""A review that was due and was not held."""

import datetime
from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.plan import ReviewRule, State

_LIVED_BY = frozenset({State.AGREED, State.ACTIVE, State.UNDER_REVIEW})


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each rule whose day has passed."""
    if subject.plan.state not in _LIVED_BY:
        return
    last = max((review.on for review in subject.plan.reviews if review.on <= subject.on), default=None)
    for rule in subject.plan.review_rules:
        due = _due(rule, last, subject.plan.started_on)
        if due is not None and due < subject.on:
            yield Found(
                message=f"By rule {rule.id} the plan was to be reviewed by {due}. "
                "Look at it together, and write down the outcome.",
                path=("plan", "review_rules", rule.id),
                item=rule.id,
            )


def _due(rule: ReviewRule, last: datetime.date | None, started_on: datetime.date) -> datetime.date | None:
    """The day by which a review is due; None where the calendar asks for none."""
    if rule.next_on is not None and (last is None or last < rule.next_on):
        return rule.next_on
    if rule.every_days is not None:
        return (last or started_on) + datetime.timedelta(days=rule.every_days)
    return None
