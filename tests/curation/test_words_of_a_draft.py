"""How facts are told, patterns filled and roles read."""

import datetime
from typing import get_args, get_type_hints

import pytest
from drafting import draft, fragment, library

from goldthread.curation import phrases
from goldthread.curation.material import Material
from goldthread.curation.patterns import example, fill, own, slots_in
from goldthread.curation.person import Person
from goldthread.curation.roles import role_of
from goldthread.curation.sentences import shown_by
from goldthread.curation.slots import Slots, sayable
from goldthread.curation.telling import clip, day, quote, tell, without_dose
from goldthread.curation.wishes import is_wish
from goldthread.needs import Needs
from goldthread.record import Barrier, Event, Housing, Readiness, Risk, Work
from goldthread.record.circumstances import STATES
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
        ("kind: substance, substance: alcohol, name: gin, amount: a lot, frequency: daily", "gin daily (a lot)"),
        (
            "kind: substance, substance: opioid, name: blues, frequency: not-now, last_use: 2026-05-02",
            "blues, not at present, last on 2 May 2026",
        ),
        (
            "kind: withdrawal, substance: alcohol, features: [seizure, hospital], since: 2024-03-01",
            "alcohol withdrawal in 2024 with seizure and hospital",
        ),
        ("kind: withdrawal, substance: opioid, detail: Alone.", "opioid withdrawal (Alone)"),
        ("kind: medicine, name: Sertraline 50 mg, taken: sometimes", "Sertraline taken sometimes"),
        ("kind: medicine, name: zolpidem, status: stopped", "zolpidem stopped"),
        ("kind: allergy, substance: latex, reaction: hives", "allergy to latex (hives)"),
        ("kind: observation, label: Hemoglobin, value: 11.5, unit: low", "Hemoglobin 11.5 low"),
        ("kind: observation, label: Ultrasound, value: as expected", "Ultrasound as expected"),
        ("kind: event, topic: loss, text: Her husband died., since: 2025-03-01", "Her husband died (1 March 2025)"),
        ("kind: risk, topic: suicide, level: low, detail: No plan.", "risk of suicide judged low (No plan)"),
        ("kind: treatment, name: A ward, outcome: harmed, words: They tied me.", "A ward did harm, “They tied me”"),
        ("kind: support, name: Lu, relation: sister", "Lu (sister)"),
        ("kind: support, name: Ray, relation: brother, strained: true", "strain with Ray (brother)"),
        (
            "kind: coping-skill, text: Walk., last_practised: 2026-04-01",
            "Walk, last practised 1 April 2026",
        ),
        ("kind: work, situation: employed, occupation: nurse, stressors: [schedule]", "nurse, schedule"),
        ("kind: work, situation: on-leave, words: I froze.", "leave from work, “I froze”"),
        ("kind: housing, situation: doubled-up, words: A couch.", "a place to stay with others, “A couch”"),
        ("kind: circumstance, topic: transport, state: none", "no way to get to appointments"),
        ("kind: circumstance, topic: chronic-illness, state: hiv, text: Since 2018.", "HIV, “Since 2018”"),
        ("kind: circumstance, topic: pain, state: chronic, text: My back.", "“My back”"),
        ("kind: preference, stance: avoids, text: No circles., reason: noise", "avoids it so: “No circles” (noise)"),
        ("kind: readiness, about: alcohol-use, stage: action, words: Now.", "changing now about alcohol use, “Now”"),
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


def test_a_pattern_with_an_open_slot_is_not_filled() -> None:
    assert fill("I practise, beginning with {trigger}.", {"trigger": ""}) == ""


def test_a_sentence_is_somebodys_own_when_more_than_a_name_was_filled_in() -> None:
    slots = {"client": "Ana", "by": "1 June 2026", "support": ""}
    pattern = "{client} has people again by {by}[, {support} among them]."
    assert fill(pattern, slots) == "Ana has people again by 1 June 2026."
    assert not own(pattern, slots)
    assert own(pattern, {**slots, "support": "Lu"})


