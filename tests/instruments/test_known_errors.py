"""Errors that are in public programs and must not be in this one: each has a test of its own."""

import pytest
from small_instrument import INSTRUMENTS

from goldthread.instruments import score


def test_a_panel_code_is_not_the_code_of_the_gad7_score() -> None:
    gad7 = INSTRUMENTS["gad7"]
    total = gad7.scale("total")
    assert total is not None
    assert (gad7.loinc_panel, total.loinc) == ("69737-5", "70274-6")


def test_the_totals_of_the_audit_and_the_audit_c_are_not_swapped() -> None:
    codes = {name: scale.loinc for name in ("audit", "auditc") if (scale := INSTRUMENTS[name].scale("total"))}
    assert codes == {"audit": "75624-7", "auditc": "75626-2"}


def test_the_code_of_the_edinburgh_scale_is_not_given_to_the_mood_disorder_questionnaire() -> None:
    assert [name for name, each in INSTRUMENTS.items() if each.loinc_panel == "71354-5"] == ["epds"]
    assert INSTRUMENTS["mdq"].loinc_panel == "85102-2"


@pytest.mark.parametrize("code", ["89204-2", "70273-8", "96842-0"])
def test_a_code_of_something_else_is_nowhere(code: str) -> None:
    # PHQ-9M total (given to the PC-PTSD-5), PHQ-15 total (given to the GAD-7), an item on tobacco (given to the PHQ-9).
    for each in INSTRUMENTS.values():
        used = {each.loinc_panel, *(item.loinc for item in each.items), *(scale.loinc for scale in each.scales)}
        assert code not in used, each.id


def test_the_bam_has_no_total_and_its_seventh_item_is_not_scored() -> None:
    bam = INSTRUMENTS["bam"]
    assert bam.scale("total") is None
    scored = {name for scale in bam.scales for name in scale.items}
    assert not {name for name in scored if name.startswith("q7")}
    assert "q17" not in scored
    health = bam.item("q1")
    assert health is not None
    assert not health.reversed
    risk, protective = bam.scale("risk"), bam.scale("protective")
    assert risk is not None
    assert protective is not None
    assert "q1" in risk.items
    assert protective.items == ("q9", "q10", "q12", "q13", "q14", "q16")


# Public programs add these up all the same.
WITHOUT_A_TOTAL = (
    "bam", "hads", "dass21", "cbi", "socrates8", "whoqol_bref", "bscq", "ruler", "assist31", "mdq", "ahc_hrsn", "hvs",
    "cssrs_screen", "asq",
)  # fmt: skip


@pytest.mark.parametrize("name", WITHOUT_A_TOTAL)
def test_where_the_source_has_no_total_there_is_none(name: str) -> None:
    definition = INSTRUMENTS[name]
    assert definition.scale("total") is None
    for case in definition.worked_cases:
        assert score(definition=definition, answers=case.answers).total is None


def test_the_ciwa_ar_names_whose_bands_it_uses() -> None:
    assert len({scheme.scheme for scheme in INSTRUMENTS["ciwa_ar"].bands}) >= 2


def test_the_gad7_says_not_at_all_and_not_not_at_all_sure() -> None:
    for item in INSTRUMENTS["gad7"].items:
        assert list(item.choices.values()) == [
            "Not at all",
            "Several days",
            "More than half the days",
            "Nearly every day",
        ]


def test_the_mood_disorder_questionnaire_is_not_positive_by_its_count_alone() -> None:
    answers = {f"q{n}": 1.0 for n in range(1, 14)} | {"q14": 0.0, "q15": 3.0}
    assert not score(definition=INSTRUMENTS["mdq"], answers=answers).has("positive")


def test_the_adhd_screen_counts_shaded_answers_and_not_the_sum() -> None:
    answers = {"q1": 4.0, "q2": 4.0, "q3": 4.0, "q4": 2.0, "q5": 2.0, "q6": 2.0}
    found = score(definition=INSTRUMENTS["asrs6"], answers=answers)
    assert (found.total, found.value("shaded"), found.has("positive")) == (18, 3, False)
