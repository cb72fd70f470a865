"""Two people changed the same plan: what goes together is merged, what does not is a conflict for people to settle.

Nothing is lost unseen: every change of either side is in the merged plan or stands in a conflict. The merged plan is
always a plan that holds together. `mine` and `theirs` may be swapped: the result is the same with the names swapped.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from goldthread.notation import canonical_bytes
from goldthread.plan.conflicts import Conflict, ConflictKind, Merged
from goldthread.plan.document import COLLECTIONS, HEADER, REFERENCES, Plan, dangling, in_a_circle
from goldthread.plan.items import Goal, Intervention
from goldthread.plan.operations import collection_of, same_plan
from goldthread.plan.shape import SETS, PlanItem, in_order
from goldthread.terms import Role, Words

Items = dict[str, PlanItem]
Three = tuple[Any, Any, Any]
Roles = tuple[Role | None, Role | None]

_TARGETS = {(collection, field): targets for collection, field, targets in REFERENCES}


def merge(
    base: Plan, mine: Plan, theirs: Plan, *, mine_by: Role | None = None, theirs_by: Role | None = None
) -> Merged:
    """Three-way merge of two edits of `base`.

    Where it is said whose edits they are, a change or removal of words that the client said is a conflict too, unless
    the client made it. Raises PlansDiffer for another plan or another client.
    """
    same_plan(base, mine, theirs)
    conflicts: dict[str, Conflict] = {}
    header: dict[str, Any] = {}
    for field in HEADER:
        values = getattr(base, field), getattr(mine, field), getattr(theirs, field)
        header[field], clash = _three_way(values)
        if clash:
            _note(conflicts, "changed-differently", values, held=header[field], field=field)
    sides = _items(base), _items(mine), _items(theirs)
    merged: Items = {}
    for item in sorted(set().union(*sides)):
        values = sides[0].get(item), sides[1].get(item), sides[2].get(item)
        held = _keep_words(_merge_item(values, item, conflicts), values, (mine_by, theirs_by), conflicts)
        if held is not None:
            merged[item] = held
    _hold_together(merged, sides, conflicts)
    plan = msgspec.structs.replace(base, **header, **_by_collection(merged.values()))
    return Merged(plan=plan, conflicts=tuple(sorted(conflicts.values(), key=lambda conflict: conflict.item or "")))


def _items(plan: Plan) -> Items:
    return {item.id: item for _, item in plan.items()}


def _by_collection(items: Iterable[PlanItem]) -> dict[str, tuple[PlanItem, ...]]:
    found: dict[str, list[PlanItem]] = {name: [] for name in COLLECTIONS}
    for item in items:
        found[collection_of(item)].append(item)
    return {name: tuple(each) for name, each in found.items()}


def _three_way(values: Three) -> tuple[Any, bool]:
    """The value that stands after both edits, and whether they clash (then base stands)."""
    base, mine, theirs = values
    if mine in (theirs, base):
        return theirs, False
    return (mine, False) if theirs == base else (base, True)


def _merge_item(values: Three, item: str, conflicts: dict[str, Conflict]) -> PlanItem | None:
    held, clash = _three_way(values)
    if not clash:
        return held  # type: ignore[no-any-return]  # Three holds items of every kind
    base, mine, theirs = values
    if base is None:
        # Neither side is favoured, and what points at the item keeps it: the one whose bytes come first is held.
        held = min(mine, theirs, key=lambda each: (collection_of(each), canonical_bytes(each)))
        _note(conflicts, "added-differently", values, held=held, item=item)
    elif mine is None or theirs is None:
        held = mine or theirs
        _note(conflicts, "removed-and-changed", values, held=held, item=item)
    elif type(base) is type(mine) is type(theirs):
        return _merge_fields(values, item, conflicts)
    else:
        _note(conflicts, "changed-differently", values, held=base, item=item)
    return held  # type: ignore[no-any-return]  # Three holds items of every kind


def _merge_fields(values: Three, item: str, conflicts: dict[str, Conflict]) -> PlanItem:
    base, mine, theirs = values
    kind: type[PlanItem] = type(base)
    fields: dict[str, Any] = {}
    for field in kind.__struct_fields__:
        three = getattr(base, field), getattr(mine, field), getattr(theirs, field)
        fields[field], clash = _three_way(three)
        if clash and field in SETS:
            fields[field] = in_order(kind, _members(three))
        elif clash:
            _note(conflicts, "changed-differently", three, held=fields[field], item=item, field=field)
    return kind(**fields)


def _members(values: Three) -> frozenset[Any]:
    """What each side added is in, what either side took out is out."""
    base, mine, theirs = (frozenset(value) for value in values)
    return (mine & theirs) | (mine - base) | (theirs - base)


def _keep_words(held: PlanItem | None, values: Three, roles: Roles, conflicts: dict[str, Conflict]) -> PlanItem | None:
    """Words that the client said stay, unless the client changed them (or nobody said who made the edit)."""
    base, *sides = values
    said = _clients_words(base)
    if said is None or base.id in conflicts or _words(held) == said:
        return held
    makers = [role for side, role in zip(sides, roles, strict=True) if _words(side) == _words(held)]
    if Role.CLIENT in makers or None in makers:
        return held
    if isinstance(held, Goal):
        three = said, _words(sides[0]), _words(sides[1])
        _note(conflicts, "own-words", three, held=said, item=base.id, field="own_words")
        return msgspec.structs.replace(held, own_words=said)
    _note(conflicts, "own-words", values, held=base, item=base.id)
    return base  # type: ignore[no-any-return]  # Three holds items of every kind


def _words(item: PlanItem | None) -> Words | None:
    return item.own_words if isinstance(item, Goal) else None


def _clients_words(item: PlanItem | None) -> Words | None:
    words = _words(item)
    return words if words is not None and words.said_by == Role.CLIENT else None


def _hold_together(merged: Items, sides: tuple[Items, Items, Items], conflicts: dict[str, Conflict]) -> None:
    """Take back to base, one by one, what leaves a reference pointing at nothing (the target that one side removed and
    the other needs, else the item that points), and the order of what would wait for each other. Ends: each step takes
    back what was not at base, and base holds together."""
    while True:
        collections = _by_collection(merged.values())
        broken = dangling(collections)
        circle = in_a_circle([each for each in merged.values() if isinstance(each, Intervention)])
        if broken:
            _point_again(broken[0], merged, sides, conflicts)
        elif circle:
            _open_circle(circle, merged, sides, conflicts)
        else:
            return


def _point_again(
    broken: tuple[str, str, str], merged: Items, sides: tuple[Items, Items, Items], conflicts: dict[str, Conflict]
) -> None:
    holder, field, target = broken
    former = sides[0].get(target)
    allowed = _TARGETS[collection_of(merged[holder]), field]
    if former is not None and collection_of(former) in allowed:
        _take_back(target, "removed-but-needed", merged, sides, conflicts)
    else:
        _take_back(holder, "points-at-nothing", merged, sides, conflicts)


def _open_circle(
    circle: Iterable[str], merged: Items, sides: tuple[Items, Items, Items], conflicts: dict[str, Conflict]
) -> None:
    """What waits for something else than at base, in the circle, is to be settled: neither side is favoured."""
    for item in circle:
        values = sides[0].get(item), sides[1].get(item), sides[2].get(item)
        held = merged[item]
        after = (
            getattr(values[0], "after", None),
            getattr(values[1], "after", None),
            getattr(values[2], "after", None),
        )
        if item in conflicts or not all(isinstance(each, Intervention) for each in values):
            if held != values[0]:
                _take_back(item, "in-a-circle", merged, sides, conflicts)
        elif isinstance(held, Intervention) and held.after != after[0]:
            merged[item] = msgspec.structs.replace(held, after=after[0])
            _note(conflicts, "in-a-circle", after, held=after[0], item=item, field="after")


def _take_back(
    item: str, kind: ConflictKind, merged: Items, sides: tuple[Items, Items, Items], conflicts: dict[str, Conflict]
) -> None:
    values = sides[0].get(item), sides[1].get(item), sides[2].get(item)
    merged.pop(item, None)
    if values[0] is not None:
        merged[item] = values[0]
    for former in [conflict.id for conflict in conflicts.values() if conflict.item == item]:
        del conflicts[former]  # the item as a whole is now what is to be settled
    _note(conflicts, kind, values, held=values[0], item=item)


def _note(
    conflicts: dict[str, Conflict],
    kind: ConflictKind,
    values: Three,
    *,
    held: Any,
    item: str | None = None,
    field: str | None = None,
) -> None:
    id_ = (item or "") if field is None else f"{item or ''}/{field}"
    base, mine, theirs = values
    conflicts[id_] = Conflict(id=id_, kind=kind, item=item, field=field, base=base, mine=mine, theirs=theirs, held=held)
