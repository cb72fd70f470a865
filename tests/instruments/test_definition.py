"""A questionnaire that cannot be true refuses to exist, and says which part is at fault."""

from typing import Any

import pytest
from small_instrument import INSTRUMENTS, PERMISSION, instrument, item, scheme

from goldthread.instruments import (
    Change,
    Cluster,
    ClusterRule,
    Critical,
    Cutoff,
    Scale,
    SkipRule,
    score,
)
from goldthread.library.loading import CONTENT, build_library
from goldthread.notation import BadInput
from goldthread.terms import Permission

OPEN = Permission(licence="free", wording_shipped=True, note="made for a test")


def refusal(*items: Any, **more: Any) -> str:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is what every test here looks at
        instrument(*items, **more)
    return str(caught.value)


def item_refusal(**more: Any) -> str:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is what every test here looks at
        item("a", **more)
    return str(caught.value)


def total(*items: str, **more: Any) -> tuple[Scale, ...]:
    return (Scale(id="total", items=items, **more),)


# Items


@pytest.mark.parametrize("maximum", [0, -1])
def test_an_item_needs_more_than_one_answer(maximum: float) -> None:
    assert item_refusal(maximum=maximum) == "a: minimum must lie below maximum"


def test_an_item_between_fractions_names_its_answers() -> None:
    assert "must be whole numbers" in item_refusal(maximum=2.5)
    assert "must be whole numbers" in item_refusal(minimum=0.5)
    assert item("a", allowed=(0, 0.5, 1)).answers == (0, 0.5, 1)


def test_an_item_does_not_count_to_a_million() -> None:
    assert "more than 1001 answers" in item_refusal(maximum=1001)
    assert len(item("a", maximum=1000).answers) == 1001


@pytest.mark.parametrize("allowed", [(1, 0), (0, 0, 1)])
def test_allowed_answers_ascend(allowed: tuple[float, ...]) -> None:
    assert item_refusal(allowed=allowed) == "a: allowed answers must ascend"


def test_a_reversed_item_needs_answers_that_mirror_each_other() -> None:
    assert "mirror" in item_refusal(allowed=(0, 1, 3), reversed=True)
    assert item("a", allowed=(0, 1, 3, 4), reversed=True).points(1) == 3
    assert item("a", allowed=(0, 1, 3)).points(1) == 1


def test_a_choice_belongs_to_an_answer() -> None:
    assert "a choice belongs to no answer" in item_refusal(choices={"4": "too much"})
    assert item("a", choices={"3": "most"}).choices == {"3": "most"}


def test_the_answers_of_an_item_are_told_to_people() -> None:
    assert item("a", minimum=1, maximum=6).rule == "a whole number from 1 to 6"
    assert item("a", minimum=1, maximum=3).answers == (1, 2, 3)
    assert item("a", allowed=(0, 2, 4)).rule == "one of 0, 2, 4"


# Names


def test_nothing_stands_twice() -> None:
    assert refusal(item("a"), item("a"), scales=total("a")) == "item a stands 2 times"
    assert refusal(item("a"), scales=total("a") * 2) == "scale total stands 2 times"
    assert refusal(item("a"), aliases=("x", "x")) == "alias x stands 2 times"
    assert refusal(item("a"), scales=total("a", "a")) == "scale total: item a stands 2 times"


def test_aliases_are_written_in_lower_case_and_are_not_the_id() -> None:
    assert "lower case" in refusal(aliases=("Small-1",))
    assert "need not stand" in refusal(aliases=("small",))


def test_one_loinc_code_names_one_thing() -> None:
    refused = refusal(item("a", loinc="44261-6"), scales=total("a", loinc="44261-6"))
    assert refused == "LOINC code 44261-6 stands 2 times"
    assert "stands 2 times" in refusal(item("a"), scales=total("a", loinc="44261-6"), loinc_panel="44261-6")


# Scales


def test_a_scale_knows_its_items_and_counts_on_them() -> None:
    assert refusal(item("a"), scales=total("a", "b")) == "scale total: there is no item b"
    optional = refusal(item("a"), item("b", optional=True), scales=total("a", "b"))
    assert optional == "scale total: item b is optional, so it cannot be counted on"


def test_a_scale_cannot_be_missed_altogether() -> None:
    assert "leaves nothing answered" in refusal(item("a"), item("b"), scales=total("a", "b", may_miss=2))
    assert instrument(item("a"), item("b"), scales=total("a", "b", may_miss=1)).scales[0].may_miss == 1


