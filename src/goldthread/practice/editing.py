"""Edits of a plan: the plan that somebody saw, what others did since, and the answer where the two clash."""

from collections.abc import Sequence
from typing import Any

import msgspec

from goldthread.plan import EarlySignItem, Goal, Plan, TriggerItem
from goldthread.plan.difference import diff
from goldthread.plan.merging import merge
from goldthread.plan.operations import (
    ChangeField,
    Operation,
    RemoveItem,
    SetHeader,
    apply,
    inverse,
    read_operations,
)
from goldthread.practice.action import Situation
from goldthread.practice.entries import PlanChanged
from goldthread.practice.folder import PlanFile
from goldthread.practice.refusing import Refused
from goldthread.terms import Role, Words

# What has a verb of its own, and is not edited.
_OWN_VERBS = {
    "disagreements": "record-disagreement",
    "waivers": "waive-finding",
    "reviews": "hold-review",
}


def file_of(here: Situation, plan: str) -> PlanFile:
    """The plan that the request is about. Policies have made sure that it is there."""
    file = here.here.plan(plan)
    if file is None:
        raise Refused("no-such-plan", "There is no such plan in this folder.", fix="Open the folder again.")
    return file


def typed(operations: Sequence[Operation]) -> tuple[Operation, ...]:
    """The operations of a request, every value in the type of its field.

    Raises OperationRefused (`bad-value`) for what are no operations on a plan. Refused: `has-its-own-verb` (the state
    of a plan, its disagreements, waivers and reviews are changed by verbs of their own; a waiver may be taken out).
    """
    read = read_operations(msgspec.to_builtins(operations))
    for operation in read:
        verb = _own_verb(operation)
        if verb:
            raise Refused("has-its-own-verb", "This part of a plan is not edited.", fix=f"Use {verb}.")
    return read


def _own_verb(operation: Operation) -> str:
    if isinstance(operation, SetHeader):
        return "the verbs that move a plan from state to state" if operation.field == "state" else ""
    if isinstance(operation, RemoveItem) and operation.collection == "waivers":
        return ""
    verb = _OWN_VERBS.get(operation.collection)
    return f"`{verb}`" if verb else ""


def own_words_in(operations: Sequence[Operation]) -> tuple[str, ...]:
    """The ids of items whose words, said by the client, these operations would change or take out.

    The client's are: a goal's own words, triggers, and early signs. To write down words where there were none takes
    nothing from anybody.
    """
    return tuple(dict.fromkeys(item for operation in operations for item in _touched(operation)))


def _touched(operation: Operation) -> tuple[str, ...]:
    if isinstance(operation, RemoveItem):
        item = operation.item
        said = item.own_words if isinstance(item, Goal) else item
        return (item.id,) if _is_clients(said) else ()
    if not isinstance(operation, ChangeField):
        return ()
    where = operation.collection, operation.field
    if where == ("goals", "own_words") and _is_clients(operation.before):
        return (operation.id,)
    return (operation.id,) if where in _WORDED and operation.before else ()


_WORDED = {("triggers", "text"), ("early_signs", "text")}


def _is_clients(said: Any) -> bool:
    if isinstance(said, Words):
        return said.said_by == Role.CLIENT
    return isinstance(said, (TriggerItem, EarlySignItem))


def base_of(file: PlanFile, seen: int) -> Plan:
    """The plan as it stood at revision `seen`. Refused: `not-there-yet`, `seen-too-old`."""
    if not 0 <= seen <= file.revision:
        raise Refused("not-there-yet", "The plan has no such revision.", fix="Open the plan again.")
    since = [each for each in file.recent if each.revision > seen]
    if len(since) < file.revision - seen:
        raise Refused(
            "seen-too-old",
            "The plan has changed too often since it was read.",
            fix="Open the plan again, and make the change there; what you sent was not written.",
            details={"revision": file.revision},
        )
    operations = [operation for each in since for operation in each.operations]
    return apply(file.plan, inverse(operations)) if operations else file.plan


def joined(file: PlanFile, *, seen: int, operations: Sequence[Operation], by: Role) -> Plan:
    """The plan with the operations, which somebody made at revision `seen`, and all that others did since; `by` says
    whose change it is.

    Refused: `conflict` (both texts of each clash come with it), and what `base_of` refuses. Raises OperationRefused
    where the operations do not fit the plan that was seen.
    """
    base = base_of(file, seen)
    mine = apply(base, operations)
    if seen == file.revision:
        return mine
    merged = merge(base, mine, file.plan, mine_by=by)
    if merged.conflicts:
        raise Refused(
            "conflict",
            "Somebody else has changed the same since.",
            fix="Look at both texts, and send the one to keep with the revision as it is now.",
            conflicts=merged.conflicts,
            details={"revision": file.revision},
        )
    return merged.plan


def changed(
    here: Situation, file: PlanFile, after: Plan, *, cause: str = "", proposal: str | None = None
) -> tuple[PlanChanged, ...]:
    """The entry that leads from the plan as it stands to `after`; none where nothing changes."""
    operations = diff(file.plan, after)
    if not operations:
        return ()
    entry = PlanChanged(
        **here.stamp(),
        plan=file.plan.id,
        revision=file.revision + 1,
        operations=operations,
        cause=cause,
        proposal=proposal,
    )
    return (entry,)


def noted(here: Situation, file: PlanFile, operations: Sequence[Operation], *, cause: str = "") -> PlanChanged:
    """The entry for operations on the plan as it stands now. Raises OperationRefused where they do not fit."""
    apply(file.plan, operations)
    return PlanChanged(
        **here.stamp(), plan=file.plan.id, revision=file.revision + 1, operations=tuple(operations), cause=cause
    )
