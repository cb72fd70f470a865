"""A rule that can never match is refused with what is wrong in it."""

from typing import Any

import msgspec
import pytest
from written import LIBRARY

from goldthread.library import load_library
from goldthread.needs import Rule, check_rule
from goldthread.notation import BadInput


def problems(**written: Any) -> list[str]:
    rule = msgspec.convert(written, Rule)
    return check_rule(rule, instruments=LIBRARY.instruments, medicine_classes=LIBRARY.medicines)


def of_fact(kind: str = "substance", **more: Any) -> list[str]:
    return problems(rule="fact", kind=kind, **more)


BAND = {"rule": "band", "instrument": "phq9"}
GOOD: list[dict[str, Any]] = [
    {
        "rule": "fact",
        "kind": "substance",
        "where": {"substance": ["alcohol"], "last_use": [None], "prescribed": [True]},
    },
    {"rule": "fact", "kind": "circumstance", "where": {"topic": ["money", "debt"], "state": ["tight", "heavy"]}},
    {"rule": "fact", "kind": "circumstance", "where": {"state": ["tight"]}},
    {"rule": "fact", "kind": "diagnosis", "where": {"severity": ["mild"]}, "code_prefix": ["F10"]},
    {"rule": "fact", "kind": "work", "where": {"stressors": ["overload"]}},
    {"rule": "fact", "kind": "treatment", "where": {"modality": ["anything-goes"]}},
    {"rule": "fact", "kind": "coping-skill", "dated_by": "last_practised", "older_than_days": 3},
    {"rule": "fact", "kind": "event", "dated_by": "recorded_on", "within_days": 3},
    {"rule": "fact", "kind": "medicine", "medicine_class": ["ssri"], "filled": ["prescriber"]},
    {"rule": "fact", "kind": "trigger", "unnamed_in": "coping-skill.triggers"},
    {"rule": "score", "instrument": "bam", "scale": "use", "at_least": 1, "at_most": 1},
    {"rule": "band", "instrument": "phq9", "scheme": "Kroenke 2001", "labels": ["moderate", "severe"]},
    {"rule": "flag", "instrument": "phq9", "flag": "item9"},
    {"rule": "flag", "instrument": "pcl5", "flag": "provisional-pattern"},
    {"rule": "answer", "instrument": "phq9", "item": "q9", "at_least": 1},
    {"rule": "age", "at_most": 25},
    {"rule": "client", "language_not": ["en"]},
]


