"""Targets of scored objectives: only from change values and cut-offs that the instrument's source publishes."""

import math
from collections.abc import Sequence

from goldthread.instruments import Change, Cutoff, InstrumentDefinition, reliable_change


def target_for(
    *, rule: str, definition: InstrumentDefinition, scale: str, baseline: float, sex: str, age: int | None
) -> float | None:
    """The score to reach from `baseline`; None where the source publishes no such value or where the baseline is
    already there. `rule` is a `target_rule` of an objective pattern."""
    shape = definition.scale(scale)
    if shape is None:
        return None
    up, step = shape.higher_is == "better", shape.multiply
    if rule == "below-cutoff":
        target = _beyond(_cutoffs(definition, scale, sex, age), up=up, step=step)
    else:
        target = _changed(rule, _change(definition, scale), baseline, up=up, step=step)
    if target is None or (target <= baseline if up else target >= baseline):
        return None
    lowest, highest = definition.possible_range(scale)
    return min(max(target, lowest), highest)


def _changed(rule: str, change: Change | None, baseline: float, *, up: bool, step: float) -> float | None:
    if change is None:
        return None
    if rule == "remission":
        return None if change.remission_below is None else change.remission_below - step
    if rule == "response" and change.response_percent is not None:
        return math.floor(baseline * (1 - change.response_percent / 100)) if not up else None
    by = change.minimal_important_difference if rule == "important-change" else None
    if rule == "reliable-change":
        by = reliable_change(change)
    if by is None:
        return None
    return baseline + math.ceil(by) if up else baseline - math.ceil(by)


def _change(definition: InstrumentDefinition, scale: str) -> Change | None:
    return next((each for each in definition.change if each.scale == scale), None)


def _cutoffs(definition: InstrumentDefinition, scale: str, sex: str, age: int | None) -> list[Cutoff]:
    return [
        each
        for each in definition.cutoffs
        if each.scale == scale
        and each.sex in (None, sex)
        and (each.min_age is None or (age is not None and age >= each.min_age))
    ]


def _beyond(cutoffs: Sequence[Cutoff], *, up: bool, step: float) -> float | None:
    """Just on the healthy side of the mildest cut-off."""
    if up:
        edges = [each.at + (step if each.when == "at-most" else 0) for each in cutoffs]
        return max(edges, default=None)
    edges = [each.at - step for each in cutoffs if each.when == "at-least"]
    return min(edges, default=None)
