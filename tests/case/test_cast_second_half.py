"""The standing cast as a whole: twelve people who are nobody, told well, and alike in nothing that matters."""

import re
from collections import defaultdict
from itertools import chain

import msgspec
import pytest

import goldthread
from goldthread.case import Case, cast_names, cast_path, read_case, write_case
from goldthread.checks import Severity
from goldthread.checks.stigma import labels_in
from goldthread.checks.texts import BY_CLIENT, BY_TEAM, FOR_CLIENT
from goldthread.instruments import score
from goldthread.library import load_library
from goldthread.record import STATES, Administration, AnyFact, Circumstance, Diagnosis, chart
from goldthread.terms import LifeDomain

NAMES = cast_names()
CASES: dict[str, Case] = {name: read_case(cast_path(name)).case for name in NAMES}
PLANNED = [name for name in NAMES if CASES[name].plan is not None]

# Words of these people are quotes: nothing in the product rewrites them.
_STAFF = frozenset({"intake", "nurse", "therapist", "prescriber", "case manager", "counselor", "peer specialist"})
_PHONE = re.compile(r"(?<![\d-])(?:\d{3}[-. ])?\d{3}[-. ]\d{4}(?![\d-])")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_QUOTE = re.compile(r"\"[^\"]*\"|“[^”]*”|(?<!\w)'[^']*'(?!\w)")
_NO_WORD = re.compile(r"[\W_]+")


def _strings(value: object) -> list[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in _strings(each)]
    if isinstance(value, (list, tuple)):
        return [text for each in value for text in _strings(each)]
    return []


def _texts(name: str, *tables: dict[str, tuple[str, ...]]) -> list[str]:
    """The texts of a plan in the fields of these tables, and why each item is in it."""
    plan = CASES[name].plan
    fields: dict[str, list[str]] = defaultdict(lambda: ["because"])
    for table in tables:
        for collection, names in table.items():
            fields[collection].extend(names)
    return [
        text
        for collection, names in fields.items()
        for item in getattr(plan, collection)
        for field in names
        for text in _strings(getattr(item, field))
    ]


def _sentences(name: str) -> set[str]:
    """The sentences of a plan with four words or more, without the names of people, places and needs."""
    plan = CASES[name].plan
    assert plan is not None
    titles = {need.title for need in plan.needs}
    texts = [text for text in _texts(name, FOR_CLIENT, BY_TEAM, BY_CLIENT) if text not in titles]
    texts += [goal.own_words.text for goal in plan.goals if goal.own_words]
    sentences = (_NO_WORD.sub(" ", part.lower()).strip() for text in texts for part in _SENTENCE.split(text))
    return {sentence for sentence in sentences if sentence.count(" ") >= 3}


def _by_staff(fact: AnyFact) -> bool:
    return fact.said_by in _STAFF


def test_the_cast_is_twelve_people_with_a_file_each_that_bears_their_id() -> None:
    clients = [CASES[name].record.client for name in NAMES]
    assert len(NAMES) == 12
    assert [client.id for client in clients] == list(NAMES)
    assert len({client.name for client in clients}) == 12
    plans = [CASES[name].plan.id for name in PLANNED]  # type: ignore[union-attr]  # PLANNED holds those with a plan
    assert len(set(plans)) == len(plans)


@pytest.mark.parametrize("name", NAMES)
def test_a_case_of_the_cast_is_read_written_and_read_back_equal(name: str) -> None:
    assert read_case(write_case(CASES[name]), file=name).case == CASES[name]


@pytest.mark.parametrize("name", NAMES)
def test_each_has_a_story_that_a_new_colleague_can_read_in_a_minute(name: str) -> None:
    assert 3 <= len(_SENTENCE.split(CASES[name].story.strip())) <= 8


@pytest.mark.parametrize("name", NAMES)
def test_all_life_domains_are_considered_or_set_aside_until_a_day_to_come(name: str) -> None:
    case = CASES[name]
    read = chart(record=case.record, on=case.on)
    aside = read.domains_set_aside()
    assert set(read.domains_considered()) | set(aside) == set(LifeDomain)
    assert all(fact.look_again_on > case.on for fact in aside.values())


