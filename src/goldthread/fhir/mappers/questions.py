"""A question with its answers to what it says of the person's life. The same for an Observation and for a form."""

import re
from collections.abc import Sequence

import msgspec

from goldthread.fhir.answers import Answer
from goldthread.fhir.elements import plain
from goldthread.fhir.maps.questions import (
    ANSWERS,
    AS_OBSERVATION,
    CARE_PREFERENCE,
    DRINKS_PER_DAY,
    OCCUPATION,
    TREATMENT_PREFERENCE,
    Says,
)
from goldthread.fhir.saying import said
from goldthread.fhir.source import Header, Part, Pieces, Source
from goldthread.record import Observation, Preference, SubstanceUse, Work
from goldthread.terms import Code, Frequency, Substance

_SPECIAL = {OCCUPATION, DRINKS_PER_DAY, TREATMENT_PREFERENCE, CARE_PREFERENCE}
_FREE_TEXT = {TREATMENT_PREFERENCE, CARE_PREFERENCE}
_DAYS_WITH_MANY_DRINKS = "68517-2"
_STANCES = (
    ("refuses", re.compile(r"\brefus", re.IGNORECASE)),
    ("avoids", re.compile(r"\bnot want|n[’']t want|\bavoid|\bwithout\b|\bno\b|\bnever\b", re.IGNORECASE)),
    ("prefers", re.compile(r"\bprefer|\brather\b", re.IGNORECASE)),
)
# Words in a preference that name a class of medicine of the library.
_ABOUT = ((re.compile(r"\bmorphine\b|\bopioids?\b|\bopiates?\b", re.IGNORECASE), "opioid-analgesic"),)
# "a past struggle with opioids": said in so many words, so that nobody has to infer it.
_PAST_OPIOIDS = re.compile(
    r"\b(?:past|earlier|former|previous)\s+(?:struggles?|problems?|troubles?|use|dependence)\s+(?:with|of|on)\s+"
    r"(?:opioids?|opiates?)\b",
    re.IGNORECASE,
)


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A question as it came: its LOINC code, its wording, and the part of the resource that its facts are named by."""

    code: Code
    text: str
    part: str

    def again(self, number: int) -> "Question":
        """The same question for one more of its answers."""
        return msgspec.structs.replace(self, part=f"{self.part}-{number}") if number else self


def is_known(code: str) -> bool:
    """Whether the question is one of those that say something of a life."""
    return code in ANSWERS or code in AS_OBSERVATION or code in _SPECIAL


def asked(source: Source, *, question: Question, answers: Sequence[Answer], header: Header) -> Pieces:
    """The facts that the answers to one known question give."""
    for number, answer in enumerate(answers):
        own = question.again(number)
        if answer.declined:
            yield _observed(source, own, msgspec.structs.replace(answer, text="chose not to answer"), header)
        else:
            yield from _answered(source, own, answer, header)


def _answered(source: Source, question: Question, answer: Answer, header: Header) -> Pieces:
    code = question.code.code
    key = next((each for each in answer.keys if each in ANSWERS.get(code, {})), "")
    if key:
        yield from _says(source, ANSWERS[code][key], question, answer, header)
    elif code in _FREE_TEXT:
        yield from preference(source, answer.text, question.part, header)
    elif code == OCCUPATION:
        yield source.fact(Work, question.part, situation="unknown", occupation=answer.text, **header)
    else:
        yield _observed(source, question, answer, header)
        yield from _beside(source, question, answer, header)


def _beside(source: Source, question: Question, answer: Answer, header: Header) -> Pieces:
    """What is said beside the observation of an answer that no line of the map knows."""
    code = question.code.code
    where = f"{code} {question.text}"
    if code == DRINKS_PER_DAY and answer.number:
        yield source.fact(
            SubstanceUse,
            f"{question.part}-use",
            substance=Substance.ALCOHOL,
            name="alcohol",
            amount=f"{answer.text} drinks a day",
            **header,
        )
    elif code in ANSWERS:
        yield Part(part=where, why="this answer is not known here", content=answer.text)
    elif code == _DAYS_WITH_MANY_DRINKS and answer.number is None:
        yield Part(part=where, why="a number of days was asked for", content=answer.text)


def _says(source: Source, lines: tuple[Says, ...], question: Question, answer: Answer, header: Header) -> Pieces:
    if not lines:  # a plain "no" that says nothing more is kept as it was given
        yield _observed(source, question, answer, header)
    display = next((plain(code.display) for code in answer.codes if code.display), answer.text)
    words = {"{q}": question.text, "{a}": answer.text, "{d}": display}
    for number, (kind, fields) in enumerate(lines):
        part = f"{question.part}-{kind}" if number else question.part
        yield said(source, kind, part, words=words, fields=fields, header=header)


def _observed(source: Source, question: Question, answer: Answer, header: Header) -> Observation:
    given: float | str = answer.number if answer.number is not None else answer.text
    return source.fact(
        Observation,
        question.part,
        label=question.text,
        codes=(question.code,),
        value=given,
        unit=answer.unit,
        **header,
    )


def preference(source: Source, text: str, part: str, header: Header) -> Pieces:
    """A preference in words; where the words themselves tell of past opioid use, that too."""
    stance = next((name for name, words in _STANCES if words.search(text)), "wants")
    about = tuple(name for words, name in _ABOUT if words.search(text))
    yield source.fact(Preference, part, stance=stance, text=text, about=about, **header)
    if _PAST_OPIOIDS.search(text):
        yield source.fact(
            SubstanceUse,
            f"{part}-past-opioids",
            substance=Substance.OPIOID,
            name="opioids",
            frequency=Frequency.NOT_NOW,
            words=text,
            **header,
        )
