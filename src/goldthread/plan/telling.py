"""What changed, in plain words for the client: grouped by what it is about, own words quoted, no field names."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from goldthread.plan.difference import diff
from goldthread.plan.document import COLLECTIONS, Plan
from goldthread.plan.items import Goal, Objective
from goldthread.plan.operations import AddItem, ChangeField, Operation, SetHeader
from goldthread.plan.shape import SETS, PlanItem
from goldthread.plan.wording import (
    HEADER_HEADING,
    UNSPOKEN,
    goal_number,
    heading,
    noun_for,
    quoted,
    short,
    together,
    value_words,
)
from goldthread.terms import Role, Words


class Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What changed in one thing: a goal with its steps, another item, or the plan as a whole (`item` is None).
    `asked` says who asked for it, where that is known."""

    item: str | None
    heading: str
    changes: tuple[str, ...]
    asked: str = ""

    @property
    def text(self) -> str:
        """One sentence: "Goal 2, “sleep through the night”: the target moved from 3 to 5 nights; you asked for it."."""
        return f"{self.heading}: {'; '.join(filter(None, (*self.changes, self.asked)))}."


def what_changed(
    *,
    before: Plan,
    after: Plan,
    operations: Sequence[Operation] | None = None,
    asked_by: str = "",
    asked: Mapping[str, str] | None = None,
) -> tuple[Told, ...]:
    """The changes from one plan to the next: the plan as a whole, then goals in the client's order, then the rest.

    `operations` are those of the version (without them the difference is told); `asked_by` says who asked for all of
    it, `asked` for single items by id: `client`, or a name or role.
    """
    groups: dict[str | None, list[str]] = {}
    askers: dict[str | None, list[str]] = {}
    for operation in diff(before, after) if operations is None else operations:
        about, item, change = _change(operation, before, after)
        if change:
            groups.setdefault(about, []).append(change)
            askers.setdefault(about, []).append((asked or {}).get(item or "", asked_by))
    told = [
        Told(item=about, heading=_heading(about, before, after), changes=tuple(changes), asked=_asked(askers[about]))
        for about, changes in groups.items()
    ]
    return tuple(sorted(told, key=lambda each: _place(each.item, before, after)))


def tell(before: Plan, after: Plan, *, asked_by: str = "") -> tuple[str, ...]:
    """One sentence for each thing that changed; none where nothing did."""
    return tuple(each.text for each in what_changed(before=before, after=after, asked_by=asked_by))


def _change(operation: Operation, before: Plan, after: Plan) -> tuple[str | None, str | None, str]:
    """Which group the operation belongs to, the item that it changed, and what it did."""
    if isinstance(operation, SetHeader):
        return None, None, _field(operation, None, before, after)
    if isinstance(operation, ChangeField):
        item = after.item(operation.id) or before.item(operation.id)
        about, prefix = _belongs(item, operation, after if after.item(operation.id) else before)
        return about, operation.id, prefix + _field(operation, operation.collection, before, after)
    item = operation.item
    there = isinstance(operation, AddItem)
    if isinstance(item, Objective):
        step = f"the step {quoted(short(item))}"
        return item.goal, item.id, f"{step} is new" if there else f"{step} was taken out"
    return item.id, item.id, "this is new" if there else "this was taken out"


def _belongs(item: PlanItem | None, operation: ChangeField, plan: Plan) -> tuple[str, str]:
    """A step is told with its goal; it is named where the goal has more than one."""
    if not isinstance(item, Objective):
        return operation.id, ""
    steps = [each for each in plan.objectives if each.goal == item.goal]
    alone = len(steps) == 1 and operation.field != "goal"
    return item.goal, "" if alone else f"for the step {quoted(short(item))}, "


def _heading(about: str | None, before: Plan, after: Plan) -> str:
    if about is None:
        return HEADER_HEADING
    plan = after if after.item(about) else before
    item = plan.item(about)
    return heading(plan, item) if item else "Something that came and went"


def _place(about: str | None, before: Plan, after: Plan) -> tuple[int, int, str]:
    if about is None:
        return 0, 0, ""
    plan = after if after.item(about) else before
    if isinstance(plan.item(about), Goal):
        return 1, goal_number(plan, about), about
    where = next((n for n, name in enumerate(COLLECTIONS) for each in getattr(plan, name) if each.id == about), 0)
    return 2, where, about


def _asked(askers: Sequence[str]) -> str:
    known = [who for who in dict.fromkeys(askers) if who]
    if not known:
        return ""
    return f"{together(['you' if who == Role.CLIENT else who for who in known])} asked for it"


def _field(operation: SetHeader | ChangeField, collection: str | None, before: Plan, after: Plan) -> str:
    field, old, new = operation.field, operation.before, operation.after
    if field in UNSPOKEN and collection is not None:
        return UNSPOKEN[field]
    if field == "asks":
        return _questions(old, new)
    if field in SETS and collection is not None:
        return _members(collection, field, (old, before), (new, after))
    if field == "own_words":
        return _own_words(old, new)
    noun = noun_for(field, header=collection is None)
    was = value_words(old, collection=collection, field=field, plan=before) if _is_set(field, old) else ""
    now = value_words(new, collection=collection, field=field, plan=after) if _is_set(field, new) else ""
    unit = _unit(operation, after)
    if not now:
        return f"{noun} is no longer set (it was {was}{unit})"
    if not was:
        return f"{noun} is now {now}{unit}"
    return f"{noun} {'moved' if _moves(new) else 'changed'} from {was} to {now}{unit}"


def _is_set(field: str, value: Any) -> bool:
    return value not in (None, "", ()) and not (field == "rank" and value == 0)


def _moves(value: Any) -> bool:
    return not isinstance(value, (bool, str, tuple))


def _unit(operation: SetHeader | ChangeField, after: Plan) -> str:
    """What a number of a step is counted in."""
    item = after.item(operation.id) if isinstance(operation, ChangeField) else None
    counted = isinstance(item, Objective) and operation.field in ("baseline", "target") and item.unit
    return f" {counted}" if counted else ""


def _questions(old: Sequence[Any], new: Sequence[Any]) -> str:
    came = [f"a new question is {quoted(ask.question)}" for ask in new if ask not in old]
    gone = [f"the question {quoted(ask.question)} was taken out" for ask in old if ask not in new]
    return "; ".join((*came, *gone))


def _members(collection: str, field: str, old: tuple[Any, Plan], new: tuple[Any, Plan]) -> str:
    came = [value_words(each, collection=collection, field=field, plan=new[1]) for each in new[0] if each not in old[0]]
    gone = [value_words(each, collection=collection, field=field, plan=old[1]) for each in old[0] if each not in new[0]]
    noun = noun_for(field)
    parts = [
        f"{together(names)} {'was' if len(names) == 1 else 'were'} {what} {noun}"
        for names, what in ((came, "added to"), (gone, "taken out of"))
        if names
    ]
    return "; ".join(parts)


def _own_words(old: Words | None, new: Words | None) -> str:
    if new is None:
        return f"the words {quoted(old.text if old else '')} were taken out"
    whose = "your words are" if new.said_by == Role.CLIENT else f"the words of {new.said_by} are"
    return f"{whose} now {quoted(new.text)}" + (f" (before: {quoted(old.text)})" if old else "")
