"""Medicines, allergies and adverse events."""

import datetime
from typing import Any

import pytest
from reading_small import listed, of, only, read, record_of
from small_bundle import (
    CORE,
    ROSA,
    SNOMED,
    coded,
    concept,
    medicine,
    patient,
)

from goldthread.record import (
    Allergy,
    Medicine,
    Observation,
)


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
