"""Whose record a resource goes into, and that nobody's goes into another's."""

import datetime
import json
from typing import Any

import pytest
from small_bundle import ROSA, bundle, condition, medicine, observation, patient

from goldthread.fhir import Imported, read_fhir
from goldthread.record import Diagnosis

TODAY = datetime.date(2024, 6, 1)
LEO = {
    "resourceType": "Patient",
    "id": "leo",
    "name": [{"text": "Leo Berg"}],
    "identifier": [{"system": "s", "value": "7"}],
}


def read(*resources: dict[str, Any]) -> Imported:
    return read_fhir(json.dumps(bundle(*resources)), recorded_on=TODAY, recorded_by="intake")


def pain(subject: dict[str, Any] | None, id_: str = "c1") -> dict[str, Any]:
    return condition({"text": "Pain"}, id_, subject=subject)


def owners(imported: Imported) -> dict[str, list[str]]:
    """The conditions in each record, by the client's name."""
    return {
        record.client.name: [fact.id for fact in record.facts if isinstance(fact, Diagnosis)]
        for record in imported.records
    }


def test_two_clients_get_a_record_each() -> None:
    imported = read(patient(), LEO, pain(ROSA), pain({"reference": "Patient/leo"}, "c2"))
    assert owners(imported) == {"Rosa Marin": ["condition-c1"], "Leo Berg": ["condition-c2"]}


@pytest.mark.parametrize(
    "reference",
    [
        {"reference": "Patient/rosa"},
        {"reference": "Patient/rosa/_history/3"},
        {"reference": "http://example.org/fhir/Patient/rosa"},
        {"reference": "urn:uuid:0"},
        {"display": "Rosa Marin"},
    ],
)
def test_she_is_found_however_she_is_referred_to(reference: dict[str, Any]) -> None:
    assert owners(read(patient(), pain(reference))) == {"Rosa Marin": ["condition-c1"]}


def test_he_is_found_by_his_number() -> None:
    reference = {"identifier": {"system": "s", "value": "7"}}
    assert owners(read(patient(), LEO, pain(reference))) == {"Rosa Marin": [], "Leo Berg": ["condition-c1"]}


def test_an_unknown_number_and_an_unknown_name_are_people_of_their_own() -> None:
    imported = read(patient(), pain({"identifier": {"value": "99"}}), pain({"display": "Jane Doe"}, "c2"))
    assert owners(imported) == {
        "Rosa Marin": [],
        "Client identifier:|99": ["condition-c1"],
        "Jane Doe": ["condition-c2"],
    }


def test_somebody_who_is_only_referred_to_gets_a_placeholder_with_the_name_that_is_given() -> None:
    imported = read(pain({"reference": "Patient/x", "display": "P. Heuvel"}))
    client = imported.records[0].client
    assert (client.id, client.name, client.born, client.sex) == ("x", "P. Heuvel", None, "unknown")


def test_a_patient_may_be_contained() -> None:
    inside = {"resourceType": "Patient", "id": "p", "birthDate": "1972-11-30", "gender": "male"}
    made = {**pain({"reference": "#p"}), "contained": [inside]}
    client = read(made).records[0].client
    assert (client.id, client.born, client.sex) == ("c1-p", datetime.date(1972, 11, 30), "male")


def test_what_names_nobody_belongs_to_the_only_client_and_to_nobody_where_there_are_two() -> None:
    lonely = observation({"text": "Pulse"}, valueInteger=60)
    del lonely["subject"]
    assert [len(each.facts) for each in read(patient(), lonely).records] == [1]
    imported = read(patient(), LEO, lonely)
    assert [(each.client.name, len(each.facts)) for each in imported.records] == [
        ("Rosa Marin", 0),
        ("Leo Berg", 0),
        ("No client named", 1),
    ]


@pytest.mark.parametrize(
    ("subject", "contained", "what"),
    [
        ({"reference": "Group/g"}, [], "Group"),
        ({"reference": "Device/d"}, [], "Device"),
        ({"reference": "#g"}, [{"resourceType": "Group", "id": "g", "type": "person", "actual": True}], "Group"),
    ],
)
def test_what_is_about_a_group_or_a_thing_is_nobodys_fact(
    subject: dict[str, Any], contained: list[dict[str, Any]], what: str
) -> None:
    made = observation({"text": "Pulse"}, valueInteger=60, subject=subject)
    imported = read(patient(), {**made, "contained": contained} if contained else made)
    assert [each.why for each in imported.listed] == [f"is about a {what}, not about a client"]
    assert imported.mapped == 1


