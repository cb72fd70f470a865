"""Rules against records: each kind of rule, and where it begins and ends to match."""

from typing import Any

import msgspec
import pytest
from written import days_ago, forget, reading

from goldthread.needs import Reading, Rule, evidence, evidence_for


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    forget()


def rule(**written: Any) -> Rule:
    return msgspec.convert(written, Rule)  # type: ignore[no-any-return]  # a union is no type to mypy


def fact_rule(kind: str, **more: Any) -> Rule:
    return rule(rule="fact", kind=kind, **more)


def found(asked: Rule, read: Reading) -> tuple[str, ...] | None:
    return evidence_for(rule=asked, reading=read)


DRINKING = {"kind": "substance", "substance": "alcohol", "name": "beer", "frequency": "daily"}
SMOKING = {"kind": "substance", "substance": "nicotine", "name": "cigarettes", "frequency": "weekly"}


def test_a_fact_rule_names_every_fact_that_fits_in_the_order_of_ids() -> None:
    read = reading({**DRINKING, "id": "b"}, {**SMOKING, "id": "c"}, {**DRINKING, "id": "a"})
    assert found(fact_rule("substance"), read) == ("a", "b", "c")
    assert found(fact_rule("substance", where={"substance": ["alcohol"]}), read) == ("a", "b")
    assert found(fact_rule("substance", where={"substance": ["nicotine", "opioid"]}), read) == ("c",)
    assert found(fact_rule("medicine"), read) is None


def test_every_field_of_where_must_hold() -> None:
    read = reading(DRINKING, SMOKING)
    both = {"substance": ["alcohol", "nicotine"], "frequency": ["weekly"]}
    assert found(fact_rule("substance", where=both), read) == ("f2",)
    assert found(fact_rule("substance", where={"substance": ["alcohol"], "frequency": ["weekly"]}), read) is None


def test_where_reads_booleans_and_what_is_not_written_down() -> None:
    read = reading(DRINKING, {**SMOKING, "prescribed": True, "last_use": days_ago(1)})
    assert found(fact_rule("substance", where={"prescribed": [True]}), read) == ("f2",)
    assert found(fact_rule("substance", where={"prescribed": [False]}), read) == ("f1",)
    assert found(fact_rule("substance", where={"last_use": [None]}), read) == ("f1",)
    asked = fact_rule("substance", where={"frequency": ["daily"], "prescribed": [False]})
    assert found(asked, read) == ("f1",)


def test_a_list_matches_when_it_has_one_value_in_common() -> None:
    read = reading(
        {"kind": "work", "situation": "employed", "stressors": ["overload", "conflict"]},
        {"kind": "work", "situation": "employed"},
    )
    assert found(fact_rule("work", where={"stressors": ["schedule", "conflict"]}), read) == ("f1",)
    assert found(fact_rule("work", where={"stressors": ["overload", "conflict"]}), read) == ("f1",)
    assert found(fact_rule("work", where={"stressors": ["schedule"]}), read) is None
    later = {"situation": ["employed"], "stressors": ["conflict"]}
    assert found(fact_rule("work", where=later), read) == ("f1",)
    assert found(fact_rule("work", where={**later, "stressors": ["schedule"]}), read) is None


@pytest.mark.parametrize(
    ("prefixes", "matched"),
    [
        (["F10"], ("f1", "f3")),
        (["F10.2"], ("f1", "f3")),
        (["F10.20"], ("f1", "f3")),
        (["F10.21"], None),
        (["F33", "F41"], ("f2",)),
        (["F33.2"], None),
        (["f33"], ("f2",)),
        (["F"], ("f1", "f2", "f3")),
        (["F3", "F10.2"], ("f1", "f2", "f3")),
        (["X", "F33"], ("f2",)),
        (["24", "F99"], ("f2",)),
    ],
)
def test_a_code_matches_by_its_start_with_or_without_the_dot(prefixes: list[str], matched: Any) -> None:
    def diagnosis(*codes: str) -> dict[str, Any]:
        return {"kind": "diagnosis", "label": "x", "codes": [{"system": "icd-10-cm", "code": code} for code in codes]}

    read = reading(diagnosis("F10.20"), diagnosis("247803002", "F33.1"), diagnosis("f1020"), diagnosis())
    assert found(fact_rule("diagnosis", code_prefix=prefixes), read) == matched


