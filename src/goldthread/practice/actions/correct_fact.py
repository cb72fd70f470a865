"""Correct a fact: another takes its place, or it is taken back. The former stays in the record."""

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import FactRecorded
from goldthread.practice.recording import refuse_taken, written
from goldthread.practice.refusing import Refused
from goldthread.record import AnyFact, Withdrawn
from goldthread.terms import ItemId, Role


class CorrectFact(Request, frozen=True, kw_only=True):
    """A fact of the same kind whose `corrects` names the fact whose place it takes; or `withdrawn`, to take it back."""

    client: ItemId
    fact: AnyFact


def decide(request: CorrectFact, here: Situation) -> Decision:
    """The correction, as it joins the record.

    Refused: `no-correction` (it names no fact), `no-such-fact`, `corrected-before` (somebody else has corrected it
    since), `another-kind`, `not-your-words` (a client corrects what they said themselves), `already-there`.
    """
    fact = request.fact
    refuse_taken(fact.id, here)
    if fact.corrects is None:
        raise Refused("no-correction", "This does not say which fact it corrects.", fix="Name it in `corrects`.")
    facts = here.here.record.facts
    former = next((each for each in facts if each.id == fact.corrects), None)
    if former is None:
        raise Refused("no-such-fact", "The record has no such fact.", fix="Open the record again.")
    later = next((each.id for each in facts if each.corrects == former.id), None)
    if later is not None:
        message = "This fact has been corrected already."
        raise Refused("corrected-before", message, fix="Correct the newer one.", details={"by": later})
    if type(former) is not type(fact) and not isinstance(fact, Withdrawn):
        raise Refused(
            "another-kind", "A correction is of the same kind.", fix="Take the former back, record a new one."
        )
    if here.actor.role is Role.CLIENT and not former.from_client:
        message = "You can correct what you said yourself."
        raise Refused("not-your-words", message, fix="Say that it is not so in a new statement, or propose a change.")
    entry = FactRecorded(**here.stamp(), fact=written(fact, here))
    return Decision(entries=(entry,), answer={"fact": fact.id, "corrects": former.id})


ACTION = Action(name="correct-fact", title="Correct a fact", request=CorrectFact, decide=decide)
