"""Every published input is read; every resource of it ends mapped or listed. The count is made here, independently."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from goldthread.case import Case, read_case, write_case
from goldthread.fhir import read_fhir
from goldthread.notation import BadInput
from goldthread.record import Administration, Barrier, Circumstance, Hope, Statement, Unmapped, Value
from published import published, shared_folder

TODAY = datetime.date(2026, 11, 23)
INVALID = "Questionnaire-qs1.json"


def _files() -> list[Path]:
    folder = shared_folder()
    return sorted(folder.rglob("*.json")) if folder else []


FILES = [pytest.param(path, id=f"{path.parent.name}/{path.name}") for path in _files()]


def resources_in(value: Any) -> int:
    """How many resources there are: the entries of bundles, bundles inside bundles too; an envelope is none."""
    if value["resourceType"] != "Bundle":
        return 1
    return sum(resources_in(entry["resource"]) for entry in value.get("entry", []))


@pytest.mark.skipif(not FILES, reason="the published inputs are not here: set GOLDTHREAD_SHARED to their folder")
def test_the_folder_holds_the_official_examples_and_the_bundles() -> None:
    names = [path.name for path in _files()]
    assert len([path for path in _files() if path.parent.name == "hl7-fhir-r4-examples"]) == 95
    assert len([name for name in names if name.startswith("bundle-")]) == 9


@pytest.mark.skipif(not FILES, reason="the published inputs are not here: set GOLDTHREAD_SHARED to their folder")
@pytest.mark.parametrize("path", [each for each in FILES if INVALID not in str(each.id)])
def test_every_resource_is_mapped_or_listed(path: Path) -> None:
    imported = read_fhir(path, recorded_on=TODAY, recorded_by="intake")
    expected = resources_in(json.loads(path.read_text("utf-8")))
    assert imported.resources == expected
    assert imported.mapped + len(imported.listed) == expected
    for listed in (*imported.listed, *imported.listed_parts):
        record = next(each for each in imported.records if each.client.id == listed.record)
        kept = next(fact for fact in record.facts if fact.id == listed.fact)
        assert isinstance(kept, Unmapped)
        assert listed.why


@pytest.mark.skipif(not FILES, reason="the published inputs are not here: set GOLDTHREAD_SHARED to their folder")
@pytest.mark.parametrize("path", [each for each in FILES if "bundle-" in str(each.id) or "example" in str(each.id)])
def test_every_record_is_written_as_a_case_file_and_read_back(path: Path) -> None:
    if path.name == INVALID:
        pytest.skip("is refused")
    for record in read_fhir(path, recorded_on=TODAY, recorded_by="intake").records:
        case = Case(on=TODAY, record=record)
        assert read_case(write_case(case)).case == case


def test_the_one_invalid_example_is_refused_with_its_reason() -> None:
    path = published("hl7-fhir-r4-examples", INVALID)
    with pytest.raises(BadInput) as caught:
        read_fhir(path, recorded_on=TODAY, recorded_by="intake")
    error = caught.value
    assert error.code == "invalid-fhir"
    assert error.message == "Questionnaire/qs1 is not valid FHIR R4: `item[0].item[0].linkId` is missing."
    assert error.place is not None
    assert (error.place.file, error.place.line) == (str(path), 1)
    assert error.place.column > 1


def test_the_same_input_gives_the_same_ids() -> None:
    path = published("us-behavioral-health", "bundle-bh-client.json")
    first, second = (read_fhir(path, recorded_on=TODAY, recorded_by="intake") for _ in range(2))
    assert first == second


def test_what_matters_to_a_person_comes_in_as_her_own_words() -> None:
    path = published("person-centered-outcomes", "bundle-jones.json")
    imported = read_fhir(path, recorded_on=TODAY, recorded_by="intake")
    lopez, jones = sorted(imported.records, key=lambda record: record.client.name)
    assert (lopez.client.name, jones.client.name) == ("Camila Lopez", "Dorothy Jones")
    values = {fact.text for fact in jones.facts if isinstance(fact, Value)}
    assert "I would like to meet my friends again for morning walks, but my knee pain prevents me from doing that." in (
        values
    )
    hopes = {fact.text for fact in jones.facts if isinstance(fact, Hope)}
    assert hopes == {
        "Maintain pain level below 5 while walking",
        "Walk dog outside once a week",
        "I want to walk outside and visit friends in the park.",
    }
    told = {fact.text: fact.concern for fact in jones.facts if isinstance(fact, Statement)}
    assert told["My knee pain prevents me from walking."] == "some"
    assert [fact.total for fact in lopez.facts if isinstance(fact, Administration)] == [10]


def test_two_people_of_one_bundle_do_not_mix() -> None:
    path = published("us-core", "bundle-examples.json")
    imported = read_fhir(path, recorded_on=TODAY, recorded_by="intake")
    infant, amy = imported.records
    assert (infant.client.id, infant.client.name, amy.client.name) == (
        "infant-example",
        "Client infant-example",
        "Amy V. Baxter",
    )
    assert len(infant.facts) == 6
    assert all("apgar" in fact.source for fact in infant.facts)


def test_an_answer_that_repeats_a_form_is_not_counted_twice() -> None:
    path = published("us-core", "bundle-examples.json")
    amy = read_fhir(path, recorded_on=TODAY, recorded_by="intake").records[1]
    forms = [fact for fact in amy.facts if isinstance(fact, Administration)]
    assert [(each.instrument, each.source) for each in forms] == [("phq9", "fhir:QuestionnaireResponse/phq-9-example")]


def test_a_client_who_needs_an_interpreter_is_known_as_that() -> None:
    path = published("us-core", "bundle-examples.json")
    amy = read_fhir(path, recorded_on=TODAY, recorded_by="intake").records[1]
    assert amy.client.language == "es"
    states = [fact.state for fact in amy.facts if isinstance(fact, Circumstance) and fact.topic == "language"]
    assert "interpreter-needed" in states
    assert [fact.text for fact in amy.facts if isinstance(fact, Barrier) and fact.topic == "language"] == [
        "Interpreter needed; language: Spanish"
    ]


def test_a_chart_of_somebody_who_has_died_says_so_first() -> None:
    path = published("synthea", "bundle-darron-feeney.json")
    imported = read_fhir(path, recorded_on=TODAY, recorded_by="intake")
    why = {each.part: each.why for each in imported.listed_parts}
    assert why["deceasedDateTime"].startswith("the chart says that this person has died")
