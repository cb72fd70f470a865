"""From published FHIR bundles to a plan that a clinician could start from."""

import datetime

import msgspec
import pytest

from goldthread.case import Case, read_case, write_case
from goldthread.fhir import read_fhir
from goldthread.paper import render_html
from goldthread.plan import Disposition, gaps
from goldthread.practice.check_plan import check_plan
from goldthread.practice.desk import Desk, open_desk
from goldthread.practice.draft_case import draft_case, find_options, with_plan
from goldthread.practice.find_needs import find_needs
from goldthread.record import Preference, Support
from published import published

WOLFF = "us-behavioral-health/bundle-bh-client.json"
# The day after the last dated resource of the published client.
DAY = datetime.date(2024, 3, 24)
CLIENTS = [
    WOLFF,
    "person-centered-outcomes/bundle-jones.json",
    "us-core/bundle-examples.json",
    "synthea/bundle-darron-feeney.json",
    "synthea/bundle-eliseo-cummings.json",
    "synthea/bundle-gilberto-orosco.json",
    "synthea/bundle-milan-beatty.json",
    "synthea/bundle-robby-becker.json",
    "synthea/bundle-trey-leffler.json",
]


@pytest.fixture(scope="module")
def desk() -> Desk:
    return open_desk()


def cases_of(name: str, on: datetime.date) -> list[Case]:
    imported = read_fhir(published(name), recorded_on=on, recorded_by="import")
    return [Case(on=on, record=record) for record in imported.records]


@pytest.fixture(scope="module")
def wolff() -> Case:
    (case,) = cases_of(WOLFF, DAY)
    return case


@pytest.mark.parametrize(
    ("need", "resource"),
    [
        ("panic", "M3 checklist: attacks of anxiety or panic most of the time"),
        ("grief", "Condition: prolonged grief disorder"),
        ("depression", "Condition and PHQ-9"),
        ("chronic-illness", "Condition: type 2 diabetes"),
        ("alcohol-use", "AUDIT-C answers"),
        ("medicine-interaction", "alcohol beside lorazepam as needed"),
        ("medicine-side-effects", "a fall beside medicines that can bring one about"),
        ("medicine-taking", "paroxetine prescribed and not taken"),
        ("falls", "AdverseEvent: fall"),
        ("trauma-history", "ACE: abuse and neglect before 18"),
        ("food", "Goal: food security"),
        ("housing", "PRAPARE and Goal: housing"),
        ("transport", "PRAPARE and Goal: transport"),
        ("isolation", "PRAPARE and Goal: social connection"),
        ("money", "PRAPARE: what is hard to get"),
        ("sleep", "PHQ-9 item 3"),
        ("coping-skills", "nothing on record that gets him through"),
    ],
)
def test_each_need_of_the_published_client_is_found(need: str, resource: str, wolff: Case, desk: Desk) -> None:
    found = find_needs(case=wolff, desk=desk).get(need)
    assert found is not None, resource
    assert found.facts, resource


def test_drinking_and_low_mood_come_up_as_one_linked_pair(wolff: Case, desk: Desk) -> None:
    links = {(link.one, link.other) for link in find_needs(case=wolff, desk=desk).links}
    assert ("alcohol-use", "depression") in links
    assert ("alcohol-use", "grief") in links
    assert ("alcohol-use", "panic") in links


def test_his_wishes_and_his_people_are_in_the_record(wolff: Case, desk: Desk) -> None:
    chart = desk.read(case=wolff).chart
    wishes = " ".join(wish.text.lower() for wish in chart.of(Preference))
    assert "female" in wishes
    assert "morphine" in wishes
    assert any("daughter" in each.relation.lower() or "child" in each.relation.lower() for each in chart.of(Support))