@pytest.mark.parametrize("other", [{"maximum": 4}, {"minimum": 1}, {"weight": 2}])
def test_a_mean_stands_in_only_for_items_with_the_same_range(other: dict[str, Any]) -> None:
    refused = refusal(item("a"), item("b", **other), scales=total("a", "b", may_miss=1))
    assert refused == "scale total: a mean stands in only for items with the same range"


def test_the_possible_range_counts_weight_reversal_multiple_and_mean() -> None:
    items = (item("a", weight=2), item("b", minimum=1, maximum=5, reversed=True), item("c", weight=-1))
    definition = instrument(
        *items, scales=(*total("a", "b", "c", multiply=2), Scale(id="low", items=("a", "b"), method="mean"))
    )
    assert definition.possible_range() == (2 * (0 + 1 - 3), 2 * (6 + 5 - 0))
    assert definition.possible_range("low") == (0.5, 5.5)
    with pytest.raises(KeyError):
        definition.possible_range("other")


def test_items_and_scales_are_found_by_their_id() -> None:
    definition = instrument()
    assert definition.item("b") is definition.items[1]
    assert definition.item("z") is None
    assert definition.scale("total") is definition.scales[0]
    assert definition.scale("z") is None


# Bands


def banded(*edges: float, **more: Any) -> str:
    return refusal(item("a", maximum=9), bands=(scheme(*edges, **more),))


def test_bands_begin_and_end_with_the_scale() -> None:
    assert banded(1, 4, 5, 9) == "band scheme bands must begin at 0"
    assert banded(-1, 4, 5, 9) == "band scheme bands must begin at 0"
    assert banded(0, 4, 5, 8) == "band scheme bands must end at 9"
    assert banded(0, 4, 5, 10) == "band scheme bands must end at 9"


def test_bands_have_no_hole_and_do_not_overlap() -> None:
    assert banded(0, 3, 5, 9) == "band scheme bands: between band 1 and band 2 there is a hole"
    assert banded(0, 5, 5, 9) == "band scheme bands: between band 1 and band 2 two bands overlap"
    assert banded(0, 6, 5, 9) == "band scheme bands: between band 1 and band 2 two bands overlap"
    assert banded(0, 2, 4, 3, 4, 9) == "band scheme bands: band band 2 is upside down"


def test_a_band_holds_a_value_that_the_scale_can_reach() -> None:
    assert "there is a hole" in banded(0, 4, 4.2, 4.8, 5, 9)


def test_bands_tile_in_the_steps_of_their_own_scale() -> None:
    fours = total("a", multiply=4)
    instrument(item("a", maximum=5), scales=fours, bands=(scheme(0, 4, 8, 20),))
    instrument(item("a", maximum=5), scales=fours, bands=(scheme(0, 5, 6, 20),))
    assert "there is a hole" in refusal(item("a", maximum=5), scales=fours, bands=(scheme(0, 4, 9, 20),))
    halves = total("a", "b", method="mean")
    instrument(item("a"), item("b"), scales=halves, bands=(scheme(0, 1.5, 2, 3),))
    assert "there is a hole" in refusal(item("a"), item("b"), scales=halves, bands=(scheme(0, 1, 2, 3),))
    instrument(item("a", allowed=(0, 2, 4)), bands=(scheme(0, 1, 2, 4),))
    instrument(item("a", allowed=(0, 2, 4)), bands=(scheme(0, 0, 2, 4),))
    tenths = total("a", "b")
    small = instrument(item("a", weight=0.1), item("b", weight=0.1), scales=tenths, bands=(scheme(0, 0.2, 0.3, 0.6),))
    assert score(definition=small, answers={"a": 3, "b": 3}).bands == {"bands": "band 2"}


def test_a_prorated_scale_with_bands_is_rounded() -> None:
    items = (item("a"), item("b"))
    assert "needs rounding" in refusal(*items, scales=total("a", "b", may_miss=1), bands=(scheme(0, 3, 4, 6),))
    instrument(*items, scales=total("a", "b", may_miss=1, rounding="nearest"), bands=(scheme(0, 3, 4, 6),))


def test_a_rounded_scale_steps_by_one() -> None:
    rounded = total("a", multiply=0.5, rounding="nearest")
    instrument(item("a", maximum=8), scales=rounded, bands=(scheme(0, 1, 2, 4),))
    assert "there is a hole" in refusal(item("a", maximum=8), scales=rounded, bands=(scheme(0, 1, 2.5, 4),))


