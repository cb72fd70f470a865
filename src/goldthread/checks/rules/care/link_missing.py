"""Answered needs that move together and that no link of the plan ties."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.needs import NeedLink
from goldthread.plan import Disposition


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each pair."""
    tied = {frozenset((link.one, link.other)) for link in subject.plan.links}
    answered = {need.id for need in subject.plan.needs if need.disposition is Disposition.ANSWERED}
    for link in subject.needs.links:
        pair = frozenset((link.one, link.other))
        if pair <= answered and pair not in tied and _counts(link, subject):
            tied.add(pair)
            yield Found(
                message=f"“{_title(link.one, subject)}” and “{_title(link.other, subject)}” move together, and no link "
                "of the plan ties them. Ask what the one does to the other, and write it down as a link.",
                path=("plan", "links"),
                item=link.one,
                need=link.other,
                facts=link.facts,
            )


def _counts(link: NeedLink, subject: Subject) -> bool:
    if link.basis != "known-link":
        return True
    return {subject.nature_of.get(link.one), subject.nature_of.get(link.other)} == {"substance", "mental"}


def _title(need: str, subject: Subject) -> str:
    return subject.plan_needs[need].title
