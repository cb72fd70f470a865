"""What becomes of each kind of resource, on a small bundle of our own; then observations one by one."""

import datetime
from typing import Any

import pytest
from reading_small import TODAY, listed, of, only, read, record_of
from small_bundle import (
    ICD,
    LOINC,
    ROSA,
    SNOMED,
    concept,
    condition,
    everybody,
    observation,
    patient,
)

from goldthread.record import (
    Allergy,
    CareMember,
    Circumstance,
    ConsentGiven,
    Diagnosis,
    Event,
    Hope,
    Medicine,
    Observation,
    Preference,
    PriorGoal,
    Record,
    SubstanceUse,
    Support,
    Treatment,
)
from goldthread.terms import Frequency, Substance


@pytest.fixture(scope="module")
def rosa() -> Record:
    imported = read(*everybody())
    assert (imported.mapped, imported.listed) == (len(everybody()), ())
    return imported.records[0]


def test_every_fact_names_the_resource_that_it_comes_from(rosa: Record) -> None:
    assert all(fact.source.startswith("fhir:") for fact in rosa.facts)
    assert {fact.recorded_by for fact in rosa.facts} == {"intake"}


def test_the_widowed_client_who_speaks_spanish(rosa: Record) -> None:
    assert (rosa.client.name, rosa.client.language, rosa.client.sex) == ("Rosa Marin", "es", "female")
    states = {fact.topic: fact.state for fact in of(rosa, Circumstance)}
    assert (states["partnership"], states["language"], states["insurance"]) == ("widowed", "limited-english", "insured")


def test_people_around_her(rosa: Record) -> None:
    assert {(each.name, each.relation, each.available_in_crisis) for each in of(rosa, Support)} == {
        ("Ana Marin", "emergency contact", True),
        ("Luis Marin", "son", False),
    }
    assert {(each.name, each.role) for each in of(rosa, CareMember)} == {
        ("Eva Lind", "general practitioner"),
        ("Eva Lind", "psychiatrist"),
    }


def test_a_use_disorder_is_a_diagnosis_and_a_substance(rosa: Record) -> None:
    assert only(rosa, Diagnosis).diagnosed_by == "Eva Lind"
    use = only(rosa, SubstanceUse)
    assert (use.substance, use.frequency, use.words) == (
        Substance.ALCOHOL,
        Frequency.UNKNOWN,
        "Alcohol dependence, uncomplicated",
    )


def test_medicines_ordered_stopped_handed_out_and_suspected(rosa: Record) -> None:
    ordered, stopped, handed, suspected = of(rosa, Medicine)
    assert (ordered.status, ordered.directions, ordered.prescriber) == ("active", "one in the morning", "Eva Lind")
    assert (stopped.status, stopped.stopped_because, stopped.said_by) == ("stopped", "dizzy and sick", "client")
    assert (handed.status, handed.since) == ("unknown", datetime.date(2024, 3, 6))
    assert (suspected.name, suspected.side_effects) == ("paroxetine", "Fall")


def test_her_goal_is_a_hope_in_her_own_words(rosa: Record) -> None:
    assert only(rosa, Hope).text == "I want to sleep through the night"
    assert only(rosa, Hope).said_by == "client"
    goal = next(each for each in of(rosa, PriorGoal) if each.source == "fhir:Goal/g1")
    assert (goal.target, goal.target_date) == ("hours of sleep: 7", datetime.date(2024, 9, 1))


def test_plans_and_referrals_are_proposals(rosa: Record) -> None:
    texts = {each.text: each.status for each in of(rosa, PriorGoal)}
    assert texts["Care plan: After discharge"] == "active, plan"
    assert texts["Walk every day"] == "not-started"
    assert texts["Referral to peer support"] == "active, order"


def test_events_treatments_papers_and_results(rosa: Record) -> None:
    assert {(each.topic, each.text) for each in of(rosa, Event)} == {
        ("fall", "Fall"),
        ("procedure", "Alcoholism counseling"),
        ("emergency", "EMER; for chest pain"),
    }
    assert (only(rosa, Treatment).name, only(rosa, Treatment).modality) == (
        "Counselling for alcohol use",
        "individual-counselling",
    )
    consent = only(rosa, ConsentGiven)
    assert (consent.decision, consent.expires) == ("permit", datetime.date(2025, 3, 5))
    values = {each.label: each.value for each in of(rosa, Observation)}
    assert values["Progress note"] == "Slept better."
    assert values["ECG"] == "Normal sinus rhythm"
    assert values["Hemoglobin A1c"] == 6.1
    assert only(rosa, Allergy).severe


def test_the_day_of_a_date_that_names_only_a_month_is_the_first_and_the_import_says_so() -> None:
    imported = read(patient(), condition(concept(ICD, "F41.1"), onsetDateTime="2020-05"))
    assert only(imported.records[0], Diagnosis).since == datetime.date(2020, 5, 1)
    assert [each.what for each in imported.cleaned] == [
        "`onsetDateTime` names no day: taken as the first or last of that month or year"
    ]


# Observations


