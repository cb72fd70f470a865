"""What a difference between two scores means."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_instrument import INSTRUMENTS, instrument, item

from goldthread.instruments import Change, ChangeResult, InstrumentDefinition, Scale, compare, reliable_change, score


def ten(higher_is: Any = "worse", change: Change | None = None, **more: Any) -> InstrumentDefinition:
    """One item of 0 to 10, so that a total can be chosen."""
    scales = (Scale(id="total", items=("a",), higher_is=higher_is),)
    return instrument(item("a", maximum=10), scales=scales, change=(change,) if change else (), **more)


def change(definition: InstrumentDefinition, earlier: int | None, later: int | None) -> ChangeResult:
    before = score(definition=definition, answers={"a": earlier})
    return compare(definition=definition, earlier=before, later=score(definition=definition, answers={"a": later}))


def figures(**more: Any) -> Change:
    return Change(note="made for a test", sources=("a-test",), **more)


def test_the_reliable_change_is_computed_as_jacobson_and_truax_wrote_it() -> None:
    # SD 7.5 and reliability .8: standard error 3.3541, of a difference 4.7434, times 1.96 = 9.2971
    assert reliable_change(figures(sd=7.5, reliability=0.8)) == pytest.approx(9.2971, abs=0.0001)
    assert reliable_change(figures(sd=7.5, reliability=1)) == 0
    assert reliable_change(figures(sd=2, reliability=0)) == pytest.approx(1.96 * math.sqrt(2) * 2)


def test_the_reliable_change_is_the_published_one_or_none() -> None:
    assert reliable_change(figures(published_reliable_change=6)) == 6
    assert reliable_change(figures()) is None
    assert reliable_change(Change(sd=5)) is None
    assert reliable_change(Change(reliability=0.5)) is None


@pytest.mark.parametrize(
    ("higher_is", "earlier", "later", "direction"),
    [
        ("worse", 8, 3, "better"),
        ("worse", 3, 8, "worse"),
        ("worse", 3, 3, "same"),
        ("better", 8, 3, "worse"),
        ("better", 3, 8, "better"),
        ("better", 3, 3, "same"),
        ("mixed", 3, 8, "unclear"),
    ],
)
def test_the_direction_follows_what_a_higher_score_means(
    higher_is: str, earlier: int, later: int, direction: str
) -> None:
    result = change(ten(higher_is), earlier, later)
    assert (result.difference, result.direction) == (later - earlier, direction)
    assert (result.instrument, result.scale, result.earlier, result.later) == ("small", "total", earlier, later)


@pytest.mark.parametrize(
    ("later", "reliable", "important"), [(10, True, True), (9, False, True), (8, False, False), (7, False, False)]
)
def test_a_difference_counts_from_the_published_figure_on(later: int, reliable: bool, important: bool) -> None:
    definition = ten(change=figures(published_reliable_change=4, minimal_important_difference=3))
    for pair in ((6, later), (later, 6)):
        result = change(definition, *pair)
        assert (result.reliable, result.important) == (reliable, important)


def test_what_is_not_published_is_neither_true_nor_false() -> None:
    result = change(ten(change=figures()), 9, 1)
    assert (result.reliable, result.important, result.response, result.remission) == (None, None, None, None)
    assert result.note == "made for a test"
    assert change(ten(), 9, 1).note == ""


@pytest.mark.parametrize(("later", "response"), [(4, True), (5, True), (6, False), (10, False)])
def test_response_is_a_fall_by_the_published_share(later: int, response: bool) -> None:
    assert change(ten(change=figures(response_percent=50)), 10, later).response is response


@pytest.mark.parametrize(("percent", "response"), [(49.6, True), (50, True), (50.4, False)])
def test_the_share_of_a_response_is_taken_exactly(percent: float, response: bool) -> None:
    assert change(ten(change=figures(response_percent=percent)), 10, 5).response is response


def test_from_nothing_there_is_no_response() -> None:
    assert change(ten(change=figures(response_percent=50)), 0, 0).response is None


@pytest.mark.parametrize(("later", "remission"), [(4, True), (5, False)])
def test_remission_lies_below_the_published_limit(later: int, remission: bool) -> None:
    assert change(ten(change=figures(remission_below=5)), 10, later).remission is remission


@pytest.mark.parametrize(("earlier", "later"), [(None, 3), (3, None), (None, None)])
def test_a_score_without_a_value_leaves_everything_open(earlier: int | None, later: int | None) -> None:
    known = figures(published_reliable_change=2, minimal_important_difference=2, response_percent=50, remission_below=5)
    result = change(ten(change=known), earlier, later)
    assert (result.difference, result.direction) == (None, "unclear")
    assert (result.reliable, result.important, result.response) == (None, None, None)
    assert result.remission is (None if later is None else True)


def test_a_prorated_score_makes_the_comparison_an_estimate() -> None:
    answers = {f"q{at}": 2 for at in range(1, 10)}
    phq9 = INSTRUMENTS["phq9"]
    whole = score(definition=phq9, answers=answers)
    part = score(definition=phq9, answers={**answers, "q3": None})
    assert compare(definition=phq9, earlier=whole, later=whole).estimated is False
    assert compare(definition=phq9, earlier=whole, later=part).estimated is True
    assert compare(definition=phq9, earlier=part, later=whole).estimated is True


def test_scores_of_another_instrument_or_version_are_refused() -> None:
    mine, other = score(definition=ten(), answers={"a": 1}), score(definition=ten(id="else"), answers={"a": 1})
    newer = score(definition=ten(version="2"), answers={"a": 1})
    for wrong in (other, newer):
        with pytest.raises(ValueError, match=r"^A score of (small 2|else 1) is not one of small\.$"):
            compare(definition=ten(), earlier=mine, later=wrong)
        with pytest.raises(ValueError, match="is not one of small"):
            compare(definition=ten(), earlier=wrong, later=mine)
    with pytest.raises(ValueError, match=r"^small has no scale 'part'\.$"):
        compare(definition=ten(), earlier=mine, later=mine, scale="part")


def test_a_subscale_is_compared_by_its_own_direction() -> None:
    bam = INSTRUMENTS["bam"]
    nothing = {each.id: 0.0 for each in bam.items}
    before = score(definition=bam, answers=nothing)
    after = score(definition=bam, answers={**nothing, "q9": 4, "q8": 4})
    assert compare(definition=bam, earlier=before, later=after, scale="protective").direction == "better"
    assert compare(definition=bam, earlier=before, later=after, scale="risk").direction == "worse"
    assert compare(definition=bam, earlier=before, later=after, scale="use").direction == "same"


def test_a_fall_of_the_phq9_from_17_to_4() -> None:
    def phq9(total: int) -> Any:
        answers = {f"q{at}": min(3, max(0, total - 3 * (at - 1))) for at in range(1, 10)}
        return score(definition=INSTRUMENTS["phq9"], answers=answers)

    result = compare(definition=INSTRUMENTS["phq9"], earlier=phq9(17), later=phq9(4))
    assert (result.difference, result.direction) == (-13, "better")
    assert (result.reliable, result.important, result.response, result.remission) == (True, True, True, True)
    slight = compare(definition=INSTRUMENTS["phq9"], earlier=phq9(17), later=phq9(12))
    assert (slight.reliable, slight.important, slight.response, slight.remission) == (False, True, False, False)


@given(earlier=st.integers(0, 10), later=st.integers(0, 10))
def test_comparing_the_other_way_round_turns_the_direction(earlier: int, later: int) -> None:
    definition = ten(change=figures(published_reliable_change=4, minimal_important_difference=3))
    there, back = change(definition, earlier, later), change(definition, later, earlier)
    turned = {"better": "worse", "worse": "better", "same": "same"}
    assert back.direction == turned[there.direction]
    assert (back.reliable, back.important) == (there.reliable, there.important)
    assert back.difference is not None
    assert there.difference == -back.difference