def test_a_code_and_a_status_are_asked_of_the_same_fact() -> None:
    codes = [{"system": "icd-10-cm", "code": "F10.20"}]
    read = reading({"kind": "diagnosis", "label": "x", "status": "resolved", "codes": codes})
    asked = {"code_prefix": ["F10"], "where": {"status": ["active"]}}
    assert found(fact_rule("diagnosis", **asked), read) is None
    assert found(fact_rule("diagnosis", **{**asked, "where": {"status": ["resolved"]}}), read) == ("f1",)


def test_a_medicine_is_known_by_its_class() -> None:
    read = reading(
        {"kind": "medicine", "name": "lorazepam 0.5 MG Oral Tablet [Ativan]", "status": "as-needed"},
        {"kind": "medicine", "name": "Sertraline"},
        {"kind": "medicine", "name": "unheard-of"},
    )
    assert found(fact_rule("medicine", medicine_class=["benzodiazepine"]), read) == ("f1",)
    assert found(fact_rule("medicine", medicine_class=["ssri", "cns-depressant"]), read) == ("f1", "f2")
    assert found(fact_rule("medicine", medicine_class=["maoi"]), read) is None
    active = fact_rule("medicine", medicine_class=["benzodiazepine"], where={"status": ["active"]})
    assert found(active, read) is None


def test_only_facts_that_hold_on_the_day_count_unless_the_rule_says_ever() -> None:
    abuse = {"kind": "circumstance", "topic": "abuse", "state": "past"}
    read = reading(
        {**abuse, "until": days_ago(1)},
        {**abuse, "since": days_ago(-1)},
        {**abuse, "since": days_ago(0), "until": days_ago(0)},
        {**abuse, "until": days_ago(0)},
    )
    asked = {"where": {"topic": ["abuse"]}}
    assert found(fact_rule("circumstance", **asked), read) == ("f3", "f4")
    assert found(fact_rule("circumstance", **asked, ever=True), read) == ("f1", "f3", "f4")


def test_ever_holds_for_codes_medicines_and_whole_kinds_too() -> None:
    read = reading(
        {"kind": "medicine", "name": "lorazepam", "until": days_ago(9)},
        {"kind": "diagnosis", "label": "x", "codes": [{"system": "icd-10-cm", "code": "F10.20"}], "until": days_ago(9)},
        {"kind": "treatment", "name": "day clinic", "until": days_ago(9)},
    )
    asked: list[tuple[str, dict[str, Any]]] = [
        ("medicine", {"medicine_class": ["benzodiazepine"]}),
        ("diagnosis", {"code_prefix": ["F10"]}),
        ("treatment", {}),
    ]
    for number, (kind, more) in enumerate(asked, 1):
        assert found(fact_rule(kind, **more), read) is None
        assert found(fact_rule(kind, **more, ever=True), read) == (f"f{number}",)


def event(ago: int, **more: Any) -> dict[str, Any]:
    return {"kind": "event", "topic": "fall", "text": "fell", "since": days_ago(ago), **more}


def test_within_so_many_days_counts_both_ends() -> None:
    read = reading(event(0), event(30), event(31))
    assert found(fact_rule("event", within_days=30), read) == ("f1", "f2")
    assert found(fact_rule("event", within_days=0), read) == ("f1",)


