"""The days on which a fact holds in a life, and which of several is the newest."""

import datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given

from any_record import DAYS, facts
from goldthread.record import Administration, Client, Fact, Housing, Record, Statement, Work, chart
from goldthread.terms import LifeDomain

ON = datetime.date(2026, 9, 14)
EARLIER = datetime.date(2026, 3, 1)
LATER = datetime.date(2026, 12, 1)


def housing(fact: str = "home", **more: Any) -> Housing:
    more = {"recorded_on": ON, **more}
    return Housing(id=fact, said_by="client", recorded_by="nurse", source="intake", situation="stable", **more)


def read(*facts: Any, on: datetime.date = ON, client: Client | None = None) -> Any:
    return chart(record=Record(client=client or Client(id="client", name="The client"), facts=facts), on=on)


@given(facts(), DAYS)
def test_a_fact_without_an_end_holds_on_every_day_from_its_beginning(fact: Fact, on: Any) -> None:
    endless = msgspec.structs.replace(fact, until=None)
    assert endless.holds_on(on) is (fact.since is None or fact.since <= on)


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (None, None, True),
        (EARLIER, LATER, True),
        (ON, ON, True),
        (LATER, None, False),
        (None, EARLIER, False),
        (EARLIER, EARLIER, False),
    ],
)
def test_a_fact_holds_from_its_first_to_its_last_day(since: Any, until: Any, holds: bool) -> None:
    assert housing(since=since, until=until).holds_on(ON) is holds


def test_a_fact_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="lies before"):
        housing(since=LATER, until=EARLIER)


def test_what_has_ended_stands_in_the_chart_but_is_not_current() -> None:
    gone, here = housing("gone", until=EARLIER), housing("here", since=EARLIER)
    assert {fact.id for fact in read(gone, here).of(Housing)} == {"gone", "here"}
    assert read(gone, here).current(Housing) == [here]


def test_the_newest_is_the_one_that_began_last_whenever_it_was_written() -> None:
    moved = housing("moved", since=datetime.date(2026, 9, 1), recorded_on=ON)
    before = housing("before", since=datetime.date(2019, 1, 1), recorded_on=datetime.date(2026, 9, 10))
    assert read(before, moved).newest(Housing) == moved
    assert read().newest(Housing) is None
    assert read(moved).of(Work) == []


def test_forms_of_one_instrument_come_newest_first() -> None:
    def form(name: str, instrument: str, since: datetime.date) -> Administration:
        return Administration(
            id=name, said_by="client", recorded_by="nurse", recorded_on=ON, source="form", since=since,
            instrument=instrument, answers={"q1": 1},
        )  # fmt: skip

    forms = form("a", "phq9", EARLIER), form("b", "phq9", ON), form("c", "gad7", ON)
    assert [each.id for each in read(*forms).administrations("phq9")] == ["b", "a"]


@pytest.mark.parametrize(("answers", "total"), [({}, None), ({"q1": 1.0}, 4.0)])
def test_a_form_has_answers_or_a_total_from_elsewhere_and_never_both(answers: Any, total: Any) -> None:
    with pytest.raises(ValueError, match="either answers or a total"):
        Administration(
            id="a", said_by="client", recorded_by="nurse", recorded_on=ON, source="form", instrument="phq9",
            answers=answers, total=total,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("born", "age"),
    [
        (datetime.date(1984, 9, 14), 42),
        (datetime.date(1984, 9, 15), 41),
        (datetime.date(2000, 2, 29), 26),
        (None, None),
    ],
)
def test_age_is_full_years_on_the_day(born: Any, age: int | None) -> None:
    assert read(client=Client(id="c", name="C", born=born)).age == age


def test_only_the_clients_own_word_counts_as_from_the_client() -> None:
    said = Statement(
        id="s",
        said_by="client",
        recorded_by="therapist",
        recorded_on=ON,
        source="talk",
        domain=LifeDomain.MOOD,
        text="Flat.",
    )
    assert said.from_client
    assert not msgspec.structs.replace(said, said_by="sister").from_client
