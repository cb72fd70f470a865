"""Every need of the library: on which records it is raised, on which it stays silent."""

from collections import Counter
from typing import Any

import pytest
from written import LIBRARY, Case, cases, library_needs, reading, record

from goldthread.needs import Rule
from goldthread.record import DomainConsidered, Risk
from goldthread.terms import LifeDomain, Section

CASES = cases()
RAISED = [(need, number, case) for need, each in CASES.items() for number, case in enumerate(each.raised)]
SILENT = [(need, number, case) for need, each in CASES.items() for number, case in enumerate(each.silent)]


def named(found: list[tuple[str, int, Case]]) -> list[str]:
    return [f"{need}-{number}" for need, number, _ in found]


def test_every_need_of_the_library_has_records_that_raise_it_and_records_on_which_it_is_silent() -> None:
    assert CASES.keys() == LIBRARY.needs.keys()
    assert all(each.raised and each.silent for each in CASES.values())


@pytest.mark.parametrize(("need", "number", "case"), RAISED, ids=named(RAISED))
def test_a_need_is_raised_by_its_record(need: str, number: int, case: Case) -> None:
    found = library_needs(case.record).get(need)
    assert found is not None
    assert found.urgency == case.urgency
    ids = {fact.id for fact in case.record.facts}
    assert set(found.facts) <= ids
    assert found.facts or not ids


@pytest.mark.parametrize(("need", "number", "case"), SILENT, ids=named(SILENT))
def test_a_need_stays_silent_on_a_near_miss(need: str, number: int, case: Case) -> None:
    assert library_needs(case.record).get(need) is None


def test_an_empty_record_calls_for_nothing() -> None:
    assert library_needs(record()).needs == ()


@pytest.mark.parametrize("concern", ["some", "much"])
@pytest.mark.parametrize("domain", list(LifeDomain))
def test_what_the_client_worries_about_raises_a_need_in_every_life_domain(domain: LifeDomain, concern: str) -> None:
    said = record({"kind": "statement", "domain": domain, "text": "This worries me.", "concern": concern})
    needs = library_needs(said).needs
    assert needs
    assert all(need.said_by_client for need in needs)


# What stands beside a worry must not swallow it: another need may explain it better, and then it is heard there.
BESIDE: list[dict[str, Any]] = [
    {"kind": "diagnosis", "label": "x", "codes": [{"system": "icd-10-cm", "code": code}]}
    for code in ("F10.20", "F15.20", "F20.9", "F31.81", "F33.1", "F40.10", "F43.10", "F43.81", "F90.2")
] + [
    {"kind": "administration", "instrument": "phq9", "total": 12},
    {"kind": "administration", "instrument": "who5", "total": 20},
    {"kind": "risk", "topic": "suicide", "level": "low"},
    {"kind": "risk", "topic": "overdose", "level": "high"},
    {"kind": "substance", "substance": "alcohol", "name": "beer", "frequency": "less"},
    {"kind": "substance", "substance": "cannabis", "name": "weed", "frequency": "daily"},
    {"kind": "substance", "substance": "stimulant", "name": "a tablet", "frequency": "daily", "prescribed": True},
    {"kind": "substance", "substance": "hallucinogen", "name": "mushrooms", "frequency": "less"},
]


@pytest.mark.parametrize("said_by", ["client", "therapist"])
@pytest.mark.parametrize("domain", list(LifeDomain))
def test_a_worry_is_heard_in_a_need_whatever_stands_beside_it(domain: LifeDomain, said_by: str) -> None:
    worry = {"kind": "statement", "domain": domain, "text": "This.", "concern": "much", "said_by": said_by}
    for one in BESIDE:
        for other in BESIDE:
            heard = {fact for need in library_needs(record(worry, one, other)).needs for fact in need.facts}
            assert "f1" in heard, (one, other)


@pytest.mark.parametrize("domain", list(LifeDomain))
def test_a_reason_tells_whose_worry_it_is(domain: LifeDomain) -> None:
    worry = {"kind": "statement", "domain": domain, "text": "This.", "concern": "some"}
    for said_by, begins in (("client", False), ("daughter", True)):
        for need in library_needs(record({**worry, "said_by": said_by})).needs:
            for reason in need.because:
                assert reason.why.startswith("The team, somebody close or an earlier record") == begins


