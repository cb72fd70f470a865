"""The published behavioural-health client J. Wolff: what the resources hold is in the record, fact by fact.

The story of the same client tells more than the resources do. What they do not hold is named at the end as absent, so
that nobody takes the story for the input and no import invents it.
"""

import datetime
import json
from typing import Any, TypeVar

import pytest

from goldthread.fhir import Imported, read_fhir
from goldthread.record import (
    Administration,
    Allergy,
    Barrier,
    CareMember,
    Circumstance,
    Client,
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
    chart,
)
from goldthread.terms import Frequency, LifeDomain, Substance
from published import published

F = TypeVar("F", bound=Fact)
TODAY = datetime.date(2024, 6, 1)
VISIT = datetime.date(2024, 2, 1)


@pytest.fixture(scope="module")
def imported() -> Imported:
    path = published("us-behavioral-health", "bundle-bh-client.json")
    return read_fhir(path, recorded_on=TODAY, recorded_by="intake")


@pytest.fixture(scope="module")
def record(imported: Imported) -> Record:
    assert len(imported.records) == 1
    return imported.records[0]


def of(record: Record, kind: type[F], **fields: Any) -> list[F]:
    """The facts of a kind whose fields have those values."""
    found = [fact for fact in record.facts if isinstance(fact, kind)]
    return [fact for fact in found if all(getattr(fact, name) == value for name, value in fields.items())]


def one(record: Record, kind: type[F], **fields: Any) -> F:
    found = of(record, kind, **fields)
    assert len(found) == 1, f"{len(found)} {kind.__name__} with {fields}"
    return found[0]


def measured(record: Record, loinc: str) -> Observation:
    found = [each for each in of(record, Observation) if any(code.code == loinc for code in each.codes)]
    assert len(found) == 1
    return found[0]


def codes(fact: Any) -> set[tuple[str, str]]:
    return {(code.system, code.code) for code in fact.codes}


def test_the_client_is_named_as_he_goes_by(record: Record) -> None:
    assert record.client == Client(
        id="bh-patient-example",
        name="James Wolff",
        born=datetime.date(1961, 7, 16),
        pronouns="he/him/his/his/himself",
        sex="female",
        gender="Identifies as Male",
        language="en",
    )


def test_the_name_he_does_not_go_by_is_listed_and_not_used(imported: Imported, record: Record) -> None:
    assert [each.why for each in imported.listed_parts if each.part == "name"] == ["a name other than the one in use"]
    used = [fact for fact in record.facts if not isinstance(fact, Unmapped)]
    assert "Jennifer" not in str(used)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Panic Attack", {("snomed-ct", "225624000")}),
        ("Grief", {("snomed-ct", "723914003"), ("icd-10-cm", "F43.81")}),
        ("Depression", {("snomed-ct", "310496002"), ("icd-10-cm", "F32.A")}),
        ("Type 2 Diabetes", {("snomed-ct", "444110003"), ("icd-10-cm", "E11.9")}),
        ("Chest Pain", {("snomed-ct", "29857009")}),
    ],
)
def test_each_diagnosis_is_there_with_its_codes_and_counts_today(
    record: Record, label: str, expected: set[tuple[str, str]]
) -> None:
    found = one(record, Diagnosis, label=label)
    assert found.status == "active"
    assert codes(found) == expected
    assert found.holds_on(TODAY)


def test_the_depression_is_moderate(record: Record) -> None:
    assert one(record, Diagnosis, label="Depression").severity == "moderate"


def test_conditions_called_active_and_ended_stay_active_and_are_listed(imported: Imported) -> None:
    asked = {each.resource_id for each in imported.listed_parts if each.part == "abatementDateTime"}
    assert asked == {
        "chest-pain-condition-example-1",
        "diabetes-condition-example-1",
        "grief-condition-example-1",
        "panic-attack-condition-example-1",
    }


def test_the_diabetes_is_also_a_chronic_illness(record: Record) -> None:
    assert one(record, Circumstance, topic="chronic-illness").state == "diabetes"


def test_attacks_of_panic_most_of_the_time_are_his_own_word(record: Record) -> None:
    told = one(record, Statement, domain=LifeDomain.MOOD, said_by="client")
    assert told.text == "M3 Checklist: I have attacks of anxiety or panic: Most of the time"
    assert told.concern == "much"


