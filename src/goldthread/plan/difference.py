"""What changed between two documents of one plan, as operations: `apply(before, diff(before, after)) == after`."""

from collections.abc import Iterator

from goldthread.plan.document import HEADER, Plan
from goldthread.plan.operations import AddItem, ChangeField, Operation, RemoveItem, SetHeader, same_plan
from goldthread.plan.shape import PlanItem


def diff(before: Plan, after: Plan) -> tuple[Operation, ...]:
    """The operations that lead from `before` to `after`; none where they are equal.

    The order is always the same: the plan as a whole, what leaves, what changes, what comes, each in the order of
    collections and ids. Raises PlansDiffer for another plan or another client.
    """
    same_plan(before, after)
    old = {item.id: (collection, item) for collection, item in before.items()}
    new = {item.id: (collection, item) for collection, item in after.items()}
    # An id that goes to another collection is another item: it leaves, and comes.
    stays = {id_ for id_, (collection, _) in old.items() if id_ in new and new[id_][0] == collection}
    return (
        *_header(before, after),
        *(RemoveItem(collection=name, item=item) for id_, (name, item) in old.items() if id_ not in stays),
        *(change for id_, (name, item) in old.items() if id_ in stays for change in _fields(name, item, new[id_][1])),
        *(AddItem(collection=name, item=item) for id_, (name, item) in new.items() if id_ not in stays),
    )


def _header(before: Plan, after: Plan) -> Iterator[Operation]:
    for field in HEADER:
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            yield SetHeader(field=field, before=old, after=new)


def _fields(collection: str, before: PlanItem, after: PlanItem) -> Iterator[Operation]:
    for field in before.__struct_fields__:
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            yield ChangeField(collection=collection, id=before.id, field=field, before=old, after=new)
