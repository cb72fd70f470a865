"""Sign: somebody agrees to items of the newest version; what a client signed on paper or said is written down."""

from goldthread.practice.action import Action, Decision, Situation
from goldthread.practice.agreement import standing_of
from goldthread.practice.entries import Capacity
from goldthread.practice.refusing import Refused
from goldthread.practice.signing import Signature, signed, signer_of
from goldthread.terms import ItemId


class Sign(Signature, frozen=True, kw_only=True):
    """In which capacity; `signer` only where staff write down what the client, or a supporter who signs for them,
    signed on paper or said."""

    capacity: Capacity
    signer: ItemId | None = None


def decide(request: Sign, here: Situation) -> Decision:
    """The signature, and how many items still ask for it.

    Refused: `use-countersign`, `in-another-name`, `not-in-that-capacity`, `not-a-signer`, `no-version`,
    `stale-version` (with the newest number), `written-down-by-staff`, `sign-yourself`, `no-name`, `sign-in-again`,
    `bad-picture`, `no-witness`, `not-a-witness`, `no-such-item`, `changed-since`, `nothing-to-sign`.
    """
    if request.capacity == "countersign":
        raise Refused("use-countersign", "Countersigning is an action of its own.", fix="Use `countersign`.")
    on_paper = request.kind in ("paper-scan", "verbal")
    signer = signer_of(capacity=request.capacity, named=request.signer, for_client=on_paper, here=here)
    entry = signed(request, signer=signer, capacity=request.capacity, here=here)
    asks = standing_of(here.here.plans[request.plan], signer, request.capacity).asks
    answer = {"version": entry.version, "items": len(entry.items), "left": len(set(asks) - entry.items.keys())}
    return Decision(entries=(entry,), answer=answer)


ACTION = Action(name="sign", title="Sign", request=Sign, decide=decide)