def test_a_panel_gives_its_components_and_marks_what_is_abnormal() -> None:
    high = concept("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "H")
    made = observation(
        concept(LOINC, "85354-9", "Blood pressure"),
        component=[
            {"code": {"text": "Systolic"}, "valueQuantity": {"value": "157", "unit": "mmHg"}, "interpretation": [high]},
            {"code": {"text": "Diastolic"}, "valueQuantity": {"value": 92, "unit": "mmHg"}},
            {"code": {"text": "Cuff"}},
        ],
    )
    systolic, diastolic = of(record_of(made), Observation)
    assert (systolic.label, systolic.value, systolic.abnormal) == ("Systolic", 157, True)
    assert (diastolic.value, diastolic.unit, diastolic.abnormal) == (92, "mmHg", False)
    assert listed(made) == {"component[2]": "holds no value"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"valueString": " as it was said "}, "as it was said"),
        ({"valueBoolean": True}, "yes"),
        ({"valueInteger": 3}, 3.0),
        ({"valueDateTime": "2024-03-05"}, "2024-03-05"),
        ({"valuePeriod": {"start": "2024-01-01", "end": "2024-02-01"}}, "2024-01-01 2024-02-01"),
        ({"valueRange": {"low": {"value": 2}, "high": {"value": 4, "unit": "h"}}}, "2 to 4 h"),
        ({"valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 8}}}, "1 per 8"),
        ({"valueQuantity": {"comparator": "<", "value": 5, "unit": "ng"}}, 5.0),
        ({"valueCodeableConcept": {"text": "Normal"}}, "Normal"),
    ],
)
def test_every_type_of_value_is_kept(value: dict[str, Any], expected: float | str) -> None:
    assert only(record_of(observation({"text": "Something"}, **value)), Observation).value == expected


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"status": "cancelled"}, "the observation is cancelled: it says nothing yet"),
        ({"status": "entered-in-error", "valueInteger": 1}, "its status is entered-in-error: it must not count"),
        ({}, "holds no value"),
        ({"dataAbsentReason": {"text": "Not asked"}}, "holds no value (Not asked)"),
        ({"hasMember": [{"reference": "Observation/gone"}]}, "holds no value"),
        (
            {"valueInteger": 1, "modifierExtension": [{"url": "http://x/not", "valueBoolean": True}]},
            "carries modifierExtension, which may change its meaning",
        ),
    ],
)
def test_an_observation_that_must_not_count_is_listed(change: dict[str, Any], why: str) -> None:
    made = observation({"text": "Something"}, **change)
    assert listed(made) == {"o1": why}
    assert of(record_of(made), Observation) == []


def test_a_panel_whose_members_are_here_adds_nothing_of_its_own() -> None:
    panel = observation({"text": "Panel"}, "p", hasMember=[{"reference": "Observation/o1"}])
    member = observation({"text": "Member"}, valueInteger=1)
    imported = read(patient(), panel, member)
    assert (imported.mapped, imported.listed) == (3, ())
    assert only(imported.records[0], Observation).label == "Member"


@pytest.mark.parametrize(
    ("text", "stance", "about"),
    [
        ("I do not want any opioids", "avoids", ("opioid-analgesic",)),
        ("I refuse electroshock", "refuses", ()),
        ("I would rather come in the evening", "prefers", ()),
        ("Bach, please", "wants", ()),
    ],
)
def test_a_preference_in_words(text: str, stance: str, about: tuple[str, ...]) -> None:
    made = observation(concept(LOINC, "75773-2"), valueString=text, performer=[ROSA])
    found = only(record_of(made), Preference)
    assert (found.stance, found.about, found.text, found.said_by) == (stance, about, text, "client")


def test_a_newer_smoking_status_ends_the_older_one() -> None:
    def smoking(id_: str, day: str, code: str) -> dict[str, Any]:
        value = concept(SNOMED, code)
        return observation(concept(LOINC, "72166-2"), id_, effectiveDateTime=day, valueCodeableConcept=value)

    record = record_of(
        smoking("a", "2010-01-01", "449868002"),
        smoking("b", "2015-01-01", "8517006"),
        smoking("c", "2020-01-01", "8517006"),
    )
    states = [(each.state, each.holds_on(TODAY)) for each in of(record, Circumstance)]
    assert states == [("daily", False), ("former", True), ("former", True)]
    assert not only(record, SubstanceUse).holds_on(TODAY)
    assert only(record, SubstanceUse).until == datetime.date(2014, 12, 31)


def test_drinks_a_day_are_a_measure_and_a_use() -> None:
    def drinks(count: int) -> Record:
        return record_of(observation(concept(LOINC, "74013-4", "Drinks"), valueQuantity={"value": count}))

    assert only(drinks(4), SubstanceUse).amount == "4 drinks a day"
    assert of(drinks(0), SubstanceUse) == []
    assert only(drinks(0), Observation).value == 0


def test_a_coded_finding_that_is_true_says_something_of_life_and_one_that_is_false_does_not() -> None:
    code = concept(SNOMED, "160695008", "Transport too expensive")
    record = record_of(observation(code, valueBoolean=True))
    assert {(each.topic, each.state) for each in of(record, Circumstance)} == {
        ("transport", "insecure"),
        ("money", "tight"),
    }
    assert of(record_of(observation(code, valueBoolean=False)), Circumstance) == []


def test_an_answer_that_the_map_does_not_know_is_kept_and_listed() -> None:
    made = observation(concept(LOINC, "72166-2", "Smoking"), valueCodeableConcept={"text": "on Sundays"})
    assert only(record_of(made), Observation).value == "on Sundays"
    assert list(listed(made).values()) == ["this answer is not known here"]
