"""Every questionnaire of the library proves its numbers: the worked cases of all that are found there."""

import pytest
from small_instrument import INSTRUMENTS

from goldthread.instruments import InstrumentDefinition, WorkedCase, score

CASES = [
    pytest.param(instrument, case, id=f"{instrument.id}: {case.title}")
    for instrument in INSTRUMENTS.values()
    for case in instrument.worked_cases
]
EACH = pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=INSTRUMENTS)


def test_the_library_has_instruments() -> None:
    assert len(INSTRUMENTS) >= 12


@pytest.mark.parametrize(("instrument", "case"), CASES)
def test_a_worked_case_comes_out_as_worked_by_hand(instrument: InstrumentDefinition, case: WorkedCase) -> None:
    scored = score(definition=instrument, answers=case.answers, sex=case.sex, age=case.age)
    assert scored.total == case.total
    assert scored.subscales == case.subscales
    assert scored.bands == case.bands
    assert tuple(flag.id for flag in scored.flags) == case.flags
    assert scored.complete is case.complete
    assert scored.missing == case.missing
    assert scored.prorated == case.prorated
    assert bool(scored.warnings) is case.warns
    assert (scored.instrument, scored.version) == (instrument.id, instrument.version)


@EACH
def test_an_instrument_has_three_worked_cases_and_more_where_it_has_turns(instrument: InstrumentDefinition) -> None:
    cases = instrument.worked_cases
    assert len(cases) >= 3
    assert any(not case.complete for case in cases), "an incomplete form"
    assert all(case.title for case in cases)
    for scheme in instrument.bands:
        labels = {case.bands.get(scheme.scheme) for case in cases}
        assert labels >= {scheme.bands[0].label, scheme.bands[-1].label}
        if scheme.sex is not None:
            assert scheme.sex in {case.sex for case in cases}
    for item in (item for item in instrument.items if item.reversed):
        assert set(item.ends) <= {case.answers.get(item.id) for case in cases}


@EACH
def test_the_lowest_and_the_highest_score_are_worked(instrument: InstrumentDefinition) -> None:
    for scale in instrument.scales:
        worked = {
            case.total if scale.id == "total" else case.subscales.get(scale.id) for case in instrument.worked_cases
        }
        assert set(instrument.possible_range(scale.id)) <= worked, scale.id


@EACH
def test_every_flag_is_met_in_one_worked_case_and_not_met_in_another(instrument: InstrumentDefinition) -> None:
    for flag in instrument.flags:
        met = {flag in case.flags for case in instrument.worked_cases}
        assert met == {True, False}, flag
