"""Record a fact."""

import msgspec

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import FactRecorded
from goldthread.practice.refusing import Refused
from goldthread.record import AnyFact
from goldthread.terms import ItemId, Role


class RecordFact(Request, frozen=True, kw_only=True):
    """A fact for the client's record. Who wrote it down and when is set by the action, whatever the fact says."""

    client: ItemId
    fact: AnyFact


def decide(request: RecordFact, here: Situation) -> Decision:
    """The fact, as it joins the record.

    Refused: `already-there` (another fact has the id), `is-a-correction`, `not-your-words` (a client records what they
    say themselves).
    """
    fact = request.fact
    if any(each.id == fact.id for each in here.here.record.facts):
        raise Refused("already-there", "The record already has a fact with this id.", fix="Give it another id.")
    if fact.corrects is not None:
        raise Refused("is-a-correction", "This fact corrects another.", fix="Use `correct-fact`.")
    if here.actor.role is Role.CLIENT and fact.said_by != "client":
        raise Refused(
            "not-your-words", "In your own name you record what you say yourself.", fix="Leave out who said it."
        )
    return Decision(entries=(FactRecorded(**here.stamp(), fact=written(fact, here)),), answer={"fact": fact.id})


def written(fact: AnyFact, here: Situation) -> AnyFact:
    """The fact as it is written down here and now: by the actor, in their role, on this day."""
    return msgspec.structs.replace(fact, recorded_by=here.actor.role.value, recorded_on=here.today)


ACTION = Action(name="record-fact", title="Record a fact", request=RecordFact, decide=decide)