def test_both_allergies_are_severe(record: Record) -> None:
    peanut, penicillin = of(record, Allergy)
    assert (peanut.substance, peanut.reaction, peanut.severe) == ("Peanut", "Anaphylaxis", True)
    assert (penicillin.substance, penicillin.reaction, penicillin.severe) == ("Penicillin", "Wheal", True)
    assert ("snomed-ct", "764146007") in codes(penicillin)


def test_the_history_of_substance_use_is_history_in_person_first_words(record: Record) -> None:
    found = one(record, Diagnosis, status="history")
    assert found.label == "History of substance use (kind not stated)"
    assert codes(found) == {("snomed-ct", "371422002")}
    assert found.holds_on(TODAY)
    assert one(record, SubstanceUse, substance=Substance.OTHER).frequency is Frequency.NOT_NOW


def test_he_does_not_want_morphine_and_names_a_past_struggle_with_opioids(record: Record) -> None:
    wish = one(record, Preference, about=("opioid-analgesic",))
    assert (wish.stance, wish.said_by, wish.since) == ("avoids", "client", VISIT)
    assert "does NOT want morphine" in wish.text
    past = one(record, SubstanceUse, substance=Substance.OPIOID)
    assert (past.frequency, past.said_by, past.words) == (Frequency.NOT_NOW, "client", wish.text)


def test_he_prefers_a_female_provider(record: Record) -> None:
    wish = one(record, Preference, stance="prefers")
    assert (wish.text, wish.said_by, wish.about) == ("Prefers Female provider", "client", ("female-clinician",))


def test_lorazepam_is_taken_as_needed(record: Record) -> None:
    found = one(record, Medicine, source="fhir:MedicationRequest/benzo-order-example-1")
    assert found.status == "as-needed"
    assert found.name == "lorazepam 0.5 MG Oral Tablet [Ativan]"
    assert found.directions == "every 8 hours as needed"
    assert codes(found) == {("rxnorm", "206821")}
    assert found.prescriber == "Wise Owl"
    assert found.holds_on(TODAY)


def test_the_discharge_order_of_the_same_medicine_without_directions_is_as_needed_too(record: Record) -> None:
    assert one(record, Medicine, name="lorazepam 0.5 MG Oral Tablet").status == "as-needed"


def test_the_discharge_medicines_count_as_current(record: Record) -> None:
    assert {each.name: each.status for each in of(record, Medicine) if "discharge" in each.source} == {
        "lorazepam 0.5 MG Oral Tablet": "as-needed",
        "bupropion hydrochloride 200 MG": "active",
        "24 HR metformin hydrochloride 1000 MG / saxagliptin 2.5 MG Extended Release Oral Tablet": "active",
        "paroxetine hydrochloride 10 MG Oral Tablet": "active",
    }


def test_bupropion_was_handed_out_too(record: Record) -> None:
    found = one(record, Medicine, source="fhir:MedicationDispense/bupropion-dispense-example-1")
    assert (found.name, found.directions) == ("bupropion hydrochloride 200 MG", "200 mg daily")


def test_the_antidepressant_paroxetine_is_not_taken_by_his_own_word(record: Record) -> None:
    found = one(record, Medicine, taken="not")
    assert found.name == "paroxetine hydrochloride 10 MG Oral Tablet"
    assert (found.said_by, found.recorded_on) == ("client", VISIT)
    assert (found.purpose, found.prescriber) == ("Depression", "Dr. Lazslo Cravensworth")


def test_alcohol_is_in_the_record_beside_the_sedative(record: Record) -> None:
    drinks = one(record, SubstanceUse, substance=Substance.ALCOHOL)
    assert drinks.amount == "3 or 4 drinks on a typical day"
    assert drinks.words == "6 or more on one occasion: Monthly"
    assert drinks.frequency is Frequency.MONTHLY
    assert drinks.since == VISIT
    assert drinks.holds_on(TODAY)


