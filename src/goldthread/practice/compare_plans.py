"""Compare two states of a client's plan, or join two edits of a case."""

from collections.abc import Mapping, Sequence

import msgspec

from goldthread.case import Case
from goldthread.notation import BadInput
from goldthread.plan import Plan
from goldthread.plan.conflicts import Choice, Conflict, Merged, settle
from goldthread.plan.difference import diff
from goldthread.plan.merging import merge
from goldthread.plan.operations import Operation
from goldthread.plan.refusals import ChoiceRefused, PlanRefused
from goldthread.plan.telling import Told, what_changed
from goldthread.practice.compare_records import RecordChange, compare_records
from goldthread.practice.join_records import JoinedRecord, join_records
from goldthread.terms import Role


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """What lies between two plans: the operations, and the same in plain words. `record` is what lies between the two
    records."""

    operations: tuple[Operation, ...]
    told: tuple[Told, ...]
    record: tuple[RecordChange, ...] = ()


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
    """What changed from one plan to the other, and in the record beside it. Raises BadInput where they are not the same
    client's same plan."""
    try:
        operations = diff(plan_of(before), plan_of(after))
    except PlanRefused as refused:
        raise BadInput(refused.message, code=refused.code, fix=refused.fix) from None
    told = what_changed(before=plan_of(before), after=plan_of(after), operations=operations)
    return Compared(operations=operations, told=told, record=compare_records(before=before, after=after))


def merge_plans(
    *,
    base: Case,
    mine: Case,
    theirs: Case,
    choices: Sequence[Choice] = (),
    mine_by: Role | None = None,
    theirs_by: Role | None = None,
) -> Joined:
    """Join two edits of one case, plan and record: nothing of either side is lost unseen.

    Where both moved the day on which the case is read, the later stands. Where it is said whose edits they are
    (`mine_by`, `theirs_by`), words of the client that only somebody else changed or took out are a conflict. With a
    choice for every conflict the merge is settled. Raises BadInput for cases that do not belong together and for
    choices that settle nothing.
    """
    by_id = {choice.conflict: choice for choice in choices}
    if len(by_id) < len(choices):
        raise BadInput("One conflict is settled twice.", code="chosen-twice", fix="Choose once for each.")
    beside = join_records(base=base, mine=mine, theirs=theirs, choices=by_id)
    open_beside = {conflict.id for conflict in beside.conflicts}
    for_plan = [choice for choice in choices if choice.conflict not in open_beside]
    try:
        merged = _merge((base, mine, theirs), (mine_by, theirs_by))
        plan = merged.plan if merged else mine.plan or theirs.plan
        if choices:
            _refuse_unsettled(beside, by_id)
            plan = settle(merged, for_plan) if merged else _nothing_to_settle(plan, for_plan)
    except PlanRefused as refused:
        raise BadInput(refused.message, code=refused.code, fix=refused.fix) from None
    left = () if choices else (*beside.conflicts, *(merged.conflicts if merged else ()))
    day = mine.on if theirs.on == base.on else theirs.on if mine.on == base.on else max(mine.on, theirs.on)
    case = Case(story=beside.story, on=day, record=beside.record, plan=plan)
    return Joined(case=case, conflicts=left)


def _merge(sides: tuple[Case, Case, Case], roles: tuple[Role | None, Role | None]) -> Merged | None:
    """The merged plans; None where there is at most one plan, which nobody has changed since."""
    base, mine, theirs = sides
    if base.plan is None and (mine.plan is None or theirs.plan is None or mine.plan == theirs.plan):
        return None
    if base.plan is None and mine.plan is not None and theirs.plan is not None:
        message = "Both sides drafted a plan, and there is none before them to compare with."
        raise BadInput(message, code="no-plan", fix="Take one of the two as the base.")
    mine_by, theirs_by = roles
    return merge(plan_of(base), plan_of(mine), plan_of(theirs), mine_by=mine_by, theirs_by=theirs_by)


def _refuse_unsettled(beside: JoinedRecord, choices: Mapping[str, Choice]) -> None:
    for conflict in beside.conflicts:
        choice = choices.get(conflict.id)
        if choice is None:
            message, fix = (
                f"The conflict {conflict.id!r} is not settled yet.",
                "Choose base, mine, theirs or held for it.",
            )
            raise ChoiceRefused(message, code="unsettled", fix=fix)
        if choice.take == "other" or getattr(conflict, choice.take) is None:
            message = f"The conflict {conflict.id!r} is about a fact: it cannot be left out or written anew here."
            raise ChoiceRefused(message, code="unsettled", fix="Choose mine or theirs; then correct it by a new fact.")


def _nothing_to_settle(plan: Plan | None, choices: Sequence[Choice]) -> Plan | None:
    for choice in choices:
        message = f"There is no conflict {choice.conflict!r}."
        raise ChoiceRefused(message, code="no-such-conflict", fix="Look at them again.")
    return plan
