"""The team's page: the golden thread in both directions, gaps seen once, and a draft that says where to begin."""

import datetime
import re
from typing import Any

import msgspec
import pytest
from paper_pages import DRAFTED, Tags, case_of, desk, draft_page, drafted, page

from goldthread.case import cast_names, read_fragment
from goldthread.needs import derive_needs
from goldthread.paper import render_html
from goldthread.paper.asking import BEGIN_WITH, Questions, questions_of
from goldthread.paper.coverage import domains_of, sections_of
from goldthread.paper.evidence import fact_text
from goldthread.paper.naming import told_by_name
from goldthread.paper.view import PlanView, ranked, view_of
from goldthread.plan import Plan, gaps
from goldthread.practice.check_plan import check_plan
from goldthread.record import FACT_KINDS, Fact
from goldthread.terms import LifeDomain, Section


def view(name: str, *, draft: bool = False) -> PlanView:
    case = drafted(name) if draft else case_of(name)
    reading = desk().read(case=case)
    library = desk().library
    needs = derive_needs(reading=reading, definitions=library.needs, links=tuple(library.links.values()))
    return view_of(
        case=case,
        reading=reading,
        needs=needs,
        findings=check_plan(case=case, desk=desk()),
        modalities=library.modalities,
    )


def questions(name: str) -> tuple[Plan, Questions]:
    seen = view(name, draft=True)
    return seen.plan, seen.questions


@pytest.mark.parametrize("name", cast_names())
def test_the_thread_runs_from_fact_to_need_to_goal_and_back(name: str) -> None:
    seen = view(name)
    numbers = {row.number: row for row in seen.needs}
    facts = {line.number: line for line in seen.facts}
    assert [line.number for line in seen.facts] == list(range(1, len(facts) + 1))
    for row in seen.needs:
        assert all(row.number in facts[line.number].needs for line in row.facts)
        assert row.shown is None or row.shown in row.facts
    for line in seen.facts:
        assert all(line in numbers[number].facts for number in line.needs)
    for entry in seen.goals:
        assert {row.id for row in entry.needs} == set(entry.goal.needs)
        assert all((f"Goal {entry.number}", entry.goal.id) in row.answers for row in entry.needs)


@pytest.mark.parametrize("name", cast_names())
def test_a_need_that_is_answered_names_what_answers_it(name: str) -> None:
    mute = [row.id for row in view(name).needs if row.need and row.need.disposition == "answered" and not row.answers]
    held = {step for _, item in view(name).plan.items() for step in [type(item).__name__]}
    # The safety plan and the map of triggers answer a need as a whole, without pointing at it.
    assert not mute or held & {"SafetyStep", "TriggerItem", "SkillItem"}


def test_an_intervention_for_two_steps_is_told_once_and_named_after_that() -> None:
    seen = view("walter-brandt")
    told = [each.id for entry in seen.goals for step in entry.steps for each in step.interventions]
    again = [each.id for entry in seen.goals for step in entry.steps for each in step.again]
    assert len(told) == len(set(told))
    assert again
    assert set(again) <= set(told)


@pytest.mark.parametrize("name", DRAFTED)
def test_every_gap_of_a_draft_is_one_question_told_once(name: str) -> None:
    plan, found = questions(name)
    listed = [*found.first, *(each for _, mine in found.rest for each in mine)]
    assert len({(each.whom, each.text) for each in listed}) == len(listed) == found.total
    marked = sum(len(fields) for fields in found.at.values())
    assert marked == len(gaps(plan)) >= found.total
    text = Tags(draft_page(name, "team")).text
    for each in listed:
        assert text.count(each.text) >= 1
    assert len(re.findall(r'<li id="q\d+"', draft_page(name, "team"))) == found.total


@pytest.mark.parametrize("name", DRAFTED)
def test_a_draft_begins_with_few_questions_the_goals_own_words_first(name: str) -> None:
    _, found = questions(name)
    assert 1 <= len(found.first) <= BEGIN_WITH
    ranks = [each.rank for each in found.first]
    assert ranks == sorted(ranks)
    wordless = [goal for goal in questions(name)[0].goals if goal.own_words is None]
    if wordless:
        assert "own words" in found.first[0].fields


def asked(*asks: tuple[str, str, str], **fields: Any) -> Questions:
    written = ", ".join(f"{{field: {field}, question: '{text}', whom: {whom}}}" for field, text, whom in asks)
    case = read_fragment(
        f"""
record: {{facts: []}}
plan:
  goals: [{{id: g1, section: safety}}]
  objectives: [{{id: o1, goal: g1, asks: [{written}]}}, {{id: o2, goal: g1, asks: [{written}]}}]
""",
        file="asks",
    ).case
    plan = case.plan
    assert plan is not None
    reading = desk().read(case=case)
    needs = derive_needs(reading=reading, definitions={}, links=())
    return questions_of(msgspec.structs.replace(plan, **fields), ranked(plan.goals), needs)


def test_two_fields_with_one_question_are_one_question_with_its_hint() -> None:
    found = asked(
        ("baseline", "How many days?", "client"), ("target", "How many days? (It would be settled by: five.)", "client")
    )
    (only,) = found.first
    assert only.text == "How many days?"
    assert only.hint == "It would be settled by: five."
    assert only.fields == ("where it stands now", "target")
    assert only.where == ("o1", "o2")
    assert found.at["o2"] == (("where it stands now", 1), ("target", 1))