def test_the_audit_c_is_kept_as_answered_and_as_totalled(imported: Imported, record: Record) -> None:
    answers, total = sorted(of(record, Administration, instrument="auditc"), key=lambda each: each.total or 0)
    assert answers.answers == {"q2": 1.0, "q3": 2.0}
    assert total.total == 3
    why = {each.part: each.why for each in imported.listed_parts if each.resource_id.startswith("alcohol")}
    assert why["Total score [AUDIT-C]"].startswith("the total of auditc is given under the code of another question")
    assert why["auditc"].startswith("the form states a total, but not all items")


def test_its_first_question_is_another_one_and_is_not_counted(record: Record) -> None:
    found = measured(record, "68517-2")
    assert found.value == "3 or 4"


def test_he_fell(record: Record) -> None:
    fall = one(record, Event, topic="fall")
    assert (fall.text, codes(fall)) == ("Fall", {("snomed-ct", "1912002")})


def test_the_phq_9_comes_in_by_its_answers(record: Record) -> None:
    found = one(record, Administration, instrument="phq9")
    assert found.answers == {
        "q1": 2, "q2": 2, "q3": 2, "q4": 2, "q5": 1, "q6": 1, "q7": 2, "q8": 0, "q9": 0, "q10": 1,
    }  # fmt: skip
    assert sum(value for key, value in found.answers.items() if key != "q10") == 12
    assert found.since == VISIT


def test_the_suicide_screen_is_no_throughout_and_its_stated_level_low_counts(record: Record) -> None:
    risk = one(record, Risk, topic="suicide")
    assert risk.level == "low"
    assert risk.detail.count(": No") == 7
    assert risk.detail.endswith("Level stated on the form: low.")
    assert (risk.said_by, risk.since) == ("Wise Owl", VISIT)


def test_five_kinds_of_adversity_in_childhood(record: Record) -> None:
    count = measured(record, "82813-7")
    assert count.value == 5
    assert count.label == "Adverse childhood experiences answered yes, of 8 asked (10 in the whole form)"
    assert {each.text for each in of(record, Circumstance, topic="abuse", state="past")} == {
        "Before the age of 18: emotional abuse",
        "Before the age of 18: physical abuse",
        "Before the age of 18: sexual abuse",
        "Before the age of 18: emotional neglect",
        "Before the age of 18: physical neglect",
    }


def test_no_violence_by_a_partner_in_the_past_year(record: Record) -> None:
    hark, prapare = of(record, Risk, topic="violence-from-others")
    assert {hark.level, prapare.level} == {"none"}
    assert measured(record, "76504-0").value == 0


def test_he_has_no_housing_and_does_not_feel_safe_where_he_lives(record: Record) -> None:
    without, unsafe = of(record, Housing)
    assert without.situation == "homeless"
    assert "I do not have housing" in without.words
    assert unsafe.situation == "unsafe"
    told = one(record, Statement, domain=LifeDomain.SAFETY)
    assert told.concern == "much"


def test_the_question_he_chose_not_to_answer_is_kept_as_that(record: Record) -> None:
    assert measured(record, "93033-9").value == "chose not to answer"


def test_transport_keeps_him_from_appointments_and_medicines(record: Record) -> None:
    medical, other = sorted(each.text for each in of(record, Barrier, topic="transport"))
    assert "kept me from medical appointments or from getting my medications" in medical
    assert "kept me from non-medical meetings" in other
    assert len(of(record, Circumstance, topic="transport", state="insecure")) == 3  # two answers, one goal


def test_he_sees_few_people(record: Record) -> None:
    found = one(record, Circumstance, topic="social-contact")
    assert found.state == "few"
    assert found.text.endswith(": 1 or 2 times a week")


def test_he_is_somewhat_stressed(record: Record) -> None:
    told = next(each for each in of(record, Statement, domain=LifeDomain.MOOD) if "How stressed" in each.text)
    assert (told.concern, told.text.rpartition(": ")[2]) == ("some", "Somewhat")


def test_clothing_and_child_care_were_out_of_reach(record: Record) -> None:
    assert {each.text.rpartition(": ")[2] for each in of(record, Circumstance, topic="money")} == {
        "Clothing",
        "Child care",
    }
    assert one(record, Barrier, topic="childcare").text.endswith(": Child care")
    assert measured(record, "63586-2").value == 25_000


