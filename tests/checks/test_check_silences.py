"""What pages promise beyond their examples: where a check speaks, and where it keeps silent."""

import pytest

from goldthread.case import read_fragment
from goldthread.checks import Subject, run_checks
from goldthread.library import load_library
from goldthread.needs import Needs, Reading, derive_needs
from goldthread.record import chart

LIBRARY = load_library()
LINKED = """
plan:
  needs:
    - {id: alcohol-use, title: Alcohol, section: relapse-prevention, disposition: answered}
    - {id: depression, title: Depression, section: mental-health, disposition: answered}
  links: [{id: link, one: alcohol-use, other: depression, education: Both.}]
  goals: [{id: goal-sober, needs: [alcohol-use], section: relapse-prevention}]
  objectives: [{id: thirty-days, goal: goal-sober}]
"""


def says(check: str, fragment: str, *, library: bool = True) -> list[str | None]:
    """The items of the findings of one check about a plan in English, without derived needs."""
    case = read_fragment(fragment, file="test").case
    assert case.plan is not None
    reading = Reading(
        chart=chart(record=case.record, on=case.on),
        instruments=LIBRARY.instruments,
        medicine_classes=LIBRARY.medicine_names(),
    )
    subject = Subject(
        reading=reading,
        needs=Needs(needs=(), links=()),
        plan=case.plan,
        modalities=LIBRARY.modalities if library else {},
    )
    return [finding.item for finding in run_checks(subject=subject, names=[check])]


@pytest.mark.parametrize(
    ("interventions", "expected"),
    [
        ("[{id: talk, needs: [depression], after: thirty-days}]", ["talk"]),
        ("[{id: talk, needs: [depression], after: goal-sober}]", ["talk"]),
        ("[{id: talk, needs: [depression], at_once: false}]", ["talk"]),
        ("[{id: talk, needs: [depression], at_once: false, because: She asked to wait until the move.}]", []),
        ("[{id: talk, needs: [depression]}, {id: more, needs: [depression], after: thirty-days}]", []),
        ("[{id: first, needs: [alcohol-use]}, {id: next, needs: [alcohol-use], after: first}]", []),
        ("[{id: talk, needs: [grief], after: thirty-days}]", []),
    ],
)
def test_linked_needs_begin_together(interventions: str, expected: list[str]) -> None:
    fragment = f"{LINKED}  interventions: {interventions}\n".replace(
        "disposition: answered}\n  links",
        "disposition: answered}\n    - {id: grief, title: G, section: trauma}\n  links",
    )
    assert says("treated-one-after-the-other", fragment) == expected


PREGNANT = "record: {facts: [{kind: circumstance, topic: pregnancy, state: pregnant}]}\n"


def test_a_caution_is_met_by_an_intervention_as_by_a_medicine_and_not_by_one_that_was_declined() -> None:
    avoided = next(
        modality.id
        for modality in LIBRARY.modalities.values()
        for caution in modality.cautions
        if caution.level == "avoid" and "pregnan" in caution.why and modality.kind == "medicine"
    )
    assert says("contraindicated", PREGNANT + f"plan: {{interventions: [{{id: i, modality: {avoided}}}]}}") == ["i"]
    item = f"{{id: m, medicine: {avoided}, decision: offered}}"
    assert says("contraindicated", PREGNANT + f"plan: {{medicines: [{item}]}}") == ["m"]
    assert says("contraindicated", PREGNANT + f"plan: {{medicines: [{item.replace('offered', 'declined')}]}}") == []


def test_a_medicine_is_known_by_its_class_where_its_name_is_no_modality() -> None:
    opioid = "record: {facts: [{kind: medicine, name: oxycodone, status: active}]}\n"
    assert says("contraindicated", opioid + "plan: {medicines: [{id: m, medicine: Vivitrol, decision: offered}]}") == [
        "m"
    ]


OUD = "{kind: diagnosis, id: dx, label: Opioid use disorder, codes: [{system: icd-10-cm, code: F11.20}]}"


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (OUD, ["overdose-risk"]),
        ("{kind: diagnosis, label: Opioid use disorder}", ["overdose-risk"]),
        (OUD.replace("F11.20", "F11.21"), []),
        (OUD.replace("}]}", "}], status: resolved}"), []),
        (OUD.replace("F11.20", "F10.20").replace("Opioid", "Alcohol"), []),
        ("{kind: withdrawal, substance: opioid, since: 2026-05-01, until: 2026-05-05}", ["overdose-risk"]),
        ("{kind: withdrawal, substance: opioid, since: 2025-05-01, until: 2025-05-05}", []),
        ("{kind: withdrawal, substance: alcohol, since: 2026-05-01}", []),
    ],
)
def test_naloxone_is_asked_for_where_opioids_are_or_were_lately(fact: str, expected: list[str]) -> None:
    fragment = f"on: 2026-06-01\nrecord: {{facts: [{fact}]}}\nplan: {{}}"
    assert says("opioid-without-naloxone", fragment) == expected


