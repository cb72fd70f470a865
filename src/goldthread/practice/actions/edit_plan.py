"""Edit a plan while it is a draft."""

from typing import Annotated

import msgspec

from goldthread.plan.operations import Operation
from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.editing import changed, file_of, joined, own_words_in, typed
from goldthread.practice.entries import Text
from goldthread.practice.refusing import Refused
from goldthread.terms import ItemId


class EditPlan(Request, frozen=True, kw_only=True):
    """Operations on the plan as the asker saw it, at revision `seen`, and why."""

    client: ItemId
    plan: ItemId
    seen: Annotated[int, msgspec.Meta(ge=0)]
    operations: tuple[Operation, ...]
    cause: Text = ""


def decide(request: EditPlan, here: Situation) -> Decision:
    """The edit, together with what others did since; an edit that is there already makes no new revision.

    Refused: `own-words`, `conflict`, `has-its-own-verb`, `not-there-yet`, `seen-too-old`, and what the plan refuses
    (`bad-value`, `no-such-item`, `not-what-stands-there`, …).
    """
    file = file_of(here, request.plan)
    operations = typed(request.operations)
    words = own_words_in(operations)
    if words:
        raise Refused(
            "own-words",
            "These are the client's own words; nobody else changes them or takes them out.",
            fix="Propose the change; the client settles it.",
            details={"items": list(words)},
        )
    after = joined(file, seen=request.seen, operations=operations, by=here.actor.role)
    entries = changed(here, file, after, cause=request.cause)
    revision = file.revision + len(entries)
    return Decision(entries=entries, answer={"plan": request.plan, "revision": revision, "changed": bool(entries)})


ACTION = Action(name="edit-plan", title="Edit a draft", request=EditPlan, decide=decide)
