"""The closed list of operations on a plan, by stable ids, and how they are applied: all of them or none.

An operation holds what it expects to find (`before`, or the whole item that it takes away), so that it can be undone,
can be read on its own, and never silently overwrites something that somebody else has changed since.
"""

import datetime
from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec

from goldthread.plan.document import COLLECTIONS, HEADER, Plan, dangling, in_a_circle, told_circle
from goldthread.plan.refusals import OperationRefused, PlansDiffer
from goldthread.plan.shape import PlanItem

S = TypeVar("S", bound=msgspec.Struct)


class _Operation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="do"):
    pass


class SetHeader(_Operation, tag="set-header", frozen=True, kw_only=True):
    """A field of the plan as a whole (one of HEADER) goes from `before` to `after`."""

    field: str
    before: Any
    after: Any


class AddItem(_Operation, tag="add-item", frozen=True, kw_only=True):
    """A new item in a collection."""

    collection: str
    item: Any


class RemoveItem(_Operation, tag="remove-item", frozen=True, kw_only=True):
    """An item leaves a collection; `item` is all that it held."""

    collection: str
    item: Any


class ChangeField(_Operation, tag="change-field", frozen=True, kw_only=True):
    """One field of the item `id` goes from `before` to `after`."""

    collection: str
    id: str
    field: str
    before: Any
    after: Any


Operation = SetHeader | AddItem | RemoveItem | ChangeField


@cache
def kind_of(collection: str) -> type[PlanItem]:
    """The kind of item that a collection holds. Raises KeyError for a name that is no collection."""
    kind: type[PlanItem] = get_args(hints(Plan)[collection])[0]
    return kind


def collection_of(item: PlanItem) -> str:
    """The collection that holds items of this kind; each kind has one. Raises OperationRefused for what is no item."""
    for name in COLLECTIONS:
        if kind_of(name) is type(item):
            return name
    raise _refused("wrong-collection", "This is not an item of a plan.", None)


@cache
def hints(kind: type[Any]) -> dict[str, Any]:
    """The types of the fields of a kind, their limits among them."""
    return get_type_hints(kind, include_extras=True)


def same_plan(*plans: Plan) -> None:
    """Raise PlansDiffer unless all are documents of the same plan of the same client."""
    if len({(plan.id, plan.client) for plan in plans}) > 1:
        raise PlansDiffer(
            "These are not the same plan of the same client.",
            code="another-plan",
            fix="Compare two versions of one plan.",
        )


def apply(plan: Plan, operations: Sequence[Operation]) -> Plan:
    """The plan after all operations, in their order. Raises OperationRefused, and then nothing is changed.

    References are looked at when all is done, so that an item and what points at it may leave or come in any order.
    """
    header: dict[str, Any] = {name: getattr(plan, name) for name in HEADER}
    collections = {name: {item.id: item for item in getattr(plan, name)} for name in COLLECTIONS}
    for position, operation in enumerate(operations):
        try:
            _apply_one(operation, header, collections)
        except OperationRefused as refused:
            refused.position = position
            raise
    items: dict[str, Any] = {name: tuple(held.values()) for name, held in collections.items()}
    # Every value that came is checked by now, and the rest was in a plan already: only the whole is left to look at.
    try:
        return msgspec.structs.replace(plan, **header, **items)
    except ValueError:
        _hold_together(items)
        raise _refused("bad-value", f"{plan.id!r} would not be a plan.", plan.id) from None


def _hold_together(items: dict[str, Any]) -> None:
    broken = dangling(items)
    if broken:
        item, field, target = broken[0]
        message = f"{item!r} would point at {target!r} in `{field}`, which would not be in the plan."
        fix = "Change what points at it in the same step, or keep it."
        raise OperationRefused(message, code="dangling-reference", item=item, fix=fix)
    circle = in_a_circle(items["interventions"])
    if circle:
        message = f"With this, {told_circle(circle)} in `after`, so that nothing could begin."
        raise OperationRefused(message, code="in-a-circle", item=circle[0], fix="Say which comes first.")