def test_older_than_so_many_days_counts_that_day() -> None:
    read = reading(event(29), event(30), event(31))
    assert found(fact_rule("event", older_than_days=30), read) == ("f2", "f3")
    assert found(fact_rule("event", older_than_days=30, within_days=30), read) == ("f2",)


def test_a_rule_may_name_the_date_that_counts() -> None:
    read = reading(
        {**DRINKING, "last_use": days_ago(2), "since": days_ago(900)},
        {**DRINKING, "last_use": days_ago(20), "since": days_ago(1)},
        DRINKING,
        {**DRINKING, "last_use": days_ago(-2)},
    )
    assert found(fact_rule("substance", dated_by="last_use", within_days=7), read) == ("f1",)
    assert found(fact_rule("substance", dated_by="last_use", older_than_days=7), read) == ("f2",)
    assert found(fact_rule("substance", within_days=7), read) == ("f2", "f3", "f4")


def test_a_fact_without_a_beginning_is_dated_by_the_day_it_was_written_down() -> None:
    read = reading({**DRINKING, "recorded_on": days_ago(50)}, {**DRINKING, "recorded_on": days_ago(5)})
    assert found(fact_rule("substance", within_days=7), read) == ("f2",)


def test_numbers_lie_at_or_beyond_the_limit() -> None:
    read = reading(*({"kind": "confidence", "about": "sobriety", "value": value} for value in (5, 6, 7)))
    assert found(fact_rule("confidence", at_most={"value": 6}), read) == ("f1", "f2")
    assert found(fact_rule("confidence", at_least={"value": 6}), read) == ("f2", "f3")
    assert found(fact_rule("confidence", at_least={"value": 6}, at_most={"value": 6}), read) == ("f2",)


def test_a_value_that_is_no_number_is_neither_large_nor_small() -> None:
    read = reading({"kind": "observation", "label": "ACE", "value": "unable"}, {"kind": "observation", "label": "ACE"})
    assert found(fact_rule("observation", at_least={"value": 0}), read) is None
    assert found(fact_rule("observation", at_most={"value": 9}), read) is None


@pytest.mark.parametrize("said", ["", "None.", "none so far", "Nothing", "N/A", "n. a.", "unknown"])
def test_a_field_that_says_nothing_is_not_filled(said: str) -> None:
    assert found(fact_rule("medicine", filled=["side_effects"]), reading(medicine(said))) is None


@pytest.mark.parametrize("said", ["Tired.", "No appetite", "Nausea, none at night", "nonetheless sleepy"])
def test_a_field_that_says_something_is_filled(said: str) -> None:
    assert found(fact_rule("medicine", filled=["side_effects"]), reading(medicine(said))) == ("f1",)


def medicine(side_effects: str) -> dict[str, Any]:
    return {"kind": "medicine", "name": "lithium", "side_effects": side_effects}


def test_a_list_is_filled_when_it_holds_something() -> None:
    read = reading(
        {"kind": "coping-skill", "text": "walk"}, {"kind": "coping-skill", "text": "call", "triggers": ["t"]}
    )
    assert found(fact_rule("coping-skill", filled=["triggers"]), read) == ("f2",)


@pytest.mark.parametrize(
    ("said", "matched"),
    [
        ("I was PANICKING again", True),
        ("panic", True),
        ("It is hispanic heritage month", False),
        ("My hands went numb.", True),
        ("a number of things", False),
        ("I can’t breathe", True),
        ("can\nt... breathe", True),
        ("I can breathe", False),
        ("", False),
    ],
)
def test_a_text_mentions_a_word_by_its_beginning_or_as_a_whole(said: str, matched: bool) -> None:
    asked = fact_rule("statement", mentions={"text": ["panic", "numb ", "can't breathe"]})
    read = reading({"kind": "statement", "domain": "mood", "text": said or "-"})
    assert found(asked, read) == (("f1",) if matched else None)


