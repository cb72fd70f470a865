"""Read session notes: one's own, and nobody else's."""

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.terms import ItemId


class ReadSessionNotes(Request, frozen=True, kw_only=True):
    """About which client."""

    client: ItemId


def decide(request: ReadSessionNotes, here: Situation) -> Decision:  # noqa: ARG001 - one signature for all verbs
    """The actor's own notes about the client, the newest session first."""
    notes = sorted(here.notes(), key=lambda note: (note.on, note.at, note.id), reverse=True)
    return Decision(shown=tuple(note for note in notes if note.by == here.actor.id))


ACTION = Action(
    name="read-session-notes",
    title="Read one's own session notes",
    request=ReadSessionNotes,
    decide=decide,
    writes=False,
)
