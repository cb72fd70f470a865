"""Harmless faults of real inputs are put right and told; what a case file cannot hold is kept in a form that it can."""

import datetime
import json
from typing import Any

import pytest
from small_bundle import CORE, ROSA, bundle, condition, form, observation, patient

from goldthread.case import Case, read_case, write_case
from goldthread.fhir import Cleaned, Imported, Listed, read_fhir
from goldthread.record import Circumstance, Diagnosis, Observation, PriorGoal, Support, Unmapped

TODAY = datetime.date(2024, 6, 1)


def read(*resources: dict[str, Any]) -> Imported:
    return read_fhir(json.dumps(bundle(patient(), *resources)), recorded_on=TODAY, recorded_by="intake")


def cleaned(*resources: dict[str, Any]) -> list[str]:
    return [each.what for each in read(*resources).cleaned]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"fhir_comments": ["old"]}, "comments of an older FHIR version left out"),
        ({"onsetString": "  in spring \n"}, "white space around a text left out"),
        ({"bodySite": []}, "an empty element left out"),
        ({"onsetString": ""}, "an empty element left out"),
        ({"recordedDate": "in May"}, "`recordedDate` is not written as FHIR R4 asks: read as it stands"),
    ],
)
def test_a_harmless_fault_is_told(change: dict[str, Any], what: str) -> None:
    assert what in cleaned(condition({"text": "Pain"}, **change))


def test_a_number_written_as_text_is_a_number_and_other_text_is_not() -> None:
    imported = read(observation({"text": "Pulse"}, valueQuantity={"value": "60.5", "unit": "/min"}))
    assert [fact.value for fact in imported.records[0].facts if isinstance(fact, Observation)] == [60.5]
    word = read(observation({"text": "Pulse"}, valueQuantity={"value": "fast", "unit": "/min"}))
    assert [fact.value for fact in word.records[0].facts if isinstance(fact, Observation)] == ["fast /min"]
    none = read(observation({"text": "Pulse"}, valueQuantity={"unit": "/min"}))
    assert none.listed[0].why == "holds no value"


def test_a_date_that_is_none_of_the_calendar_is_listed() -> None:
    imported = read(condition({"text": "Pain"}, recordedDate="2024-02-30", onsetPeriod={"start": "2024-13-01"}))
    assert {each.part: each.why for each in imported.listed_parts} == {
        "recordedDate": "is no date of the calendar",
        "onsetPeriod": "names no date",
        "onsetPeriod.start": "is no date of the calendar",
    }


def test_a_broken_character_and_a_huge_number_do_not_stop_the_import() -> None:
    text = json.dumps(bundle(patient(), observation({"text": "Note"}, valueString="half \ud83d done")))
    imported = read_fhir(text, recorded_on=TODAY, recorded_by="intake")
    assert [fact.value for fact in imported.records[0].facts if isinstance(fact, Observation)] == ["half \ufffd done"]
    huge = read(observation({"text": "Note"}, valueInteger=1, odd=10**30))
    assert [fact.content for fact in huge.records[0].facts if isinstance(fact, Unmapped)] == [str(10**30)]


def test_a_deep_resource_that_is_kept_still_fits_into_a_case_file() -> None:
    deep: dict[str, Any] = {"url": "http://x", "valueString": "bottom"}
    for _ in range(20):
        deep = {"url": "http://x", "extension": [deep]}
    imported = read(condition({"text": "Pain"}, extension=[deep]))
    record = imported.records[0]
    kept = next(fact.content for fact in record.facts if isinstance(fact, Unmapped))
    assert isinstance(kept, str)
    assert "bottom" in kept
    case = Case(on=TODAY, record=record)
    assert read_case(write_case(case)).case == case


def test_a_modifier_deep_inside_lists_the_whole_resource() -> None:
    item = {"linkId": "a", "answer": [{"valueInteger": 1, "modifierExtension": [{"url": "http://x"}]}]}
    imported = read(form("x", item))
    assert [each.why for each in imported.listed] == [
        "carries item.answer.modifierExtension, which may change its meaning"
    ]


def test_listed_and_cleaned_say_themselves_in_one_line() -> None:
    assert str(Listed(resource_type="Goal", resource_id="g", part="note", why="kept")) == "Goal/g (note): kept"
    assert str(Cleaned(resource_type="Goal", resource_id="g", what="done")) == "Goal/g: done"