def test_only_the_clients_own_word_counts_where_the_rule_says_so() -> None:
    said = {"kind": "statement", "domain": "mood", "text": "low"}
    read = reading(said, {**said, "said_by": "therapist"})
    assert found(fact_rule("statement", said_by_client=True), read) == ("f1",)
    assert found(fact_rule("statement"), read) == ("f1", "f2")


def test_a_trigger_is_unnamed_until_a_skill_of_now_names_it() -> None:
    read = reading(
        {"kind": "trigger", "id": "answered", "text": "payday"},
        {"kind": "trigger", "id": "open", "text": "the bar"},
        {"kind": "trigger", "id": "once", "text": "rain"},
        {"kind": "coping-skill", "text": "call", "triggers": ["answered", "other"]},
        {"kind": "coping-skill", "text": "walk", "triggers": ["once"], "until": days_ago(1)},
    )
    assert found(fact_rule("trigger", unnamed_in="coping-skill.triggers"), read) == ("once", "open")


# Forms


def form(instrument: str, ago: int = 0, **more: Any) -> dict[str, Any]:
    return {"kind": "administration", "instrument": instrument, "since": days_ago(ago), **more}


def answers(instrument: str, value: float, count: int, **other: float) -> dict[str, float]:
    return {f"q{number}": value for number in range(1, count + 1)} | other


PHQ9 = {f"q{number}": 1.0 for number in range(1, 10)}  # a total of 9


@pytest.mark.parametrize(
    ("limits", "matched"),
    [({"at_least": 9}, True), ({"at_least": 10}, False), ({"at_most": 9}, True), ({"at_most": 8}, False)],
)
def test_a_score_lies_in_the_range_asked_for(limits: dict[str, float], matched: bool) -> None:
    read = reading(form("phq9", answers=PHQ9))
    assert found(rule(rule="score", instrument="phq9", **limits), read) == (("f1",) if matched else None)


def test_the_newest_form_that_has_the_score_is_read() -> None:
    asked = rule(rule="score", instrument="phq9", at_least=10)
    newer_is_low = reading(form("phq9", 9, total=20), form("phq9", 1, total=3))
    assert found(asked, newer_is_low) is None
    newer_is_half_filled = reading(form("phq9", 9, total=20), form("phq9", 1, answers={"q1": 0}))
    assert found(asked, newer_is_half_filled) == ("f1",)
    assert found(asked, reading(form("gad7", total=20))) is None
    assert found(asked, reading()) is None


def test_a_form_is_read_after_the_time_that_it_asked_about() -> None:
    asked = rule(rule="score", instrument="phq9", at_least=10)
    assert found(asked, reading(form("phq9", 9, total=20, until=days_ago(9)))) == ("f1",)


def test_a_form_of_a_day_to_come_is_not_read() -> None:
    assert found(rule(rule="score", instrument="phq9", at_least=1), reading(form("phq9", -1, total=20))) is None


def test_a_subscale_is_read_by_its_name() -> None:
    given = {f"q{number}": 0.0 for number in range(1, 18)} | {"q4": 2.0, "q7": 0.0}
    read = reading(form("bam", answers=given))
    assert found(rule(rule="score", instrument="bam", scale="use", at_least=1), read) == ("f1",)
    assert found(rule(rule="score", instrument="bam", scale="risk", at_least=1), read) is None
    assert found(rule(rule="score", instrument="bam", at_least=0), read) is None


@pytest.mark.parametrize("ago", [3, 4])
def test_a_form_counts_for_so_many_days(ago: int) -> None:
    read = reading(form("ciwa_ar", ago, total=12))
    asked = {"instrument": "ciwa_ar", "within_days": 3}
    matched = ("f1",) if ago == 3 else None
    assert found(rule(rule="score", at_least=10, **asked), read) == matched
    assert found(rule(rule="band", scheme="ASAM 2020", labels=["moderate"], **asked), read) == matched
    assert found(rule(rule="flag", flag="protocol-range", **asked), read) == matched


