"""One engine scores every questionnaire: what it accepts, what it refuses, and what it says."""

import math
from typing import Any

import pytest
from small_instrument import INSTRUMENTS, instrument, item, scheme

from goldthread.instruments import (
    AnswersRefused,
    Cluster,
    ClusterRule,
    Critical,
    Cutoff,
    Flag,
    InstrumentDefinition,
    Scale,
    Score,
    SkipRule,
    score,
)


def scored(definition: InstrumentDefinition, sex: str = "unknown", age: int | None = None, **answers: Any) -> Score:
    return score(definition=definition, answers=answers, sex=sex, age=age)


def refusal(definition: InstrumentDefinition, **answers: Any) -> AnswersRefused:
    with pytest.raises(AnswersRefused) as caught:
        scored(definition, **answers)
    return caught.value


def cutoff(at: float, name: str = "cut", **more: Any) -> Cutoff:
    return Cutoff(id=name, at=at, meaning=f"{name} is met", source="a-test", **more)


# Answers that are accepted and refused


def test_an_unknown_item_is_named_with_the_items_that_there_are() -> None:
    refused = refusal(instrument(), a=1, d=1)
    assert (refused.code, refused.item) == ("unknown-item", "d")
    assert str(refused) == "small has no item 'd'; its items are a, b, c."


def test_an_unknown_item_without_an_answer_is_refused_too() -> None:
    assert refusal(instrument(), a=1, d=None).code == "unknown-item"


@pytest.mark.parametrize(
    "answer", [-1, 4, 1.5, 10**30, math.nan, math.inf, -math.inf, "2", "", True, False, [1], {}, (2,), complex(2, 0)]
)
def test_an_answer_that_the_item_does_not_take_is_refused_by_item_and_rule(answer: object) -> None:
    refused = refusal(instrument(), a=1, b=answer, c=1)
    assert (refused.code, refused.item) == ("out-of-range", "b")
    assert str(refused) == "small b: the answer must be a whole number from 0 to 3."


def test_an_item_with_gaps_takes_only_its_own_answers() -> None:
    definition = instrument(item("a", allowed=(0, 2, 4)))
    assert scored(definition, a=4).total == 4
    refused = refusal(definition, a=3)
    assert refused.code == "out-of-range"
    assert str(refused) == "small a: the answer must be one of 0, 2, 4."


def test_a_refusal_repeats_no_answer() -> None:
    assert "suffers" not in str(refusal(instrument(), a="suffers"))
    assert "999" not in str(refusal(instrument(), a=999))


def test_a_whole_number_may_be_written_with_a_point() -> None:
    assert scored(instrument(), a=1.0, b=2, c=0.0).total == 3


def test_the_order_of_the_answers_does_not_matter() -> None:
    assert scored(instrument(), c=3, a=1, b=2) == scored(instrument(), a=1, b=2, c=3)


# What is added up


def test_a_reversed_item_counts_from_the_other_end() -> None:
    definition = instrument(item("a"), item("b", reversed=True))
    assert [scored(definition, a=0, b=answer).total for answer in (0, 1, 2, 3)] == [3, 2, 1, 0]


def test_a_reversed_item_that_begins_at_one_keeps_its_range() -> None:
    definition = instrument(item("a", maximum=5, minimum=1, reversed=True))
    assert [scored(definition, a=answer).total for answer in (1, 2, 5)] == [5, 4, 1]


def test_a_weighted_item_counts_by_its_weight() -> None:
    definition = instrument(item("a", weight=2), item("b", weight=0.5), item("c", weight=0))
    assert scored(definition, a=3, b=1, c=3).total == 6.5


def test_a_weighted_reversed_item_is_turned_round_before_it_is_weighted() -> None:
    assert scored(instrument(item("a", weight=10, reversed=True)), a=1).total == 20


def test_an_item_of_weight_nothing_must_still_be_answered() -> None:
    partly = scored(instrument(item("gate", weight=0), item("b")), b=2)
    assert (partly.total, partly.missing) == (None, ("gate",))


