"""How a plan came to be as it is: the plan at each of its versions, read from the entries of the folder.

A folder keeps the newest revisions alone; its entries keep all of them.
"""

from collections.abc import Iterable, Iterator

import msgspec

from goldthread.plan import Plan
from goldthread.plan.operations import Operation, SetHeader, apply
from goldthread.plan.states import move
from goldthread.practice.entries import AnyEntry, PlanChanged, PlanMoved, PlanStarted, VersionSealed
from goldthread.practice.folder import Revised


class VersionStood(msgspec.Struct, frozen=True, kw_only=True):
    """A version, and the plan as it stood in it."""

    sealed: VersionSealed
    plan: Plan


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """The versions of a plan, oldest first, and every step from its beginning to now."""

    versions: tuple[VersionStood, ...]
    steps: tuple[Revised, ...]

    def steps_between(self, first: int, last: int) -> tuple[Revised, ...]:
        """The steps that lead from one revision to a later one."""
        return tuple(each for each in self.steps if first < each.revision <= last)


def past_of(entries: Iterable[AnyEntry], plan: str) -> Past:
    """The past of the plan with this id; empty where the entries hold none."""
    versions: list[VersionStood] = []
    steps: list[Revised] = []
    for entry, now in _walk(entries, plan):
        if isinstance(entry, VersionSealed):
            versions.append(VersionStood(sealed=entry, plan=now))
        elif isinstance(entry, PlanChanged | PlanMoved):
            operations, cause = _told(entry, now)
            steps.append(
                Revised(
                    revision=entry.revision, at=entry.at, by=entry.by, role=entry.role, operations=operations,
                    cause=cause,
                )
            )  # fmt: skip
    return Past(versions=tuple(versions), steps=tuple(steps))


def _walk(entries: Iterable[AnyEntry], plan: str) -> Iterator[tuple[AnyEntry, Plan]]:
    """Each entry of the plan, with the plan after it."""
    now: Plan | None = None
    for entry in entries:
        if isinstance(entry, PlanStarted) and entry.plan.id == plan:
            now = entry.plan
        elif now is None or getattr(entry, "plan", None) != plan:
            continue
        elif isinstance(entry, PlanChanged):
            now = apply(now, entry.operations)
        elif isinstance(entry, PlanMoved):
            now = move(now, entry.verb)
        yield entry, now


def _told(entry: PlanChanged | PlanMoved, now: Plan) -> tuple[tuple[Operation, ...], str]:
    if isinstance(entry, PlanChanged):
        return entry.operations, entry.cause
    return (SetHeader(field="state", before=None, after=now.state),), entry.reason
