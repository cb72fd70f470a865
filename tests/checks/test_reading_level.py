import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.checks.reading_level import reading_level, syllables_of

# Counted by hand.
COUNTED = """
cat 1 table 2 tables 2 handled 2 walked 1 wanted 2 needed 2 craving 2 medication 4 treatment 2 recovery 4 counselor 3
therapist 3 appointment 3 daily 2 nightmare 2 sleep 1 exercise 3 exercises 4 depression 3 anxious 2 situation 4
intervention 4 withdrawal 3 breathing 2 coping 2 evaluation 5 individualized 6 psychotherapy 5 psychoeducational 7
cognitive 3 utilize 3 demonstrate 3 reduces 3 changes 2 changed 1 pages 2 houses 2 boxes 2 watches 2 goes 1 time 1
phone 1 lonely 2 movement 2 careful 2 someone 2 little 2 trouble 2 comfortable 4 example 3 playing 2 trying 2
worrying 3 media 3 radio 3 experience 4 material 4 serious 3 previous 3 client 2 patient 2 social 2 special 2
question 2 region 2 million 2 actual 3 graduate 3 individual 5 fruit 1 building 2 guide 1 suicidal 4 museum 3
theory 3 create 2 creative 3 reality 4 area 3 video 3 eyes 1 money 2 saturday 3 medicine 3 quiet 2 diary 3
anxiety 4 voluntary 4 spiritual 4 ritual 3 faith 1 church 1 house 1 uses 2 using 2 mindfulness 3 motivational 5
agreed 2 decided 3 stopped 1 prayer 2 employment 3 facilitate 4 pharmacotherapy 6 abstinence 3 naloxone 3
"""
PAIRS = [(word, int(count)) for word, count in zip(COUNTED.split()[::2], COUNTED.split()[1::2], strict=True)]

# The sentences with which the formula is usually shown, with the counts and grades published for them.
PUBLISHED = [
    ("The cat sat on the mat.", 6, 6, -1.45),
    ("This sentence, taken as a reading passage unto itself, is being used to prove a point.", 16, 23, 7.6125),
    ("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.", 13, 24, 11.2646),
]


@pytest.mark.parametrize(("word", "count"), PAIRS)
def test_syllables_are_those_that_are_spoken(word: str, count: int) -> None:
    assert syllables_of(word) == count
    assert syllables_of(word.capitalize()) == count


@pytest.mark.parametrize(("text", "words", "syllables", "grade"), PUBLISHED)
def test_the_grade_is_the_published_one(text: str, words: int, syllables: int, grade: float) -> None:
    level = reading_level(text)
    assert level is not None
    assert (level.words, level.sentences, level.syllables) == (words, 1, syllables)
    assert level.grade == pytest.approx(grade, abs=0.0001)


def test_a_possessive_adds_no_syllable() -> None:
    assert syllables_of("Rosa's") == syllables_of("Rosa’s") == syllables_of("rosa") == 2


def test_sentences_end_at_marks_and_at_new_lines_and_not_inside_a_number() -> None:
    level = reading_level("I call Rosa at 5.30 p.m. on Friday! Then I walk home\nand sleep")
    assert level is not None
    assert level.sentences == 4  # "p.m." counts as an end: the formula is rough, and so is this


def test_a_text_without_words_has_no_level() -> None:
    assert reading_level("") is None
    assert reading_level("– ; …") is None


def test_a_number_in_digits_is_a_word_of_one_syllable() -> None:
    level = reading_level("I sleep 6.5 hours on 5 nights.")
    assert level is not None
    assert (level.words, level.sentences, level.syllables) == (7, 1, 7)


def test_what_follows_the_last_mark_of_a_line_is_a_sentence_and_marks_alone_are_none() -> None:
    for text, sentences in (("I sleep. Then I", 2), ("I sleep ...", 1), ("I sleep.\n\n– ", 1), ("I. \nYou –", 2)):
        level = reading_level(text)
        assert level is not None
        assert level.sentences == sentences, text


@given(st.text())
def test_any_text_has_a_level_or_none_and_every_word_a_syllable(text: str) -> None:
    level = reading_level(text)
    if level is not None:
        assert level.syllables >= level.words >= level.sentences >= 1


@given(st.lists(st.sampled_from([word for word, _ in PAIRS]), min_size=1, max_size=30))
def test_the_same_text_twice_has_the_same_level(words: list[str]) -> None:
    sentence = " ".join(words) + "."
    once, twice = reading_level(sentence), reading_level(f"{sentence} {sentence}")
    assert once is not None
    assert twice is not None
    assert twice.grade == pytest.approx(once.grade)