RISK = "plan: {needs: [{id: overdose-risk, title: Overdose, section: safety, disposition: answered}]}"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("{kind: substance, substance: stimulant, name: pills}", ["overdose-risk"]),
        ("{kind: medicine, name: oxycodone, status: active}", ["overdose-risk"]),
        ("{kind: medicine, name: oxycodone, status: stopped}", []),
        ("{kind: substance, substance: alcohol, name: vodka}", []),
    ],
)
def test_a_risk_of_overdose_calls_for_naloxone_where_an_opioid_may_be_in_it(facts: str, expected: list[str]) -> None:
    assert says("opioid-without-naloxone", f"record: {{facts: [{facts}]}}\n{RISK}") == expected


@pytest.mark.parametrize(
    ("naloxone", "expected"),
    [
        ("medicines: [{id: n, medicine: naloxone spray, decision: declined}]", ["opioid-use"]),
        ("medicines: [{id: n, medicine: naloxone spray, decision: declined, decision_reason: Has one.}]", []),
        ("medicines: [{id: n, medicine: buprenorphine and naloxone, decision: accepted}]", ["opioid-use"]),
        ("medicines: [{id: n, medicine: Narcan with naloxone, decision: accepted}]", []),
        ("team: []", ["opioid-use"]),
    ],
)
def test_naloxone_counts_as_a_medicine_of_its_own_or_declined_with_a_reason(naloxone: str, expected: list[str]) -> None:
    plan = "needs: [{id: opioid-use, title: Opioids, section: relapse-prevention, disposition: answered}]"
    learn = "interventions: [{id: learn, modality: overdose-education}]"
    assert says("opioid-without-naloxone", f"plan: {{{plan}, {learn}, {naloxone}}}") == expected


def test_naloxone_at_home_counts_and_a_need_that_is_referred_is_left_to_other_checks() -> None:
    home = "record: {facts: [{kind: circumstance, topic: naloxone, state: has}]}\n"
    need = "needs: [{id: opioid-use, title: Opioids, section: relapse-prevention, disposition: DISPOSITION}]"
    learn = "interventions: [{id: learn, modality: overdose-education}]"
    answered, referred = (f"plan: {{{need.replace('DISPOSITION', word)}, " for word in ("answered", "referred"))
    assert says("opioid-without-naloxone", f"{home}{answered}{learn}}}") == []
    assert says("opioid-without-naloxone", f"{referred}team: []}}") == []


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("record: {facts: [FACT]}\nplan: {state: completed}", []),
        ("record: {facts: [FACT]}\nplan: {interventions: [{id: i, modality: methadone}]}", []),
        ("record: {facts: [FACT, {kind: medicine, name: Suboxone, status: active}]}\nplan: {}", []),
        ("record: {facts: [FACT]}\nplan: {medicines: [{id: m, medicine: methadone}]}", ["opioid-medication"]),
        (
            "record: {facts: [FACT]}\nplan: {needs: [{id: opioid-medication, title: M, section: medication,"
            " disposition: referred, referred_to: Harbor Clinic}]}",
            [],
        ),
    ],
)
def test_a_decision_on_medicine_may_stand_in_several_places(more: str, expected: list[str]) -> None:
    assert says("opioid-medication-undecided", more.replace("FACT", OUD)) == expected


def test_opioid_withdrawal_care_goes_on_in_any_treatment_that_was_not_declined() -> None:
    care = "withdrawal: [{id: wm, substance: heroin}]"
    for more, expected in (
        ("team: []", ["wm"]),
        ("medicines: [{id: m, medicine: methadone, decision: declined}]", ["wm"]),
        ("medicines: [{id: m, medicine: methadone, decision: to-discuss}]", ["wm"]),
        ("medicines: [{id: m, medicine: methadone, decision: referred}]", []),
        (
            "needs: [{id: opioid-use, title: O, section: relapse-prevention}],"
            " interventions: [{id: i, needs: [opioid-use]}]",
            [],
        ),
    ):
        assert says("withdrawal-as-whole-answer", f"plan: {{{care}, {more}}}") == expected
    assert says("withdrawal-as-whole-answer", "plan: {withdrawal: [{id: wm, substance: alcohol}]}") == []


