"""Facts as evidence on paper: what kind of fact, what it says, who said it, when; never an id or a code word."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from goldthread.curation.kinds import kind_text
from goldthread.curation.telling import day, tell
from goldthread.needs import Reading
from goldthread.record import AnyFact, Observation, Protective


class FactLine(msgspec.Struct, frozen=True, kw_only=True):
    """One fact of the record as a line: `number` is its place in the list of facts, `when` its day, which the text
    does not name again; `needs` are the numbers of the needs that rest on it."""

    id: str
    number: int
    kind: str
    text: str
    said_by: str
    when: str
    needs: tuple[int, ...] = ()


def fact_text(fact: AnyFact, reading: Reading) -> str:
    """What a fact says, in a few words: a form with its score and band, a substance with amount and last use."""
    if isinstance(fact, Observation):
        return f"{tell(fact, reading)}{', out of range' if fact.abnormal else ''}"
    if isinstance(fact, Protective) and fact.from_client:
        return f"“{fact.text.rstrip('.')}”"
    told = tell(fact, reading).replace(f" ({fact.said_by})", "")
    return told or kind_text(fact)


def fact_lines(
    facts: Iterable[str], reading: Reading, resting: Mapping[str, Sequence[int]] | None = None
) -> tuple[FactLine, ...]:
    """The facts as numbered lines, oldest first; ids that the record does not hold on the day are left out."""
    found = [fact for each in dict.fromkeys(facts) if (fact := reading.chart.by_id.get(each))]
    found.sort(key=lambda fact: (_day_of(fact), fact.id))
    return tuple(
        _line(fact, number, reading, tuple((resting or {}).get(fact.id, ())))
        for number, fact in enumerate(found, start=1)
    )


def _line(fact: AnyFact, number: int, reading: Reading, needs: tuple[int, ...]) -> FactLine:
    told, when = fact_text(fact, reading), day(_day_of(fact))
    text = told[:1].upper() + told[1:]
    return FactLine(
        id=fact.id,
        number=number,
        kind=kind_text(fact),
        text=text.replace(f" on {when}", "").replace(f" ({when})", ""),
        said_by=fact.said_by,
        when=when,
        needs=needs,
    )


def _day_of(fact: AnyFact) -> datetime.date:
    return fact.since or fact.recorded_on
