"""What becomes of forms: instruments by their answers, screens by what they found, everything else kept as answered."""

import datetime
import json
from typing import Any, TypeVar

import pytest
from small_bundle import DR_LIND, LOINC, ROSA, answered, bundle, concept, form, observation, patient

from goldthread.fhir import Imported, read_fhir
from goldthread.fhir.maps.instruments import ITEMS, SCORED, TOTALS
from goldthread.fhir.maps.questions import ANSWERS
from goldthread.instruments import score
from goldthread.library import load_library
from goldthread.record import (
    Administration,
    Barrier,
    Circumstance,
    Fact,
    Housing,
    Observation,
    Record,
    Risk,
    Statement,
    SubstanceUse,
    Work,
)
from goldthread.record.circumstances import STATES
from goldthread.terms import Frequency

F = TypeVar("F", bound=Fact)
TODAY = datetime.date(2024, 6, 1)
DAY = datetime.date(2024, 3, 5)
US_CORE = "http://hl7.org/fhir/us/core/Questionnaire/"
YES, NO = "LA33-6", "LA32-8"
NEVER, SEVERAL, HALF, NEARLY = "LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"


def read(*resources: dict[str, Any]) -> Imported:
    return read_fhir(json.dumps(bundle(patient(), *resources)), recorded_on=TODAY, recorded_by="intake")


def of(record: Record, kind: type[F]) -> list[F]:
    return [fact for fact in record.facts if isinstance(fact, kind)]


def only(*resources: dict[str, Any], kind: type[F]) -> F:
    found = of(read(*resources).records[0], kind)
    assert len(found) == 1
    return found[0]


def why(*resources: dict[str, Any]) -> dict[str, str]:
    return {each.part: each.why for each in read(*resources).listed_parts}


def gad7(*answers: Any, slash: str = "/", **more: Any) -> dict[str, Any]:
    links = list(ITEMS["gad7"])
    items = [answered(f"{slash}{link}", value) for link, value in zip(links, answers, strict=False)]
    return form("http://example.org/Questionnaire/anxiety", *items, **more)


# Instruments


@pytest.mark.parametrize("slash", ["/", "", "/69737-5/"])
def test_a_form_is_known_by_the_codes_of_its_items_however_they_are_written(slash: str) -> None:
    found = only(gad7(NEVER, SEVERAL, HALF, NEARLY, NEVER, NEVER, NEVER, slash=slash), kind=Administration)
    assert found.instrument == "gad7"
    assert found.answers == {"q1": 0, "q2": 1, "q3": 2, "q4": 3, "q5": 0, "q6": 0, "q7": 0}
    assert (found.since, found.recorded_on) == (DAY, DAY)


def test_the_client_who_filled_it_in_said_it() -> None:
    assert only(gad7(NEVER, NEVER, source=ROSA, author=DR_LIND), kind=Administration).said_by == "client"


def test_half_a_form_is_kept_as_half_a_form() -> None:
    found = only(gad7(NEARLY, NEARLY, NEARLY), kind=Administration)
    assert (found.answers, found.total) == ({"q1": 3, "q2": 3, "q3": 3}, None)


def test_a_form_that_was_not_finished_is_noted() -> None:
    imported = read(gad7(NEVER, NEVER, status="in-progress"))
    assert [each.what for each in imported.cleaned] == ["the form was not finished"]


