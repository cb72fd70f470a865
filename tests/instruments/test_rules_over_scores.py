"""Every rule of the library that looks at a score names something that a form can really give."""

from collections.abc import Iterator
from typing import Any

import msgspec

from goldthread.library import load_library
from goldthread.needs.rules import AnswerRule, BandRule, FlagRule, ScoreRule

LIBRARY = load_library()
RULES = (ScoreRule, BandRule, FlagRule, AnswerRule)


def rules(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, RULES):
        yield place, value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from rules(getattr(value, field), place)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from rules(each, place)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from rules(each, place or key)


def every_rule() -> list[tuple[str, Any]]:
    kinds = (LIBRARY.needs, LIBRARY.links, LIBRARY.modalities, LIBRARY.goals, LIBRARY.objectives)
    return [found for kind in kinds for found in rules(kind, "")]


def within(rule: Any, lowest: float, highest: float) -> bool:
    """Whether some value of the range meets the rule's limits."""
    floor = lowest if rule.at_least is None else rule.at_least
    ceiling = highest if rule.at_most is None else rule.at_most
    return max(floor, lowest) <= min(ceiling, highest)


def test_needs_are_raised_by_scores() -> None:
    assert len(every_rule()) > 20


def test_a_rule_over_a_score_names_a_scale_and_a_value_that_it_can_reach() -> None:
    for place, rule in every_rule():
        instrument = LIBRARY.instruments[rule.instrument]
        if isinstance(rule, ScoreRule):
            assert within(rule, *instrument.possible_range(rule.scale)), (place, rule)


def test_a_rule_over_an_answer_names_an_item_and_an_answer_that_it_takes() -> None:
    for place, rule in every_rule():
        if isinstance(rule, AnswerRule):
            item = LIBRARY.instruments[rule.instrument].item(rule.item)
            assert item is not None, (place, rule)
            assert within(rule, item.answers[0], item.answers[-1]), (place, rule)


def test_a_rule_over_a_band_or_a_flag_names_one_that_there_is() -> None:
    for place, rule in every_rule():
        instrument = LIBRARY.instruments[rule.instrument]
        if isinstance(rule, BandRule):
            labels = {band.label for each in instrument.bands if each.scheme == rule.scheme for band in each.bands}
            assert set(rule.labels) <= labels, (place, rule)
        if isinstance(rule, FlagRule):
            assert rule.flag in instrument.flags, (place, rule)
