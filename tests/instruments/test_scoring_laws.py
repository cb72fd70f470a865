"""Laws that hold for every questionnaire of the library and every form that may come."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_instrument import INSTRUMENTS

from goldthread.instruments import AnswersRefused, InstrumentDefinition, Item, Scale, score

EACH = pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=INSTRUMENTS)
SEXES = st.sampled_from(["female", "male", "other", "unknown"])
AGES = st.none() | st.integers(0, 110)
# Every law is tried on every questionnaire of the library, so a few forms of each are many forms of the engine.
FEW = settings(max_examples=5)


def complete_forms(instrument: InstrumentDefinition) -> st.SearchStrategy[dict[str, float]]:
    return st.fixed_dictionaries({item.id: st.sampled_from(item.answers) for item in instrument.items})


def any_forms(instrument: InstrumentDefinition) -> st.SearchStrategy[dict[str, float | None]]:
    return st.fixed_dictionaries(
        {}, optional={item.id: st.none() | st.sampled_from(item.answers) for item in instrument.items}
    )


@EACH
@FEW
@given(data=st.data())
def test_a_complete_form_has_every_value_within_its_range_and_a_band_of_every_scheme(
    instrument: InstrumentDefinition, data: st.DataObject
) -> None:
    answers, sex = data.draw(complete_forms(instrument)), data.draw(st.sampled_from(["female", "male"]))
    result = score(definition=instrument, answers=answers, sex=sex, age=data.draw(AGES))
    assert (result.complete, result.missing, result.prorated) == (True, (), ())
    for scale in instrument.scales:
        value = result.value(scale.id)
        lowest, highest = instrument.possible_range(scale.id)
        assert value is not None
        assert lowest <= value <= highest
    assert result.bands.keys() == {scheme.scheme for scheme in instrument.bands}
    for scheme in instrument.bands:
        value = result.value(scheme.scale)
        if scheme.sex in (None, sex):
            within = [
                band.label for band in scheme.bands if value is not None and band.minimum <= value <= band.maximum
            ]
            assert within == [result.bands[scheme.scheme]]


@EACH
@FEW
@given(data=st.data())
def test_a_form_with_gaps_never_gets_a_value_in_silence(instrument: InstrumentDefinition, data: st.DataObject) -> None:
    answers = data.draw(any_forms(instrument))
    result = score(definition=instrument, answers=answers, sex=data.draw(SEXES), age=data.draw(AGES))
    assert result.complete is not bool(result.missing)
    for scale in instrument.scales:
        gaps = set(scale.items) & set(result.missing)
        value = result.value(scale.id)
        assert (scale.id in result.prorated) is (bool(gaps) and len(gaps) <= scale.may_miss)
        assert (value is None) is (len(gaps) > scale.may_miss)
        if gaps:
            assert any(w.startswith(f"{scale.id}: ") and all(gap in w for gap in gaps) for w in result.warnings)
        if value is not None:
            assert instrument.possible_range(scale.id)[0] <= value <= instrument.possible_range(scale.id)[1]


@EACH
@FEW
@given(data=st.data())
def test_one_missing_answer_is_named_or_was_lawfully_skipped(
    instrument: InstrumentDefinition, data: st.DataObject
) -> None:
    answers = data.draw(complete_forms(instrument))
    gone = data.draw(st.sampled_from([item.id for item in instrument.items if not item.optional]))
    rest = {name: answer for name, answer in answers.items() if name != gone}
    skipped = any(
        gone in rule.then and all(rest.get(name) == answer for name, answer in rule.when.items())
        for rule in instrument.skips
    )
    assert score(definition=instrument, answers=rest).missing == (() if skipped else (gone,))


@EACH
@FEW
@given(data=st.data())
def test_a_higher_answer_moves_its_scales_up_and_a_reversed_one_down(
    instrument: InstrumentDefinition, data: st.DataObject
) -> None:
    gates = {name: value for rule in instrument.skips if rule.overrules for name, value in rule.when.items()}
    opened = {each.id: each.answers[-1] for each in instrument.items if each.id in gates}
    assert all(opened[name] != shut for name, shut in gates.items())
    answers = {**data.draw(complete_forms(instrument)), **opened}
    item = data.draw(st.sampled_from([item for item in instrument.items if item.id not in gates]))
    low = score(definition=instrument, answers={**answers, item.id: item.answers[0]})
    high = score(definition=instrument, answers={**answers, item.id: item.answers[-1]})
    for scale in instrument.scales:
        before, after = low.value(scale.id), high.value(scale.id)
        assert before is not None
        assert after is not None
        assert after - before == pytest.approx(moved(item, scale) if item.id in scale.items else 0)


def moved(item: Item, scale: Scale) -> float:
    """How far the scale moves when the item goes from its lowest to its highest answer."""
    if scale.method == "count":
        return scale.multiply
    span = (item.answers[-1] - item.answers[0]) * item.weight * (-1 if item.reversed else 1)
    return span * scale.multiply / (len(scale.items) if scale.method == "mean" else 1)


@EACH
@FEW
@given(data=st.data())
def test_a_score_depends_on_nothing_but_the_answers_sex_and_age(
    instrument: InstrumentDefinition, data: st.DataObject
) -> None:
    answers, sex, age = data.draw(any_forms(instrument)), data.draw(SEXES), data.draw(AGES)
    turned = dict(reversed(list(answers.items())))
    first = score(definition=instrument, answers=answers, sex=sex, age=age)
    assert first == score(definition=instrument, answers=turned, sex=sex, age=age)


@EACH
@FEW
@given(data=st.data())
def test_a_critical_answer_is_always_flagged_and_a_missing_one_is_always_said(
    instrument: InstrumentDefinition, data: st.DataObject
) -> None:
    answers = data.draw(any_forms(instrument))
    result = score(definition=instrument, answers=answers)
    for critical in instrument.critical:
        answer = answers.get(critical.item)
        assert result.has(critical.id) is (answer is not None and answer >= critical.at_least)
        assert any(f"{critical.id} cannot" in warning for warning in result.warnings) is (
            critical.item in result.missing
        )


@EACH
@FEW
@given(data=st.data())
def test_anything_else_than_an_allowed_answer_is_refused_by_item(
    instrument: InstrumentDefinition, data: st.DataObject
) -> None:
    item = data.draw(st.sampled_from(instrument.items))
    wrong = st.floats() | st.integers() | st.booleans() | st.text(max_size=3) | st.lists(st.integers(), max_size=1)
    answer = data.draw(wrong.filter(lambda value: isinstance(value, bool) or value not in item.answers))
    with pytest.raises(AnswersRefused) as caught:
        score(definition=instrument, answers={item.id: answer})  # type: ignore[dict-item]
    assert (caught.value.code, caught.value.item) == ("out-of-range", item.id)
    assert item.rule in str(caught.value)


@EACH
@FEW
@given(data=st.data())
def test_knowing_more_about_a_person_never_takes_a_flag_away(
    instrument: InstrumentDefinition, data: st.DataObject
) -> None:
    answers = data.draw(complete_forms(instrument))
    unknown = {flag.id for flag in score(definition=instrument, answers=answers).flags}
    known = score(definition=instrument, answers=answers, sex=data.draw(st.sampled_from(["female", "male"])), age=70)
    assert unknown <= {flag.id for flag in known.flags}