def test_the_end_of_a_fact_never_lies_before_its_beginning() -> None:
    made = condition(
        {"text": "Flu"},
        clinicalStatus={"coding": [{"code": "resolved"}]},
        onsetDateTime="2024-03-01",
        abatementDateTime="2024-02-01",
    )
    found = next(fact for fact in read(made).records[0].facts if isinstance(fact, Diagnosis))
    assert (found.since, found.until) == (datetime.date(2024, 3, 1), None)


def resource(kind: str, **more: Any) -> dict[str, Any]:
    return {"resourceType": kind, "id": "r1", "subject": ROSA, **more}


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (resource("Goal", lifecycleStatus="active", description={"coding": [{"system": "x"}]}), "says no goal"),
        (resource("CarePlan", status="revoked", intent="plan"), "the plan was revoked"),
        (resource("ServiceRequest", status="revoked", intent="order"), "the request was revoked"),
        (resource("ServiceRequest", status="active", intent="order"), "does not say what is asked for"),
        (resource("CareTeam", status="inactive"), "the team is no longer active"),
        (resource("Procedure", status="not-done", code={"text": "x"}), "the procedure is not-done"),
        (resource("Procedure", status="completed"), "does not say what was done"),
        (resource("DocumentReference", status="superseded", content=[{"attachment": {"title": "x"}}]),
         "the document was superseded"),
        (resource("AdverseEvent", actuality="actual"), "says no event"),
        (resource("MedicationRequest", status="active", intent="order",
                  medicationCodeableConcept={"coding": [{"system": "x"}]}), "names no medicine"),
        ({"resourceType": "AllergyIntolerance", "id": "r1", "patient": ROSA}, "names no substance"),
        ({"resourceType": "RelatedPerson", "id": "r1", "patient": ROSA, "active": False},
         "the relation is no longer active"),
        ({"resourceType": "RelatedPerson", "id": "r1", "patient": ROSA}, "names nobody"),
        ({"resourceType": "Coverage", "id": "r1", "status": "cancelled", "beneficiary": ROSA,
          "payor": [{"display": "x"}]}, "the coverage is cancelled"),
        (resource("Basic", code={"text": "x"}), "this kind of resource is not read; kept as it is"),
    ],
)  # fmt: skip
def test_a_resource_that_says_nothing_is_listed_with_its_reason(made: dict[str, Any], why: str) -> None:
    imported = read(made)
    assert [each.why for each in imported.listed] == [why]
    kept = [fact for fact in imported.records[0].facts if isinstance(fact, Unmapped)]
    assert [fact.content["resourceType"] for fact in kept] == [made["resourceType"]]


def parts(*resources: dict[str, Any]) -> set[tuple[str, str]]:
    return {(each.part, each.why) for each in read(*resources).listed_parts}


def test_members_activities_and_relations_that_name_nobody_are_listed() -> None:
    team = resource("CareTeam", status="active", participant=[{"role": [{"text": "nurse"}]}])
    assert parts(team) == {("participant[0]", "the member is not named in the input")}
    plan = resource("CarePlan", status="active", intent="plan", activity=[{"progress": [{"text": "well"}]}])
    assert parts(plan) == {("activity[0]", "does not say what is to be done")}
    lonely = patient(id="b", contact=[{"telecom": [{"value": "1"}]}], maritalStatus={"text": "complicated"})
    assert parts(lonely) == {
        ("contact[0]", "names nobody"),
        ("maritalStatus", "this marital status is not known here"),
    }


def test_a_plan_names_what_it_refers_to() -> None:
    here = resource("ServiceRequest", status="active", intent="plan", code={"text": "Walk"})
    plan = {
        **resource("CarePlan", status="active", intent="plan"),
        "id": "cp",
        "activity": [
            {"reference": {"reference": "ServiceRequest/r1"}},
            {"reference": {"reference": "ServiceRequest/gone", "display": "Swim"}},
            {"detail": {"status": "scheduled", "code": {"text": "Surgery"}, "doNotPerform": True}},
        ],
    }
    texts = [fact.text for fact in read(here, plan).records[0].facts if isinstance(fact, PriorGoal)]
    assert texts == ["Walk", "Care plan", "Swim", "Not to be done: Surgery"]


