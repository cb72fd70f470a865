"""Conditions: what is a diagnosis, what must not be one, and what a code says of a life beside it."""

import datetime
from typing import Any

import pytest
from reading_small import listed, of, only, record_of
from small_bundle import (
    ICD,
    SNOMED,
    coded,
    concept,
    condition,
)

from goldthread.record import (
    Circumstance,
    Diagnosis,
    Event,
    Fact,
    Housing,
    Risk,
    Statement,
    SubstanceUse,
    Work,
)
from goldthread.terms import Frequency, Substance


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