def test_an_old_form_that_is_out_of_time_is_not_replaced_by_an_older_one() -> None:
    read = reading(form("ciwa_ar", 9, total=12), form("ciwa_ar", 8, total=12))
    assert found(rule(rule="score", instrument="ciwa_ar", at_least=10, within_days=9), read) == ("f2",)


def test_a_band_is_read_by_scheme_and_label() -> None:
    read = reading(form("phq9", 2, total=20), form("phq9", 1, total=12))
    asked = {"instrument": "phq9", "scheme": "Kroenke 2001"}
    assert found(rule(rule="band", labels=["moderate", "severe"], **asked), read) == ("f2",)
    assert found(rule(rule="band", labels=["severe"], **asked), read) is None
    assert found(rule(rule="band", instrument="phq9", scheme="other", labels=["moderate"]), read) is None


def test_a_half_filled_form_does_not_hide_the_band_before_it() -> None:
    read = reading(form("phq9", 2, total=20), form("phq9", 1, answers={"q1": 0}))
    asked = rule(rule="band", instrument="phq9", scheme="Kroenke 2001", labels=["severe"])
    assert found(asked, read) == ("f1",)


def test_a_flag_is_read_from_the_newest_complete_form_and_any_half_filled_one_since() -> None:
    asked = rule(rule="flag", instrument="phq9", flag="item9")
    raised = {**PHQ9, "q9": 1.0}
    calm = {**PHQ9, "q9": 0.0}
    assert found(asked, reading(form("phq9", answers=raised))) == ("f1",)
    assert found(asked, reading(form("phq9", 9, answers=raised), form("phq9", 1, answers=calm))) is None
    assert found(asked, reading(form("phq9", 9, answers=raised), form("phq9", 1, answers={"q1": 0}))) == ("f1",)
    assert found(asked, reading(form("phq9", 9, answers=calm), form("phq9", 1, answers={"q9": 2}))) == ("f2",)
    assert found(asked, reading(form("phq9", answers=calm))) is None


def test_a_cut_off_that_depends_on_sex_is_read_with_the_clients() -> None:
    asked = rule(rule="flag", instrument="auditc", flag="positive")
    assert found(asked, reading(form("auditc", total=3), sex="female")) == ("f1",)
    assert found(asked, reading(form("auditc", total=3), sex="male")) is None
    assert found(asked, reading(form("auditc", answers={"q1": 1, "q2": 1, "q3": 1}), sex="female")) == ("f1",)


def test_a_cut_off_that_depends_on_age_is_read_with_the_age_on_the_day_of_the_form() -> None:
    asked = rule(rule="flag", instrument="audit", flag="positive")
    then, now = form("audit", 400, total=7), form("audit", 0, total=7)
    turned_66_this_year = {"born": days_ago(round(66.5 * 365.25)), "sex": "male"}
    assert found(asked, reading(now, **turned_66_this_year)) == ("f1",)
    assert found(asked, reading(then, **turned_66_this_year)) is None
    given = {f"q{number}": 0 for number in range(1, 11)} | {"q1": 4, "q2": 3}
    assert found(asked, reading(form("audit", 0, answers=given), **turned_66_this_year)) == ("f1",)
    assert found(asked, reading(form("audit", 400, answers=given), **turned_66_this_year)) is None


