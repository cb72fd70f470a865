"""Export a client: a complete copy of the folder, for the client or for whoever has a right to it."""

import msgspec

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.client_copy import copy_of
from goldthread.practice.entries import Exported, Said
from goldthread.terms import ItemId

_ALL_LINES = 1_000_000


class ExportClient(Request, frozen=True, kw_only=True):
    """Whose folder, to whom the copy goes, and for what."""

    client: ItemId
    to: Said
    purpose: Said


def decide(request: ExportClient, here: Situation) -> Decision:
    """`shown`: a `client_copy.ClientCopy` as plain values, ready to be written as JSON (`goldthread schema client-copy`
    is its schema). That a copy was handed out is kept in the folder."""
    copied = copy_of(here.here, entries=here.entries, traces=here.traces(_ALL_LINES), at=here.at)
    entry = Exported(**here.stamp(), to=request.to, purpose=request.purpose)
    return Decision(entries=(entry,), answer={"client": request.client}, shown=msgspec.to_builtins(copied))


ACTION = Action(name="export-client", title="Hand out a copy of the folder", request=ExportClient, decide=decide)