@pytest.mark.parametrize("written", GOOD, ids=str)
def test_a_rule_that_can_match_has_no_problems(written: dict[str, Any]) -> None:
    assert problems(**written) == []
    assert problems(rule="all", of=[written, {"rule": "not", "of": written}]) == []
    assert problems(rule="any", of=[written, written]) == []


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"kind": "sorrow"}, "there is no kind of fact 'sorrow'"),
        ({"where": {"colour": ["red"]}}, "substance has no field 'colour'"),
        ({"at_least": {"height": 1}}, "substance has no field 'height'"),
        ({"at_most": {"height": 1}}, "substance has no field 'height'"),
        ({"filled": ["height"]}, "substance has no field 'height'"),
        ({"mentions": {"height": ["tall"]}}, "substance has no field 'height'"),
        ({"where": {"substance": ["vodka"]}}, "substance.substance is never 'vodka'"),
        ({"where": {"prescribed": ["yes"]}}, "substance.prescribed is never 'yes'"),
        ({"where": {"substance": []}}, "substance.substance: no value is listed"),
        ({"kind": "work", "where": {"stressors": ["boredom"]}}, "work.stressors is never 'boredom'"),
        ({"kind": "diagnosis", "where": {"severity": ["grave"]}}, "diagnosis.severity is never 'grave'"),
        ({"kind": "circumstance", "where": {"topic": ["food"], "state": ["x"]}}, "circumstance.state is never 'x'"),
        ({"kind": "circumstance", "where": {"topic": ["mood"]}}, "circumstance.topic is never 'mood'"),
        ({"code_prefix": ["F10"]}, "substance carries no codes"),
        ({"said_by_client": True, "said_by_others": True}, "substance: nobody is the client and somebody else"),
        ({"medicine_class": ["ssri"]}, "only a medicine has a class"),
        ({"kind": "medicine", "medicine_class": ["tonic"]}, "there is no class of medicines 'tonic'"),
        ({"dated_by": "name", "within_days": 3}, "substance has no date 'name'"),
        ({"dated_by": "nowhere", "within_days": 3}, "substance has no date 'nowhere'"),
        ({"dated_by": "last_use"}, "`dated_by` stands without a number of days"),
        ({"unnamed_in": "trigger.x"}, "`unnamed_in` names 'trigger.x', which is no field of a kind of fact"),
        ({"unnamed_in": "skill.triggers"}, "`unnamed_in` names 'skill.triggers', which is no field of a kind of fact"),
    ],
    ids=str,
)  # fmt: skip
def test_what_a_fact_cannot_hold_is_named(more: dict[str, Any], problem: str) -> None:
    assert of_fact(**more) == [problem]


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ({"rule": "score", "instrument": "phq0", "at_least": 1}, "the instrument 'phq0' is not in the library"),
        ({"rule": "score", "instrument": "bam", "at_least": 1}, "bam has no scale 'total'"),
        ({"rule": "score", "instrument": "phq9"}, "phq9: neither `at_least` nor `at_most` is given"),
        ({"rule": "score", "instrument": "phq9", "at_least": 9, "at_most": 8}, "phq9: `at_least` lies above `at_most`"),
        ({"rule": "answer", "instrument": "phq9", "item": "q11", "at_least": 1}, "phq9 has no item 'q11'"),
        ({"rule": "answer", "instrument": "phq9", "item": "q1"}, "phq9: neither `at_least` nor `at_most` is given"),
        ({"rule": "flag", "instrument": "phq9", "flag": "item8"}, "phq9 has no flag 'item8'"),
        ({**BAND, "scheme": "x", "labels": []}, "phq9 has no scheme of bands 'x'"),
        ({**BAND, "scheme": "Kroenke 2001", "labels": ["dire"]}, "phq9: 'Kroenke 2001' has no band 'dire'"),
        ({"rule": "age"}, "age: neither `at_least` nor `at_most` is given"),
    ],
    ids=str,
)  # fmt: skip
def test_what_a_form_cannot_give_is_named(written: dict[str, Any], problem: str) -> None:
    assert problems(**written) == [problem]
    assert problems(rule="all", of=[GOOD[0], written]) == [problem]
    assert problems(rule="any", of=[written, GOOD[0]]) == [problem]
    assert problems(rule="all", of=[GOOD[0], {"rule": "not", "of": written}]) == [problem]


ABSENT = {"rule": "not", "of": GOOD[0]}


@pytest.mark.parametrize(
    "written",
    [ABSENT, {"rule": "all", "of": [ABSENT, ABSENT]}, {"rule": "any", "of": [GOOD[0], ABSENT]}],
    ids=["not", "all", "any"],
)
def test_absence_alone_is_no_evidence(written: dict[str, Any]) -> None:
    assert problems(**written) == ["the rule asks only for what is absent: absence alone is no evidence"]


NEED = """
content:
  author: A centre
  written: 2026-11-23
  next_review: 2027-11-23
  clinical_review: none yet
  confirmed: false
  sources: []
entries:
  - id: own-need
    title: A need of this centre
    plain: What we look at here
    section: safety
    domains: [safety]
    nature: safety
    raised_by:
      - when: {rule: fact, kind: circumstance, where: {topic: [food], state: [hungry]}}
        why: There is hunger.
        urgency: soon
    settled_by: [enough to eat]
    ask: [Do you have enough to eat?]
"""


def test_a_centres_need_may_name_the_instruments_and_medicines_of_the_shipped_library(tmp_path: Any) -> None:
    (tmp_path / "needs").mkdir()
    path = tmp_path / "needs" / "own.yaml"
    path.write_text(NEED)
    assert "own-need" in load_library(tmp_path).needs
    path.write_text(
        NEED.replace(
            "{rule: fact, kind: circumstance, where: {topic: [food], state: [hungry]}}",
            "{rule: score, instrument: phq9, at_least: 10}",
        )
    )
    assert "own-need" in load_library(tmp_path).needs


def test_a_centres_rule_that_can_never_match_is_refused_with_its_line(tmp_path: Any) -> None:
    (tmp_path / "needs").mkdir()
    (tmp_path / "needs" / "own.yaml").write_text(NEED.replace("state: [hungry]", "state: [starving]"))
    with pytest.raises(BadInput, match=r"circumstance\.state is never 'starving'") as refused:
        load_library(tmp_path)
    assert refused.value.code == "bad-rule"
    assert "own.yaml:10:5" in str(refused.value)