def test_a_scheme_stands_once_for_everybody_or_once_for_each_sex() -> None:
    whole, woman, man = scheme(0, 9), scheme(0, 9, sex="female"), scheme(0, 9, sex="male")
    nine = item("a", maximum=9)
    instrument(nine, bands=(woman, man))
    instrument(nine, bands=(man, woman))
    assert "bands (everybody) stands 2 times" in refusal(nine, bands=(whole, whole))
    assert "for everybody or each sex" in refusal(nine, bands=(woman,))
    assert "for everybody or each sex" in refusal(nine, bands=(whole, woman, man))


def test_a_scheme_lies_on_one_scale_that_there_is() -> None:
    assert refusal(item("a"), bands=(scheme(0, 3, scale="part"),)) == "band scheme bands: there is no scale part"
    parts = (*total("a"), Scale(id="part", items=("a",)))
    two = (scheme(0, 3, sex="female"), scheme(0, 3, sex="male", scale="part"))
    assert refusal(item("a"), scales=parts, bands=two) == "band scheme bands lies on two scales"


# Flags, skips, change, permission


def cutoff(at: float, name: str = "cut", **more: Any) -> Cutoff:
    return Cutoff(id=name, at=at, meaning="", source="a-test", **more)


def critical(name: str = "seen", of: str = "a", at_least: float = 1) -> Critical:
    return Critical(id=name, item=of, at_least=at_least, meaning="", do_next="", source="a-test")


def pattern(*clusters: Cluster, name: str = "pattern") -> ClusterRule:
    return ClusterRule(id=name, clusters=clusters, meaning="", source="a-test")


@pytest.mark.parametrize("at", [-1, 4])
def test_a_cut_off_can_be_reached_on_a_scale_that_there_is(at: float) -> None:
    assert f"no form can reach {at}" in refusal(item("a"), cutoffs=(cutoff(at),))
    assert "there is no scale part" in refusal(item("a"), cutoffs=(cutoff(1, scale="part"),))
    instrument(item("a"), cutoffs=(cutoff(0, "least"), cutoff(3, "most")))


def test_alternatives_of_a_cut_off_stand_together_and_share_their_name_with_nothing_else() -> None:
    instrument(item("a"), cutoffs=(cutoff(3), cutoff(2, sex="female"), cutoff(1, "other")))
    assert "flag cut stands 2 times" in refusal(item("a"), cutoffs=(cutoff(3), cutoff(1, "other"), cutoff(2)))
    assert "flag cut stands 2 times" in refusal(item("a"), cutoffs=(cutoff(3),), critical=(critical("cut"),))
    one = Cluster(items=("a",), counts_from=1, at_least=1)
    both = refusal(item("a"), critical=(critical("cut"),), clusters=(pattern(one, name="cut"),))
    assert "flag cut stands 2 times" in both


def test_a_definition_names_every_flag_that_it_can_raise() -> None:
    one = Cluster(items=("a",), counts_from=1, at_least=1)
    cutoffs = (cutoff(3), cutoff(2, sex="female"))
    definition = instrument(item("a"), cutoffs=cutoffs, critical=(critical(),), clusters=(pattern(one),))
    assert definition.flags == {"cut", "seen", "pattern"}


def test_a_critical_item_is_one_that_there_is_at_an_answer_that_it_takes() -> None:
    assert refusal(critical=(critical(of="z"),)) == "critical item seen: there is no item z"
    assert refusal(critical=(critical(at_least=4),)) == "critical item seen: 4 is no answer of item a"


def test_a_cluster_counts_items_that_there_are_and_can_be_met() -> None:
    assert "there is no item z" in refusal(clusters=(pattern(Cluster(items=("z",), counts_from=1, at_least=1)),))
    assert "9 is no answer" in refusal(clusters=(pattern(Cluster(items=("a",), counts_from=9, at_least=1)),))
    for limits in ({"at_least": 3}, {"at_least": 2, "at_most": 1}, {"at_most": 3}, {"at_least": -1}):
        refused = refusal(clusters=(pattern(Cluster(items=("a", "b"), counts_from=1, **limits)),))
        assert refused == "cluster rule pattern: no form can meet it"
    instrument(clusters=(pattern(Cluster(items=("a", "b"), counts_from=1, at_least=2, at_most=2)),))


