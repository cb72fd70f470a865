"""Import a record that was kept elsewhere: its facts join the folder with the days on which they were written down."""

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import FactRecorded
from goldthread.practice.recording import refuse_future
from goldthread.practice.refusing import Refused
from goldthread.record import AnyFact, Record
from goldthread.terms import ItemId


class ImportRecord(Request, frozen=True, kw_only=True):
    """Facts from a case file, another system or paper. They keep who wrote them down there and when; the entry says
    who brought them in."""

    client: ItemId
    facts: tuple[AnyFact, ...]


def decide(request: ImportRecord, here: Situation) -> Decision:
    """All of the facts that the record does not hold yet, or none; those that it holds already, word for word, are
    left out, so that the same import can be run again.

    Refused: `another-fact` (the record has a different fact under one of the ids), `not-yet` (a fact of a day that has
    not come), `does-not-fit` (a correction of a fact that is not there, or the like).
    """
    standing = {fact.id: fact for fact in here.here.record.facts}
    new = tuple(fact for fact in request.facts if standing.get(fact.id) != fact)
    clashing = sorted(fact.id for fact in new if fact.id in standing)
    if clashing:
        raise Refused(
            "another-fact",
            "The record has different facts under the same ids.",
            fix="Give the facts other ids, or correct those that stand.",
            details={"facts": clashing},
        )
    for fact in new:
        refuse_future(fact.recorded_on, here)
    try:
        Record(client=here.here.client, facts=(*standing.values(), *new))
    except ValueError:  # its text names ids that came from outside
        message = "The facts do not fit together with the record."
        raise Refused("does-not-fit", message, fix="Bring what a correction corrects along with it.") from None
    entries = tuple(FactRecorded(**here.stamp(), fact=fact) for fact in new)
    return Decision(entries=entries, answer={"facts": len(new), "known": len(request.facts) - len(new)})


ACTION = Action(name="import-record", title="Import a record kept elsewhere", request=ImportRecord, decide=decide)
