"""Interventions for linked needs that wait for one another."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.plan import Intervention


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each intervention that waits for the other half of a linked pair."""
    if not subject.linked:
        return
    for each in subject.plan.interventions:
        if each.after is None and (each.at_once or each.because):
            continue
        needs = subject.needs_behind[each.id]
        linked = {pair for pair in subject.linked if not pair.isdisjoint(needs)}
        if linked and _waits(each, needs, linked, subject):
            yield Found(
                message=f"Intervention {each.id} waits, and its need is linked with another. Begin both at once, "
                "if need be in small doses, or say why this one waits.",
                path=("plan", "interventions", each.id),
                item=each.id,
                need=next(iter(sorted(needs)), None),
            )


def _waits(each: Intervention, needs: frozenset[str], linked: set[frozenset[str]], subject: Subject) -> bool:
    if any(_begins_now(other) for need in needs for other in subject.interventions_for[need]):
        return False
    if each.after is None:
        return True
    before = subject.needs_behind.get(each.after) or frozenset(subject.needs_of.get(each.after, ()))
    if not before.isdisjoint(needs):
        return False
    return any(not pair.isdisjoint(before) for pair in linked)


def _begins_now(each: Intervention) -> bool:
    return each.at_once and each.after is None
