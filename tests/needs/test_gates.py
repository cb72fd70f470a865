"""Which rules are worth reading for a chart: never one too few, and far fewer than all."""

from typing import Any

import msgspec
from written import LIBRARY, reading

from goldthread.needs import Reading, Rule
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
