"""What two people changed in ways that do not go together, and what people chose."""

from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from goldthread.plan.document import Plan
from goldthread.plan.operations import AddItem, ChangeField, Operation, RemoveItem, SetHeader, apply, collection_of
from goldthread.plan.refusals import ChoiceRefused

ConflictKind = Literal[
    "changed-differently", "removed-and-changed", "added-differently", "removed-but-needed", "points-at-nothing",
    "own-words", "in-a-circle",
]  # fmt: skip


class Conflict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that people must decide.

    It is about a field of the plan as a whole (`item` is None), a field of an item, or an item as a whole (`field` is
    None; a value of None then says that the item is not there). `held` is what the merged plan holds until then.
    `id` is how a choice names it: `/title`, `goal-sleep/rank`, `goal-sleep`.
    """

    id: str
    kind: ConflictKind
    item: str | None = None
    field: str | None = None
    base: Any = None
    mine: Any = None
    theirs: Any = None
    held: Any = None


class Merged(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A merged plan and what is still to be settled, by item; settled when `conflicts` is empty."""

    plan: Plan
    conflicts: tuple[Conflict, ...] = ()


class Choice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What people chose in one conflict: a value that stands in it, or `other`: the `value` that they found."""

    conflict: str
    take: Literal["base", "mine", "theirs", "held", "other"]
    value: Any = None


def settle(merged: Merged, choices: Sequence[Choice], *, also: Sequence[Operation] = ()) -> Plan:
    """The plan as people chose it, one choice for each conflict; `also` is what has to change with it (what pointed at
    an item that is not kept).

    Raises ChoiceRefused where a conflict is not chosen, chosen twice or unknown; OperationRefused where the chosen
    values do not make a plan that holds together.
    """
    chosen = {choice.conflict: choice for choice in choices}
    known = {conflict.id for conflict in merged.conflicts}
    if len(chosen) < len(choices):
        raise ChoiceRefused("One conflict is settled twice.", code="chosen-twice", fix="Choose once for each.")
    for unknown in sorted(chosen.keys() - known):
        raise ChoiceRefused(f"There is no conflict {unknown!r}.", code="no-such-conflict", fix="Look at them again.")
    for missing in sorted(known - chosen.keys()):
        message = f"The conflict {missing!r} is not settled yet."
        raise ChoiceRefused(message, code="unsettled", fix="Choose base, mine, theirs, held or another value for it.")
    steps = [step for conflict in merged.conflicts for step in _steps(merged.plan, conflict, chosen[conflict.id])]
    return apply(merged.plan, (*steps, *also))


def _steps(plan: Plan, conflict: Conflict, choice: Choice) -> list[Operation]:
    value = choice.value if choice.take == "other" else getattr(conflict, choice.take)
    if value == conflict.held:
        return []
    if conflict.item is None:
        return [SetHeader(field=conflict.field or "", before=conflict.held, after=value)]
    if conflict.field is not None:
        where = next(collection for collection, item in plan.items() if item.id == conflict.item)
        change = {"field": conflict.field, "before": conflict.held, "after": value}
        return [ChangeField(collection=where, id=conflict.item, **change)]
    steps: list[Operation] = []
    if conflict.held is not None:
        steps.append(RemoveItem(collection=collection_of(conflict.held), item=conflict.held))
    if value is not None:
        steps.append(AddItem(collection=collection_of(value), item=value))
    return steps