def test_an_example_leaves_out_what_only_this_client_could_say() -> None:
    assert example("I use my plan[, and I tell {support}].", "days") == "I use my plan"
    assert example("I practise a way through {trigger}.", "situations practised") == "situations practised"


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
  - {kind: support, id: lu, name: Lu, relation: sister, type: family}
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
    assert dict(slots) == {
        "client": "Ana",
        "by": "soon",
        "substance": "gin",
        "trigger": "“The horn”",
        "skill": "",
        "support": "Lu",
        "close": "",
    }
    assert slots.used == {"lu"}


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("Lu", "Lu"),
        ("The dog who came home.", "The dog who came home"),
        ("How stressed are you?: Somewhat", ""),
        ("Wren (Mossback)", ""),
        ("One truck; the next bus is far", ""),
        ("a" * 41, ""),
    ],
)
def test_only_what_can_be_said_in_a_sentence_fits_into_one(text: str, fits: str) -> None:
    assert sayable(text) == fits


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("I want my Sundays back.", True),
        ("I’d like to sleep.", True),
        ("Let me work with my hands.", True),
        ("Quiero una llave mía.", True),
        ("Ojalá pudiera dormir.", True),
        ("Pressure's high, liver's sore, knees are fine.", False),
        ("The wanting comes at five.", False),
        ("I don't want to die.", False),
        ("I wish I was dead.", False),
        ("I want a drink.", False),
        ("No quiero pastillas.", False),
        ("I want nothing from you.", False),
    ],
)
def test_a_wish_is_known_by_its_words_and_nothing_else_is_taken_for_one(text: str, wish: bool) -> None:
    assert is_wish(text) is wish


def test_every_state_of_every_topic_has_a_phrase() -> None:
    assert {topic: set(states) for topic, states in STATES.items()} == {
        topic: set(states) for topic, states in phrases.CIRCUMSTANCES.items()
    }
    told_of = (phrases.HOUSING, phrases.BARRIERS, phrases.EVENTS, phrases.RISKS, phrases.STAGES, phrases.WORK)
    fields = ((Housing, "situation"), (Barrier, "topic"), (Event, "topic"), (Risk, "topic"), (Readiness, "stage"),
              (Work, "situation"))  # fmt: skip
    assert phrases.STRESSORS.keys() == set(get_args(get_args(get_type_hints(Work)["stressors"])[0]))
    for known, (kind, field) in zip(told_of, fields, strict=True):
        assert known.keys() == set(get_args(get_type_hints(kind)[field])), kind


@pytest.mark.parametrize(
    "fact",
    [
        "kind: circumstance, topic: transport, state: insecure, text: 'Has lack of transport kept you away?: Yes'",
        "kind: statement, said_by: chart, domain: mood, text: 'How stressed are you?: Somewhat', concern: some",
        "kind: statement, domain: mood, text: 'M3: I have attacks: Most of the time', concern: much",
        "kind: housing, situation: unsafe, words: 'Do you feel safe where you live?: No'",
        "kind: risk, topic: suicide, level: low, detail: 'C-SSRS screener: wish to be dead: No'",
        "kind: observation, label: How many times in the past year?, value: 3 or 4",
    ],
)
def test_an_answer_on_a_form_is_told_by_what_it_is_about(fact: str) -> None:
    phrase = told(fact)
    assert phrase
    assert "?" not in phrase
    assert ":" not in phrase
    assert "“" not in phrase


def test_what_the_record_shows_is_one_sentence_with_the_clients_words_first() -> None:
    reading, _ = fragment(
        """
record:
  client: {name: Ana Reyes}
  facts:
  - {kind: diagnosis, id: dx, label: "Alcohol use disorder, severe"}
  - {kind: substance, id: use, substance: alcohol, name: gin, frequency: daily}
  - {kind: statement, id: said, domain: substance-use, text: It has me.}
  - {kind: statement, id: seen, said_by: therapist, domain: substance-use, text: Drinks alone.}
"""
    )
    facts = reading.chart.by_id
    said = shown_by([facts[name] for name in ("dx", "seen", "said", "use")], name="Ana", reading=reading)
    assert said == "Ana says “It has me”; in the record: alcohol use disorder and gin daily."
    assert shown_by([facts["use"]], name="The client", reading=reading) == "In the client’s record: gin daily."
    assert shown_by([facts["seen"]], name="Ana", reading=reading) == "Therapist sees it so: “Drinks alone”."
    assert shown_by([], name="Ana", reading=reading) == ""


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