def _apply_one(operation: Operation, header: dict[str, Any], collections: dict[str, dict[str, PlanItem]]) -> None:
    if isinstance(operation, SetHeader):
        if operation.field not in header:
            raise _refused("no-such-field", "A plan has no such field to change.", operation.field)
        _expect(header[operation.field], operation.before, operation.field)
        header[operation.field] = _header(operation)
        return
    if operation.collection not in collections:
        raise _refused("no-such-collection", "A plan has no such collection.", operation.collection)
    if isinstance(operation, AddItem):
        _add(operation, collections)
        return
    id_ = operation.item.id if isinstance(operation, RemoveItem) else operation.id
    held = collections[operation.collection]
    if id_ not in held:
        raise _refused("no-such-item", f"There is no {id_!r} in `{operation.collection}`.", id_)
    if isinstance(operation, RemoveItem):
        _expect(held.pop(id_), operation.item, id_)
        return
    item = held[id_]
    if operation.field == "id" or operation.field not in item.__struct_fields__:
        raise _refused("no-such-field", f"{id_!r} has no field `{operation.field}` to change.", id_)
    _expect(getattr(item, operation.field), operation.before, id_)
    held[id_] = _checked(_replaced(item, operation.field, operation.after), id_)


def _header(operation: SetHeader) -> Any:
    try:
        plain = msgspec.to_builtins(operation.after, builtin_types=(datetime.date,))
        return msgspec.convert(plain, hints(Plan)[operation.field])
    except (msgspec.ValidationError, TypeError):
        message = f"`{operation.field}` of the plan cannot hold this value."
        raise _refused("bad-value", message, operation.field) from None


def _add(operation: AddItem, collections: dict[str, dict[str, PlanItem]]) -> None:
    item = operation.item
    if type(item) is not kind_of(operation.collection):
        raise _refused("wrong-collection", f"This kind of item does not belong in `{operation.collection}`.", None)
    if any(item.id in held for held in collections.values()):
        raise _refused("already-there", f"The plan already has an item {item.id!r}.", item.id)
    collections[operation.collection][item.id] = _checked(item, item.id)


def _replaced(item: PlanItem, field: str, value: Any) -> PlanItem:
    try:
        return msgspec.structs.replace(item, **{field: value})
    except (TypeError, ValueError):
        raise _refused("bad-value", f"`{field}` of {item.id!r} cannot hold this value.", item.id) from None


def _checked(value: S, name: str) -> S:
    """The value read anew, as if from a file: what a file could not hold is refused here too."""
    try:
        return msgspec.convert(msgspec.to_builtins(value, builtin_types=(datetime.date,)), type(value))
    except (msgspec.ValidationError, TypeError):  # their texts may quote the value, which may be a person's words
        raise _refused("bad-value", f"{name!r} would hold a value that its fields do not allow.", name) from None


def _expect(standing: Any, expected: Any, name: str) -> None:
    if standing != expected:
        message = f"{name!r} is not what the change expects to find: somebody has changed it since."
        raise _refused("not-what-stands-there", message, name, fix="Read it again, or merge the two.")


def _refused(code: str, message: str, item: str | None, fix: str = "") -> OperationRefused:
    return OperationRefused(message, code=code, item=item, fix=fix)


def inverse(operations: Sequence[Operation]) -> tuple[Operation, ...]:
    """The operations that undo these: `apply(apply(a, ops), inverse(ops)) == a`."""
    return tuple(_undone(operation) for operation in reversed(operations))


def _undone(operation: Operation) -> Operation:
    if isinstance(operation, AddItem):
        return RemoveItem(collection=operation.collection, item=operation.item)
    if isinstance(operation, RemoveItem):
        return AddItem(collection=operation.collection, item=operation.item)
    return msgspec.structs.replace(operation, before=operation.after, after=operation.before)


def read_operations(plain: Any) -> tuple[Operation, ...]:
    """Operations from plain values (as JSON gives them), every value in the type of its field.

    Raises OperationRefused where they are no operations on a plan.
    """
    try:
        return tuple(_typed(operation) for operation in msgspec.convert(plain, tuple[Operation, ...]))
    except (msgspec.ValidationError, KeyError):
        raise _refused("bad-value", "These are not operations on a plan.", None) from None


def _typed(operation: Operation) -> Operation:
    if isinstance(operation, (AddItem, RemoveItem)):
        item = msgspec.convert(operation.item, kind_of(operation.collection))
        return msgspec.structs.replace(operation, item=item)
    kind = hints(Plan if isinstance(operation, SetHeader) else kind_of(operation.collection))[operation.field]
    before, after = (msgspec.convert(value, kind) for value in (operation.before, operation.after))
    return msgspec.structs.replace(operation, before=before, after=after)
