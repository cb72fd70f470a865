"""What becomes of each kind of resource, on a small bundle of our own."""

import datetime
import json
from typing import Any, TypeVar

import pytest
from small_bundle import (
    CORE,
    DR_LIND,
    ICD,
    LOINC,
    ROSA,
    SNOMED,
    bundle,
    coded,
    concept,
    condition,
    everybody,
    medicine,
    observation,
    patient,
)

from goldthread.fhir import Imported, read_fhir
from goldthread.record import (
    Allergy,
    Barrier,
    CareMember,
    Circumstance,
    ConsentGiven,
    Diagnosis,
    Event,
    Fact,
    Hope,
    Housing,
    Medicine,
    Observation,
    Preference,
    PriorGoal,
    Record,
    Risk,
    Statement,
    SubstanceUse,
    Support,
    Treatment,
    Unmapped,
    Work,
)
from goldthread.terms import Frequency, Substance

F = TypeVar("F", bound=Fact)
TODAY = datetime.date(2024, 6, 1)


def read(*resources: dict[str, Any]) -> Imported:
    return read_fhir(json.dumps(bundle(*resources)), recorded_on=TODAY, recorded_by="intake")


def record_of(*resources: dict[str, Any]) -> Record:
    return read(patient(), *resources).records[0]


def of(record: Record, kind: type[F]) -> list[F]:
    return [fact for fact in record.facts if isinstance(fact, kind)]


def only(record: Record, kind: type[F]) -> F:
    found = of(record, kind)
    assert len(found) == 1
    return found[0]


def listed(*resources: dict[str, Any]) -> dict[str, str]:
    """Part (or id) and reason of all that is listed."""
    imported = read(patient(), *resources)
    return {each.part or each.resource_id: each.why for each in (*imported.listed, *imported.listed_parts)}


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


# Conditions


@pytest.mark.parametrize("status", ["entered-in-error", "refuted"])
def test_a_condition_that_was_an_error_or_was_refuted_becomes_no_diagnosis(status: str) -> None:
    wrong = condition(concept(ICD, "F20.9"), verificationStatus=coded("condition-ver-status", status))
    assert of(record_of(wrong), Diagnosis) == []
    assert listed(wrong) == {"c1": f"its status is {status}: it must not count"}


@pytest.mark.parametrize(
    ("clinical", "verification", "expected"),
    [
        ("active", "confirmed", "active"),
        ("recurrence", "confirmed", "active"),
        ("relapse", "confirmed", "active"),
        ("active", "provisional", "provisional"),
        ("active", "differential", "provisional"),
        ("remission", "confirmed", "remission"),
        ("inactive", "confirmed", "history"),
        ("resolved", "confirmed", "resolved"),
    ],
)
def test_the_status_of_a_condition(clinical: str, verification: str, expected: str) -> None:
    made = condition(
        concept(ICD, "F33.1"),
        clinicalStatus=coded("condition-clinical", clinical),
        verificationStatus=coded("condition-ver-status", verification),
    )
    found = only(record_of(made), Diagnosis)
    assert (found.status, found.severity) == (expected, "moderate")


def test_a_resolved_condition_ends_on_its_last_day() -> None:
    resolved = coded("condition-clinical", "resolved")
    made = condition(concept(ICD, "F43.21"), clinicalStatus=resolved, abatementDateTime="2020")
    assert only(record_of(made), Diagnosis).until == datetime.date(2020, 12, 31)


def test_a_condition_without_status_is_active_unless_it_ended() -> None:
    running, ended = condition({"text": "Insomnia"}, "a"), condition({"text": "Flu"}, "b", abatementString="last week")
    del running["clinicalStatus"], ended["clinicalStatus"]
    found = of(record_of(running, ended), Diagnosis)
    assert [each.status for each in found] == ["active", "resolved"]
    assert listed(ended) == {"abatementString": "names no date"}


def test_an_illness_in_the_family_is_not_hers() -> None:
    made = condition(concept(SNOMED, "312824007", "Family history of cancer of colon"))
    assert of(record_of(made), Diagnosis) == []
    assert listed(made) == {"c1": "is a family history, not a condition of the client"}


def test_a_condition_that_says_nothing_is_listed() -> None:
    made = condition({"text": "x"})
    del made["code"]
    assert listed(made) == {"c1": "says no condition: it has neither code nor text"}


