"""Which sentences stand in the library."""

import pytest

from goldthread.individuality.library_words import InLibrary, LibraryWords
from goldthread.individuality.words import telling

TEXTS = (
    ("modalities/cbt", "Cognitive behavioural therapy"),
    ("modalities/walks", "You walk with somebody twice a week, and talk on the way."),
    ("modalities/music", "Music"),
    ("goals/housing", "{client} has a safe place to live (now: {finding})[; kept going by: {cause}]."),
    ("objectives/score", "My score for low mood goes from {baseline} to {target} or less."),
    ("goals/anything", "{client} {hope}"),
)
LIBRARY = LibraryWords(TEXTS)


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("You walk with somebody twice a week, and talk on the way.", "modalities/walks"),
        ("you walk with somebody, twice a week and talk on the way", "modalities/walks"),
        ("talk on the way", "modalities/walks"),
        ("Cognitive behavioural therapy", "modalities/cbt"),
        ("Cognitive behavioural therapy, one to one, in person", "modalities/cbt"),
        ("Music", "modalities/music"),
    ],
)
def test_what_stands_word_for_word_is_found(sentence: str, place: str) -> None:
    assert LIBRARY.holds(sentence) == InLibrary(place=place)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "the way",
        "You walk with Annie twice a week",
        "alk with somebody twice",
        "Cognitive behavioural therapy with Dana on the bench behind the shop",
        "Musician at heart",
        "My score for low mood goes from here",
        "A safe place to live",
        "has a safe place to live",
        "Walter sings",
    ],
)
def test_what_only_resembles_the_library_is_not_found(sentence: str) -> None:
    assert LIBRARY.holds(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Walter Brandt has a safe place to live (now: the couch of his cousin).", "goals/housing"),
        ("Walter has a safe place to live (now: a couch); kept going by: the flood.", "goals/housing"),
        ("My score for low mood goes from 14 to 7 or less.", "objectives/score"),
    ],
)
def test_a_pattern_whose_slots_were_filled_is_found_as_such(sentence: str, place: str) -> None:
    assert LIBRARY.holds(sentence) == InLibrary(place=place, filled=True)


def test_of_equal_texts_the_first_by_place_is_named_in_whatever_order_they_come() -> None:
    texts = (("b", "Two walks a week"), ("a", "Two walks a week"))
    assert LibraryWords(texts).holds("two walks a week") == LibraryWords(texts[::-1]).holds("two walks a week")
    assert LibraryWords(texts).holds("two walks a week") == InLibrary(place="a")


def test_the_library_knows_its_telling_words_without_its_slots() -> None:
    assert {"cognitive", "music"} <= {*LIBRARY.stems, *telling(["cognitive"])}
    assert "music" in LIBRARY.stems
    assert not {"client", "finding", "hope", "baseline"} & LIBRARY.stems


def test_an_empty_library_holds_nothing() -> None:
    assert LibraryWords(()).holds("You walk with somebody") is None