@pytest.mark.parametrize(
    ("check", "fragment"),
    [
        (
            "target-date-past",
            "plan: {goals: [{id: g, section: trauma}], objectives: [{id: o, goal: g, target_date: 2026-01-01}]}",
        ),
        ("skill-not-practised", "plan: {skills: [{id: s, text: Breathing.}]}"),
        ("withdrawal-care-incomplete", "plan: {withdrawal: [{id: w, substance: alcohol}]}"),
        ("review-rule-missing", "plan: {goals: [{id: g, section: trauma}]}"),
        (
            "domain-set-aside-past",
            "record: {facts: [{kind: set-aside, domain: trauma, reason: Time., look_again_on: 2026-05-15}]}\nplan: {}",
        ),
    ],
)
def test_what_is_about_the_days_to_come_is_not_asked_of_a_completed_plan(check: str, fragment: str) -> None:
    assert len(says(check, fragment)) == 1
    completed = fragment.replace("plan: {", "plan: {state: completed, ").replace(", }", "}")
    assert says(check, completed) == []


def test_arrival_is_asked_about_after_completion_too_and_a_missed_day_needs_a_next_step() -> None:
    item = "{id: home, type: housing, place: Cedar House, first_date: 2026-05-25, confirmed: CONFIRMED}"
    for confirmed, expected in (("not-yet", ["home"]), ("booked", ["home"]), ("missed", ["home"]), ("arrived", [])):
        plan = f"plan: {{state: completed, aftercare: [{item.replace('CONFIRMED', confirmed)}]}}"
        assert says("arrival-not-confirmed", plan) == expected
    planned = item.replace("CONFIRMED", "missed, if_not: Dee drives him on Monday")
    assert says("arrival-not-confirmed", f"plan: {{aftercare: [{planned}]}}") == []


def test_a_trauma_informed_setting_may_be_said_in_words() -> None:
    plan = "plan: {needs: [{id: ptsd, title: P, section: trauma}], interventions: [{id: i, text: TEXT}]}"
    assert says("trauma-without-safe-setting", plan.replace("TEXT", "A quiet room")) == ["ptsd"]
    assert says("trauma-without-safe-setting", plan.replace("TEXT", "Trauma-informed examinations")) == []


def test_work_safety_is_settled_by_an_answered_need_and_by_the_end_of_the_work() -> None:
    work = "record: {facts: [{kind: work, situation: employed, occupation: nurse, safety_sensitive: true UNTIL}]}\n"
    need = "{id: opioid-use, title: O, section: relapse-prevention}"
    plan = f"plan: {{needs: [{need} MORE], goals: [{{id: g, section: safety, needs: [NEED]}}]}}"
    bare = plan.replace(" MORE", "").replace("NEED", "opioid-use")
    safe = plan.replace(" MORE", ", {id: patient-safety, title: P, section: safety}").replace("NEED", "patient-safety")
    assert says("safety-sensitive-work", work.replace(" UNTIL", "") + bare) == ["opioid-use"]
    assert says("safety-sensitive-work", work.replace(" UNTIL", "") + safe) == []
    assert says("safety-sensitive-work", work.replace(" UNTIL", ", until: 2026-01-01") + bare) == []


def test_a_client_who_disagreed_took_part() -> None:
    plan = "plan: {goals: [{id: g, section: trauma}] MORE}"
    more = ", disagreements: [{id: d, about: g, who: client, on: 2026-05-20, words: No.}]"
    assert says("client-did-not-take-part", plan.replace(" MORE", "")) == [None]
    assert says("client-did-not-take-part", plan.replace(" MORE", more)) == []


def test_a_client_who_speaks_the_language_of_the_plan_well_needs_no_interpreter() -> None:
    record = "record: {client: {language: es}, facts: [{kind: circumstance, topic: language, state: STATE}]}\n"
    plan = "plan: {language: en-US, goals: [{id: g, section: trauma}]}"
    assert says("plan-in-other-language", record.replace("STATE", "bilingual") + plan) == []
    assert says("plan-in-other-language", record.replace("STATE", "limited-english") + plan) == [None]
    assert says("plan-in-other-language", "record: {client: {language: en}}\n" + plan) == []