@pytest.mark.parametrize(
    ("code", "kind", "expected"),
    [
        (concept(SNOMED, "32911000", "Homeless (finding)"), Housing, {"situation": "homeless", "words": "Homeless"}),
        (concept(SNOMED, "73438004", "Unemployed (finding)"), Work, {"situation": "unemployed"}),
        (concept(SNOMED, "422650009", "Social isolation"), Circumstance, {"topic": "social-contact"}),
        (concept(SNOMED, "73595000", "Stress (finding)"), Statement, {"domain": "mood", "concern": "some"}),
        (concept(SNOMED, "706893006", "x"), Risk, {"detail": "Harmed by an intimate partner", "level": "unknown"}),
        (concept(SNOMED, "266948004", "x"), Circumstance, {"topic": "legal", "text": "Criminal record"}),
        (concept(SNOMED, "224295006", "x"), Circumstance, {"topic": "education", "state": "interrupted"}),
        (concept(SNOMED, "55680006", "Drug overdose"), Event, {"topic": "overdose"}),
        (concept(ICD, "Z59.02", "x"), Housing, {"situation": "unsheltered"}),
        (concept(ICD, "Z5902", "x"), Housing, {"situation": "unsheltered"}),
        (concept(ICD, "Z59.41", "x"), Circumstance, {"topic": "food", "state": "insecure"}),
        (concept(ICD, "Z56.2", "x"), Work, {"stressors": ("job-threat",)}),
        (concept(ICD, "Z56.6", "Strain at work"), Statement, {"domain": "work-stress", "text": "Strain at work"}),
        (concept(ICD, "O99.322", "x"), Circumstance, {"topic": "pregnancy", "state": "pregnant"}),
        (concept(ICD, "Z91.51", "x"), Event, {"topic": "suicide-attempt"}),
    ],
)  # fmt: skip
def test_a_social_code_says_more_than_a_diagnosis(
    code: dict[str, Any], kind: type[Fact], expected: dict[str, Any]
) -> None:
    record = record_of(condition(code))
    only(record, Diagnosis)
    found = only(record, kind)
    assert {name: getattr(found, name) for name in expected} == expected


def test_what_is_over_says_nothing_of_life_today() -> None:
    over = condition(concept(SNOMED, "32911000", "x"), clinicalStatus=coded("condition-clinical", "resolved"))
    assert of(record_of(over), Housing) == []


@pytest.mark.parametrize(
    ("code", "substance", "frequency"),
    [
        ("F11.20", Substance.OPIOID, Frequency.UNKNOWN),
        ("F11.21", Substance.OPIOID, Frequency.NOT_NOW),
        ("F1520", Substance.STIMULANT, Frequency.UNKNOWN),
        ("F13.231", Substance.SEDATIVE, Frequency.UNKNOWN),
        ("F17.210", Substance.NICOTINE, Frequency.UNKNOWN),
    ],
)
def test_the_substance_of_a_use_disorder(code: str, substance: Substance, frequency: Frequency) -> None:
    found = only(record_of(condition(concept(ICD, code, "x"))), SubstanceUse)
    assert (found.substance, found.frequency) == (substance, frequency)


def test_published_terms_that_blame_are_said_in_person_first_words() -> None:
    record = record_of(condition(concept(SNOMED, "7200002", "Alcoholism")))
    assert only(record, Diagnosis).label == "Alcohol use disorder"
    assert only(record, Diagnosis).codes[0].display == "Alcoholism"


def test_a_disorder_that_came_in_snomed_ct_alone_gets_the_icd_code_beside_it_marked_as_ours() -> None:
    ptsd = only(record_of(condition(concept(SNOMED, "47505003", "Posttraumatic stress disorder"))), Diagnosis)
    assert [(code.system, code.code) for code in ptsd.codes] == [("snomed-ct", "47505003"), ("icd-10-cm", "F43.10")]
    assert "not in the source" in ptsd.codes[1].display
    both = concept(SNOMED, "47505003")
    both["coding"].append({"system": ICD, "code": "F43.12"})
    assert [code.code for code in only(record_of(condition(both)), Diagnosis).codes] == ["47505003", "F43.12"]


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


# Medicines


