"""What a difference between two scores of one person means: better or worse, more than chance, enough to matter."""

import math
from typing import Literal

import msgspec

from goldthread.instruments.definition import Change, InstrumentDefinition
from goldthread.instruments.scoring import Score

Direction = Literal["better", "worse", "same", "unclear"]


class ChangeResult(msgspec.Struct, frozen=True, kw_only=True):
    """The later score beside the earlier one, on one scale.

    `difference` is later minus earlier. `reliable`: the difference is larger than the scale's error of measurement
    explains; `important`: as large as people notice; both in either direction. `response` and `remission` say that the
    later score is the better by the published share, or below the published limit. Each is None where its source
    publishes no figure or a score has no value. `estimated`: one of the two was prorated.
    """

    instrument: str
    scale: str
    earlier: float | None
    later: float | None
    difference: float | None
    direction: Direction
    reliable: bool | None
    important: bool | None
    response: bool | None
    remission: bool | None
    estimated: bool = False
    note: str = ""


def reliable_change(change: Change) -> float | None:
    """The smallest reliable difference, in points of the scale: published, or 1.96 * sqrt(2) * SD * sqrt(1 - r)
    (Jacobson and Truax 1991); None where neither is published."""
    if change.published_reliable_change is not None:
        return change.published_reliable_change
    if change.sd is None or change.reliability is None:
        return None
    return 1.96 * math.sqrt(2) * change.sd * math.sqrt(1 - change.reliability)


def compare(*, definition: InstrumentDefinition, earlier: Score, later: Score, scale: str = "total") -> ChangeResult:
    """Compare two scores of one instrument. Raises ValueError where the scores are of another instrument or version,
    or the instrument has no such scale."""
    found = definition.scale(scale)
    if found is None:
        raise ValueError(f"{definition.id} has no scale {scale!r}.")
    for each in (earlier, later):
        if (each.instrument, each.version) != (definition.id, definition.version):
            raise ValueError(f"A score of {each.instrument} {each.version} is not one of {definition.id}.")
    change = next((each for each in definition.change if each.scale == scale), Change(scale=scale))
    before, after = earlier.value(scale), later.value(scale)
    difference = None if before is None or after is None else after - before
    return ChangeResult(
        instrument=definition.id,
        scale=scale,
        earlier=before,
        later=after,
        difference=difference,
        direction=_direction(difference, found.higher_is),
        reliable=_as_large_as(difference, reliable_change(change)),
        important=_as_large_as(difference, change.minimal_important_difference),
        response=_response(before, difference, change),
        remission=None if after is None or change.remission_below is None else after < change.remission_below,
        estimated=scale in earlier.prorated or scale in later.prorated,
        note=change.note,
    )


def _direction(difference: float | None, higher_is: str) -> Direction:
    if difference is None or higher_is == "mixed":
        return "unclear"
    if difference == 0:
        return "same"
    return "better" if (difference > 0) == (higher_is == "better") else "worse"


def _as_large_as(difference: float | None, needed: float | None) -> bool | None:
    return None if difference is None or needed is None else abs(difference) >= needed


def _response(before: float | None, difference: float | None, change: Change) -> bool | None:
    # A share of nothing is no share: from 0 nobody can respond.
    if not before or difference is None or change.response_percent is None:
        return None
    return -difference * 100 >= change.response_percent * before