def test_he_is_unemployed_and_his_work_is_on_farms(record: Record) -> None:
    assert one(record, Work, situation="unemployed").words == "Employment status current: Unemployed"
    assert {each.occupation for each in of(record, Work, situation="unknown")} == {
        "Farm Worker [Farmworkers and Laborers, Crop]",
        "seasonal or migrant farm work (main income, past 2 years)",
    }


def test_his_schooling_ended_before_a_degree(record: Record) -> None:
    assert one(record, Circumstance, topic="education").state == "interrupted"


def test_the_chart_calls_him_a_veteran_and_he_does_not_and_both_stand(record: Record) -> None:
    found = {each.source: each.state for each in of(record, Circumstance, topic="veteran")}
    assert found == {
        "fhir:Patient/bh-patient-example": "veteran",
        "fhir:QuestionnaireResponse/BHP-QuestionnaireResponsePRAPAREExample-1": "no",
    }
    today = chart(record=record, on=TODAY)
    assert {each.state for each in today.current(Circumstance) if each.topic == "veteran"} == {"veteran", "no"}


def test_race_is_kept_as_each_source_gives_it(record: Record) -> None:
    said = {(each.label, each.value) for each in of(record, Observation) if each.label.startswith(("Race", "Ethn"))}
    assert said == {
        ("Race (as recorded)", "Black or African American"),
        ("Race", "White"),
        ("Race", "Pacific Islander"),
        ("Ethnicity (as recorded)", "Not Hispanic or Latino"),
    }


def test_his_adult_child_stands_by_him(record: Record) -> None:
    found = one(record, Support)
    assert (found.name, found.relation, found.type) == ("Sarah Wolff", "adult child", "family")
    assert found.contact == "555-555-5555, sarah.wolff@example.com"
    assert found.strained is False


def test_his_four_earlier_goals_are_proposals(record: Record) -> None:
    assert {each.text: each.target for each in of(record, PriorGoal) if each.source.startswith("fhir:Goal/")} == {
        "Food security": "Food insecurity risk [HVS]: No risk",
        "Housing security": "Are you worried about losing your housing [PRAPARE]: Yes",
        "Adequate social participation": "",
        "Lack of access to transportation": "",
    }
    food = one(record, PriorGoal, text="Food security")
    assert (food.status, food.target_date) == ("active, Improving", datetime.date(2025, 12, 10))


def test_he_was_referred_to_peer_support(record: Record) -> None:
    found = one(record, PriorGoal, text="Referral to peer support; for Depression")
    assert found.status == "completed, order"


def test_his_earlier_treatment_is_told(record: Record) -> None:
    assert {each.name for each in of(record, Treatment)} == {
        "Education and counselling to stop using substances",
        "Behavioural health prevention education",
        "Alcohol harm reduction programme",
    }
    assert {each.outcome for each in of(record, Treatment)} == {"unknown"}


@pytest.mark.parametrize(
    ("loinc", "value", "unit", "abnormal"),
    [
        ("8480-6", 157, "mmHg", False),
        ("8462-4", 92, "mmHg", False),
        ("96608-5", 157, "mm[Hg]", False),
        ("4548-4", 6.9, "%", True),
        ("8867-4", 110, "beats/min", False),
        ("9279-1", 22, "breaths per minute", False),
        ("29463-7", 81.65, "kg", False),
        ("8302-2", 172.72, "cm", False),
        ("59408-5", 97, "%O2", False),
        ("8310-5", 37, "Cel", False),
        ("72106-8", 30, "", False),
        ("96761-2", 100, "", False),
    ],
)
def test_what_was_measured_is_there(record: Record, loinc: str, value: float, unit: str, *, abnormal: bool) -> None:
    if loinc == "72106-8":  # the total of the cognitive screen stands as a component without a value
        loinc = "72107-6"
    found = measured(record, loinc)
    assert (found.value, found.unit, found.abnormal) == (value, unit, abnormal)


def test_the_heart_traced_normally(record: Record) -> None:
    assert measured(record, "8601-7").value == "Normal sinus rhythm"


@pytest.mark.parametrize(
    ("topic", "state"),
    [("tobacco", "not-now"), ("pregnancy", "not-pregnant"), ("orientation", "bisexual"), ("legal", "none")],
)
def test_what_is_said_of_his_life(record: Record, topic: str, state: str) -> None:
    assert one(record, Circumstance, topic=topic).state == state