def test_a_skip_rule_has_a_condition_and_names_answers_that_there_are() -> None:
    def skips(**more: Any) -> str:
        rule: dict[str, Any] = {"when": {"a": 0}, "then": ("b",), "source": "a-test", **more}
        return refusal(skips=(SkipRule(**rule),))

    assert skips(when={}) == "a skip rule needs a condition"
    assert skips(then=("a",)) == "a skip rule skips its own condition"
    assert skips(when={"z": 0}) == "skip rule: there is no item z"
    assert skips(when={"a": 9}) == "skip rule: 9 is no answer of item a"
    assert skips(then=("z",)) == "skip rule: there is no item z"
    assert skips(counts_as=9) == "skip rule: 9 is no answer of item b"


def test_change_stands_on_a_scale_that_there_is_once_and_says_what_is_not_published() -> None:
    assert refusal(change=(Change(scale="z", note="none"),)) == "change: there is no scale z"
    assert refusal(change=(Change(note="none"),) * 2) == "change on scale total stands 2 times"
    assert refusal(change=(Change(),)) == "change: a note says what is not published"
    assert "a note says" in refusal(change=(Change(minimal_important_difference=2, sources=("s",)),))
    assert "a note says" in refusal(change=(Change(published_reliable_change=2, sources=("s",)),))
    instrument(change=(Change(published_reliable_change=2, minimal_important_difference=2, sources=("s",)),))
    instrument(change=(Change(sd=5, reliability=0.9, minimal_important_difference=2, sources=("s",)),))


def test_change_is_computed_or_published_and_never_half() -> None:
    note = {"note": "none", "sources": ("s",)}
    assert "belong together" in refusal(change=(Change(sd=5, **note),))  # type: ignore[arg-type]
    assert "belong together" in refusal(change=(Change(reliability=0.9, **note),))  # type: ignore[arg-type]
    both = Change(sd=5, reliability=0.9, published_reliable_change=4, note="none", sources=("s",))
    assert "either computed or published" in refusal(change=(both,))


@pytest.mark.parametrize(
    "figure",
    [
        {"published_reliable_change": 2},
        {"minimal_important_difference": 2},
        {"response_percent": 50},
        {"remission_below": 5},
        {"sd": 5, "reliability": 0.9},
    ],
)
def test_a_figure_of_change_has_a_source(figure: dict[str, float]) -> None:
    assert refusal(change=(Change(note="none", **figure),)) == "change: figures need a source"  # type: ignore[arg-type]


@pytest.mark.parametrize("figure", [{"response_percent": 50}, {"remission_below": 2}])
def test_response_and_remission_belong_where_a_higher_score_is_worse(figure: dict[str, float]) -> None:
    better = (Scale(id="total", items=("a",), higher_is="better"),)
    change = Change(note="none", sources=("s",), **figure)  # type: ignore[arg-type]
    assert "where a higher score is worse" in refusal(item("a"), scales=better, change=(change,))
    instrument(change=(change,))


def test_published_wording_is_shipped_only_with_permission() -> None:
    worded = (item("a", wording="as published"), item("a", choices={"0": "never"}))
    for each in worded:
        assert "does not allow" in refusal(each)
        instrument(each, permission=OPEN)
    assert "does not allow" in refusal(stem="As published:")
    instrument(stem="As published:", permission=OPEN)
    assert "there is none" in refusal(permission=OPEN)
    assert PERMISSION.wording_shipped is False


def test_what_scoring_looks_up_is_no_part_of_the_value() -> None:
    one, other = instrument(), instrument()
    assert one.tables.required == ("a", "b", "c")
    assert one.tables is one.tables
    assert one == other
    assert one.tables is not other.tables


def test_a_bad_file_names_its_line(tmp_path: Any) -> None:
    folder = tmp_path / "instruments"
    folder.mkdir()
    text = (CONTENT / "instruments" / "gad7.yaml").read_text()
    (folder / "gad7.yaml").write_text(text.replace("{minimum: 5, maximum: 9,", "{minimum: 6, maximum: 9,"))
    with pytest.raises(BadInput) as caught:
        build_library(tmp_path)
    assert "between minimal and mild there is a hole" in str(caught.value)
    assert caught.value.place is not None
    assert caught.value.place.line > 0


@pytest.mark.parametrize("definition", INSTRUMENTS.values(), ids=INSTRUMENTS)
def test_an_instrument_of_the_library_says_what_it_is(definition: Any) -> None:
    assert definition.asks_about
    assert definition.measures
    assert all(each.about for each in definition.items)
    assert {change.scale for change in definition.change} == {scale.id for scale in definition.scales}
    assert definition.content.clinical_review == "none yet"
    if definition.permission.licence in ("free-non-commercial", "check-terms", "licensed"):
        assert definition.permission.wording_shipped is False
    if definition.permission.wording_shipped:
        assert all(each.wording for each in definition.items)
