"""Which rules are worth reading for a chart: never one too few, and far fewer than all."""

from typing import Any

import msgspec
import plain_reading
import pytest
from written import LIBRARY, reading

from goldthread.needs import Reading, Rule, evidence_for
from goldthread.needs.gates import Gates

ALCOHOL = {"rule": "fact", "kind": "substance", "where": {"substance": ["alcohol", "nicotine"]}}
PAIN = {"rule": "fact", "kind": "circumstance", "where": {"topic": ["pain"]}}
PHQ9 = {"rule": "score", "instrument": "phq9", "at_least": 10}
OLD = {"rule": "age", "at_least": 65}

DRINKS = {"kind": "substance", "substance": "alcohol", "name": "beer"}
HURTS = {"kind": "circumstance", "topic": "pain", "state": "chronic"}
FORM = {"kind": "administration", "instrument": "phq9", "total": 3}


def rule(written: dict[str, Any]) -> Rule:
    return msgspec.convert(written, Rule)  # type: ignore[no-any-return]  # a union is no type to mypy


def open_to(read: Reading, *written: dict[str, Any]) -> list[bool]:
    """For each rule whether a chart is worth reading for it; all gates share their bits."""
    gates = Gates()
    prepared = [gates.gate(rule(each)) for each in written]
    bits = gates.opened_by(read)
    return [bool(gate & bits) for gate in prepared]


def test_a_gate_opens_to_a_chart_that_holds_one_of_its_marks() -> None:
    written = (ALCOHOL, PAIN, PHQ9, OLD)
    assert open_to(reading(), *written) == [False, False, False, True]
    assert open_to(reading(DRINKS), *written) == [True, False, False, True]
    assert open_to(reading(HURTS), *written) == [False, True, False, True]
    assert open_to(reading(FORM), *written) == [False, False, True, True]
    assert open_to(reading({**DRINKS, "substance": "opioid"}, HURTS, FORM), *written) == [False, True, True, True]


def test_all_asks_for_the_part_that_lets_the_fewest_through_and_any_for_one_of_all_parts() -> None:
    both, one = {"rule": "all", "of": [ALCOHOL, PAIN]}, {"rule": "any", "of": [ALCOHOL, PAIN]}
    free = {"rule": "any", "of": [ALCOHOL, OLD]}
    absent = {"rule": "all", "of": [{"rule": "not", "of": PAIN}, ALCOHOL]}
    nothing = {"rule": "all", "of": [OLD, {"rule": "not", "of": PAIN}]}
    written = (both, one, free, absent, nothing)
    assert open_to(reading(), *written) == [False, False, True, False, True]
    assert open_to(reading(DRINKS), *written) == [False, True, True, True, True]
    assert open_to(reading(HURTS), *written) == [True, True, True, False, True]
    assert open_to(reading(DRINKS, HURTS), *written) == [True, True, True, True, True]


def test_few_rules_of_the_library_are_read_for_a_small_record() -> None:
    gates = Gates()
    prepared = [gates.gate(each.when) for need in LIBRARY.needs.values() for each in need.raised_by]
    bits = gates.opened_by(reading(HURTS))
    assert 0 < sum(bool(gate & bits) for gate in prepared) < len(prepared) / 10


SEEN = {"kind": "diagnosis", "label": "a diagnosis", "status": "active"}
CODED = {**SEEN, "codes": [{"system": "icd-10-cm", "code": "F10.20"}, {"system": "icd-10-cm", "code": "G47"}]}
ENDED = {**CODED, "since": "2020-01-01", "until": "2021-01-01"}
TO_COME = {**CODED, "since": "2027-01-01"}


@pytest.mark.parametrize(
    "asked",
    [
        {"code_prefix": ["F"]},
        {"code_prefix": ["f10"]},
        {"code_prefix": ["F10.2", "Z"]},
        {"code_prefix": ["F10.20"]},
        {"code_prefix": ["F10.201"]},
        {"code_prefix": ["F1", "G47.0"], "ever": True},
        {"code_prefix": ["G"], "where": {"status": ["active"]}},
        {"code_prefix": ["G"], "where": {"status": ["resolved"]}},
        {"said_by_client": True},
        {"said_by_others": True, "ever": True},
        {"said_by_client": True, "said_by_others": True},
        {"ever": True},
        {"where": {"status": ["active", "active"]}, "ever": True, "within_days": 100},
        {},
    ],
)
def test_a_rule_finds_the_same_alone_and_among_others(asked: dict[str, Any]) -> None:
    facts = (SEEN, CODED, {**CODED, "said_by": "therapist"}, ENDED, {**ENDED, "said_by": "therapist"}, TO_COME, DRINKS)
    wanted = rule({"rule": "fact", "kind": "diagnosis", **asked})
    among, alone = reading(*facts), reading(*facts)
    gates = Gates()
    for other in (ALCOHOL, PAIN, {"rule": "fact", "kind": "diagnosis", "where": {"label": ["none"]}}):
        gates.gate(rule(other))
    gate = gates.gate(wanted)
    assert gates.gate(rule({"rule": "fact", "kind": "diagnosis", **asked})) == gate
    opened = bool(gate & gates.opened_by(among))
    found = evidence_for(rule=wanted, reading=among)
    assert found == evidence_for(rule=wanted, reading=alone) == plain_reading.evidence(wanted, alone)
    assert opened or found is None
