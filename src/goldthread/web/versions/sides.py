"""Two plans item by item: what changed, what is new, what ended, and what stayed. Plain values for the templates."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldthread.catalogue import Modality
from goldthread.paper.naming import item_names
from goldthread.paper.view import ranked
from goldthread.plan import Goal, Plan, PlanItem
from goldthread.plan.difference import diff
from goldthread.plan.operations import AddItem, ChangeField, Operation, RemoveItem, SetHeader
from goldthread.plan.wording import noun_for, quoted, value_words
from goldthread.practice.agreement import SIGNED
from goldthread.practice.folder import Revised
from goldthread.terms import Words
from goldthread.web.plan.words import FIELDS, KINDS
from goldthread.web.versions.words_apart import apart

Plain = dict[str, Any]
# Where an item came from and what was still asked of it is no part of what it says.
_NOT_TOLD = frozenset({"id", "asks", "from_option", "rank"})
_COUNTED = frozenset({"facts", "strengths"})
WHOLE = ""  # in the place of an item's id: the plan as a whole


class Sides:
    """Two plans laid beside each other. `steps` lead from one to the other and say who changed what, and why."""

    def __init__(
        self, *, before: Plan, after: Plan, modalities: Mapping[str, Modality], steps: Iterable[Revised] = ()
    ) -> None:
        self.before, self.after, self.steps = before, after, tuple(steps)
        self.names = {
            **item_names(before, ranked(before.goals), modalities),
            **item_names(after, ranked(after.goals), modalities),
        }
        self.changes: dict[str, list[Operation]] = {}
        for step in diff(before, after):
            if not isinstance(step, SetHeader) or step.field != "state":
                self.changes.setdefault(_about(step), []).append(step)

    def rows(self) -> list[Plain]:
        """Each item that is not as it was: changed first, then new, then ended, each in the order of the plan."""
        found = [row for item in self._ordered() if (row := self._row(item)) is not None]
        order = {"changed": 0, "new": 1, "ended": 2}
        return sorted(found, key=lambda row: order[row["kind"]])

    def same(self) -> list[Plain]:
        """What stayed as it was."""
        return [
            {"kind": KINDS[collection], "text": self.text(item)}
            for collection, item in self.after.items()
            if item.id not in self.changes
        ]

    def text(self, item: PlanItem) -> str:
        """An item by its name, and a goal in the client's words."""
        name = self.names.get(item.id, "")
        said = item.own_words.text if isinstance(item, Goal) and item.own_words else ""
        return f"{name}: “{said}”" if said else name

    def _ordered(self) -> Iterator[str]:
        if WHOLE in self.changes:
            yield WHOLE
        goals = [each.id for each in ranked((*self.after.goals, *self.before.goals))]
        rest = [item.id for plan in (self.after, self.before) for _name, item in plan.items()]
        yield from (item for item in dict.fromkeys([*goals, *rest]) if item in self.changes)

    def _row(self, item: str) -> Plain | None:
        changes = self.changes[item]
        kind = _kind(changes)
        fields = [field for step in changes for field in self._fields(step)]
        if not fields:
            return None
        collection = getattr(changes[0], "collection", "")
        held = self.after.item(item) or self.before.item(item) if item else None
        return {
            "id": item or "plan",
            "kind": kind,
            "alone": not (self.before.item(item) and self.after.item(item)) if item else False,
            "what": KINDS[collection] if collection else _("Plan"),
            "name": self.text(held) if held is not None else _("The plan as a whole"),
            "fields": fields,
            "signed": collection in SIGNED,
            "why": self._why(item),
        }

    def _why(self, item: str) -> list[Plain]:
        """Each step that touched the item and says why, oldest first."""
        return [
            {"by": step.by, "on": step.at.date(), "cause": step.cause}
            for step in self.steps
            if step.cause and any(_about(each) == item for each in step.operations)
        ]

    def _fields(self, step: Operation) -> Iterator[Plain]:
        if isinstance(step, AddItem | RemoveItem):
            new = isinstance(step, AddItem)
            for field in step.item.__struct_fields__:
                value = getattr(step.item, field)
                if field not in _NOT_TOLD and value not in (None, "", (), False):
                    said = self._value(step.collection, field, value, self.after if new else self.before)
                    old, now = apart("", said) if new else apart(said, "")
                    yield {"label": _label(field), "before": old, "after": now}
            return
        if step.field in _NOT_TOLD:
            return
        collection = step.collection if isinstance(step, ChangeField) else None
        old, now = apart(
            self._value(collection, step.field, step.before, self.before),
            self._value(collection, step.field, step.after, self.after),
        )
        yield {"label": _label(step.field, header=collection is None), "before": old, "after": now}

    def _value(self, collection: str | None, field: str, value: Any, plan: Plan) -> str:
        if value in (None, "", ()):
            return ""
        if field in _COUNTED:
            return ngettext("%(n)d fact of the record", "%(n)d facts of the record", len(value)) % {"n": len(value)}
        if isinstance(value, Words):
            return value.text
        if isinstance(value, str) and value in self.names:
            return self.names[value]
        if isinstance(value, tuple):
            return "; ".join(self._value(collection, field, each, plan) for each in value)
        said = value_words(value, collection=collection, field=field, plan=plan)
        return value if isinstance(value, str) and said == quoted(value) else said


def _about(step: Operation) -> str:
    if isinstance(step, SetHeader):
        return WHOLE
    return step.id if isinstance(step, ChangeField) else str(step.item.id)


def _kind(changes: list[Operation]) -> str:
    """An item that changed its collection leaves and comes: it is told as changed."""
    if all(isinstance(each, AddItem) for each in changes):
        return "new"
    if all(isinstance(each, RemoveItem) for each in changes) or any(_ends(each) for each in changes):
        return "ended"
    return "changed"


def _ends(step: Operation) -> bool:
    return isinstance(step, ChangeField) and step.field == "status" and step.after == "ended"


def _label(field: str, *, header: bool = False) -> str:
    if not header and field in FIELDS:
        return str(FIELDS[field])
    said = noun_for(field, header=header)
    return said[:1].upper() + said[1:].rstrip(",")
