"""Note progress: what client and team say in a review of how far each goal has come, and how sure they are of it."""

from typing import Annotated

import msgspec

from goldthread.plan.operations import ChangeField, Operation
from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.editing import changed, file_of, joined, typed
from goldthread.practice.entries import Text
from goldthread.practice.refusing import Refused
from goldthread.terms import ItemId

# What a review says of a goal and of a step. Everything else changes when the plan is a draft again.
NOTED = frozenset({
    ("goals", "importance_client"), ("goals", "confidence_client"), ("goals", "importance_clinician"),
    ("goals", "confidence_clinician"), ("goals", "status"), ("goals", "status_reason"), ("objectives", "status"),
})  # fmt: skip


class NoteProgress(Request, frozen=True, kw_only=True):
    """Ratings and status of goals and steps, as operations on the plan as it was seen at revision `seen`; `words` say
    why, as it was said."""

    client: ItemId
    plan: ItemId
    seen: Annotated[int, msgspec.Meta(ge=0)]
    operations: tuple[Operation, ...]
    words: Text = ""


def decide(request: NoteProgress, here: Situation) -> Decision:
    """The notes, together with what others wrote since; what is there already makes no new revision.

    Refused: `not-progress` (another part of the plan), `conflict`, `not-there-yet`, `seen-too-old`, and what the plan
    refuses.
    """
    file = file_of(here, request.plan)
    operations = typed(request.operations)
    if not all(isinstance(each, ChangeField) and (each.collection, each.field) in NOTED for each in operations):
        message = "In a review it is noted how far goals and steps have come, and how sure people are of them."
        raise Refused("not-progress", message, fix="Hold the review; where the plan changes, edit the draft.")
    after = joined(file, seen=request.seen, operations=operations, by=here.actor.role)
    entries = changed(here, file, after, cause=request.words)
    revision = file.revision + len(entries)
    return Decision(entries=entries, answer={"plan": request.plan, "revision": revision, "changed": bool(entries)})


ACTION = Action(name="note-progress", title="Note progress in a review", request=NoteProgress, decide=decide)
