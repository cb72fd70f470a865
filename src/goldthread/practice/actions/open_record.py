"""Open a record: the whole-person record, as it is or as it was known on a day."""

import datetime

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.record_view import RecordView, view_of
from goldthread.terms import ItemId


class OpenRecord(Request, frozen=True, kw_only=True):
    """Whose record; `on`: what was known on that day (else all that is known now)."""

    client: ItemId
    on: datetime.date | None = None


def decide(request: OpenRecord, here: Situation) -> Decision:
    """The record, shown."""
    view: RecordView = view_of(here.here, on=request.on)
    return Decision(answer={"entries": view.entries}, shown=view)


ACTION = Action(name="open-record", title="Open a record", request=OpenRecord, decide=decide, writes=False)
