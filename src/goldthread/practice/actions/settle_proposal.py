"""Settle a proposal: take it up, in part or whole, answer why not now, or take one's own back."""

from collections.abc import Sequence
from typing import Literal

from goldthread.plan import State
from goldthread.plan.operations import Operation
from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.editing import changed, file_of, joined, own_words_in, typed
from goldthread.practice.entries import ChangeProposed, PlanChanged, ProposalSettled, Text
from goldthread.practice.folder import PlanFile
from goldthread.practice.people import Actor
from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.refusing import Refused
from goldthread.terms import ItemId, Role

# Whoever may draft a plan, and the client; the others may only take their own proposal back.
_SETTLERS = frozenset({Role.CLIENT, *PERMISSIONS["draft-plan"]})

# How a plan that is no draft becomes one.
_TO_DRAFT = {
    State.ACTIVE: "Open a review; when it says that the plan changes, take the proposal up.",
    State.UNDER_REVIEW: "Hold the review; when it says that the plan changes, take the proposal up.",
}
_BACK = "Take the plan back to a draft (`take-back-plan`), then take the proposal up; or answer why not now."


class SettleProposal(Request, frozen=True, kw_only=True):
    """What comes of a proposal, with an answer to whoever made it. `operations`: those of it that are taken up, where
    it is taken up in part."""

    client: ItemId
    plan: ItemId
    proposal: ItemId
    outcome: Literal["taken-up", "partly", "not-now", "taken-back"]
    answer: Text = ""
    operations: tuple[Operation, ...] = ()


def decide(request: SettleProposal, here: Situation) -> Decision:
    """The settlement, and the change of the plan where the proposal is taken up: made as if from the revision that the
    proposer saw, so that nothing that others did since is lost. A proposal in words alone changes nothing by itself.

    Refused: `no-such-proposal`, `already-settled`, `not-your-proposal`, `your-own-proposal`, `only-planners`,
    `own-words`, `answer-needed`, `not-a-draft`, `not-in-proposal`, `conflict`, `seen-too-old`, and what the plan
    refuses.
    """
    file = file_of(here, request.plan)
    made = _proposed(request, file)
    _refuse_others(request, made, here.actor)
    entries: tuple[PlanChanged, ...] = ()
    if request.outcome in ("taken-up", "partly"):
        _refuse_unless_draft(file)
        entries = _taken(request, made, file, here)
    settled = ProposalSettled(
        **here.stamp(), proposal=request.proposal, plan=request.plan, outcome=request.outcome, answer=request.answer
    )
    answer = {"proposal": request.proposal, "outcome": request.outcome, "revision": file.revision + len(entries)}
    return Decision(entries=(*entries, settled), answer=answer)


def _proposed(request: SettleProposal, file: PlanFile) -> ChangeProposed:
    proposal = file.proposal(request.proposal)
    if proposal is None:
        raise Refused("no-such-proposal", "The plan has no such proposal.", fix="Open the plan again.")
    if proposal.settled is not None:
        raise Refused("already-settled", "This proposal was settled before.", fix="Make a new proposal.")
    return proposal.made


def _refuse_others(request: SettleProposal, made: ChangeProposed, actor: Actor) -> None:
    own = made.by == actor.id
    if request.outcome == "taken-back":
        if not own:
            raise Refused("not-your-proposal", "A proposal is taken back by who made it.", fix="Answer it instead.")
        return
    if actor.role not in _SETTLERS:
        raise Refused("only-planners", "In this role you take back what you proposed.", fix="Ask who plans with you.")
    if own:
        raise Refused("your-own-proposal", "Somebody else settles what you proposed.", fix="Ask them, or take it back.")
    if made.role is not Role.CLIENT and actor.role is not Role.CLIENT and own_words_in(made.operations):
        raise Refused("own-words", "This touches the client's own words.", fix="Ask the client to settle it.")
    if request.outcome != "taken-up" and not request.answer.strip():
        raise Refused("answer-needed", "Who proposed this is owed an answer.", fix="Say why, in a few words.")


def _refuse_unless_draft(file: PlanFile) -> None:
    state = file.plan.state
    if state is not State.DRAFT:
        raise Refused("not-a-draft", "A plan changes while it is a draft.", fix=_TO_DRAFT.get(state, _BACK))


def _taken(request: SettleProposal, made: ChangeProposed, file: PlanFile, here: Situation) -> tuple[PlanChanged, ...]:
    operations: Sequence[Operation] = made.operations
    if request.outcome == "partly" and operations:
        operations = typed(request.operations)
    if (not operations and made.operations) or any(each not in made.operations for each in operations):
        message = "What is taken up in part is some of what was proposed."
        raise Refused("not-in-proposal", message, fix="Name the operations of the proposal that are taken up.")
    if not operations:
        return ()
    # The client's own words change where the client proposed it or agrees to it.
    by = Role.CLIENT if here.actor.role is Role.CLIENT else made.role
    after = joined(file, seen=made.revision, operations=operations, by=by)
    return changed(here, file, after, cause=made.words, proposal=made.proposal)


ACTION = Action(name="settle-proposal", title="Settle a proposal", request=SettleProposal, decide=decide)
