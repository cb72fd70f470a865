"""Targets come from what an instrument's source publishes, never from a number of ours."""

from typing import Any

import pytest
from drafting import library
from msgspec.structs import replace

from goldthread.curation.targets import target_for
from goldthread.instruments import Change


def target(instrument: str, rule: str, baseline: float, **more: Any) -> float | None:
    return target_for(
        rule=rule,
        definition=library().instruments[instrument],
        scale=more.get("scale", "total"),
        baseline=baseline,
        sex=more.get("sex", "unknown"),
        age=more.get("age"),
    )


@pytest.mark.parametrize(
    ("instrument", "rule", "baseline", "expected"),
    [
        ("phq9", "response", 17, 8),  # half, rounded to the better side
        ("phq9", "response", 10, 5),
        ("phq9", "important-change", 17, 12),
        ("phq9", "remission", 17, 4),
        ("gad7", "important-change", 15, 11),
        ("pcl5", "important-change", 50, 40),
        ("pcl5", "reliable-change", 50, 32),
        ("audit", "below-cutoff", 22, 6),
        ("ciwa_ar", "below-cutoff", 15, 7),
        ("who5", "important-change", 40, 50),  # higher is better
        ("who5", "below-cutoff", 20, 54),  # steps of four, just above fifty
        ("barc10", "below-cutoff", 30, 47),
    ],
)
def test_a_target_is_the_baseline_moved_by_what_is_published(
    instrument: str, rule: str, baseline: float, expected: float
) -> None:
    age = 70 if instrument == "audit" else None
    assert target(instrument, rule, baseline, age=age) == expected


def test_a_cut_off_for_one_sex_sets_the_target_of_that_sex() -> None:
    assert target("auditc", "below-cutoff", 9, sex="female") == 2
    assert target("auditc", "below-cutoff", 9, sex="male") == 3


def test_a_subscale_has_its_own_target() -> None:
    assert target("bam", "below-cutoff", 16, scale="risk") == 11
    assert target("bam", "below-cutoff", 8, scale="protective") == 13


@pytest.mark.parametrize(("rule", "baseline"), [("below-cutoff", 3), ("remission", 4)])
def test_who_is_there_already_gets_no_target(rule: str, baseline: float) -> None:
    assert target("phq9", rule, baseline) is None


@pytest.mark.parametrize(
    ("instrument", "rule"),
    [("audit", "response"), ("barc10", "important-change"), ("cows", "remission"), ("dast10", "reliable-change")],
)
def test_what_is_not_published_gives_no_target(instrument: str, rule: str) -> None:
    assert target(instrument, rule, 20) is None


def test_a_target_stays_inside_the_scale() -> None:
    assert target("phq9", "important-change", 3) == 0
    assert target("who5", "important-change", 96) == 100


def test_a_scale_that_the_instrument_does_not_have_gives_no_target() -> None:
    assert target("phq9", "response", 12, scale="none") is None


def test_reliable_change_is_computed_where_only_spread_and_reliability_are_published() -> None:
    change = Change(sd=5.0, reliability=0.84, note="no reliable change is published", sources=("kroenke-2001-phq9",))
    definition = replace(library().instruments["phq9"], change=(change,))
    # 1.96 * 5 * sqrt(2 * 0.16) = 5.54, rounded to a whole point that is surely more
    assert (
        target_for(rule="reliable-change", definition=definition, scale="total", baseline=20, sex="unknown", age=None)
        == 14
    )