@pytest.mark.parametrize("name", NAMES)
def test_each_record_tells_of_something_that_was_put_right(name: str) -> None:
    case = CASES[name]
    corrected = {fact.corrects for fact in case.record.facts if fact.corrects}
    assert corrected
    assert corrected.isdisjoint(chart(record=case.record, on=case.on).by_id)


@pytest.mark.parametrize("name", NAMES)
def test_the_client_speaks_in_their_own_words_and_others_are_heard_too(name: str) -> None:
    facts = CASES[name].record.facts
    assert sum(fact.from_client for fact in facts) >= 30
    assert len({fact.said_by for fact in facts}) >= 3
    assert len({fact.recorded_on for fact in facts}) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_nothing_was_written_down_after_the_day_on_which_the_case_is_read(name: str) -> None:
    assert all(fact.recorded_on <= CASES[name].on for fact in CASES[name].record.facts)


@pytest.mark.parametrize("name", NAMES)
def test_each_filled_in_form_is_complete_and_can_be_scored(name: str) -> None:
    instruments = load_library().instruments
    client = CASES[name].record.client
    for fact in CASES[name].record.facts:
        if isinstance(fact, Administration) and fact.answers:
            result = score(definition=instruments[fact.instrument], answers=fact.answers, sex=client.sex)
            assert result.complete, fact.id


@pytest.mark.parametrize("name", NAMES)
def test_circumstances_are_told_in_words_that_needs_and_checks_read(name: str) -> None:
    told = [(fact.topic, fact.state) for fact in CASES[name].record.facts if isinstance(fact, Circumstance)]
    assert [pair for pair in told if pair[1] not in STATES[pair[0]]] == []


def test_no_telephone_number_of_the_cast_can_be_anybodys() -> None:
    numbers = {
        number
        for name in NAMES
        for text in _strings(msgspec.to_builtins(CASES[name]))
        for number in _PHONE.findall(text)
    }
    assert numbers
    assert {number for number in numbers if not re.fullmatch(r"(?:\d{3}-)?555-01\d\d", number)} == set()


def test_no_sentence_of_a_plan_stands_in_the_plan_of_another() -> None:
    where: dict[str, list[str]] = defaultdict(list)
    for name in PLANNED:
        for sentence in _sentences(name):
            where[sentence].append(name)
    assert len(where) > 500
    assert {sentence: names for sentence, names in where.items() if len(names) > 1} == {}


@pytest.mark.parametrize("name", NAMES)
def test_people_are_named_before_conditions_outside_quotes(name: str) -> None:
    case = CASES[name]
    told = [case.story]
    told += chain.from_iterable(_strings(msgspec.to_builtins(fact)) for fact in case.record.facts if _by_staff(fact))
    if case.plan is not None:
        told += _texts(name, FOR_CLIENT, BY_TEAM)
    found = [(words, text) for text in told for words, _ in labels_in(_QUOTE.sub(" ", text))]
    assert found == []


@pytest.mark.parametrize("name", PLANNED)
def test_a_plan_of_the_cast_answers_every_need_and_leaves_nothing_that_must_stop_it(name: str) -> None:
    findings = goldthread.check_plan(case=CASES[name], desk=goldthread.open_desk())
    open_ = [each for each in findings if not each.waived_by]
    assert [each.message for each in open_ if each.severity is Severity.STOP] == []
    assert [each.message for each in open_ if each.check == "need-unanswered"] == []


def test_two_people_with_the_same_diagnoses_have_no_goal_or_step_in_common() -> None:
    pair = ("walter-brandt", "george-papadakis")
    coded = [
        {code.code for fact in CASES[name].record.facts if isinstance(fact, Diagnosis) for code in fact.codes}
        for name in pair
    ]
    assert {"F10.20", "F33.1"} <= coded[0] & coded[1]
    walter, george = (_sentences(name) for name in pair)
    assert len(george) > 100
    assert not walter & george