def test_one_question_to_two_people_is_two_questions() -> None:
    found = asked(("baseline", "How many days?", "client"), ("target", "How many days?", "nurse"))
    assert [(str(whom), count) for whom, count in found.counts] == [("client", 1), ("nurse", 1)]


def test_what_a_check_says_stands_at_its_item_and_is_linked_from_the_top() -> None:
    seen = view("keisha-monroe", draft=True)
    html = draft_page("keisha-monroe", "team")
    assert seen.noticed
    for item, found in seen.findings_at.items():
        assert f'id="{item}"' in html
        assert found
    linked = {item for each in seen.noticed for item in each.items}
    assert linked == set(seen.findings_at)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Skill k-one was last practised on 2026-06-04.", "Skill: Sing was last practised on 4 June 2026."),
        ("Objective obj-sleep-1 (goal sleep) has no target.", "Goal 1, step 1 (Goal 1) has no target."),
        ("Sleep is not goal-like; obj-sleep-1 is.", "Sleep is not goal-like; Goal 1, step 1 is."),
    ],
)
def test_what_a_check_says_names_items_as_the_page_does(message: str, told: str) -> None:
    names = {"k-one": "Skill: Sing", "obj-sleep-1": "Goal 1, step 1", "sleep": "Goal 1"}
    assert told_by_name(message, names) == told


def test_every_section_has_a_row_in_the_grid_that_adds_up() -> None:
    seen = view("walter-brandt")
    assert [row.section for row in seen.sections] == list(Section)
    assert all(row.total == sum(row.counts) + row.undecided + row.lacking for row in seen.sections)
    assert sum(row.total for row in seen.sections) == len(seen.needs)


def test_a_need_that_the_plan_lacks_is_counted_and_shown() -> None:
    case = case_of("walter-brandt")
    plan = case.plan
    assert plan is not None
    bare = msgspec.structs.replace(case, plan=Plan(
        id=plan.id, client=plan.client, level=plan.level, started_on=plan.started_on, written_by="x"))  # fmt: skip
    assert "not in the plan" in render_html(case=bare, desk=desk(), reader="team")
    reading = desk().read(case=bare)
    needs = derive_needs(reading=reading, definitions=desk().library.needs, links=())
    assert bare.plan is not None
    rows = sections_of(bare.plan, needs)
    assert sum(row.lacking for row in rows) == sum(row.total for row in rows) == len(needs.needs)


def test_life_domains_are_gone_through_set_aside_or_named_as_missing() -> None:
    for name in cast_names():
        seen = domains_of(desk().read(case=case_of(name)).chart)
        told = [*seen.considered, *(each.domain for each in seen.set_aside), *seen.missing]
        assert sorted(told) == sorted(LifeDomain)


FACTS = """
record:
  facts:
  - {id: form, kind: administration, instrument: phq9, total: 13, said_by: client, recorded_on: 2026-09-16}
  - {id: use, kind: substance, substance: alcohol, name: brandy, amount: a pint, frequency: daily, last_use: 2026-08-30}
  - {id: lab, kind: observation, label: Potassium, value: 3.1, unit: mmol/L, abnormal: true}
  - {id: risk, kind: risk, topic: violence-from-others, level: moderate}
  - {id: kept, kind: protective, text: My dog waits for me., said_by: client}
  - {id: seen, kind: statement, domain: sleep, text: He walks about at night., said_by: daughter Ann}
"""


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("form", "PHQ-9 13 (moderate) on 16 September 2026"),
        ("use", "brandy daily (a pint, last on 30 August 2026)"),
        ("lab", "Potassium 3.1 mmol/L, out of range"),
        ("risk", "risk of violence from others judged moderate"),
        ("kept", "“My dog waits for me”"),
        ("seen", "“He walks about at night”"),
    ],
)
def test_a_fact_reads_as_people_say_it(fact: str, text: str) -> None:
    case = read_fragment(FACTS, file="facts").case
    reading = desk().read(case=case, on=datetime.date(2026, 11, 23))
    assert fact_text(reading.chart.by_id[fact], reading) == text


@pytest.mark.parametrize("name", cast_names())
def test_no_fact_is_told_by_its_id_or_a_word_of_the_code(name: str) -> None:
    reading = desk().read(case=case_of(name))
    for line in view(name).facts:
        fact: Fact = reading.chart.by_id[line.id]
        assert line.text
        assert line.text not in {fact.id, *FACT_KINDS}
        assert not re.search(
            r"\b(did-not-help|most-days|not-now|as-needed|doubled-up|violence-from-others)\b", line.text
        )
        assert line.said_by == fact.said_by
        assert line.kind != "form" or line.when not in line.text


def test_the_teams_page_shows_no_day_twice_beside_a_form() -> None:
    text = Tags(page("walter-brandt", "team")).text
    assert not re.search(r"on (\d+ \w+ 20\d\d) \([^()]*\1\)", text)


def test_a_case_without_a_plan_has_no_page_to_show() -> None:
    case = msgspec.structs.replace(case_of("walter-brandt"), plan=None)
    reading = desk().read(case=case)
    needs = derive_needs(reading=reading, definitions={}, links=())
    with pytest.raises(ValueError, match="no plan"):
        view_of(case=case, reading=reading, needs=needs, findings=(), modalities={})
