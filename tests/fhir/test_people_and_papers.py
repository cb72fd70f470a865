"""Encounters, consents, people, documents, identity, and what is left over."""

from typing import Any

import pytest
from reading_small import listed, of, only, read, record_of
from small_bundle import (
    CORE,
    DR_LIND,
    ROSA,
    coded,
    condition,
    observation,
    patient,
)

from goldthread.record import (
    Barrier,
    Circumstance,
    ConsentGiven,
    Diagnosis,
    Event,
    Support,
    Unmapped,
)


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