def test_no_need_gives_the_same_reason_twice() -> None:
    for need in LIBRARY.needs.values():
        whys = [each.why for each in need.raised_by]
        assert len(set(whys)) == len(whys), need.id


def test_a_course_of_days_in_a_withdrawal_unit_hides_no_other_medicine_that_was_stopped() -> None:
    unit = {"kind": "medicine", "name": "chlordiazepoxide", "status": "stopped", "purpose": "alcohol withdrawal"}
    years = {"kind": "medicine", "name": "alprazolam", "status": "stopped", "purpose": "panic", "since": "2016-01-01"}
    needs = library_needs(record({**unit, "until": "2026-05-20"}, {**years, "until": "2026-05-25"}))
    found = needs.get("sedative-withdrawal")
    assert found is not None
    assert found.facts == ("f2",)


@pytest.mark.parametrize("concern", ["none", "unsaid"])
@pytest.mark.parametrize("domain", list(LifeDomain))
def test_what_is_no_worry_raises_nothing(domain: LifeDomain, concern: str) -> None:
    said = record({"kind": "statement", "domain": domain, "text": "All is well.", "concern": concern})
    assert library_needs(said).needs == ()


@pytest.mark.parametrize("level", ["low", "moderate", "high"])
@pytest.mark.parametrize("topic", Risk.__annotations__["topic"].__args__)
def test_every_risk_that_a_clinician_judged_raises_a_need(topic: str, level: str) -> None:
    assert library_needs(record({"kind": "risk", "topic": topic, "level": level})).needs


@pytest.mark.parametrize("topic", Risk.__annotations__["topic"].__args__)
def test_a_risk_that_is_ruled_out_raises_nothing(topic: str) -> None:
    assert library_needs(record({"kind": "risk", "topic": topic, "level": "none"})).needs == ()


def test_every_section_has_at_least_two_needs() -> None:
    counted = Counter(need.section for need in LIBRARY.needs.values())
    assert {section for section in Section if counted[section] >= 2} == set(Section)


def test_every_link_joins_two_needs_of_the_library() -> None:
    for link in LIBRARY.links.values():
        assert link.one != link.other
        assert {link.one, link.other} <= LIBRARY.needs.keys()


def test_a_client_who_drinks_beside_a_tablet_taken_only_as_needed_is_warned_of_it() -> None:
    needs = library_needs(
        record(
            {"kind": "medicine", "name": "lorazepam 0.5 MG Oral Tablet [Ativan]", "status": "as-needed"},
            {"kind": "substance", "substance": "alcohol", "name": "a few beers", "frequency": "daily"},
        )
    )
    found = needs.get("medicine-interaction")
    assert found is not None
    assert found.facts == ("f1", "f2")


def test_brand_and_generic_names_lead_to_the_same_class() -> None:
    found = reading()
    assert "benzodiazepine" in found.classes_of("lorazepam 0.5 MG Oral Tablet [Ativan]")
    assert found.classes_of("ATIVAN") == found.classes_of("lorazepam")
    assert found.classes_of("MS Contin 15 mg") >= {"opioid-analgesic", "cns-depressant"}
    assert found.classes_of("buprenorphine 8 MG / naloxone 2 MG") >= {"opioid-agonist-treatment"}
    assert "opioid-antagonist" not in found.classes_of("buprenorphine 8 MG / naloxone 2 MG")
    assert found.classes_of("methylnaltrexone") == frozenset()
    assert found.classes_of("") == frozenset()


def test_names_of_medicines_are_written_as_they_are_looked_up() -> None:
    for group in LIBRARY.medicines.values():
        assert len(set(group.names)) == len(group.names), group.id
        for name in group.names:
            assert name == " ".join("".join(c if c.isalnum() else " " for c in name.lower()).split()), name
            assert group.id in reading().classes_of(f"1 x {name.upper()}, daily")


def test_a_considered_domain_alone_raises_nothing() -> None:
    kind = str(DomainConsidered.__struct_config__.tag)
    considered = [{"kind": kind, "domain": domain} for domain in LifeDomain]
    assert library_needs(record(*considered)).needs == ()


def test_rules_are_a_closed_list_with_one_tag_each() -> None:
    tags = [kind.__struct_config__.tag for kind in Rule.__args__]
    assert len(set(tags)) == len(tags)