def test_the_draft_answers_what_was_found_and_asks_for_what_is_missing(wolff: Case, desk: Desk) -> None:
    plan = draft_case(case=wolff, desk=desk, by="team")
    assert {need.id for need in plan.needs} == {need.id for need in find_needs(case=wolff, desk=desk).needs}
    answered = [need for need in plan.needs if need.disposition is Disposition.ANSWERED]
    assert len(answered) >= len(plan.needs) // 2
    assert gaps(plan)
    drafted = with_plan(wolff, plan)
    assert read_case(write_case(drafted)).case == drafted
    findings = check_plan(case=drafted, desk=desk)
    assert not [each for each in findings if each.severity == "stop"]
    assert "James" in render_html(case=drafted, desk=desk, reader="client")


def test_the_draft_of_the_published_client_can_be_read_aloud(wolff: Case, desk: Desk) -> None:
    plan = draft_case(case=wolff, desk=desk, by="team")
    assert len(plan.goals) <= 6
    assert len(gaps(plan)) <= 45
    alive = next(goal for goal in plan.goals if "suicide-risk" in goal.needs)
    assert alive.clinical == "James stays alive through the bad hours and gets help in time, with Sarah in reach."
    assert all(goal.own_words is None for goal in plan.goals)
    told = [item.because for _, item in plan.items()] + [goal.clinical for goal in plan.goals]
    told += [cause for each in plan.interventions for cause in each.causes]
    told += [objective.text for objective in plan.objectives]
    for text in told:
        assert "?" not in text, text
        assert "Checklist" not in text, text
        assert "screener" not in text, text


def test_what_he_wished_cannot_be_missed_in_the_draft(wolff: Case, desk: Desk) -> None:
    plan = draft_case(case=wolff, desk=desk, by="team")
    talks = [each for each in plan.interventions if each.modality in ("cbt", "individual-counselling")]
    assert talks
    assert all("James would prefer a female clinician." in each.because for each in talks)
    asked = {ask.question for _, ask in gaps(plan)}
    assert "Asked for a female clinician: who can that be?" in asked
    unwanted = next(each for each in plan.medicines if each.medicine == "opioid analgesic")
    assert unwanted.decision == "declined"
    assert "morphine" in unwanted.decision_reason


def test_nothing_that_makes_sleepy_is_offered_beside_his_drinking_without_a_caution(wolff: Case, desk: Desk) -> None:
    for option in find_options(case=wolff, desk=desk, need="panic"):
        if option.modality == "benzodiazepine-taper":
            continue
        modality = desk.library.modalities[option.modality]
        assert not {"benzodiazepine", "z-hypnotic"} & set(modality.medicine_class) or option.excluded


@pytest.mark.parametrize("name", CLIENTS)
def test_every_published_client_gets_a_plan_to_start_from(name: str, desk: Desk) -> None:
    for case in cases_of(name, datetime.date(2024, 3, 24)):
        needs = find_needs(case=case, desk=desk)
        drafted = with_plan(case, draft_case(case=case, desk=desk, by="team"))
        assert drafted.plan is not None
        assert {need.id for need in drafted.plan.needs} == {need.id for need in needs.needs}
        check_plan(case=drafted, desk=desk)
        for reader in ("team", "client"):
            page = render_html(case=drafted, desk=desk, reader=reader)
            assert page.count("</html>") == 1


def test_a_record_with_substance_use_in_synthea_calls_for_its_needs(desk: Desk) -> None:
    (trey,) = cases_of("synthea/bundle-trey-leffler.json", DAY)
    found = {need.id for need in find_needs(case=trey, desk=desk).needs}
    assert {"alcohol-use", "tobacco"} <= found
    (darron,) = cases_of("synthea/bundle-darron-feeney.json", DAY)
    found = {need.id for need in find_needs(case=darron, desk=desk).needs}
    assert {"opioid-use", "depression", "integrated-care", "opioid-medication"} <= found


def test_reading_twice_gives_the_same_bytes(wolff: Case, desk: Desk) -> None:
    first = msgspec.json.encode(draft_case(case=wolff, desk=desk, by="team"))
    (again,) = cases_of(WOLFF, DAY)
    assert msgspec.json.encode(draft_case(case=again, desk=desk, by="team")) == first
