"""Edits of the standing plan, for tests: one field at a time, from what stands there."""

from typing import Any

from asking import folder_of
from dictionary_books import DictionaryBooks
from goldthread.plan import Plan
from goldthread.plan.operations import ChangeField
from goldthread.practice.actions.edit_plan import EditPlan
from standing_folders import CLIENT, PLAN, standing_case


def plan_in(books: DictionaryBooks) -> Plan:
    """The plan as it stands in the books."""
    return folder_of(books).plans[PLAN].plan


def change(item: str, field: str, after: Any, plan: Plan | None = None) -> ChangeField:
    """One field of an item goes from what stands in the plan (of the cast, where none is given) to `after`."""
    held = plan or standing_case().plan
    assert held is not None
    collection, before = next((name, getattr(each, field)) for name, each in held.items() if each.id == item)
    return ChangeField(collection=collection, id=item, field=field, before=before, after=after)


def edit(*operations: Any, seen: int = 0, cause: str = "") -> EditPlan:
    """An edit of the plan as it was seen at a revision."""
    return EditPlan(client=CLIENT, plan=PLAN, seen=seen, operations=operations, cause=cause)