@pytest.mark.parametrize(
    ("change", "status", "taken"),
    [
        ({"status": "active"}, "active", "unknown"),
        ({"status": "completed"}, "unknown", "unknown"),
        ({"status": "stopped", "statusReason": {"text": "tremor"}}, "stopped", "unknown"),
        ({"status": "draft"}, "offered", "unknown"),
        ({"dosageInstruction": [{"asNeededBoolean": True}]}, "as-needed", "unknown"),
        ({"dosageInstruction": [{"text": "1 tablet PRN"}]}, "as-needed", "unknown"),
        ({"status": "completed", "category": [coded("x", "discharge")]}, "active", "unknown"),
        ({"status": "stopped", "dosageInstruction": [{"text": "as needed"}]}, "stopped", "unknown"),
    ],
)
def test_whether_an_order_stands(change: dict[str, Any], status: str, taken: str) -> None:
    found = only(record_of(medicine(**change)), Medicine)
    assert (found.status, found.taken) == (status, taken)


@pytest.mark.parametrize(
    ("code", "taken"), [("702565001", "not"), ("275928001", "sometimes"), ("1156699004", "as-agreed")]
)
def test_how_a_medicine_is_taken_stands_in_an_extension(code: str, taken: str) -> None:
    inner = [
        {"url": "medicationAdherence", "valueCodeableConcept": concept(SNOMED, code)},
        {"url": "dateAsserted", "valueDateTime": "2024-02-01"},
        {"url": "informationSource", "valueCodeableConcept": concept(SNOMED, "116154003")},
    ]
    made = medicine(extension=[{"url": f"{CORE}us-core-medication-adherence", "extension": inner}])
    found = only(record_of(made), Medicine)
    assert (found.taken, found.said_by, found.recorded_on) == (taken, "client", datetime.date(2024, 2, 1))


def test_a_way_of_taking_that_is_not_known_is_listed() -> None:
    inner = [{"url": "medicationAdherence", "valueCodeableConcept": {"text": "on the moon"}}]
    made = medicine(extension=[{"url": f"{CORE}us-core-medication-adherence", "extension": inner}])
    assert only(record_of(made), Medicine).taken == "unknown"
    assert listed(made) == {"adherence": "this way of taking is not known here"}


def test_the_name_of_a_medicine_is_found_where_it_is_referred_to() -> None:
    inside = medicine("a", medicationReference={"reference": "#med"}, contained=[
        {"resourceType": "Medication", "id": "med", "code": {"text": "buprenorphine"}}
    ])  # fmt: skip
    outside = medicine("b", medicationReference={"reference": "Medication/m9/_history/2"})
    named = medicine("c", medicationReference={"display": "naloxone"})
    for each in (inside, outside, named):
        del each["medicationCodeableConcept"]
    there = {"resourceType": "Medication", "id": "m9", "code": {"text": "methadone"}}
    imported = read(patient(), inside, outside, named, there)
    assert [each.name for each in of(imported.records[0], Medicine)] == ["buprenorphine", "methadone", "naloxone"]
    assert imported.listed == ()


def test_two_orders_of_one_medicine_are_as_needed_if_one_says_so_and_the_other_says_nothing() -> None:
    def statuses(*texts: str) -> list[str]:
        orders = [
            medicine(
                f"m{number}",
                medicationCodeableConcept={"text": "lorazepam 0.5 MG" + (" [Ativan]" if number else "")},
                **({"dosageInstruction": [{"text": text}]} if text else {}),
            )
            for number, text in enumerate(texts)
        ]
        return [each.status for each in of(record_of(*orders), Medicine)]

    assert statuses("", "as needed") == ["as-needed", "as-needed"]
    assert statuses("one at night", "as needed") == ["active", "as-needed"]
    assert statuses("", "as needed", "one at night") == ["active", "as-needed", "active"]


def test_directions_that_are_only_coded_are_told_as_they_are() -> None:
    dosage = {
        "doseAndRate": [{"doseQuantity": {"value": 10, "unit": "mg"}}],
        "timing": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}},
        "asNeededCodeableConcept": {"text": "pain"},
    }
    found = only(record_of(medicine(dosageInstruction=[dosage])), Medicine)
    assert (found.directions, found.status) == ("10 mg, 2 in 1 d, as needed for pain", "as-needed")


def test_an_order_not_to_give_something_is_listed() -> None:
    assert listed(medicine(doNotPerform=True)) == {"m1": "is an order not to give a medicine"}


# Allergies, adverse events


@pytest.mark.parametrize(
    ("change", "severe"),
    [
        ({"criticality": "high"}, True),
        ({"reaction": [{"manifestation": [{"text": "x"}], "severity": "severe"}]}, True),
        ({"reaction": [{"manifestation": [concept(SNOMED, "39579001")]}]}, True),
        ({"criticality": "low", "reaction": [{"manifestation": [{"text": "x"}], "severity": "mild"}]}, False),
    ],
)
def test_what_makes_an_allergy_severe(change: dict[str, Any], *, severe: bool) -> None:
    made = {"resourceType": "AllergyIntolerance", "id": "al1", "code": {"text": "Latex"}, "patient": ROSA, **change}
    assert only(record_of(made), Allergy).severe is severe