def test_one_answer_is_read_from_the_newest_form_that_has_it() -> None:
    asked = rule(rule="answer", instrument="phq9", item="q9", at_least=1)
    assert found(asked, reading(form("phq9", answers={"q9": 1}))) == ("f1",)
    assert found(asked, reading(form("phq9", answers={"q9": 0}))) is None
    assert found(asked, reading(form("phq9", 9, answers={"q9": 1}), form("phq9", 1, answers={"q9": 0}))) is None
    assert found(asked, reading(form("phq9", 9, answers={"q9": 1}), form("phq9", 1, answers={"q1": 0}))) == ("f1",)
    assert found(asked, reading(form("phq9", 9, answers={"q9": 1}), form("phq9", 1, total=3))) == ("f1",)
    low = rule(rule="answer", instrument="bam", item="q9", at_most=2)
    assert found(low, reading(form("bam", answers={"q9": 2}))) == ("f1",)
    assert found(low, reading(form("bam", answers={"q9": 3}))) is None
    recent = rule(rule="answer", instrument="phq9", item="q9", at_least=1, within_days=5)
    assert found(recent, reading(form("phq9", 5, answers={"q9": 1}))) == ("f1",)
    assert found(recent, reading(form("phq9", 6, answers={"q9": 1}))) is None


def test_a_form_that_the_library_does_not_know_or_that_was_filled_in_wrongly_is_passed_over() -> None:
    asked = rule(rule="score", instrument="phq9", at_least=10)
    wrong = form("phq9", 1, answers={**PHQ9, "q1": 7})
    assert found(asked, reading(form("phq9", 9, total=20), wrong)) == ("f1",)
    assert found(asked, reading(wrong)) is None
    assert found(asked, reading(form("phq9", total=99))) is None
    assert found(rule(rule="score", instrument="unheard_of", at_least=1), reading(form("unheard_of", total=9))) is None


# The client, and rules over rules


@pytest.mark.parametrize(("born", "matched"), [("1961-06-01", True), ("1961-06-02", False), ("1930-01-01", True)])
def test_age_is_full_years_on_the_day(born: str, matched: bool) -> None:
    assert found(rule(rule="age", at_least=65), reading(born=born)) == (() if matched else None)
    assert found(rule(rule="age", at_most=64), reading(born=born)) == (None if matched else ())


def test_an_age_that_is_not_known_never_matches() -> None:
    assert found(rule(rule="age", at_least=0), reading()) is None


@pytest.mark.parametrize(("language", "matched"), [("en", False), ("en-GB", False), ("EN", False), ("es", True)])
def test_the_language_is_none_of_the_listed(language: str, matched: bool) -> None:
    asked = rule(rule="client", language_not=["en", "fr"])
    assert found(asked, reading(language=language)) == (() if matched else None)


ALCOHOL = {"rule": "fact", "kind": "substance", "where": {"substance": ["alcohol"]}}
NICOTINE = {"rule": "fact", "kind": "substance", "where": {"substance": ["nicotine"]}}
ANY_USE = {"rule": "fact", "kind": "substance"}
OLD = {"rule": "age", "at_least": 65}


def test_all_needs_every_part_and_names_the_facts_of_each_once() -> None:
    read = reading({**SMOKING, "id": "z"}, {**DRINKING, "id": "a"})
    assert found(rule(rule="all", of=[NICOTINE, ALCOHOL, ANY_USE]), read) == ("a", "z")
    assert found(rule(rule="all", of=[NICOTINE, OLD]), read) is None
    assert found(rule(rule="all", of=[OLD, NICOTINE]), reading(DRINKING, born="1930-01-01")) is None
    assert found(rule(rule="all", of=[OLD, ALCOHOL]), reading(DRINKING, born="1930-01-01")) == ("f1",)


def test_any_needs_one_part_and_names_the_facts_of_all_that_match() -> None:
    read = reading({**SMOKING, "id": "z"}, {**DRINKING, "id": "a"})
    assert found(rule(rule="any", of=[NICOTINE, ALCOHOL]), read) == ("a", "z")
    assert found(rule(rule="any", of=[OLD, ALCOHOL]), read) == ("a",)
    assert found(rule(rule="any", of=[OLD]), read) is None
    assert found(rule(rule="any", of=[OLD, ALCOHOL]), reading(born="1930-01-01")) == ()


