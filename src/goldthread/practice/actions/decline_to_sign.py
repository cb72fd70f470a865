"""Decline to sign: somebody does not agree, not now, or cannot; and what takes the place of their signature."""

from typing import Literal

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.agreement import item_hashes
from goldthread.practice.entries import Capacity, SigningDeclined, Text
from goldthread.practice.refusing import Refused
from goldthread.practice.sealing import newest
from goldthread.practice.signing import signer_of
from goldthread.terms import ItemId, Role


class DeclineToSign(Request, frozen=True, kw_only=True):
    """Why, in whose words, about which items (empty: the version as a whole), and what takes the signature's place.

    Staff may write down in the client's name that they do not sign or cannot; then `words` say what happened.
    """

    client: ItemId
    plan: ItemId
    version: int
    capacity: Capacity
    why: Literal["does-not-agree", "not-now", "unable"]
    signer: ItemId | None = None
    words: Text = ""
    items: tuple[ItemId, ...] = ()
    instead: Text = ""


def decide(request: DeclineToSign, here: Situation) -> Decision:
    """What is written down. A signature that was given before is taken back where somebody no longer agrees.

    Refused: `no-version`, `stale-version`, `no-such-item`, `say-what-happened`, `in-another-name`,
    `not-in-that-capacity`, `not-a-signer`.
    """
    file = here.here.plans[request.plan]
    number = newest(file, request.version).number
    signer = signer_of(capacity=request.capacity, named=request.signer, for_client=True, here=here)
    unknown = sorted(set(request.items) - item_hashes(file.sealed or file.plan).keys())
    if unknown:
        raise Refused("no-such-item", "The version has no such item.", fix="Leave it out.", details={"items": unknown})
    in_the_clients_name = request.capacity == "client" and here.actor.role not in (Role.CLIENT, Role.SUPPORTER)
    if in_the_clients_name and not request.words.strip():
        message = "What happened is not said, and the client has not written it themselves."
        raise Refused("say-what-happened", message, fix="Say in a sentence what the client said or why they cannot.")
    entry = SigningDeclined(
        **here.stamp(),
        plan=request.plan,
        version=number,
        signer=signer,
        capacity=request.capacity,
        why=request.why,
        words=request.words,
        items=tuple(dict.fromkeys(request.items)),
        instead=request.instead,
    )
    return Decision(entries=(entry,), answer={"version": number, "why": request.why})


ACTION = Action(name="decline-to-sign", title="Decline to sign", request=DeclineToSign, decide=decide)