def test_points_may_stand_in_an_extension_or_be_numbers() -> None:
    ordinal = {"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 2}
    coding = {"code": "local-2", "display": "often", "extension": [ordinal]}
    first = {"linkId": "/69725-0", "answer": [{"valueCoding": coding}]}
    second = answered("/68509-9", 3)
    found = only(form("http://example.org/Questionnaire/GAD-7", first, second), kind=Administration)
    assert found.answers == {"q1": 2, "q2": 3}


def test_an_answer_that_does_not_count_is_kept_and_listed() -> None:
    made = gad7(NEVER, "LA-unknown", 7)
    record = read(made).records[0]
    assert of(record, Administration)[0].answers == {"q1": 0}
    assert {each.value for each in of(record, Observation)} == {"LA-unknown", 7}
    assert set(why(made).values()) == {"is no answer that gad7 counts"}


def test_a_stated_total_that_agrees_says_nothing_new() -> None:
    full = gad7(*[SEVERAL] * 7)
    full["item"].append(answered("/70274-6", 7))
    assert only(full, kind=Administration).total is None
    assert why(full) == {}


def test_a_stated_total_that_disagrees_is_listed_and_the_answers_count() -> None:
    full = gad7(*[SEVERAL] * 7)
    full["item"].append(answered("/70274-6", 9))
    assert sum(only(full, kind=Administration).answers.values()) == 7
    assert why(full) == {"gad7": "the stated total is not the sum of the answers (7): the answers count"}


def test_a_total_alone_is_an_administration_and_an_impossible_one_is_listed() -> None:
    assert only(form("x", answered("/70274-6", 12)), kind=Administration).total == 12
    assert why(form("x", answered("/70274-6", 22))) == {"Question /70274-6": "is no total that gad7 can have"}


@pytest.mark.parametrize(("loinc", "instrument"), sorted(TOTALS.items()))
def test_the_total_of_each_known_instrument_comes_in_as_an_observation(loinc: str, instrument: str) -> None:
    made = observation(concept(LOINC, loinc, "Total"), valueQuantity={"value": 5, "unit": "{score}"})
    found = only(made, kind=Administration)
    assert (found.instrument, found.total, found.since) == (instrument, 5, DAY)


def test_a_total_that_is_written_as_text_is_a_total() -> None:
    assert only(observation(concept(LOINC, "44261-6"), valueString="12"), kind=Administration).total == 12


def test_items_that_come_as_observations_make_one_form_a_day() -> None:
    answers = [NEVER, SEVERAL, HALF, NEARLY, NEVER, NEVER, SEVERAL]
    items = [
        observation(concept(LOINC, code), f"i{code}", valueCodeableConcept=concept(LOINC, answer))
        for code, answer in zip(ITEMS["gad7"], answers, strict=True)
    ]
    total = observation(concept(LOINC, "70274-6"), "t", valueString="7")
    later = observation(
        concept(LOINC, "69725-0"), "l", effectiveDateTime="2024-04-01", valueCodeableConcept=concept(LOINC, NEARLY)
    )
    imported = read(*items, total, later)
    first, second = of(imported.records[0], Administration)
    assert (sum(first.answers.values()), second.answers) == (7, {"q1": 3})
    assert (imported.mapped, imported.listed) == (10, ())


def test_the_whole_audit_is_told_from_audit_c_by_its_name_and_reads_numbered_items() -> None:
    items = [answered("/68518-0", "LA18929-2"), answered("/68519-8", "LA15695-2"), answered("/68520-6", "LA18891-4")]
    items += [answered(f"q{number}", 2) for number in range(4, 11)]
    made = form("http://example.org/Questionnaire/AUDIT", *items)
    found = only(made, kind=Administration)
    assert (found.instrument, len(found.answers), sum(found.answers.values())) == ("audit", 10, 22)


@pytest.mark.parametrize(
    ("first", "third", "frequency"),
    [
        ("LA18929-2", "LA6270-8", Frequency.MOST_DAYS),
        ("LA18928-4", "LA6270-8", Frequency.WEEKLY),
        ("LA18927-6", "LA6270-8", Frequency.MONTHLY),
        (None, "LA18934-2", Frequency.MOST_DAYS),
        (None, "LA18933-4", Frequency.LESS),
    ],
)
def test_how_often_alcohol_is_drunk(first: str | None, third: str, frequency: Frequency) -> None:
    items = [answered("/68518-0", first)] if first else []
    items += [answered("/68519-8", "LA15694-5"), answered("/68520-6", third)]
    found = only(form(f"{US_CORE}AUDIT-C", *items), kind=SubstanceUse)
    assert (found.frequency, found.amount) == (frequency, "LA15694-5 drinks on a typical day")


def test_who_never_drinks_has_answered_the_form_and_uses_no_alcohol() -> None:
    made = form(f"{US_CORE}AUDIT-C", answered("/68518-0", "LA6270-8"), answered("/75626-2", 0))
    assert only(made, kind=Administration).answers == {"q1": 0}
    assert of(read(made).records[0], SubstanceUse) == []


def test_a_form_about_hearing_is_not_taken_for_the_audit() -> None:
    made = form("http://example.org/Questionnaire/auditory-check", answered("q1", 2), answered("q2", 1))
    assert of(read(made).records[0], Administration) == []


def test_the_gate_of_the_ptsd_screen_is_an_answer_too() -> None:
    items = [answered(f"/{code}", YES if number < 3 else NO) for number, code in enumerate(ITEMS["pcptsd5"])]
    found = only(form("http://example.org/Questionnaire/ptsd", *items), kind=Administration)
    assert found.answers == {"gate": 1, "q1": 1, "q2": 1, "q3": 0, "q4": 0, "q5": 0}


def test_a_pcl_5_whose_items_are_numbered_comes_in_by_its_answers() -> None:
    items = [answered(f"pcl5-{number:02}", number % 5) for number in range(1, 21)]
    found = only(form("http://example.org/Questionnaire/PCL-5", *items), kind=Administration)
    assert (found.instrument, sum(found.answers.values())) == ("pcl5", 40)


def test_the_definition_of_a_form_in_the_same_bundle_tells_its_codes() -> None:
    definition = {
        "resourceType": "Questionnaire", "id": "d", "url": "http://example.org/Questionnaire/d", "status": "active",
        "code": [{"system": LOINC, "code": "69737-5"}],
        "item": [{"linkId": "a", "type": "choice", "code": [{"system": LOINC, "code": "69725-0"}]}],
    }  # fmt: skip
    made = form("Questionnaire/d", answered("a", NEARLY))
    assert only(definition, made, kind=Administration).answers == {"q1": 3}


def test_the_engine_scores_every_instrument_as_it_comes_in() -> None:
    definitions = load_library().instruments
    for name, table in ITEMS.items():
        answers = {key: float(max(points.values())) for key, points in table.values()}
        result = score(definition=definitions[name], answers=answers)
        assert result.complete
        assert {f"q{number}" for number in range(1, SCORED[name] + 1)} <= set(answers)


# Suicide risk


def cssrs(*yes: str, stated: str = "", left_out: tuple[str, ...] = ()) -> dict[str, Any]:
    codes = ["93246-7", "93247-5", "93248-3", "93249-1", "93250-9", "93267-3", "93269-9"]
    items = [answered(f"/{code}", YES if code in yes else NO) for code in codes if code not in left_out]
    return form(f"{US_CORE}c-ssrs", *items, *([answered("/93374-7", stated)] if stated else []), author=DR_LIND)


@pytest.mark.parametrize(
    ("yes", "level"),
    [
        ((), "none"),
        (("93246-7",), "low"),
        (("93246-7", "93247-5"), "low"),
        (("93247-5", "93248-3"), "moderate"),
        (("93267-3",), "moderate"),
        (("93248-3", "93249-1"), "high"),
        (("93250-9",), "high"),
        (("93267-3", "93269-9"), "high"),
    ],
)
def test_the_suicide_screen_gives_the_level_of_its_triage(yes: tuple[str, ...], level: str) -> None:
    risk = only(cssrs(*yes), kind=Risk)
    assert (risk.topic, risk.level, risk.source) == ("suicide", level, "fhir:QuestionnaireResponse/q1")


@pytest.mark.parametrize(
    ("yes", "stated", "level", "differs"),
    [
        ((), "LA9194-7", "low", True),
        (("93246-7",), "LA9194-7", "low", False),
        (("93250-9",), "LA9194-7", "high", True),
        ((), "LA9193-9", "high", True),
    ],
)
def test_the_higher_of_the_stated_and_the_answered_level_counts(
    yes: tuple[str, ...], stated: str, level: str, *, differs: bool
) -> None:
    made = cssrs(*yes, stated=stated)
    assert only(made, kind=Risk).level == level
    assert bool(why(made)) is differs


@pytest.mark.parametrize("left_out", ["93246-7", "93247-5", "93267-3"])
def test_a_screen_that_left_out_a_core_question_is_never_none(left_out: str) -> None:
    assert only(cssrs(left_out=(left_out,)), kind=Risk).level == "unknown"


def test_the_level_alone_comes_in_as_an_observation() -> None:
    made = observation(concept(LOINC, "93374-7", "Suicide risk level"), valueCodeableConcept=concept(LOINC, "LA9193-9"))
    assert only(made, kind=Risk).level == "high"


# Adversity and violence


def test_no_adversity_is_said_as_none() -> None:
    made = form("ace", answered("/82814-5", NO), answered("/82815-2", NO))
    found = only(made, kind=Circumstance)
    assert (found.topic, found.state) == ("abuse", "none")


def test_an_answer_about_adversity_that_is_neither_yes_nor_no_is_listed() -> None:
    made = form("ace", answered("/82814-5", YES), answered("/82815-2", "LA-maybe"))
    assert only(made, kind=Observation).value == 1
    assert why(made) == {"physical abuse": "this answer is not known here"}


def test_harm_by_a_partner_is_current() -> None:
    codes = ["76499-3", "76501-6", "76502-4", "76503-2"]
    items = [answered(f"/{code}", YES if code == "76501-6" else NO) for code in codes]
    made = form("hark", *items, answered("/76504-0", 2))
    assert only(made, kind=Risk).level == "moderate"
    assert only(made, kind=Circumstance).state == "current"
    assert why(made) == {"Total score [HARK]": "the stated total is not the number of answers with yes (1)"}


def test_half_a_screen_for_violence_without_a_yes_is_unknown() -> None:
    made = form("hark", answered("/76499-3", NO), answered("/76501-6", NO))
    assert only(made, kind=Risk).level == "unknown"


# Questions about life


def prapare(code: str, *answers: str) -> dict[str, Any]:
    return form("prapare", answered(f"/93025-5/{code}", *answers))


@pytest.mark.parametrize(
    ("code", "answer", "kind", "expected"),
    [
        ("71802-3", "LA30189-7", Housing, {"situation": "stable"}),
        ("71802-3", "LA30190-5", Housing, {"situation": "homeless"}),
        ("93033-9", YES, Housing, {"situation": "at-risk"}),
        ("67875-5", "LA30136-8", Work, {"situation": "employed"}),
        ("76437-3", "LA30194-7", Barrier, {"topic": "insurance"}),
        ("93031-3", "LA30125-1", Circumstance, {"topic": "food", "state": "insecure"}),
        ("93031-3", "LA30128-5", Barrier, {"topic": "money"}),
        ("93030-5", "LA30133-5", Barrier, {"topic": "transport"}),
        ("93030-5", NO, Circumstance, {"topic": "transport", "state": "secure"}),
        ("93029-7", "LA27722-0", Circumstance, {"topic": "social-contact", "state": "isolated"}),
        ("93038-8", "LA13914-9", Statement, {"domain": "mood", "concern": "much"}),
        ("93038-8", NEVER, Statement, {"concern": "none"}),
        ("93028-9", YES, Circumstance, {"topic": "legal", "state": "past"}),
        ("93026-3", NO, Statement, {"domain": "safety", "concern": "much"}),
        ("76501-6", YES, Risk, {"topic": "violence-from-others", "level": "unknown"}),
        ("93034-7", YES, Circumstance, {"topic": "veteran", "state": "veteran"}),
        ("54899-0", "LA30188-9", Circumstance, {"state": "limited-english"}),
        ("88122-7", "LA28397-0", Circumstance, {"topic": "food", "state": "insecure"}),
    ],
)
def test_an_answer_about_life_says_what_it_says(
    code: str, answer: str, kind: type[Fact], expected: dict[str, Any]
) -> None:
    found = only(prapare(code, answer), kind=kind)
    assert {name: getattr(found, name) for name in expected} == expected
    assert found.since == DAY


def test_the_same_question_as_a_component_of_an_observation_says_the_same() -> None:
    component = {
        "code": concept(LOINC, "71802-3", "Housing status"),
        "valueCodeableConcept": concept(LOINC, "LA30190-5"),
    }
    made = observation(concept(LOINC, "93025-5", "PRAPARE"), component=[component])
    assert only(made, kind=Housing).situation == "homeless"


def test_several_answers_to_one_question_all_count() -> None:
    record = read(prapare("93031-3", "LA30125-1", "LA30126-9")).records[0]
    assert [each.topic for each in of(record, Circumstance)] == ["food", "money"]


def test_a_question_that_was_not_answered_by_choice_is_kept_as_that() -> None:
    made = prapare("71802-3", "LA30122-8")
    assert only(made, kind=Observation).value == "chose not to answer"
    assert why(made) == {}


def test_a_plain_no_that_says_nothing_more_is_kept_as_answered() -> None:
    assert only(prapare("93035-4", NO), kind=Observation).value == NO


def test_any_other_question_is_kept_as_answered() -> None:
    made = form("x", answered("a/b", 1, 2, text="How many?"), answered("/96761-2", True, text="Well?"))
    found = {
        each.value: (each.label, [code.code for code in each.codes]) for each in of(read(made).records[0], Observation)
    }
    assert found == {1: ("How many?", []), 2: ("How many?", []), "yes": ("Well?", ["96761-2"])}


def test_items_inside_answers_are_read_too() -> None:
    outer = answered("a", YES)
    outer["answer"][0]["item"] = [answered("b", 4)]
    assert {each.value for each in of(read(form("x", outer)).records[0], Observation)} == {YES, 4}


def test_a_form_without_an_answer_is_listed() -> None:
    imported = read(form("x", {"linkId": "a", "text": "Well?"}))
    assert [(each.resource_id, each.why) for each in imported.listed] == [("q1", "holds no answer")]


# The maps themselves


def test_every_word_that_a_map_says_of_a_circumstance_is_one_that_is_read_elsewhere() -> None:
    said = [line for answers in ANSWERS.values() for lines in answers.values() for line in lines]
    for kind, fields in said:
        if kind == "circumstance":
            assert fields["state"] in STATES[fields["topic"]]


@pytest.mark.parametrize(("code", "answer"), [(code, answer) for code, lines in ANSWERS.items() for answer in lines])
def test_every_line_of_the_map_makes_facts(code: str, answer: str) -> None:
    given = {"yes": YES, "no": NO}.get(answer, answer)
    made = observation(concept(LOINC, code, "Question"), valueCodeableConcept=concept(LOINC, given, "Answer"))
    imported = read(made)
    assert imported.listed_parts == ()
    facts = [fact for fact in imported.records[0].facts if fact.source == "fhir:Observation/o1"]
    assert len(facts) == max(1, len(ANSWERS[code][answer]))
