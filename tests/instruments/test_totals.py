"""A total that came without its answers, as charts from elsewhere hold it."""

import math

import pytest
from small_instrument import INSTRUMENTS

from goldthread.instruments import AnswersRefused, InstrumentDefinition, score, score_total

EACH = pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=INSTRUMENTS)


@EACH
def test_a_total_says_what_the_same_total_with_answers_says(instrument: InstrumentDefinition) -> None:
    if instrument.scale("total") is None:
        pytest.skip("this instrument has no total")
    pure = {cutoff.id for cutoff in instrument.cutoffs if cutoff.scale == "total"}
    for case in instrument.worked_cases:
        if case.total is None:
            continue
        answered = score(definition=instrument, answers=case.answers, sex=case.sex, age=case.age)
        alone = score_total(definition=instrument, total=case.total, sex=case.sex, age=case.age)
        assert (alone.total, alone.bands) == (answered.total, answered.bands)
        assert [flag.id for flag in alone.flags] == [flag.id for flag in answered.flags if flag.id in pure]
        assert (alone.complete, alone.subscales, alone.missing) == (True, {}, ())
        assert "without the answers" in alone.warnings[0]


@EACH
def test_a_total_that_cannot_come_out_is_refused(instrument: InstrumentDefinition) -> None:
    if instrument.scale("total") is None:
        with pytest.raises(AnswersRefused) as caught:
            score_total(definition=instrument, total=0)
        assert (caught.value.code, caught.value.item) == ("no-total", "")
        assert str(caught.value) == f"{instrument.name} has no total."
        return
    lowest, highest = instrument.possible_range()
    for total in (lowest - 1, highest + 1, math.nan, math.inf):
        with pytest.raises(AnswersRefused) as caught:
            score_total(definition=instrument, total=total)
        assert caught.value.code == "total-out-of-range"
        expected = f"A total of {instrument.name} must lie between {lowest:g} and {highest:g}."
        assert str(caught.value) == expected
    assert score_total(definition=instrument, total=highest).total == highest
    assert score_total(definition=instrument, total=lowest).total == lowest


def test_a_total_that_hangs_on_a_fact_says_so() -> None:
    warnings = score_total(definition=INSTRUMENTS["auditc"], total=3).warnings
    assert any("sex" in warning for warning in warnings[1:])
