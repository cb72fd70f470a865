"""How alike two sentences are, in a number that can be explained."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.individuality.similarity import Likeness, likeness, similarity
from goldthread.individuality.words import capitals, longest_run, masked, names_in, normal, stem, telling

WORDS = st.lists(st.sampled_from(("walk", "to", "the", "lake", "with", "Ana", "7", "May")), max_size=9).map(" ".join)
NAMES = frozenset({"ana"})


def test_a_copied_sentence_with_another_name_and_number_is_the_same() -> None:
    found = similarity(one="Walks with Ana on 3 days a week.", other="walks with Birgit on five days a week")
    assert found.similarity == 1
    assert found.why == "every word is the same once names, numbers and dates are set aside"


def test_a_changed_sentence_is_explained_word_by_word() -> None:
    found = similarity(
        one="I walk to the lake before work and I count the boats",
        other="I walk to the pond before work and I name the boats",
    )
    assert (found.same, found.of) == (10, 12)
    assert found.similarity == pytest.approx(10 / 12)
    assert found.why == "10 of 12 words stand in the same order once names, numbers and dates are set aside"


def test_the_same_words_in_another_order_are_not_the_same_sentence() -> None:
    assert similarity(one="the lake before the walk", other="the walk before the lake").similarity == pytest.approx(
        3 / 5
    )


def test_sentences_without_a_word_in_common_are_not_alike() -> None:
    assert similarity(one="walk to the lake", other="call your sister").similarity == 0


def test_where_nothing_is_left_that_is_said() -> None:
    found = similarity(one="3 May", other="7")
    assert found.similarity == 1
    assert found.why == "nothing is left of either once names, numbers and dates are set aside"
    assert similarity(one="3 May", other="walk").similarity == 0


def test_a_name_that_opens_a_sentence_is_set_aside_when_it_is_known() -> None:
    assert similarity(one="Ana calls on Sunday", other="Birgit calls on Monday").similarity == pytest.approx(2 / 3)
    names = frozenset({"ana", "birgit"})
    assert similarity(one="Ana calls on Sunday", other="Birgit calls on Monday", names=names).similarity == 1


@given(WORDS, WORDS)
def test_likeness_is_the_same_from_either_side(one: str, other: str) -> None:
    assert similarity(one=one, other=other, names=NAMES) == similarity(one=other, other=one, names=NAMES)


@given(WORDS, WORDS)
def test_likeness_is_between_nothing_and_all(one: str, other: str) -> None:
    found = similarity(one=one, other=other, names=NAMES)
    assert 0 <= found.similarity <= 1
    assert 0 <= found.same <= found.of


@given(WORDS, WORDS)
def test_only_what_is_the_same_once_masked_is_wholly_alike(one: str, other: str) -> None:
    whole = similarity(one=one, other=other, names=NAMES).similarity == 1
    assert whole == (masked(one, NAMES) == masked(other, NAMES))


@given(st.lists(st.sampled_from("abc"), max_size=8), st.lists(st.sampled_from("abc"), max_size=8))
def test_words_in_the_same_order_are_counted_as_by_hand(one: list[str], other: list[str]) -> None:
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, left in enumerate(one):
        for j, right in enumerate(other):
            table[i + 1][j + 1] = table[i][j] + 1 if left == right else max(table[i][j + 1], table[i + 1][j])
    assert likeness(one, other) == Likeness(same=table[-1][-1], of=max(len(one), len(other)))


# The words


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Sleep 7 hours by 3 July 2026.", ("sleep", "hours", "by")),
        ("Sleep seven hours, five nights; thirty-three beads", ("sleep", "hours", "nights", "beads")),
        ("We meet Ana’s brother at 7pm on Tuesday", ("we", "meet", "brother", "at", "on")),
        (
            "He says: “Walk with me.” Then I’m off to AA",
            ("he", "says", "walk", "with", "me", "then", "i'm", "off", "to", "aa"),
        ),
        ("It may rain in May", ("it", "may", "rain", "in")),
        ("Duermo cinco horas, ¿y tú?", ("duermo", "cinco", "horas", "y", "tú")),
        ("", ()),
    ],
)
def test_names_numbers_and_dates_are_set_aside(text: str, left: tuple[str, ...]) -> None:
    assert masked(text) == left


def test_word_for_word_leaves_capitals_and_marks_aside_and_keeps_numbers() -> None:
    assert normal("Don’t call at 7:30, Ana!") == ("don't", "call", "at", "7:30", "ana")


@pytest.mark.parametrize(
    ("word", "root"),
    [("walking", "walk"), ("walks", "walk"), ("ana's", "ana"), ("sing", "sing"), ("is", "is"), ("boxes", "box")],
)
def test_a_word_is_known_by_its_stem(word: str, root: str) -> None:
    assert stem(word) == root


def test_words_of_every_plan_and_numbers_tell_nothing() -> None:
    assert telling(normal("I sleep seven hours on 4 nights a week by 9 October")) == ()
    assert telling(normal("He stops walking and sleeps")) == ()
    assert telling(normal("Sanding the cedar boat, sanding again")) == ("sand", "cedar", "boat")


def test_names_are_read_from_what_people_are_called() -> None:
    assert names_in("Despina Papadakis (Dena)") == {"despina", "papadakis", "dena"}
    assert names_in("Father Manolis, the priest") == {"manolis"}
    assert capitals("Dena and I go to Harbor Street on Friday; The dog stays") == {"harbor", "street"}
    assert capitals("Dena and I", openers=True) == {"dena"}


def test_the_longest_row_of_words_is_found() -> None:
    assert longest_run("abcdxcdef", "qcdefabc") == ("c", "d", "e", "f")
    assert longest_run(["a"], ["b"]) == ()
    assert longest_run("abxab", "ab") == ("a", "b")