def test_no_known_allergy_is_no_allergy_and_a_resolved_one_is_listed() -> None:
    none = {
        "resourceType": "AllergyIntolerance", "id": "al1", "patient": ROSA,
        "code": concept(SNOMED, "716186003", "No known allergy"),
    }  # fmt: skip
    record = record_of(none)
    assert of(record, Allergy) == []
    assert only(record, Observation).label == "No known allergy"
    over = {**none, "code": {"text": "Eggs"}, "clinicalStatus": coded("allergyintolerance-clinical", "resolved")}
    assert listed(over) == {"al1": "the allergy is no longer active"}


def test_an_adverse_event_that_could_have_happened_is_listed() -> None:
    made = {
        "resourceType": "AdverseEvent",
        "id": "ae1",
        "actuality": "potential",
        "event": {"text": "Fall"},
        "subject": ROSA,
    }
    assert listed(made) == {"ae1": "it could have happened, but did not"}


def test_another_adverse_event_is_kept_as_an_observation() -> None:
    made = {
        "resourceType": "AdverseEvent", "id": "ae1", "actuality": "actual", "event": {"text": "Rash"}, "subject": ROSA,
        "suspectEntity": [{"instance": {"reference": "Medication/gone"}}],
    }  # fmt: skip
    assert only(record_of(made), Observation).label == "Adverse event: Rash"
    assert listed(made) == {"suspectEntity[0]": "what is suspected is not in the input"}


# Encounters, consents, people, documents


@pytest.mark.parametrize(("kind", "topic"), [("EMER", "emergency"), ("IMP", "hospital"), ("AMB", "encounter")])
def test_the_class_of_an_encounter_says_what_it_was(kind: str, topic: str) -> None:
    made = {
        "resourceType": "Encounter", "id": "e1", "status": "finished", "class": {"code": kind}, "subject": ROSA,
        "location": [{"location": {"reference": "Location/ward"}}], "participant": [{"individual": DR_LIND}],
        "hospitalization": {"dischargeDisposition": {"text": "Home"}},
        "extension": [{"url": f"{CORE}us-core-interpreter-needed", "valueCoding": {"code": "373066001"}}],
    }  # fmt: skip
    ward = {"resourceType": "Location", "id": "ward", "name": "Ward 3"}
    lind = {"resourceType": "Practitioner", "id": "lind", "name": [{"family": "Lind"}]}
    record = record_of(made, ward, lind)
    found = only(record, Event)
    assert (found.topic, found.text) == (topic, f"{kind}; at Ward 3; with Lind; ended with: Home")
    assert only(record, Circumstance).state == "interpreter-needed"


def test_an_encounter_that_did_not_take_place_is_listed() -> None:
    made = {"resourceType": "Encounter", "id": "e1", "status": "cancelled", "class": {"code": "AMB"}, "subject": ROSA}
    assert listed(made) == {"e1": "the encounter is cancelled: it did not take place"}


@pytest.mark.parametrize(
    ("policy", "provision", "decision"),
    [("OPTIN", {}, "permit"), ("OPTOUT", {}, "deny"), ("OPTIN", {"type": "deny"}, "deny")],
)
def test_what_a_consent_decides(policy: str, provision: dict[str, Any], decision: str) -> None:
    rules = {**provision, "action": [{"text": "access"}]}
    made = {
        "resourceType": "Consent", "id": "co1", "status": "active", "scope": {"text": "Privacy"},
        "category": [{"text": "x"}], "patient": ROSA, "policyRule": coded("v3-ActCode", policy), "provision": rules,
    }  # fmt: skip
    assert only(record_of(made), ConsentGiven).decision == decision
    assert list(listed(made)) == ["provision.action"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"status": "rejected"}, "the consent is rejected, not active"),
        ({"status": "active", "policyRule": {"text": "?"}}, "does not say whether it permits or denies"),
    ],
)
def test_a_consent_that_decides_nothing_is_listed(change: dict[str, Any], why: str) -> None:
    made = {
        "resourceType": "Consent", "id": "co1", "scope": {"text": "x"}, "category": [{"text": "x"}], "patient": ROSA,
        **change,
    }  # fmt: skip
    assert listed(made) == {"co1": why}


