"""The record as of a day, corrections and withdrawals: nothing is lost, and nothing is known before it was written."""

import datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from any_record import DAYS, FIRST_KINDS, records
from goldthread.record import Client, Hope, Housing, Record, Withdrawn, as_of, chart

CLIENT = Client(id="client", name="The client")
MONDAY = datetime.date(2026, 9, 14)
FRIDAY = datetime.date(2026, 9, 18)


def housing(fact: str, on: datetime.date = MONDAY, **more: Any) -> Housing:
    more = {"situation": "stable", **more}
    return Housing(id=fact, said_by="client", recorded_by="nurse", recorded_on=on, source="intake", **more)


def taken_back(fact: str, corrects: str, on: datetime.date = FRIDAY) -> Withdrawn:
    why = "said of another person"
    return Withdrawn(
        id=fact, said_by="client", recorded_by="nurse", recorded_on=on, source="call", corrects=corrects, reason=why
    )


def record(*facts: Any) -> Record:
    return Record(client=CLIENT, facts=facts)


@given(records(), DAYS, DAYS)
def test_what_was_known_one_day_is_known_on_every_later_day(held: Record, one: Any, other: Any) -> None:
    early, late = sorted((one, other))
    later = as_of(record=held, on=late).facts
    assert all(fact in later for fact in as_of(record=held, on=early).facts)


@given(records(), DAYS, DAYS)
def test_to_look_back_from_a_later_day_shows_what_was_known_on_the_earlier(held: Record, one: Any, other: Any) -> None:
    early, late = sorted((one, other))
    assert as_of(record=as_of(record=held, on=late), on=early) == as_of(record=held, on=early)


@given(records())
def test_a_day_after_the_last_entry_the_whole_record_is_known(held: Record) -> None:
    last = max((fact.recorded_on for fact in held.facts), default=MONDAY)
    assert as_of(record=held, on=last) == held


@given(records(), DAYS)
def test_a_chart_reads_only_what_was_written_down_by_then(held: Record, on: Any) -> None:
    read = chart(record=held, on=on)
    assert all(fact.recorded_on <= on for fact in read.by_id.values())
    assert read.by_id == chart(record=as_of(record=held, on=on), on=on).by_id


@given(records(), DAYS, st.randoms(use_true_random=False))
def test_a_chart_does_not_depend_on_the_order_of_facts(held: Record, on: Any, random: Any) -> None:
    mixed = list(held.facts)
    random.shuffle(mixed)
    other = msgspec.structs.replace(held, facts=tuple(mixed))
    for kind in FIRST_KINDS:
        assert chart(record=held, on=on).of(kind) == chart(record=other, on=on).of(kind)
        assert chart(record=held, on=on).newest(kind) == chart(record=other, on=on).newest(kind)


@given(records(), DAYS)
def test_every_known_fact_is_in_the_chart_or_was_corrected_or_takes_one_back(held: Record, on: Any) -> None:
    read = chart(record=held, on=on)
    known = as_of(record=held, on=on).facts
    corrected = {fact.corrects for fact in known}
    for fact in known:
        assert (fact.id in read.by_id) is (fact.id not in corrected and not isinstance(fact, Withdrawn))


def test_a_correction_takes_the_place_of_the_fact_from_the_day_it_is_written() -> None:
    held = record(housing("first"), housing("second", FRIDAY, situation="at-risk", corrects="first"))
    assert chart(record=held, on=MONDAY).newest(Housing).situation == "stable"  # type: ignore[union-attr]
    assert [fact.id for fact in chart(record=held, on=FRIDAY).of(Housing)] == ["second"]


def test_a_correction_of_a_correction_leaves_the_last_word() -> None:
    held = record(
        housing("c", FRIDAY, corrects="b"), housing("a"), housing("b", FRIDAY, situation="unsafe", corrects="a")
    )
    assert [fact.id for fact in chart(record=held, on=FRIDAY).of(Housing)] == ["c"]


def test_a_withdrawn_fact_is_gone_from_the_chart_and_stays_in_the_record() -> None:
    held = record(housing("home"), taken_back("sorry", "home"))
    assert chart(record=held, on=FRIDAY).of(Housing) == []
    assert chart(record=held, on=FRIDAY).of(Withdrawn) == []
    assert [fact.id for fact in held.facts] == ["home", "sorry"]


def test_to_take_back_a_correction_does_not_bring_the_first_word_back() -> None:
    held = record(housing("a"), housing("b", FRIDAY, corrects="a"), taken_back("c", "b"))
    assert chart(record=held, on=FRIDAY).of(Housing) == []


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ([housing("a", corrects="b"), housing("b", corrects="a")], "run in a circle"),
        ([housing("a", corrects="b"), housing("b", corrects="c"), housing("c", corrects="a")], "run in a circle"),
        ([housing("d", corrects="a"), housing("a", corrects="b"), housing("b", corrects="a")], "run in a circle"),
        ([housing("a"), housing("a", FRIDAY)], "two facts have the id 'a'"),
        ([housing("a", corrects="gone")], "which is not in the record"),
        ([housing("a", FRIDAY), housing("b", MONDAY, corrects="a")], "recorded after it"),
        (
            [
                housing("a"),
                Hope(id="b", said_by="x", recorded_by="x", recorded_on=FRIDAY, source="x", text="x", corrects="a"),
            ],
            "of another kind",
        ),
        ([taken_back("a", "nothing")], "which is not in the record"),
    ],
    ids=[
        "two in a circle",
        "three in a circle",
        "into a circle",
        "same id",
        "unknown",
        "from the past",
        "kind",
        "gone",
    ],
)
def test_a_record_with_impossible_corrections_is_refused(facts: list[Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        record(*facts)


def test_a_fact_cannot_correct_itself() -> None:
    with pytest.raises(ValueError, match="cannot correct itself"):
        housing("a", corrects="a")


def test_to_take_back_needs_the_fact_that_is_taken_back() -> None:
    with pytest.raises(ValueError, match="needs `corrects`"):
        Withdrawn(id="a", said_by="client", recorded_by="nurse", recorded_on=MONDAY, source="call", reason="mistake")