def test_not_matches_what_is_absent_and_names_nothing() -> None:
    assert found(rule(rule="not", of=ALCOHOL), reading(SMOKING)) == ()
    assert found(rule(rule="not", of=ALCOHOL), reading(DRINKING)) is None
    assert found(rule(rule="all", of=[NICOTINE, {"rule": "not", "of": ALCOHOL}]), reading(SMOKING)) == ("f1",)


def test_the_same_rule_object_and_an_equal_one_are_read_alike_on_other_records() -> None:
    first, second = rule(**ALCOHOL), rule(**ALCOHOL)
    assert found(first, reading(DRINKING)) == ("f1",)
    assert found(second, reading(SMOKING)) is None
    assert found(first, reading(SMOKING)) is None
    assert found(second, reading({**DRINKING, "id": "x"})) == ("x",)


def test_rules_that_were_made_and_thrown_away_are_not_kept_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "_KEPT", 3)
    for age in range(1, 20):
        asked = rule(rule="age", at_least=age)
        assert found(asked, reading(born="2016-01-01")) == (() if age <= 10 else None)
        assert len(evidence._by_object) <= 3
        assert len(evidence._by_text) <= 3


# The reading


def test_a_form_is_scored_once() -> None:
    read = reading(form("phq9", answers=PHQ9))
    only = read.chart.administrations("phq9")[0]
    assert read.score_of(only) is read.score_of(only)
    assert read.scores("phq9") is read.scores("phq9")
    assert read.scores("phq9") == [(only, read.score_of(only))]
    assert read.scores("gad7") == []


def test_a_total_that_came_alone_is_scored_with_its_bands() -> None:
    read = reading(form("phq9", total=12))
    result = read.score_of(read.chart.administrations("phq9")[0])
    assert result is not None
    assert result.total == 12
    assert result.bands == {"Kroenke 2001": "moderate"}


def test_a_medicine_of_several_parts_has_the_classes_of_each() -> None:
    read = Reading(
        chart=reading().chart,
        instruments={},
        medicine_classes={
            "one": frozenset({"a"}),
            "of four whole words": frozenset({"b"}),
            "a b c d e": frozenset({"c"}),
        },
    )
    assert read.classes_of("ONE 5 mg / of four-whole words") == {"a", "b"}
    assert read.classes_of("of four whole") == frozenset()
    assert read.classes_of("two") == frozenset()


def test_the_day_of_reading_is_the_charts() -> None:
    assert reading().on == days_ago(0)


def test_what_others_said_is_told_apart_from_the_clients_own_word() -> None:
    said = {"kind": "statement", "domain": "mood", "text": "low"}
    read = reading(said, {**said, "said_by": "therapist"}, {**said, "said_by": "daughter"})
    assert found(fact_rule("statement", said_by_others=True), read) == ("f2", "f3")
    assert found(fact_rule("statement", said_by_others=True), reading(said)) is None


def test_a_text_that_says_the_opposite_word_is_left_out_fact_by_fact() -> None:
    stopped = {"kind": "medicine", "name": "lorazepam", "status": "stopped"}
    asked = fact_rule("medicine", unmentioned={"purpose": ["withdrawal"]})
    read = reading({**stopped, "purpose": "alcohol withdrawal"}, {**stopped, "purpose": "panic"}, stopped)
    assert found(asked, read) == ("f2", "f3")


@pytest.mark.parametrize(
    ("since", "until", "matched"), [(28, 0, True), (27, 0, False), (None, 0, True), (3, None, True)]
)
def test_a_course_that_is_not_dated_at_both_ends_may_have_lasted(
    since: int | None, until: int | None, matched: bool
) -> None:
    fact: dict[str, object] = {"kind": "medicine", "name": "lorazepam", "status": "stopped"}
    fact |= {} if since is None else {"since": days_ago(since)}
    fact |= {} if until is None else {"until": days_ago(until)}
    asked = fact_rule("medicine", lasted_days=28, ever=True)
    assert found(asked, reading(fact)) == (("f1",) if matched else None)