def test_a_strained_relation_is_strained_only_where_it_is_said() -> None:
    def child(text: str) -> dict[str, Any]:
        return {
            "resourceType": "RelatedPerson", "id": "rp1", "patient": ROSA, "name": [{"text": "Luis"}],
            "relationship": [{"text": text, "coding": [{"code": "CHILD"}]}],
        }  # fmt: skip

    assert only(record_of(child("Estranged adult child")), Support).strained
    assert not only(record_of(child("Adult child")), Support).strained


def test_a_document_that_is_no_plain_text_is_listed_without_its_data() -> None:
    made = {
        "resourceType": "DocumentReference", "id": "dr1", "status": "current", "subject": ROSA,
        "content": [{"attachment": {"contentType": "application/pdf", "data": "JVBERg==", "title": "Letter"}}],
    }  # fmt: skip
    imported = read(patient(), made)
    assert imported.mapped == 2
    assert only(imported.records[0], Unmapped).content == {"contentType": "application/pdf", "title": "Letter"}


def test_a_report_without_conclusion_adds_nothing_if_its_results_are_here_and_is_listed_if_not() -> None:
    made = {
        "resourceType": "DiagnosticReport", "id": "r1", "status": "final", "code": {"text": "Blood"}, "subject": ROSA,
        "result": [{"reference": "Observation/o1"}],
    }  # fmt: skip
    imported = read(patient(), made, observation({"text": "Sodium"}, valueInteger=140))
    assert (imported.mapped, imported.listed) == (3, ())
    assert listed(made) == {"r1": "holds no conclusion, and its results are not in the input"}


def test_the_identity_that_extensions_tell() -> None:
    record = read(
        patient(
            gender="other",
            extension=[
                {"url": f"{CORE}us-core-birthsex", "valueCode": "M"},
                {"url": f"{CORE}us-core-genderIdentity", "valueCodeableConcept": {"text": "woman"}},
                {
                    "url": "http://hl7.org/fhir/StructureDefinition/individual-pronouns",
                    "extension": [{"url": "value", "valueCodeableConcept": {"text": "she/her"}}],
                },
                {"url": f"{CORE}us-core-interpreter-needed", "valueCoding": {"code": "373066001"}},
                {"url": "http://example.org/shoe-size", "valueInteger": 42},
            ],
        )
    )
    client = record.records[0].client
    assert (client.sex, client.gender, client.pronouns) == ("male", "woman", "she/her")
    assert only(record.records[0], Barrier).topic == "language"
    assert [each.why for each in record.listed_parts] == ["this extension is not read: http://example.org/shoe-size"]


def test_a_birth_date_that_names_no_day_gives_no_age() -> None:
    imported = read(patient(birthDate="1985"))
    assert imported.records[0].client.born is None
    assert [each.part for each in imported.listed_parts] == ["birthDate"]


@pytest.mark.parametrize("died", [{"deceasedBoolean": True}, {"deceasedDateTime": "2020-01-01"}])
def test_that_somebody_has_died_is_listed(died: dict[str, Any]) -> None:
    why = [each.why for each in read(patient(**died)).listed_parts]
    assert why == ["the chart says that this person has died: ask before anything is planned"]


def test_what_a_mapped_resource_holds_besides_is_listed_and_kept() -> None:
    made = condition({"text": "Pain"}, bodySite=[{"text": "knee"}], note=[{"text": "worse at night"}])
    assert listed(made) == {"bodySite": "this element is not read", "note": "this element is not read"}
    kept = {fact.what: fact.content for fact in of(record_of(made), Unmapped)}
    assert kept["Condition/c1 note"] == [{"text": "worse at night"}]


def test_a_narrative_that_says_more_than_its_elements_is_kept_as_text() -> None:
    div = "<div xmlns='http://www.w3.org/1999/xhtml'><p>She <b>sings</b> in a choir.</p></div>"
    made = condition({"text": "Pain"}, text={"status": "additional", "div": div})
    assert [fact.content for fact in of(record_of(made), Unmapped)] == ["She sings in a choir."]
    assert listed(condition({"text": "Pain"}, text={"status": "generated", "div": div})) == {}


def test_a_text_longer_than_a_fact_holds_is_kept_whole_beside_it() -> None:
    made = condition({"text": "x" * 30_000})
    record = record_of(made)
    assert len(only(record, Diagnosis).label) == 20_000
    assert only(record, Unmapped).content["code"]["text"] == "x" * 30_000
