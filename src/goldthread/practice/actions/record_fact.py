"""Record a fact."""

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import FactRecorded
from goldthread.practice.recording import refuse_taken, written
from goldthread.practice.refusing import Refused
from goldthread.record import AnyFact
from goldthread.terms import ItemId


class RecordFact(Request, frozen=True, kw_only=True):
    """A fact for the client's record. Who wrote it down and when is set by the action, whatever the fact says."""

    client: ItemId
    fact: AnyFact


def decide(request: RecordFact, here: Situation) -> Decision:
    """The fact, as it joins the record.

    Refused: `already-there` (another fact has the id), `is-a-correction`, `not-your-words` (a client records what they
    say themselves), `no-such-instrument`, `bad-answers`.
    """
    refuse_taken(request.fact.id, here)
    if request.fact.corrects is not None:
        raise Refused("is-a-correction", "This fact corrects another.", fix="Use `correct-fact`.")
    entry = FactRecorded(**here.stamp(), fact=written(request.fact, here))
    return Decision(entries=(entry,), answer={"fact": request.fact.id})


ACTION = Action(name="record-fact", title="Record a fact", request=RecordFact, decide=decide)
