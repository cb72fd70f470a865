"""What recording, correcting and filling in have in common: who wrote a fact down, and answers that count."""

import datetime
from collections.abc import Mapping

import msgspec

from goldthread.instruments import InstrumentDefinition, Score, score
from goldthread.instruments.scoring import AnswersRefused
from goldthread.practice.action import Situation
from goldthread.practice.refusing import Refused
from goldthread.record import Administration, AnyFact
from goldthread.terms import Role


def written(fact: AnyFact, here: Situation) -> AnyFact:
    """The fact as it is written down here and now: by the actor, in their role, on this day.

    Refused: `not-your-words` (a client records what they say themselves), and what `scored` refuses.
    """
    if here.actor.role is Role.CLIENT and fact.said_by != "client":
        message = "In your own name you record what you say yourself."
        raise Refused("not-your-words", message, fix="Say that it is you who said it.")
    if isinstance(fact, Administration) and fact.answers:
        scored(instrument_of(fact.instrument, here), fact.answers, here)
    return msgspec.structs.replace(fact, recorded_by=here.actor.role.value, recorded_on=here.today)


def instrument_of(instrument: str, here: Situation) -> InstrumentDefinition:
    """The definition of an instrument. Refused: `no-such-instrument`."""
    definition = here.desk.library.instruments.get(instrument)
    if definition is None:
        message = f"The library has no instrument {instrument!r}."
        raise Refused("no-such-instrument", message, fix="`goldthread score --help` names those that it has.")
    return definition


def scored(definition: InstrumentDefinition, answers: Mapping[str, float | None], here: Situation) -> Score:
    """What the answers come to for this client. Refused: `bad-answers` (the item and the rule are named)."""
    client = here.here.client
    try:
        return score(definition=definition, answers=answers, sex=client.sex, age=client.age(here.today))
    except AnswersRefused as refused:
        raise Refused(
            "bad-answers",
            f"An answer does not fit {definition.id} ({refused.code}).",
            fix=f"Look at the item {refused.item}." if refused.item else "Answer the items that the instrument has.",
            details={"item": refused.item, "rule": refused.code},
        ) from None


def refuse_taken(fact: str, here: Situation) -> None:
    """Refused: `already-there` where the record has a fact with this id."""
    if any(each.id == fact for each in here.here.record.facts):
        raise Refused("already-there", "The record already has a fact with this id.", fix="Give it another id.")


def refuse_future(on: datetime.date, here: Situation) -> None:
    """Refused: `not-yet` for a day that has not come."""
    if on > here.today:
        raise Refused("not-yet", "That day has not come yet.", fix="Give the day on which it happened.")
