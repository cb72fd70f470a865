"""Propose a change to a plan: anybody who lives or works with it, the client first."""

from typing import Annotated

import msgspec

from goldthread.plan.operations import Operation, apply
from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.editing import base_of, file_of, typed
from goldthread.practice.entries import ChangeProposed, Text
from goldthread.practice.refusing import Refused
from goldthread.practice.viewing import may_see
from goldthread.terms import ItemId


class ProposeChange(Request, frozen=True, kw_only=True):
    """A change to the plan as the asker saw it, at revision `seen`: as operations, in words, or both."""

    client: ItemId
    plan: ItemId
    proposal: ItemId
    seen: Annotated[int, msgspec.Meta(ge=0)]
    operations: tuple[Operation, ...] = ()
    words: Text = ""


def decide(request: ProposeChange, here: Situation) -> Decision:
    """The proposal; the plan stays as it is until somebody else settles it.

    Refused: `nothing-proposed`, `already-there` (the plan has a proposal with this id), `not-granted` (a supporter and
    a part of the plan that they do not see), `has-its-own-verb`, `not-there-yet`, `seen-too-old`, and what the plan
    refuses.
    """
    file = file_of(here, request.plan)
    if file.proposal(request.proposal) is not None:
        raise Refused("already-there", "The plan already has a proposal with this id.", fix="Give it another id.")
    operations = typed(request.operations)
    if not all(may_see(here, getattr(each, "collection", None)) for each in operations):
        raise Refused("not-granted", "The client has not let you into this part.", fix="Propose it in words.")
    base = base_of(file, request.seen)
    changes = bool(operations) and apply(base, operations) != base
    if not changes and not request.words.strip():
        raise Refused("nothing-proposed", "This proposes nothing.", fix="Say what should be different.")
    proposed = ChangeProposed(
        **here.stamp(),
        proposal=request.proposal,
        plan=request.plan,
        revision=request.seen,
        operations=operations,
        words=request.words,
    )
    return Decision(entries=(proposed,), answer={"plan": request.plan, "proposal": request.proposal})


ACTION = Action(name="propose-change", title="Propose a change", request=ProposeChange, decide=decide)
