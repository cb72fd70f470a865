"""Erase a client: the keys of the folder are destroyed; that it was erased stays in the audit trail."""

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import Reason
from goldthread.practice.reasons import refuse_no_reason
from goldthread.terms import ItemId


class EraseClient(Request, frozen=True, kw_only=True):
    """Whose folder, on what legal ground (a code of the centre's own list, without a word about the person), and why.

    The reason is read by whoever performs it and destroyed with the folder.
    """

    client: ItemId
    ground: ItemId
    reason: Reason


def decide(request: EraseClient, here: Situation) -> Decision:
    """The end of the folder. `joined` names folders of the same person that a merge joined with this one: each is
    erased by itself.

    Refused: `no-reason`.
    """
    refuse_no_reason(request.reason)
    folder = here.here
    joined = [each.other for each in folder.merged_from] + ([folder.merged_into] if folder.merged_into else [])
    return Decision(erase=True, answer={"client": request.client, "ground": request.ground, "joined": joined})


ACTION = Action(name="erase-client", title="Erase a client", request=EraseClient, decide=decide)