def test_symptoms_affect_his_life_by_his_own_word(record: Record) -> None:
    told = one(record, Statement, domain=LifeDomain.PHYSICAL_HEALTH)
    assert told.said_by == "client"
    assert "sometimes or periodically have acute or chronic symptoms" in told.text


def test_he_is_insured(record: Record) -> None:
    plan = one(record, Circumstance, source="fhir:Coverage/medicaid-coverage-example-1")
    assert (plan.topic, plan.state) == ("insurance", "insured")
    assert plan.text == "Medicaid, MyACCESS - Florida Medicaid, Farmworkers Union Group Plan"


def test_the_visits_are_events_of_their_day(record: Record) -> None:
    emergency = one(record, Event, topic="emergency")
    assert (emergency.since, emergency.until) == (VISIT, VISIT)
    assert "Palpitations" in emergency.text
    assert {each.since for each in of(record, Event, topic="hospital")} == {VISIT}
    assert one(record, Event, topic="encounter").since == datetime.date(2024, 2, 15)


def test_who_takes_part_in_the_care(record: Record) -> None:
    assert {(each.name, each.role) for each in of(record, CareMember)} == {
        ("Wise Owl, MD", "Adult intensive care specialist"),
        ("Dr. Lazslo Cravensworth", "Mental health counselor"),
    }


def test_his_consent_permits(record: Record) -> None:
    found = one(record, ConsentGiven)
    assert (found.decision, found.to) == ("permit", "Florida Mental Health Provider Associates")
    assert found.about == "Privacy Consent; information disclosure"


def test_the_texts_of_documents_are_kept(record: Record) -> None:
    text = "No activity restriction, regular diet, follow up in two to three weeks with primary care provider."
    kept = {each.label for each in of(record, Observation) if each.value == text}
    assert kept == {
        "Mental Health Consult Note",
        "Mental Health Discharge Summary",
        "Mental Health History and Physical Note",
        "Mental Health Procedure Note",
        "Mental Health Progress Note",
        "Document attached to the consent",
    }


def test_two_resources_are_listed_and_all_others_mapped(imported: Imported) -> None:
    assert {f"{each.resource_type}/{each.resource_id}": each.why for each in imported.listed} == {
        "Immunization/flu-vaccine-example-1": "is an immunization: no need is derived from it; kept as it is",
        "Practitioner/pcp-provider-example-1": "nothing that was read refers to it",
    }
    assert (imported.mapped, imported.resources) == (72, 74)


@pytest.mark.parametrize(
    "word",
    [
        "nausea", "dizz", "fatigue", "side effect", "widow", "divorc", "estrang", "daughter", "back injury", "music",
        "line danc", "support group", "video", "naloxone", "transgender",
    ],
)  # fmt: skip
def test_the_story_tells_more_than_the_resources_hold(record: Record, word: str) -> None:
    """His partner's death, the side effects, the estrangement, the injury, the music: no resource says so."""
    bundle = published("us-behavioral-health", "bundle-bh-client.json").read_text("utf-8").lower()
    assert word not in bundle
    assert word not in str(record.facts).lower()


def test_nothing_in_the_resources_is_his_own_hope_or_a_strain_with_his_child(record: Record) -> None:
    assert of(record, Hope) == []
    assert of(record, Support, strained=True) == []
    assert [each.side_effects for each in of(record, Medicine) if each.side_effects] == []


def test_every_free_text_of_the_bundle_is_in_the_record(record: Record) -> None:
    bundle = json.loads(published("us-behavioral-health", "bundle-bh-client.json").read_text("utf-8"))
    everything = str(record.facts)
    texts = _free_texts(bundle)
    assert len(texts) > 5
    assert [text for text in texts if text not in everything] == []


def _free_texts(value: Any) -> list[str]:
    """What is written in extensions, values and directions, anywhere."""
    if isinstance(value, dict):
        dosage = [each["text"] for each in value.get("dosageInstruction", []) if "text" in each]
        own = [value["valueString"]] if "valueString" in value else []
        return own + dosage + [text for each in value.values() for text in _free_texts(each)]
    return [text for each in value for text in _free_texts(each)] if isinstance(value, list) else []
