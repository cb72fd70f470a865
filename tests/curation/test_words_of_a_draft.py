"""How facts are told, patterns filled and roles read."""

import datetime

import pytest
from drafting import draft, fragment, library

from goldthread.curation.material import Material
from goldthread.curation.patterns import fill, slots_in
from goldthread.curation.person import Person
from goldthread.curation.roles import role_of
from goldthread.curation.slots import Slots
from goldthread.curation.telling import clip, day, quote, tell, without_dose
from goldthread.needs import Needs
from goldthread.terms import Role


def told(fact: str) -> str:
    reading, _ = fragment(f"record:\n  client: {{name: Ana Reyes}}\n  facts:\n  - {{id: x, {fact}}}\n")
    return tell(reading.chart.by_id["x"], reading)


@pytest.mark.parametrize(
    ("fact", "phrase"),
    [
        ("kind: statement, domain: mood, text: It is grey.", "“It is grey”"),
        ("kind: statement, said_by: therapist, domain: mood, text: Flat.", "Flat"),
        ("kind: statement, said_by: Lu Reyes, domain: mood, text: She hides.", "“She hides” (Lu Reyes)"),
        ("kind: substance, substance: alcohol, name: gin, amount: a lot, frequency: daily", "gin, a lot, daily"),
        (
            "kind: substance, substance: opioid, name: blues, frequency: not-now, last_use: 2026-05-02",
            "blues, not at present, last on 2 May 2026",
        ),
        (
            "kind: withdrawal, substance: alcohol, features: [seizure, hospital], since: 2024-03-01",
            "alcohol withdrawal in 2024 with seizure and hospital",
        ),
        ("kind: withdrawal, substance: opioid, detail: Alone.", "opioid withdrawal (Alone)"),
        ("kind: medicine, name: Sertraline 50 mg, taken: sometimes", "Sertraline, taken sometimes"),
        ("kind: medicine, name: zolpidem, status: stopped", "zolpidem, stopped"),
        ("kind: allergy, substance: latex, reaction: hives", "allergy to latex (hives)"),
        ("kind: observation, label: Hemoglobin, value: 11.5, unit: low", "Hemoglobin 11.5 low"),
        ("kind: observation, label: Ultrasound, value: as expected", "Ultrasound as expected"),
        ("kind: event, topic: loss, text: Her husband died., since: 2025-03-01", "Her husband died (1 March 2025)"),
        ("kind: risk, topic: suicide, level: low, detail: No plan.", "suicide judged low (No plan)"),
        ("kind: treatment, name: A ward, outcome: harmed, words: They tied me.", "A ward did harm, “They tied me”"),
        ("kind: support, name: Lu, relation: sister", "Lu (sister)"),
        ("kind: support, name: Ray, relation: brother, strained: true", "strain with Ray (brother)"),
        (
            "kind: coping-skill, text: Walk., last_practised: 2026-04-01",
            "Walk, last practised 1 April 2026",
        ),
        ("kind: work, situation: employed, occupation: nurse, stressors: [schedule]", "nurse, schedule"),
        ("kind: work, situation: on-leave, words: I froze.", "on leave, “I froze”"),
        ("kind: housing, situation: doubled-up, words: A couch.", "housing doubled up, “A couch”"),
        ("kind: circumstance, topic: transport, state: none", "transport: none"),
        ("kind: circumstance, topic: chronic-illness, state: hiv, text: Since 2018.", "hiv, “Since 2018”"),
        ("kind: circumstance, topic: pain, state: chronic, text: My back.", "“My back”"),
        ("kind: preference, stance: avoids, text: No circles., reason: noise", "avoids it so: “No circles” (noise)"),
        ("kind: readiness, about: alcohol-use, stage: action, words: Now.", "action about alcohol use, “Now”"),
        ("kind: confidence, about: sobriety, value: 3, situation: at noon", "confidence in sobriety 3 of 10: at noon"),
        ("kind: diagnosis, label: Grief", "Grief"),
        ("kind: strength, text: Cooks for forty.", "Cooks for forty"),
        ("kind: care-member, name: Dr. Obi, role: nurse", "example"),
    ],
)  # fmt: skip
def test_a_fact_is_told_in_a_phrase(fact: str, phrase: str) -> None:
    assert told(fact) == phrase


def test_a_score_is_told_with_its_band_and_day() -> None:
    answers = ", ".join(f"q{number}: 2" for number in range(1, 10))
    fact = f"kind: administration, instrument: phq9, since: 2026-05-20, answers: {{{answers}}}"
    assert told(fact) == "PHQ-9 18 (moderately severe) on 20 May 2026"


