"""Twins: the closest sentence in another client's plan, however many plans there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.individuality.similarity import Likeness, similarity
from goldthread.individuality.twins import FEWEST_WORDS, MOST_PLACES, NEAR, TwinIndex
from goldthread.individuality.words import masked

WALK = "I walk to the lake before work and count the boats"
POND = "I walk to the pond before work and count the boats"


def index(*kept: tuple[str, str, str], names: frozenset[str] = frozenset()) -> TwinIndex:
    made = TwinIndex()
    for place, client, sentence in kept:
        made.add(place, client, sentence, names=names)
    return made


def test_the_closest_twin_is_found_with_its_place_and_reason() -> None:
    twins = index(
        ("keisha.yaml", "keisha", POND), ("linda.yaml", "linda", "I knit a row before work and call my sister")
    )
    twin = twins.closest(WALK, not_of="walter")
    assert twin is not None
    assert (twin.place, twin.client, twin.sentence) == ("keisha.yaml", "keisha", POND)
    assert twin.likeness == Likeness(same=10, of=11)
    assert twin.similarity == pytest.approx(10 / 11)
    assert twin.why.startswith("10 of 11 words")


def test_a_sentence_that_is_not_near_is_no_twin() -> None:
    twins = index(("linda.yaml", "linda", "I knit a row before work and call my sister"))
    assert twins.closest(WALK, not_of="walter") is None
    assert twins.near(WALK, not_of="walter") == ()


def test_the_clients_own_older_plan_is_no_twin() -> None:
    twins = index(("walter-2025.yaml", "walter", WALK), ("keisha.yaml", "keisha", POND))
    twin = twins.closest(WALK, not_of="walter")
    assert twin is not None
    assert twin.place == "keisha.yaml"
    only = index(("walter-2025.yaml", "walter", WALK))
    assert only.closest(WALK, not_of="walter") is None
    assert only.same(WALK, not_of="walter") is None
    assert only.near(WALK, not_of="walter") == ()


def test_a_copy_with_another_name_and_number_is_wholly_alike() -> None:
    copy = "Birgit calls me every 3 days after the late shift"
    twins = index(("keisha.yaml", "keisha", copy), names=frozenset({"birgit"}))
    twin = twins.closest(
        "Annie calls me every 5 days after the late shift", not_of="walter", names=frozenset({"annie"})
    )
    assert twin is not None
    assert twin.similarity == 1


def test_the_same_sentence_is_found_whatever_its_capitals_and_marks() -> None:
    twins = index(("keisha.yaml", "keisha", "Call Annie!"), ("b.yaml", "bo", "call annie"))
    twin = twins.same("call Annie", not_of="walter")
    assert twin is not None
    assert (twin.place, twin.similarity) == ("b.yaml", 1)
    other = twins.same("call Annie", not_of="bo")
    assert other is not None
    assert other.place == "keisha.yaml"
    assert twins.same("Call Birgit", not_of="walter") is None
    assert index(("a", "bo", "…")).same("!", not_of="walter") is None


def test_a_few_words_are_too_few_to_be_twins() -> None:
    short = "walk to the lake"
    assert len(masked(short)) < FEWEST_WORDS
    twins = index(("keisha.yaml", "keisha", short))
    assert twins.closest(short, not_of="walter") is None
    assert twins.same(short, not_of="walter") is not None


def test_of_equal_twins_the_first_by_place_is_named() -> None:
    kept = [("c.yaml", "cy", WALK), ("a.yaml", "al", WALK), ("b.yaml", "bo", WALK)]
    for order in (kept, kept[::-1]):
        twin = index(*order).closest(WALK, not_of="al")
        assert twin is not None
        assert twin.place == "b.yaml"


def test_every_place_with_a_twin_is_named_once_most_alike_first() -> None:
    twins = index(("b.yaml", "bo", POND), ("b.yaml", "bo", WALK), ("a.yaml", "al", POND), ("c.yaml", "cy", WALK))
    found = twins.near(WALK, not_of="walter")
    assert [(twin.place, twin.similarity == 1) for twin in found] == [
        ("b.yaml", True),
        ("c.yaml", True),
        ("a.yaml", False),
    ]


def test_a_phrase_of_all_plans_is_listed_for_some_of_them() -> None:
    twins = index(*((f"{number:03}.yaml", f"c{number}", WALK) for number in range(MOST_PLACES + 5)))
    found = twins.near(WALK, not_of="c0")
    assert len(found) == MOST_PLACES
    assert found[0].place == "001.yaml"


def test_words_that_come_again_and_again_do_not_hide_a_twin() -> None:
    twins = index(("a.yaml", "al", "no no no no no yes"))
    for asked in ("no no no no no", "no no no no no yes", "no no no no yes"):
        assert twins.closest(asked, not_of="walter") is not None


SENTENCES = st.lists(
    st.sampled_from(("walk", "to", "the", "lake", "with", "a", "dog", "no", "more", "tea")), min_size=3, max_size=12
).map(" ".join)
KEPT = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(("al", "bo", "cy")), SENTENCES), max_size=12)


@given(KEPT, SENTENCES, st.sampled_from(("al", "bo", "cy")))
def test_the_index_finds_what_looking_at_every_sentence_finds(
    kept: list[tuple[str, str, str]], asked: str, client: str
) -> None:
    others = [
        (-similarity(one=asked, other=text).similarity, place, who, text) for place, who, text in kept if who != client
    ]
    alike = [each for each in others if -each[0] >= NEAR and len(masked(asked)) >= FEWEST_WORDS]
    twins = index(*kept)
    twin = twins.closest(asked, not_of=client)
    found = (-twin.similarity, twin.place, twin.client, twin.sentence) if twin else None
    assert found == min(alike, default=None)
    assert {each.place for each in twins.near(asked, not_of=client)} == {place for _, place, _, _ in alike}
    assert {each.similarity for each in twins.near(asked, not_of=client)} <= {-each[0] for each in alike}


@given(KEPT, SENTENCES)
def test_the_order_in_which_plans_come_changes_nothing(kept: list[tuple[str, str, str]], asked: str) -> None:
    one, other = index(*kept), index(*reversed(kept))
    assert one.closest(asked, not_of="al") == other.closest(asked, not_of="al")
    assert one.near(asked, not_of="al") == other.near(asked, not_of="al")
    assert one.same(asked, not_of="al") == other.same(asked, not_of="al")


@given(KEPT)
def test_every_kept_sentence_that_is_long_enough_finds_itself(kept: list[tuple[str, str, str]]) -> None:
    twins = index(*kept)
    for _, _, sentence in kept:
        assert twins.same(sentence, not_of="nobody") is not None
        twin = twins.closest(sentence, not_of="nobody")
        assert (twin is not None and twin.similarity == 1) == (len(masked(sentence)) >= FEWEST_WORDS)
