"""What a client reads of the changes in their record."""

import datetime
from typing import Any

import msgspec
import pytest

from goldthread.case import Case, cast_names, cast_path, read_case
from goldthread.practice.compare_plans import compare_plans
from goldthread.practice.compare_records import compare_records
from goldthread.record import (
    Administration,
    CareMember,
    ConsentGiven,
    DomainConsidered,
    DomainSetAside,
    Hope,
    Statement,
    Unmapped,
    Withdrawn,
)
from goldthread.terms import LifeDomain

DAY = datetime.date(2026, 6, 1)
BARE = read_case("on: 2026-06-01\nrecord: {client: {id: ana, name: Ana}}").case
SAID: dict[str, Any] = {"said_by": "client", "recorded_by": "Rosa", "recorded_on": DAY, "source": "talk"}
SEEN: dict[str, Any] = {**SAID, "said_by": "Rosa Vega"}
SEA = Hope(id="sea", text="To see the sea.", **SAID)


def case(*facts: Any, **client: Any) -> Case:
    record = msgspec.structs.replace(
        BARE.record, facts=facts, client=msgspec.structs.replace(BARE.record.client, **client)
    )
    return msgspec.structs.replace(BARE, record=record)


def told(before: Case, after: Case) -> list[tuple[str, str | None, str]]:
    return [(each.change, each.fact, each.text) for each in compare_records(before=before, after=after)]


@pytest.mark.parametrize("name", cast_names())
def test_a_record_that_did_not_change_has_nothing_to_tell(name: str) -> None:
    one = read_case(cast_path(name)).case
    assert compare_records(before=one, after=one) == ()
    empty = msgspec.structs.replace(one, plan=None, record=msgspec.structs.replace(one.record, facts=()))
    came = compare_records(before=empty, after=one)
    gone = compare_records(before=one, after=empty)
    assert {each.fact for each in gone} == {fact.id for fact in one.record.facts}
    assert len(came) == len(gone)


def test_a_new_fact_is_told_with_who_said_it_and_when() -> None:
    assert told(case(), case(SEA)) == [
        (
            "added",
            "sea",
            "New in the record: hope: “To see the sea” (said by you, written down on 1 June 2026).",
        )
    ]


def test_a_correction_shows_both_wordings() -> None:
    lake = Hope(id="lake", text="To see the lake.", corrects="sea", **SAID)
    ((change, fact, text),) = told(case(SEA), case(SEA, lake))
    assert (change, fact) == ("corrected", "lake")
    assert text.startswith("Corrected in the record: hope: “To see the sea” is now “To see the lake” (said by you")


def test_a_correction_that_is_told_in_the_same_words_is_one_of_details() -> None:
    again = Hope(id="again", text="To see the sea.", importance=9, corrects="sea", **SAID)
    ((_, _, text),) = told(case(SEA), case(SEA, again))
    assert text.startswith("Corrected in the record: hope: “To see the sea”, in its details (said by you")


def test_a_fact_that_was_taken_back_is_told_with_the_reason() -> None:
    gone = Withdrawn(id="gone", reason="Said by another person.", corrects="sea", **SEEN)
    assert told(case(SEA), case(SEA, gone)) == [
        (
            "set-aside",
            "sea",
            "Set aside in the record: hope: “To see the sea”, because: Said by another person "
            "(said by Rosa Vega, written down on 1 June 2026).",
        )
    ]
    ((change, _, text),) = told(case(SEA, gone), case(SEA, msgspec.structs.replace(gone, reason="Of another file.")))
    assert (change, text) == (
        "rewritten",
        "Written anew in the record: taken back: Said by another person is now Of another file.",
    )


def test_what_was_written_over_or_left_out_is_told_too() -> None:
    other = msgspec.structs.replace(SEA, text="To see the hills.")
    assert told(case(SEA), case(other)) == [
        ("rewritten", "sea", "Written anew in the record: hope: “To see the sea” is now “To see the hills”.")
    ]
    assert told(case(SEA), case()) == [("missing", "sea", "No longer in the record: hope: “To see the sea”.")]


def test_the_header_is_told_to_the_client() -> None:
    after = case(born=datetime.date(1980, 3, 1), language="es")
    assert [text for _, _, text in told(case(), after)] == [
        "About you: the day of birth is now 1 March 1980 (before: not said).",
        "About you: the language is now es (before: en).",
    ]
    assert told(after, case())[0][2] == "About you: the day of birth is now not said (before: 1 March 1980)."


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (DomainConsidered(id="f", domain=LifeDomain.SLEEP, **SEEN), "gone through: sleep"),
        (
            DomainSetAside(id="f", domain=LifeDomain.MONEY, reason="Not now.", look_again_on=DAY, **SEEN),
            "set aside: money until 1 June 2026 (Not now)",
        ),
        (CareMember(id="f", name="Rosa Vega", role="nurse", **SEEN), "care team: Rosa Vega, nurse"),
        (ConsentGiven(id="f", about="a letter", to="Dr. Ito", **SEEN), "consent: permit a letter to Dr. Ito"),
        (Unmapped(id="f", what="A line", reason="not read", **SEEN), "not understood: A line"),
        (Administration(id="f", instrument="phq9", total=11, **SEEN), "form: phq9 11 on 1 June 2026"),
        (Statement(id="f", domain=LifeDomain.SLEEP, text="I lie awake.", **SAID), "own words: sleep: “I lie awake”"),
    ],
)
def test_every_kind_of_fact_is_told_in_words(fact: Any, words: str) -> None:
    ((_, _, text),) = told(case(), case(fact))
    assert text.startswith(f"New in the record: {words} (")


def test_plans_are_compared_together_with_their_records() -> None:
    walter = read_case(cast_path("walter-brandt")).case
    record = msgspec.structs.replace(walter.record, facts=(*walter.record.facts, SEA))
    compared = compare_plans(before=walter, after=msgspec.structs.replace(walter, record=record))
    assert compared.operations == ()
    assert [each.fact for each in compared.record] == ["sea"]