def test_a_mean_scale_divides_by_its_items_and_multiplies() -> None:
    mean = Scale(id="total", items=("a", "b", "c"), method="mean")
    assert scored(instrument(scales=(mean,)), a=1, b=2, c=2).total == pytest.approx(5 / 3)
    times = Scale(id="total", items=("a", "b", "c"), method="mean", multiply=10)
    assert scored(instrument(scales=(times,)), a=1, b=2, c=3).total == 20


def test_a_sum_is_multiplied_as_the_source_says() -> None:
    times = Scale(id="total", items=("a", "b", "c"), multiply=4)
    assert scored(instrument(scales=(times,)), a=1, b=2, c=3).total == 24


def test_small_weights_add_up_exactly() -> None:
    tenths = [item(f"i{at}", maximum=1, weight=0.1) for at in range(10)]
    assert score(definition=instrument(*tenths), answers={each.id: 1 for each in tenths}).total == 1


@pytest.mark.parametrize(("answers", "total"), [((1, 1, 0), 2), ((2, 1, 1), 4), ((1, 0, 0), 1), ((0, 0, 0), 0)])
def test_nearest_rounds_a_half_upward(answers: tuple[int, int, int], total: int) -> None:
    rounded = Scale(id="total", items=("a", "b", "c"), multiply=0.9, rounding="nearest")
    halves = Scale(id="total", items=("a", "b", "c"), multiply=0.5, rounding="nearest")
    given: dict[str, Any] = dict(zip("abc", answers, strict=True))
    assert scored(instrument(scales=(rounded,)), **given).total == total
    assert scored(instrument(scales=(halves,)), **given).total == -(-sum(answers) // 2)


def test_subscales_stand_beside_the_total() -> None:
    parts = (Scale(id="total", items=("a", "b", "c")), Scale(id="part", items=("a", "c")))
    result = scored(instrument(scales=parts), a=1, b=2, c=3)
    assert (result.total, result.subscales) == (6, {"part": 4})
    assert (result.value("total"), result.value("part"), result.value("other")) == (6, 4, None)


def test_an_instrument_without_a_total_has_none_and_is_complete_all_the_same() -> None:
    result = scored(instrument(scales=(Scale(id="part", items=("a", "b", "c")),)), a=1, b=1, c=1)
    assert (result.total, result.complete, result.subscales) == (None, True, {"part": 3})


def test_an_optional_item_is_never_missed_and_never_counted() -> None:
    definition = instrument(item("a"), item("extra", optional=True))
    without, given = scored(definition, a=2), scored(definition, a=2, extra=3)
    assert (without.total, without.complete) == (2, True)
    assert (given.total, given.complete) == (2, True)


# Answers that are missing


def test_a_null_answer_is_a_missing_answer() -> None:
    assert scored(instrument(), a=1, b=None, c=1) == scored(instrument(), a=1, c=1)


def test_an_incomplete_form_has_no_total_and_says_which_items_and_why() -> None:
    result = scored(instrument(bands=(scheme(0, 9),), cutoffs=(cutoff(0),)), a=3)
    assert (result.total, result.complete, result.missing) == (None, False, ("b", "c"))
    assert (result.bands, result.flags, result.prorated) == ({}, (), ())
    assert result.warnings == ("total: b, c not answered; the source allows none to be missing: there is no value.",)


def test_an_empty_form_misses_everything() -> None:
    assert scored(instrument()).missing == ("a", "b", "c")


def test_only_the_subscale_with_the_gap_has_no_value() -> None:
    parts = (Scale(id="one", items=("a", "b")), Scale(id="two", items=("c",)))
    result = scored(instrument(scales=parts), a=1, c=2)
    assert result.subscales == {"one": None, "two": 2}
    assert result.complete is False


def test_the_mean_of_the_others_stands_in_where_the_source_allows_it_and_it_is_said() -> None:
    fills = Scale(id="total", items=("a", "b", "c"), may_miss=1)
    result = scored(instrument(scales=(fills,)), a=1, c=2)
    assert (result.total, result.prorated) == (4.5, ("total",))
    assert (result.complete, result.missing) == (False, ("b",))
    assert result.warnings == (
        "total: b not answered; the source allows 1 to be missing: "
        "the mean of the others stands in, the value is an estimate.",
    )


def test_one_more_missing_than_allowed_leaves_no_value() -> None:
    fills = Scale(id="total", items=("a", "b", "c"), may_miss=1)
    result = scored(instrument(scales=(fills,)), a=1)
    assert (result.total, result.prorated) == (None, ())
    assert result.warnings == ("total: b, c not answered; the source allows 1 to be missing: there is no value.",)


def test_a_mean_scale_fills_in_with_the_mean_of_what_was_answered() -> None:
    fills = Scale(id="total", items=("a", "b", "c"), method="mean", may_miss=1)
    assert scored(instrument(scales=(fills,)), a=1, c=2).total == 1.5


def test_a_filled_in_total_is_rounded_before_it_is_banded_and_cut() -> None:
    fills = Scale(id="total", items=("a", "b", "c"), may_miss=1, rounding="nearest")
    definition = instrument(scales=(fills,), bands=(scheme(0, 4, 5, 9),), cutoffs=(cutoff(5),))
    result = scored(definition, a=1, c=2)
    assert (result.total, result.bands, result.has("cut")) == (5, {"bands": "band 2"}, True)


# Items that may be skipped

SKIP = SkipRule(when={"a": 0}, then=("b", "c"), source="a-test")


def test_a_skipped_item_counts_as_the_rule_says_and_the_form_is_complete() -> None:
    result = scored(instrument(skips=(SKIP,)), a=0)
    assert (result.total, result.complete, result.missing, result.warnings) == (0, True, (), ())


def test_nothing_is_skipped_where_the_condition_was_answered_otherwise_or_not_at_all() -> None:
    definition = instrument(skips=(SKIP,))
    assert scored(definition, a=1).missing == ("b", "c")
    assert scored(definition).missing == ("a", "b", "c")


def test_every_condition_of_a_skip_rule_must_hold() -> None:
    definition = instrument(skips=(SkipRule(when={"a": 0, "b": 0}, then=("c",), source="a-test"),))
    assert scored(definition, a=0, b=0).total == 0
    assert scored(definition, a=0, b=1).total is None
    assert scored(definition, a=1, b=0).total is None


def test_a_skipped_item_may_count_as_something_else_than_nothing() -> None:
    definition = instrument(skips=(SkipRule(when={"a": 0}, then=("b", "c"), counts_as=2, source="a-test"),))
    assert scored(definition, a=0).total == 4


def test_a_skipped_item_that_is_reversed_counts_as_if_it_had_been_answered_so() -> None:
    definition = instrument(
        item("a"), item("b", reversed=True), skips=(SkipRule(when={"a": 0}, then=("b",), source="a-test"),)
    )
    assert scored(definition, a=0).total == 3


def test_an_answer_to_a_skipped_item_counts_as_given_and_it_is_said() -> None:
    result = scored(instrument(skips=(SKIP,)), a=0, b=2, c=0)
    assert result.total == 2
    assert result.warnings == ("b was answered although a=0 lets it be skipped: the answer counts as given.",)


def test_every_condition_of_a_rule_is_named_where_it_is_told() -> None:
    both = SkipRule(when={"a": 0, "b": 0}, then=("c",), source="a-test")
    (warning,) = scored(instrument(skips=(both,)), a=0, b=0, c=1).warnings
    assert warning == "c was answered although a=0 and b=0 lets it be skipped: the answer counts as given."


def test_a_gate_overrules_what_was_answered_behind_it_and_it_is_said() -> None:
    gate = SkipRule(when={"a": 0}, then=("b", "c"), overrules=True, source="a-test")
    result = scored(instrument(skips=(gate,)), a=0, b=2, c=0)
    assert result.total == 0
    assert result.warnings == ("b was answered although a=0 lets it be skipped: the answer is not counted.",)


def test_an_answer_put_in_by_one_rule_opens_no_other_rule() -> None:
    second = SkipRule(when={"b": 0}, then=("c",), counts_as=3, source="a-test")
    first = SkipRule(when={"a": 0}, then=("b",), source="a-test")
    assert scored(instrument(skips=(first, second)), a=0).missing == ("c",)


def test_a_refused_answer_is_refused_even_behind_a_gate() -> None:
    assert refusal(instrument(skips=(SKIP,)), a=0, b=9).item == "b"


# Bands


@pytest.mark.parametrize(("a", "label"), [(0, "band 1"), (1, "band 1"), (2, "band 2"), (3, "band 3")])
def test_a_band_holds_both_its_ends(a: int, label: str) -> None:
    assert scored(instrument(item("a"), bands=(scheme(0, 1, 2, 2, 3, 3),)), a=a).bands == {"bands": label}


def test_two_schemes_on_one_scale_are_both_named() -> None:
    schemes = (scheme(0, 1, 2, 3, name="first"), scheme(0, 2, 3, 3, name="second"))
    assert scored(instrument(item("a"), bands=schemes), a=2).bands == {"first": "band 2", "second": "band 1"}


def test_a_scheme_reads_the_scale_that_it_names() -> None:
    parts = (Scale(id="total", items=("a", "b")), Scale(id="part", items=("b",)))
    bands = (scheme(0, 1, 2, 3, scale="part"),)
    assert scored(instrument(item("a"), item("b"), scales=parts, bands=bands), a=3, b=1).bands == {"bands": "band 1"}


BY_SEX = (scheme(0, 0, 1, 3, sex="female"), scheme(0, 1, 2, 3, sex="male"))


@pytest.mark.parametrize(("sex", "label"), [("female", "band 2"), ("male", "band 1")])
def test_a_scheme_for_each_sex_uses_the_right_one(sex: str, label: str) -> None:
    result = scored(instrument(item("a"), bands=BY_SEX), sex=sex, a=1)
    assert (result.bands, result.warnings) == ({"bands": label}, ())


@pytest.mark.parametrize("sex", ["unknown", "other"])
def test_without_the_sex_a_scheme_that_needs_it_gives_no_band_and_says_so_once(sex: str) -> None:
    result = scored(instrument(item("a"), bands=(*BY_SEX, scheme(0, 3, name="all"))), sex=sex, a=1)
    assert result.bands == {"all": "band 1"}
    assert result.warnings == ("No band of bands: it differs for women and men, and sex is not known.",)


def test_without_a_value_nothing_is_said_of_the_sex() -> None:
    of_two = (scheme(0, 0, 1, 6, sex="female"), scheme(0, 1, 2, 6, sex="male"))
    assert len(scored(instrument(item("a"), item("b"), bands=of_two), a=1).warnings) == 1
    assert "sex" in scored(instrument(item("a"), item("b"), bands=of_two), a=1, b=1).warnings[0]


# Cut-offs


@pytest.mark.parametrize(("a", "met"), [(0, False), (1, False), (2, True), (3, True)])
def test_a_cut_off_is_met_at_its_value_and_beyond(a: int, met: bool) -> None:
    assert scored(instrument(item("a"), cutoffs=(cutoff(2),)), a=a).has("cut") is met


@pytest.mark.parametrize(("a", "met"), [(0, True), (1, True), (2, False), (3, False)])
def test_a_cut_off_from_above_is_met_at_its_value_and_below(a: int, met: bool) -> None:
    assert scored(instrument(item("a"), cutoffs=(cutoff(1, when="at-most"),)), a=a).has("cut") is met


def test_a_cut_off_reads_the_scale_that_it_names() -> None:
    parts = (Scale(id="total", items=("a", "b")), Scale(id="part", items=("b",)))
    definition = instrument(item("a"), item("b"), scales=parts, cutoffs=(cutoff(2, scale="part"),))
    assert scored(definition, a=3, b=1).flags == ()
    assert scored(definition, a=0, b=2).has("cut")


def test_a_flag_carries_its_meaning_the_next_step_and_its_source() -> None:
    result = scored(instrument(item("a"), cutoffs=(cutoff(1, do_next="look closer"),)), a=1)
    assert result.flags == (Flag(id="cut", meaning="cut is met", do_next="look closer", source="a-test"),)
    assert result.has("other") is False


LOWER_FOR_WOMEN = (cutoff(3), cutoff(2, sex="female"))


@pytest.mark.parametrize(
    ("sex", "a", "met", "warned"),
    [
        ("female", 1, False, False),
        ("female", 2, True, False),
        ("male", 2, False, False),
        ("male", 3, True, False),
        ("unknown", 1, False, False),
        ("unknown", 2, False, True),
        ("other", 2, False, True),
        ("unknown", 3, True, False),
        ("other", 3, True, False),
    ],
)
def test_a_lower_cut_off_for_women(sex: str, a: int, met: bool, warned: bool) -> None:
    result = scored(instrument(item("a"), cutoffs=LOWER_FOR_WOMEN), sex=sex, a=a)
    assert [flag.id for flag in result.flags] == ["cut"] * met
    assert result.warnings == ("Whether cut is met depends on sex (not known).",) * warned


def test_cut_offs_for_each_sex_are_certain_where_both_are_met() -> None:
    definition = instrument(item("a"), cutoffs=(cutoff(1, sex="female"), cutoff(2, sex="male")))
    assert [scored(definition, a=a).has("cut") for a in range(4)] == [False, False, True, True]
    assert [len(scored(definition, a=a).warnings) for a in range(4)] == [0, 1, 0, 0]


LOWER_WITH_AGE = (cutoff(3), cutoff(2, min_age=66))


@pytest.mark.parametrize(
    ("age", "a", "met", "warned"),
    [(65, 2, False, False), (66, 2, True, False), (None, 2, False, True), (None, 3, True, False), (65, 3, True, False)],
)
def test_a_lower_cut_off_from_an_age_on(age: int | None, a: int, met: bool, warned: bool) -> None:
    result = scored(instrument(item("a"), cutoffs=LOWER_WITH_AGE), age=age, a=a)
    assert result.has("cut") is met
    assert result.warnings == ("Whether cut is met depends on age (not known).",) * warned


def test_what_hangs_on_sex_and_age_names_only_what_is_not_known() -> None:
    definition = instrument(item("a"), cutoffs=(cutoff(2, sex="female"), cutoff(2, min_age=66)))
    assert scored(definition, a=2).warnings == ("Whether cut is met depends on sex and age (neither is known).",)
    assert scored(definition, age=40, a=2).warnings == ("Whether cut is met depends on sex (not known).",)
    assert scored(definition, sex="male", a=2).warnings == ("Whether cut is met depends on age (not known).",)
    assert scored(definition, age=70, a=2).has("cut")
    assert scored(definition, sex="female", a=2).has("cut")
    assert scored(definition, sex="male", age=40, a=2).flags == ()


def test_a_cut_off_for_women_of_an_age_needs_both() -> None:
    definition = instrument(item("a"), cutoffs=(cutoff(2, sex="female", min_age=50),))
    assert scored(definition, sex="female", age=50, a=2).has("cut")
    assert not scored(definition, sex="female", age=49, a=2).has("cut")
    assert not scored(definition, sex="male", age=50, a=2).has("cut")


def test_the_alternative_that_holds_speaks_for_the_flag() -> None:
    low = Cutoff(id="cut", at=2, meaning="low for women", sex="female", source="a-test")
    definition = instrument(item("a"), cutoffs=(low, cutoff(3)))
    assert scored(definition, sex="male", a=3).flags[0].meaning == "cut is met"
    assert scored(definition, sex="female", a=3).flags[0].meaning == "low for women"


def test_a_cut_off_that_is_not_met_hides_no_later_one() -> None:
    definition = instrument(
        item("a"), cutoffs=(cutoff(3, "high"), cutoff(1, "low"), cutoff(0, "least", when="at-most"))
    )
    assert [flag.id for flag in scored(definition, a=1).flags] == ["low"]
    assert [flag.id for flag in scored(definition, a=0).flags] == ["least"]


def test_a_scale_without_a_value_hides_no_other() -> None:
    parts = (Scale(id="one", items=("a",)), Scale(id="two", items=("b",)))
    definition = instrument(
        item("a"),
        item("b"),
        scales=parts,
        bands=(scheme(0, 3, name="first", scale="one"), scheme(0, 3, name="second", scale="two")),
        cutoffs=(cutoff(1, "first", scale="one"), cutoff(1, "second", scale="two")),
    )
    result = scored(definition, b=2)
    assert result.bands == {"second": "band 1"}
    assert [flag.id for flag in result.flags] == ["second"]


# Critical items and cluster rules

CRITICAL = Critical(id="seen", item="b", at_least=2, meaning="it is there", do_next="ask", source="a-test")


@pytest.mark.parametrize(("b", "seen"), [(0, False), (1, False), (2, True), (3, True)])
def test_a_critical_item_is_seen_whatever_the_total_is(b: int, seen: bool) -> None:
    result = scored(instrument(critical=(CRITICAL,)), a=0, b=b, c=0)
    assert result.flags == (Flag(id="seen", meaning="it is there", do_next="ask", source="a-test"),) * seen
    assert result.warnings == ()


def test_a_critical_item_is_seen_on_an_incomplete_form() -> None:
    result = scored(instrument(critical=(CRITICAL,)), b=2)
    assert (result.total, result.has("seen")) == (None, True)


def test_a_critical_item_without_an_answer_is_said() -> None:
    result = scored(instrument(critical=(CRITICAL,)), a=0, c=0)
    assert result.has("seen") is False
    assert "b was not answered: seen cannot be ruled out." in result.warnings


def test_a_critical_item_reads_the_answer_and_not_what_it_counts() -> None:
    definition = instrument(item("a"), item("b", reversed=True), critical=(CRITICAL,))
    assert scored(definition, a=0, b=0).flags == ()
    assert scored(definition, a=0, b=3).has("seen")


def rule(*clusters: Cluster) -> tuple[ClusterRule, ...]:
    return (ClusterRule(id="pattern", clusters=clusters, meaning="as it should", do_next="ask", source="a-test"),)


TWO_OF_THREE = rule(Cluster(items=("a", "b", "c"), counts_from=2, at_least=2))


@pytest.mark.parametrize(
    ("answers", "met"),
    [((2, 2, 0), True), ((3, 0, 2), True), ((2, 2, 2), True), ((2, 1, 1), False), ((1, 1, 1), False)],
)
def test_a_cluster_counts_answers_and_not_points(answers: tuple[int, int, int], met: bool) -> None:
    given: dict[str, Any] = dict(zip("abc", answers, strict=True))
    result = scored(instrument(clusters=TWO_OF_THREE), **given)
    assert result.flags == (Flag(id="pattern", meaning="as it should", do_next="ask", source="a-test"),) * met
    assert result.warnings == ()


def test_every_cluster_of_a_rule_must_hold() -> None:
    both = rule(Cluster(items=("a",), counts_from=2, at_least=1), Cluster(items=("b", "c"), counts_from=1, at_most=0))
    assert scored(instrument(clusters=both), a=2, b=0, c=0).has("pattern")
    assert not scored(instrument(clusters=both), a=2, b=1, c=0).has("pattern")
    assert not scored(instrument(clusters=both), a=1, b=0, c=0).has("pattern")


OPEN = "Too little was answered to tell whether pattern is met."


@pytest.mark.parametrize(
    ("answers", "met", "is_open"),
    [
        ({"a": 2, "b": 2}, True, False),
        ({"a": 2, "b": 0}, False, True),
        ({"a": 0, "b": 0}, False, False),
        ({"a": 2}, False, True),
        ({"a": 0}, False, True),
    ],
)
def test_missing_answers_leave_a_cluster_open_only_where_they_decide(
    answers: dict[str, Any], met: bool, is_open: bool
) -> None:
    result = scored(instrument(clusters=TWO_OF_THREE), **answers)
    assert result.has("pattern") is met
    assert (OPEN in result.warnings) is is_open


@pytest.mark.parametrize(
    ("answers", "met", "is_open"), [({"b": 0}, False, True), ({"b": 1}, False, False), ({"b": 0, "c": 0}, True, False)]
)
def test_a_ceiling_is_open_until_all_are_answered(answers: dict[str, Any], met: bool, is_open: bool) -> None:
    none_of = rule(Cluster(items=("b", "c"), counts_from=1, at_most=0))
    result = scored(instrument(clusters=none_of), a=0, **answers)
    assert result.has("pattern") is met
    assert (OPEN in result.warnings) is is_open


def test_one_cluster_that_cannot_hold_closes_the_rule_whatever_else_is_missing() -> None:
    both = rule(Cluster(items=("a",), counts_from=2, at_least=1), Cluster(items=("b",), counts_from=2, at_least=1))
    assert OPEN not in scored(instrument(clusters=both), a=0).warnings
    assert OPEN in scored(instrument(clusters=both), a=2).warnings


def test_flags_come_in_one_order_critical_then_cut_offs_then_patterns() -> None:
    definition = instrument(critical=(CRITICAL,), cutoffs=(cutoff(1),), clusters=TWO_OF_THREE)
    assert [flag.id for flag in scored(definition, a=2, b=2, c=0).flags] == ["seen", "cut", "pattern"]


def test_a_pattern_that_is_not_met_hides_no_later_one() -> None:
    never = ClusterRule(
        id="never", clusters=(Cluster(items=("a",), counts_from=3, at_least=1),), meaning="", source="a-test"
    )
    definition = instrument(critical=(CRITICAL,), clusters=(never, *TWO_OF_THREE))
    assert [flag.id for flag in scored(definition, a=2, b=0, c=2).flags] == ["pattern"]


def test_a_critical_item_that_is_not_met_hides_no_later_one() -> None:
    later = Critical(id="later", item="c", at_least=1, meaning="", do_next="", source="a-test")
    definition = instrument(critical=(CRITICAL, later))
    assert [flag.id for flag in scored(definition, a=0, b=0, c=1).flags] == ["later"]
    assert [flag.id for flag in scored(definition, a=0, c=1).flags] == ["later"]


def test_a_rule_that_does_not_apply_hides_no_later_one() -> None:
    rules = (
        SkipRule(when={"a": 3}, then=("b",), source="a-test"),
        SkipRule(when={"a": 0}, then=("c",), source="a-test"),
    )
    assert scored(instrument(skips=rules), a=0, b=1).total == 1


def test_a_score_cannot_be_changed() -> None:
    result = scored(instrument(cutoffs=(cutoff(0),)), a=0, b=0, c=0)
    with pytest.raises(AttributeError):
        result.total = 9  # type: ignore[misc]
    with pytest.raises(AttributeError):
        result.flags[0].id = "other"  # type: ignore[misc]


# The questionnaires of the library, where a mistake would cost most


def test_thoughts_of_self_harm_are_seen_at_the_lowest_answer_on_a_form_with_nothing_else() -> None:
    answers = {f"q{at}": 0 for at in range(1, 9)} | {"q9": 1}
    result = score(definition=INSTRUMENTS["phq9"], answers=answers)
    assert (result.total, result.has("item9")) == (1, True)
    assert "same day" in result.flags[0].do_next


def test_the_bam_has_no_total() -> None:
    answers = {item.id: item.answers[-1] for item in INSTRUMENTS["bam"].items}
    result = score(definition=INSTRUMENTS["bam"], answers=answers)
    assert (result.total, result.complete) == (None, True)
    assert result.subscales == {"use": 12, "risk": 24, "protective": 24}


def test_good_physical_health_on_the_bam_is_no_risk() -> None:
    answers = {item.id: 0.0 for item in INSTRUMENTS["bam"].items}
    poor = score(definition=INSTRUMENTS["bam"], answers={**answers, "q1": 4}).subscales["risk"]
    assert (score(definition=INSTRUMENTS["bam"], answers=answers).subscales["risk"], poor) == (0, 4)
