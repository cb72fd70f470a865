"""Write a session note: apart from the folder, and never read by anybody but its author."""

import datetime
from typing import Literal

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import Said
from goldthread.practice.recording import refuse_future
from goldthread.practice.refusing import Refused
from goldthread.practice.session_note import SessionNote
from goldthread.terms import ItemId


class WriteSessionNote(Request, frozen=True, kw_only=True):
    """The note, its kind, and the day of the session. What belongs in the record (diagnosis, plan, medicines, times,
    results) is recorded there."""

    client: ItemId
    note: ItemId
    kind: Literal["psychotherapy", "sud-counselling"]
    on: datetime.date
    text: Said


def decide(request: WriteSessionNote, here: Situation) -> Decision:
    """The note. Refused: `already-there` (a note of the author's own has the id), `nothing-said`, `not-yet`."""
    if any(each.id == request.note for each in here.notes()):
        raise Refused("already-there", "You have a note with this id.", fix="Give the note another id.")
    if not request.text.strip():
        raise Refused("nothing-said", "The note is empty.", fix="Write something.")
    refuse_future(request.on, here)
    note = SessionNote(
        id=request.note, at=here.at, by=here.actor.id, kind=request.kind, on=request.on, text=request.text
    )
    return Decision(note=note, answer={"note": request.note})


ACTION = Action(name="write-session-note", title="Write a session note", request=WriteSessionNote, decide=decide)