@pytest.mark.parametrize(
    ("codes", "relation", "kind"),
    [
        (["WIFE"], "wife", "partner"),
        (["FRND"], "friend", "friend"),
        (["N", "NIECE"], "niece", "family"),
        ([], "relation not stated", "other"),
    ],
)
def test_how_somebody_is_related(codes: list[str], relation: str, kind: str) -> None:
    made = {
        "resourceType": "RelatedPerson", "id": "r1", "patient": ROSA, "name": [{"text": "Kim"}],
        "relationship": [{"coding": [{"code": code} for code in codes]}] if codes else [],
    }  # fmt: skip
    found = next(fact for fact in read(made).records[0].facts if isinstance(fact, Support))
    assert (found.relation, found.type) == (relation, kind)


def test_the_tribe_and_race_that_extensions_tell_are_observations() -> None:
    extension = [
        {
            "url": f"{CORE}us-core-tribal-affiliation",
            "extension": [{"url": "tribalAffiliation", "valueCodeableConcept": {"text": "Shoshone"}}],
        },
        {"url": f"{CORE}us-core-race", "extension": [{"url": "ombCategory", "valueCoding": {"display": "Asian"}}]},
        {"url": "http://hl7.org/fhir/us/military-service/StructureDefinition/military-service-veteran-status",
         "valueBoolean": False},
    ]  # fmt: skip
    text = json.dumps(bundle(patient(extension=extension, active=False)))
    imported = read_fhir(text, recorded_on=TODAY, recorded_by="intake")
    facts = imported.records[0].facts
    assert {(fact.label, fact.value) for fact in facts if isinstance(fact, Observation)} == {
        ("Tribe (as recorded)", "Shoshone"),
    }
    assert [fact.state for fact in facts if isinstance(fact, Circumstance)] == ["no"]
    assert [each.why for each in imported.listed_parts] == ["the chart is no longer in use"]


def test_what_matters_to_her_is_a_value_a_statement_and_a_hope() -> None:
    system = "http://hl7.org/fhir/us/pco/CodeSystem/"

    def rating(kind: str, **value: Any) -> dict[str, Any]:
        return {"code": {"coding": [{"system": f"{system}what-matters-concepts-temporary", "code": kind}]}, **value}

    area = {"coding": [{"system": f"{system}personal-health-inventory-temporary", "code": "body", "display": "Moving"}]}
    component = [
        rating("now-rating", valueInteger=2),
        rating("now-reasons", valueString="My knee hurts."),
        rating("future-changes", valueString="I want to dance again."),
        {"code": {"text": "?"}, "valueString": "x"},
    ]
    imported = read(observation(area, valueString="Dancing with Luis.", component=component, performer=[ROSA]))
    facts = [fact for fact in imported.records[0].facts if fact.said_by == "client"]
    assert [(type(fact).__name__, getattr(fact, "text", getattr(fact, "label", ""))) for fact in facts] == [
        ("Value", "Dancing with Luis."),
        ("Observation", "Moving: where I am now"),
        ("Statement", "My knee hurts."),
        ("Hope", "I want to dance again."),
    ]
    assert [each.why for each in imported.listed_parts] == ["holds no value or no code"]


def test_notes_reasons_and_severities_that_no_field_holds_are_listed() -> None:
    note = [{"text": "asked twice"}]
    assert parts(observation({"text": "Pulse"}, valueInteger=60, note=note)) == {("note", "a note is kept as it is")}
    assert parts(condition({"text": "Pain"}, severity={"text": "terrible"})) == {
        ("severity", "this severity is not known here")
    }
    goal = resource("Goal", lifecycleStatus="on-hold", description={"text": "Walk"}, note=note)
    assert parts({**goal, "statusReason": "after the wedding"}) == {
        ("statusReason", "the reason for the status is kept as it is"),
        ("note", "a note is kept as it is"),
    }
    order = resource("MedicationRequest", status="active", intent="order", medicationCodeableConcept={"text": "x"})
    assert parts({**order, "statusReason": {"text": "trial"}, "note": note}) == {
        ("statusReason", "the reason for the status is kept as it is"),
        ("note", "a note is kept as it is"),
    }


def test_the_levels_of_a_goal_stand_in_its_target() -> None:
    level = {
        "url": "http://hl7.org/fhir/us/pco/StructureDefinition/pco-goal-attainment-scaling",
        "extension": [
            {"url": "level", "valueCoding": {"code": "LA34481-4", "display": "0"}},
            {"url": "text", "valueString": "Walk once a week"},
        ],
    }
    goal = resource("Goal", lifecycleStatus="active", description={"text": "Walk"}, extension=[level])
    assert [fact.target for fact in read(goal).records[0].facts if isinstance(fact, PriorGoal)] == [
        "0: Walk once a week"
    ]