def test_words_in_another_language_are_not_judged_by_an_english_list() -> None:
    plan = "plan: {language: LANGUAGE, goals: [{id: g, section: trauma, clinical: Un addict.}]}"
    assert says("stigmatizing-language", plan.replace("LANGUAGE", "en")) == ["g"]
    assert says("stigmatizing-language", plan.replace("LANGUAGE", "fr")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Takes 20 mg in the morning.", ["m"]),
        ("0.4mg", ["m"]),
        ("2 tablets at night", ["m"]),
        ("5-10 mg", ["m"]),
        ("Glucose of 110 mg/dL", []),
        ("Sweet tablets, once a day", []),
        ("Since 2019, in the programme", []),
        ('He says \\"50 mg and I was gone\\"', []),
    ],
)
def test_amounts_of_medicines_are_told_from_other_numbers(text: str, expected: list[str]) -> None:
    assert (
        says("dose-in-plan", f'plan: {{medicines: [{{id: m, medicine: sertraline, purpose: "{text}"}}]}}') == expected
    )


def test_an_amount_in_the_name_of_a_medicine_is_found_too() -> None:
    assert says("dose-in-plan", "plan: {medicines: [{id: m, medicine: sertraline 50 mg}]}") == ["m"]


def test_own_words_of_somebody_else_are_not_the_clients() -> None:
    fragment = """
record: {facts: [{kind: statement, id: s, said_by: therapist, domain: mood, text: Low for weeks.}]}
plan:
  goals:
    - {id: g, section: trauma, own_words: {text: Low for weeks., said_by: WHO, on: 2026-05-20, fact: s}}
"""
    assert says("own-words-differ-from-record", fragment.replace("WHO", "client")) == ["g"]
    assert says("own-words-differ-from-record", fragment.replace("WHO", "mother")) == []


def test_a_deferred_or_declined_need_takes_its_reason_from_either_field() -> None:
    need = "plan: {needs: [{id: n, title: N, section: trauma, disposition: declined, because: She says not now.}]}"
    assert says("need-set-down-without-reason", need) == []
    assert says("need-set-down-without-reason", need.replace("because: She says not now.", "decided_by: client")) == [
        "n"
    ]


def test_a_step_may_be_served_by_the_need_of_its_goal() -> None:
    plan = (
        "plan: {needs: [{id: n, title: N, section: trauma}], goals: [{id: g, needs: [n], section: trauma}],"
        " objectives: [{id: o, goal: g}], MORE}"
    )
    for more, expected in (
        ("team: []", ["o"]),
        ("interventions: [{id: i, needs: [n]}]", []),
        ("aftercare: [{id: a, type: therapy, need: n}]", []),
        ("medicines: [{id: m, medicine: sertraline, need: n}]", []),
        ("medicines: [{id: m, medicine: sertraline, need: n, decision: declined}]", ["o"]),
    ):
        assert says("objective-without-intervention", plan.replace("MORE", more)) == expected


def test_a_domain_about_which_the_record_holds_facts_of_its_kind_was_looked_at() -> None:
    case = read_fragment("record: {facts: [{kind: housing, situation: stable}]}\nplan: {}", file="test").case
    assert case.plan is not None
    reading = Reading(chart=chart(record=case.record, on=case.on), instruments={}, medicine_classes={})
    subject = Subject(reading=reading, needs=Needs(needs=(), links=()), plan=case.plan, modalities={})
    (finding,) = run_checks(subject=subject, names=["domain-not-considered"])
    assert "housing" not in finding.message
    assert "money" in finding.message


def test_a_cause_that_nothing_answers_is_named_by_what_was_said_and_not_by_its_id() -> None:
    said = "Two shifts a week that end at six in the morning, " * 5
    case = read_fragment(
        f"""
record:
  facts:
    - {{kind: statement, domain: sleep, text: I cannot sleep., concern: much}}
    - {{kind: cause, id: cause-shifts, text: Rotating night shifts., role: perpetuating, bears_on: [sleep]}}
    - {{kind: cause, id: cause-long, text: "{said}", role: perpetuating, bears_on: [sleep]}}
plan:
  needs: [{{id: sleep, title: Sleep, section: physical-health, disposition: answered}}]
  goals: [{{id: goal-sleep, needs: [sleep], section: physical-health}}]
""",
        file="test",
    ).case
    assert case.plan is not None
    reading = Reading(chart=chart(record=case.record, on=case.on), instruments={}, medicine_classes={})
    needs = derive_needs(reading=reading, definitions=LIBRARY.needs, links=())
    subject = Subject(reading=reading, needs=needs, plan=case.plan, modalities={})
    found = {each.facts: each.message for each in run_checks(subject=subject, names=["cause-not-answered"])}
    assert "keeps it going: “Rotating night shifts”." in found["cause-shifts",]
    assert "end at six in the morning, Two…”." in found["cause-long",]
    assert not any("cause-" in message for message in found.values())
