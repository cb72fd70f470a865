"""Compare two states of a client's plan, or join two edits of it."""

from collections.abc import Sequence

import msgspec

from goldthread.case import Case
from goldthread.notation import BadInput
from goldthread.plan import Plan
from goldthread.plan.conflicts import Choice, Conflict, settle
from goldthread.plan.difference import diff
from goldthread.plan.merging import merge
from goldthread.plan.operations import Operation
from goldthread.plan.refusals import PlanRefused
from goldthread.plan.telling import Told, what_changed


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """What lies between two plans: the operations, and the same in plain words."""

    operations: tuple[Operation, ...]
    told: tuple[Told, ...]


class Joined(msgspec.Struct, frozen=True, kw_only=True):
    """A merged case and the conflicts that people must still settle."""

    case: Case
    conflicts: tuple[Conflict, ...]


def plan_of(case: Case) -> Plan:
    """The case's plan. Raises BadInput where there is none."""
    if case.plan is None:
        raise BadInput("The case has no plan.", code="no-plan", fix="Draft one with `goldthread draft`.")
    return case.plan


def compare_plans(*, before: Case, after: Case) -> Compared:
    """What changed from one plan to the other. Raises BadInput where they are not the same client's same plan."""
    try:
        operations = diff(plan_of(before), plan_of(after))
    except PlanRefused as refused:
        raise BadInput(refused.message, code=refused.code, fix=refused.fix) from None
    told = what_changed(before=plan_of(before), after=plan_of(after), operations=operations)
    return Compared(operations=operations, told=told)


def merge_plans(*, base: Case, mine: Case, theirs: Case, choices: Sequence[Choice] = ()) -> Joined:
    """Join two edits of one plan. The record is mine (records are merged by adding facts, not here).

    With a choice for every conflict the merge is settled. Raises BadInput for plans that do not belong together and
    for choices that settle nothing.
    """
    try:
        merged = merge(plan_of(base), plan_of(mine), plan_of(theirs))
        plan = settle(merged, choices) if choices else merged.plan
    except PlanRefused as refused:
        raise BadInput(refused.message, code=refused.code, fix=refused.fix) from None
    left = () if choices else merged.conflicts
    return Joined(case=msgspec.structs.replace(mine, plan=plan), conflicts=left)
