import re

import pytest

from goldthread.checks.stigma import TERMS, Term, labels_in
from goldthread.checks.texts import without_quotes
from goldthread.library import load_library

SOURCES = frozenset(load_library().sources)
LABELLING = {
    "He is an alcoholic and abuses pills.": ["alcoholic", "abuses pills"],
    "Addicts and former addict.": ["Addicts", "addict"],
    "Substance abuser with a history of drug abuse": ["Substance abuser", "drug abuse"],
    "She tested clean and stayed clean for 3 months.": ["tested clean", "stayed clean"],
    "clean and sober; clean time; clean for ninety days": ["clean and sober", "clean time", "clean for ninety days"],
    "Dirty UDS on Monday": ["Dirty UDS"],
    "IV drug users, heroin user": ["drug users", "heroin user"],
    "opioid replacement therapy": ["opioid replacement therapy"],
    "Non-compliant, noncompliance": ["Non-compliant", "noncompliance"],
    "Refuses treatment; failed detox twice": ["Refuses treatment", "failed detox"],
    "His brother committed suicide after a failed attempt.": ["committed suicide", "failed attempt"],
    "An ex-con, drug-seeking and manipulative": ["ex-con", "drug-seeking", "manipulative"],
}
NO_LABEL = [
    "Alcoholics Anonymous on Mondays; adult children of alcoholics",
    "Alcoholic hepatitis; no alcoholic drinks at home; non-alcoholic beer; nonalcoholic",
    "Substance Abuse and Mental Health Services Administration, National Institute on Drug Abuse",
    "Drug Abuse Screening Test, 10 items",
    "Lives with memories of abuse in childhood; her husband abused her.",
    "Keeps the flat clean and tidy; a clean shirt; gets clean clothes; clean needles",
    "Addiction medicine; an addictive game; the addicting quality of it",
    "The homeless shelter team; a homeless man would say it himself",
    "Nicotine replacement; hormone replacement therapy",
    "Users of the app; wheelchair user",
    "Compliant with nothing that was not asked; the treatment did not help",
    "Convinced; the con of it; contacts his brother",
    "Refused a cigarette on Friday",
    "Drunk driving charge of 2019",
]


@pytest.mark.parametrize(("text", "expected"), LABELLING.items())
def test_labels_are_found_as_they_stand_in_the_text(text: str, expected: list[str]) -> None:
    assert sorted(words for words, _ in labels_in(text)) == sorted(expected)


@pytest.mark.parametrize("text", NO_LABEL)
def test_names_illnesses_and_plain_words_are_no_labels(text: str) -> None:
    assert [words for words, _ in labels_in(text)] == []


@pytest.mark.parametrize("term", TERMS, ids=[term.pattern[:30] for term in TERMS])
def test_every_term_says_what_to_write_instead_and_that_is_no_label_itself(term: Term) -> None:
    assert [words for words, _ in labels_in(term.instead)] == []
    assert term.source == "house" or term.source in SOURCES


@pytest.mark.parametrize("term", TERMS, ids=[term.pattern[:30] for term in TERMS])
def test_the_stem_of_a_term_is_a_lower_case_piece_of_what_it_matches(term: Term) -> None:
    assert term.stem == term.stem.lower()
    assert re.sub(r"\W", "", term.stem) in re.sub(r"\W", "", term.pattern)


def test_what_stands_in_quotation_marks_is_somebodys_own_word() -> None:
    text = 'Calls herself "an addict" and her test “dirty”; she is no addict.'
    assert [words for words, _ in labels_in(without_quotes(text))] == ["addict"]
    assert without_quotes("It's Rosa's, isn't it") == "It's Rosa's, isn't it"


def test_letters_that_grow_in_lower_case_do_not_move_what_is_shown() -> None:
    assert [words for words, _ in labels_in("İİİ and an addict")] == ["addict"]
