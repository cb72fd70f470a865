"""What makes a sentence this client's own, and by which fact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lives import SAID, SEEN, WALTER, WALTERS, chart_of

from goldthread.individuality.own import KINDS, Mark, OwnSources, known_names, marks
from goldthread.record import Circumstance, EarlySign, Housing, Protective, Statement, Support, Withdrawn
from goldthread.terms import LifeDomain

OWN = OwnSources(chart=WALTER)


def found(sentence: str, own: OwnSources = OWN) -> list[tuple[str, tuple[str, ...], str]]:
    return [(mark.by, mark.facts, mark.words) for mark in marks(sentence=sentence, own=own)]


@pytest.mark.parametrize(
    ("sentence", "by", "fact", "words"),
    [
        ("Nights: “count the freight trains till four”", "quote", "own-sleep", "count the freight trains till four"),
        ("He can finish the cedar boat", "quote", "hope-boat", "finish the cedar boat"),
        ("You turn a bearing by ear, and so you hear this", "strength", "str-hands", "turn, bear, ear"),
        ("On payday the envelope goes to the credit union", "trigger", "trig-pay", "payday, envelope"),
        ("Sand a spindle before supper", "skill", "skill-lathe", "sand, spindle"),
        ("Annie knows the plan", "person", "sup-annika", "annie"),
        ("Ask his daughter to come along", "person", "sup-annika", "daughter"),
        ("Walter's dog gets the first call", "person", "sup-ollie", "dog"),
        ("Nobody waits at the loading dock", "place", "trig-dock", "load, dock"),
        ("A lamp at the basement bench", "place", "skill-lathe", "basement, bench"),
        ("The boat of cedar is turned over in June", "hope", "hope-boat", "boat, cedar"),
        ("It is a promise to a dog", "value", "value-word", "promise, dog"),
        ("What a gear machinist hears", "occupation", "work", "gear, machinist"),
        ("On the bus to Millrace", "name", "own-work", "millrace"),
        ("Wren comes along", "name", "hope-boat", "wren"),
    ],
)
def test_a_sentence_is_own_by_a_fact(sentence: str, by: str, fact: str, words: str) -> None:
    assert (by, (fact,), words) in found(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "8 out of 10 by October 9, 2026",
        "Four times in thirty days, then 5.",
        "Takes part in the group each week and sleeps through the night.",
        "Count the days",
        "A boat trip with the group",
        "I want to be",
        "Walter Brandt comes to the session",
        "Dana Ruiz and Dr. Lee meet on Tuesday",
        "His therapist calls",
        "does not get back to sleep",
        "Full of thanks",
    ],
)
def test_numbers_common_words_staff_and_the_clients_own_name_make_nothing_their_own(sentence: str) -> None:
    assert found(sentence) == []


def test_only_what_the_client_said_is_quoted() -> None:
    said = OwnSources(
        chart=chart_of(Statement(id="s", domain=LifeDomain.SLEEP, text="Wakes at two and paces the hall", **SAID))
    )
    seen = OwnSources(
        chart=chart_of(Statement(id="s", domain=LifeDomain.SLEEP, text="Wakes at two and paces the hall", **SEEN))
    )
    assert found("He wakes at two and paces", said) == [("quote", ("s",), "wakes at two and paces")]
    assert found("He wakes at two and paces", seen) == []


def test_words_that_any_plan_holds_are_a_quote_only_when_there_are_many_of_them() -> None:
    own = OwnSources(
        chart=chart_of(
            Statement(id="s", domain=LifeDomain.SLEEP, text="I want to sleep through the night again", **SAID)
        )
    )
    assert found("Walter will sleep through the night", own) == []
    assert found("I want to sleep through the night", own) == [("quote", ("s",), "i want to sleep through the night")]


def test_three_words_in_a_row_are_no_quote() -> None:
    assert "quote" not in [by for by, _, _ in found("the freight trains")]


def test_long_facts_need_more_than_two_words_unless_they_stand_together() -> None:
    text = "Braids hair by eye, remembers every bus, keeps a green notebook and sings to her son in the kitchen"
    own = OwnSources(chart=chart_of(EarlySign(id="e", text=text, **SEEN)))
    assert found("A notebook in the kitchen", own) == []
    assert found("A green notebook at hand", own) == [("early-sign", ("e",), "green, notebook")]
    assert found("She braids, sings and counts each bus", own) == [("early-sign", ("e",), "braid, sing, bus")]


def test_home_and_what_protects_count_too() -> None:
    own = OwnSources(
        chart=chart_of(
            Housing(id="h", situation="shelter", words="Bed eleven, top bunk", **SEEN),
            Protective(id="p", text="The beagle on the porch needs her", **SEEN),
        )
    )
    assert found("A card above the top bunk", own) == [("place", ("h",), "top, bunk")]
    assert (
        found("The beagle, who needs her", own) == [("protective", ("p",), "beagle")]
        or found("The beagle, who needs her", own) == []
    )


def test_a_corrected_or_withdrawn_fact_makes_nothing_own() -> None:
    gone = Withdrawn(id="w", reason="said in error", corrects="hope-boat", **SAID)
    own = OwnSources(chart=chart_of(*WALTERS, gone))
    assert ("hope", ("hope-boat",), "boat, cedar") not in found("The boat of cedar", own)


def test_a_relation_to_somebody_else_is_not_one_to_the_client() -> None:
    own = OwnSources(chart=chart_of(Support(id="s", name="Terrell", relation="partner, Nia's father", **SAID)))
    assert found("Ask her partner", own) == [("person", ("s",), "partner")]
    assert found("Ask her father", own) == []


def test_the_strongest_reason_comes_first_and_each_fact_counts_once_for_a_kind() -> None:
    reasons = found("I finish the cedar boat with Wren, and Annie calls Annika")
    assert [by for by, _, _ in reasons] == ["quote", "person", "hope", "name"]
    assert all(by in KINDS for by, _, _ in reasons)


def test_a_word_that_comes_back_in_a_life_and_never_in_the_library_is_own() -> None:
    facts = (
        Statement(id="one", domain=LifeDomain.HOUSING, text="The ferry goes without me", **SAID),
        Circumstance(id="two", topic="faith", state="practising", text="We bless the ferry in spring", **SAID),
    )
    own = OwnSources(chart=chart_of(*facts), common=frozenset({"bless"}))
    assert found("Noon at the ferry", own) == [("own-word", ("one", "two"), "ferry")]
    assert found("A blessing", own) == []
    assert found("Noon at the ferry", OwnSources(chart=chart_of(*facts), common=frozenset({"ferry"}))) == []
    assert found("Noon at the ferry", OwnSources(chart=chart_of(*facts))) == []


def test_a_word_that_was_said_once_is_no_word_of_a_life() -> None:
    own = OwnSources(chart=WALTER, common=frozenset({"x"}))
    assert found("A spindle", own) == []


def test_what_a_mark_says_can_be_traced() -> None:
    assert marks(sentence="Annie", own=OWN) == (Mark(by="person", facts=("sup-annika",), words="annie"),)


def test_known_names_are_of_the_client_and_of_everybody_around() -> None:
    assert known_names(chart=WALTER) == {"walter", "brandt", "annika", "annie", "ollie", "dana", "ruiz", "susan", "lee"}


@given(st.permutations(WALTERS))
def test_the_order_of_facts_changes_nothing(facts: list[object]) -> None:
    own = OwnSources(chart=chart_of(*facts))  # type: ignore[arg-type]
    for sentence in ("Annie and Wren finish the cedar boat by ear", "his daughter counts the freight trains till four"):
        assert marks(sentence=sentence, own=own) == marks(sentence=sentence, own=OWN)