def test_a_score_of_an_unknown_instrument_is_told_as_it_came() -> None:
    assert told("kind: administration, instrument: xyz, since: 2026-05-20, total: 7") == "xyz 7 on 20 May 2026"


def test_long_words_are_cut_at_a_word_and_never_inside() -> None:
    text = "one two three four five"
    assert clip(text, 12) == "one two…"
    assert clip(text, 100) == text
    assert clip("abcdefghijkl", 6) == "abcde…"
    assert quote("It is so.") == "“It is so”"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Sertraline 50 mg tablet", "Sertraline tablet"),
        ("buprenorphine 8 mg / naloxone 2 MG Sublingual Film", "buprenorphine / naloxone Sublingual Film"),
        ("Insulin 10 units", "Insulin"),
        ("NDA020503 200 ACTUAT albuterol 0.09 MG/ACTUAT Inhaler", "NDA020503 200 ACTUAT albuterol Inhaler"),
        ("vitamin B1", "vitamin B1"),
    ],
)
def test_strengths_and_amounts_are_cut_from_the_names_of_medicines(name: str, plain: str) -> None:
    assert without_dose(name) == plain


def test_a_day_is_told_as_people_read_it() -> None:
    assert day(datetime.date(2026, 6, 1)) == "1 June 2026"


def test_a_pattern_is_filled_and_parts_without_an_answer_are_left_out() -> None:
    pattern = "{client} sleeps; now: {finding}[; {cause}][; beside: {support}]."
    slots = {"client": "Ana", "finding": "three hours", "cause": "", "support": "Lu"}
    assert fill(pattern, slots) == "Ana sleeps; now: three hours; beside: Lu."
    assert slots_in(pattern) == {"client", "finding", "cause", "support"}


def test_a_pattern_that_would_be_everybodys_sentence_is_not_used() -> None:
    slots = {"client": "Ana", "finding": "", "by": "1 June 2026"}
    assert fill("{client} feels better by {by}[; now: {finding}].", slots) == ""
    assert fill("{client} feels better; now: {finding}.", slots) == ""


def test_slots_are_worked_out_for_the_need_and_given_ones_stand() -> None:
    told_record = fragment(
        """
record:
  client: {name: Ana Reyes}
  facts:
  - {kind: diagnosis, id: dx, label: Alcohol use disorder, codes: [{system: icd-10-cm, code: F10.20}]}
  - {kind: substance, id: use, substance: alcohol, name: gin, frequency: daily}
  - {kind: trigger, id: t, text: The horn}
  - {kind: support, id: dog, name: Pilot, relation: dog, type: animal}
  - {kind: support, id: lu, name: Lu, relation: sister}
"""
    )
    reading, needs = told_record
    books = library()
    material = Material(
        reading=reading,
        needs=needs,
        modalities=books.modalities,
        offers=books.offers,
        goals=books.goals,
        objectives=books.objectives,
        instruments=books.instruments,
        choices=None,
    )
    need = needs.get("alcohol-use")
    assert need is not None
    slots = Slots(need, material, given={"by": "soon"})
    assert {name: slots[name] for name in ("client", "substance", "trigger", "support", "by", "hope", "strength")} == {
        "client": "Ana",
        "substance": "gin",
        "trigger": "The horn",
        "support": "Lu (sister)",
        "by": "soon",
        "hope": "",
        "strength": "",
    }
    assert len(slots) == len(list(slots)) == 9


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("therapist", Role.THERAPIST),
        ("Psychiatrist, Spanish-speaking", Role.PRESCRIBER),
        ("psychiatric nurse practitioner", Role.PRESCRIBER),
        ("certified nurse-midwife", Role.NURSE),
        ("peer counselor", Role.PEER_SPECIALIST),
        ("case-manager", Role.CASE_MANAGER),
        ("physical therapist", Role.PARTNER),
        ("chaplain, served in Afghanistan", Role.PARTNER),
        ("wife", Role.SUPPORTER),
        ("", Role.PARTNER),
    ],
)
def test_a_job_title_is_read_as_a_role(title: str, role: Role) -> None:
    assert role_of(title) is role


def test_a_client_without_a_name_is_called_the_client() -> None:
    reading, _ = fragment("record:\n  client: {name: The client}\n  facts: []\n")
    assert Person(reading=reading, needs=Needs(needs=(), links=())).name == "The client"


def test_an_empty_record_gives_an_empty_plan_and_a_calendar() -> None:
    plan = draft(fragment("record:\n  facts: []\n"))
    assert (plan.needs, plan.goals, plan.interventions) == ((), (), ())
    assert {rule.id for rule in plan.review_rules} == {"review-calendar", "review-own", "review-level"}
    assert [each.type for each in plan.aftercare] == ["therapy"]
