"""Log a try to get a signature: how somebody was reached for, and what came of it."""

from typing import Literal

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import Said, SignatureTried
from goldthread.practice.refusing import Refused
from goldthread.practice.sealing import newest
from goldthread.terms import ItemId


class LogSignatureTry(Request, frozen=True, kw_only=True):
    """Whose signature was sought (empty: the client's), how, and what came of it."""

    client: ItemId
    plan: ItemId
    version: int
    signer: ItemId | None = None
    how: Literal["in-person", "phone", "letter", "message", "video"]
    outcome: Said


def decide(request: LogSignatureTry, here: Situation) -> Decision:
    """The try. Refused: `no-version`, `stale-version`, `not-a-signer` (nobody who signs here)."""
    number = newest(here.here.plans[request.plan], request.version).number
    signer = request.signer or here.here.client.id
    if signer != here.here.client.id and here.here.access_of(signer, here.at) is None:
        message = "This account has nothing to sign here."
        raise Refused("not-a-signer", message, fix="Name the client by the id of the folder, or somebody on the team.")
    entry = SignatureTried(
        **here.stamp(),
        plan=request.plan,
        version=number,
        signer=signer,
        how=request.how,
        outcome=request.outcome,
    )
    return Decision(entries=(entry,), answer={"version": number})


ACTION = Action(name="log-signature-try", title="Log a try to get a signature", request=LogSignatureTry, decide=decide)
