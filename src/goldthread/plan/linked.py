"""Goals whose needs move together: they are looked at one after the other, and when one gets worse, so is the other."""

from collections.abc import Sequence

import msgspec

from goldthread.plan.document import Plan
from goldthread.plan.items import CoOccurringLink, Goal


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """What a goal moves together with: the link, and the other goals that answer the need at its far end."""

    link: CoOccurringLink
    goals: tuple[Goal, ...]


def beside(*, plan: Plan, goal: Goal) -> tuple[Beside, ...]:
    """What the goal moves together with, by the links of its needs; goals that have ended are left out. A link whose
    both ends this goal answers itself is there without other goals."""
    found = []
    for link in plan.links:
        far = {link.one: link.other, link.other: link.one}
        ends = {far[need] for need in goal.needs if need in far}
        if ends:
            goals = tuple(
                each for each in plan.goals if each.id != goal.id and ends & set(each.needs) and _goes_on(each)
            )
            found.append(Beside(link=link, goals=goals))
    return tuple(found)


def _goes_on(goal: Goal) -> bool:
    return goal.status not in ("reached", "ended")


def side_by_side(*, plan: Plan, goals: Sequence[Goal]) -> tuple[Goal, ...]:
    """The same goals in their order, save that each is followed by those that it moves together with."""
    left, found = list(goals), list[Goal]()

    def take(goal: Goal) -> None:
        left.remove(goal)
        found.append(goal)
        near = {each.id for pair in beside(plan=plan, goal=goal) for each in pair.goals}
        for each in [each for each in left if each.id in near]:
            if each in left:
                take(each)

    while left:
        take(left[0])
    return tuple(found)