def test_the_same_resource_twice_is_one_fact_and_another_version_is_a_second() -> None:
    imported = read(patient(), pain(ROSA), pain(ROSA), {**pain(ROSA), "code": {"text": "Headache"}})
    assert owners(imported) == {"Rosa Marin": ["condition-c1", "condition-c1-2"]}
    assert imported.mapped == 4


def test_the_same_client_twice_is_one_and_another_version_is_listed() -> None:
    imported = read(patient(), patient(meta={"versionId": "2"}), patient(birthDate="1999-01-01"))
    assert [each.client.born for each in imported.records] == [datetime.date(1985, 4, 2)]
    assert [each.part for each in imported.listed_parts] == ["client"]
    assert imported.mapped == 3


def test_two_clients_whose_ids_look_alike_get_two_ids() -> None:
    imported = read({"resourceType": "Patient", "id": "A.1"}, {"resourceType": "Patient", "id": "a-1"})
    assert [each.client.id for each in imported.records] == ["a-1", "a-1-2"]


def test_long_ids_stay_apart() -> None:
    one, other = pain(ROSA, "x" * 63 + "1"), pain(ROSA, "x" * 63 + "2")
    ids = [fact.id for fact in read(patient(), one, other).records[0].facts]
    assert len(set(ids)) == 2
    assert all(len(each) <= 80 for each in ids)


def test_a_bundle_in_a_bundle_is_opened() -> None:
    imported = read(patient(), bundle(pain(ROSA), bundle(medicine())))
    assert (imported.resources, imported.mapped) == (3, 3)


def test_an_entry_without_a_resource_is_no_resource() -> None:
    made = bundle(patient())
    made["entry"].append({"fullUrl": "urn:uuid:9", "request": {"method": "DELETE", "url": "Patient/9"}})
    assert read_fhir(json.dumps(made), recorded_on=TODAY, recorded_by="intake").resources == 1


def test_who_made_a_resource_is_kept_with_whom_it_is_about() -> None:
    made = {
        "resourceType": "Provenance", "id": "pv", "recorded": "2024-01-01T00:00:00Z",
        "target": [{"reference": "Condition/c1"}], "agent": [{"who": {"display": "Dr Lind"}}],
    }  # fmt: skip
    imported = read(patient(), LEO, pain({"reference": "Patient/leo"}), made)
    assert [(each.record, each.resource_type) for each in imported.listed] == [("leo", "Provenance")]


def test_a_name_that_nobody_uses_is_listed_and_one_that_is_used_is_mapped() -> None:
    used = {"resourceType": "Practitioner", "id": "a", "name": [{"family": "Ash"}]}
    unused = {"resourceType": "Organization", "id": "b", "name": "Clinic"}
    imported = read(patient(), used, unused, medicine(requester={"reference": "Practitioner/a"}))
    assert [str(each) for each in imported.listed] == ["Organization/b: nothing that was read refers to it"]
    assert imported.mapped == 3


def test_contained_resources_are_read_or_listed_with_the_one_that_holds_them() -> None:
    inside: list[dict[str, Any]] = [
        {**pain(ROSA, "k"), "resourceType": "Condition"},
        {"resourceType": "Specimen", "id": "s"},
        {**pain(ROSA, "e"), "verificationStatus": {"coding": [{"code": "entered-in-error"}]}},
        {"resourceType": "Practitioner", "id": "p", "name": [{"text": "Dr Who"}]},
    ]
    made = medicine(contained=inside, requester={"reference": "#p"})
    imported = read(patient(), made)
    assert owners(imported) == {"Rosa Marin": ["condition-m1-k"]}
    assert {each.part: each.why for each in imported.listed_parts} == {
        "contained[1]": "a contained resource of this kind is not read",
        "contained[2]": "its status is entered-in-error: it must not count",
    }
    assert imported.resources == 2
