"""Which form to give next, and which one again, from the newest score of each. Advice: a person decides."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from goldthread.instruments.definition import InstrumentDefinition
from goldthread.instruments.scoring import Score

Newest = Mapping[str, tuple[datetime.date, Score]]


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """Give the instrument `give`. `because_of` is the instrument whose score asks for it, on the day `since`: "next"
    where another form leads to it, "again" where its own time has come. `confirmed`: read in the source."""

    give: str
    kind: Literal["next", "again"]
    because_of: str
    since: datetime.date
    why: str
    source: str
    confirmed: bool


def suggestions(
    *, instruments: Mapping[str, InstrumentDefinition], newest: Newest, on: datetime.date
) -> tuple[Suggestion, ...]:
    """What the newest scores (day and score by instrument) ask for on that day: each form once, newest score first.

    A form that was filled in since, on the same day too, is not suggested: it is there already.
    """
    found: dict[str, Suggestion] = {}
    newest_first = sorted(newest.items(), key=lambda each: each[1][0], reverse=True)
    for name, (day, score) in newest_first:
        definition = instruments.get(name)
        if definition is not None:
            for each in (*_next(definition, day, score, newest), *_again(definition, day, on)):
                if each.give in instruments:
                    found.setdefault(each.give, each)
    return tuple(found.values())


def _next(definition: InstrumentDefinition, day: datetime.date, score: Score, newest: Newest) -> Iterator[Suggestion]:
    for each in definition.follow_ups:
        answered = each.give in newest and newest[each.give][0] >= day
        if score.has(each.after) and not answered:
            yield Suggestion(
                give=each.give, kind="next", because_of=definition.id, since=day,
                why=each.why, source=each.source, confirmed=each.confirmed,
            )  # fmt: skip


def _again(definition: InstrumentDefinition, day: datetime.date, on: datetime.date) -> Iterator[Suggestion]:
    repeat = definition.repeat
    if repeat is not None and on >= day + datetime.timedelta(days=repeat.days):
        yield Suggestion(
            give=definition.id, kind="again", because_of=definition.id, since=day,
            why=repeat.why, source=repeat.source, confirmed=repeat.confirmed,
        )  # fmt: skip
