"""A scale that counts: each item has its own answer from which it counts, as on the ASRS."""

from typing import Any

import pytest
from small_instrument import instrument, item

from goldthread.instruments import InstrumentDefinition, Scale, score


def counting(**more: Any) -> InstrumentDefinition:
    """Three items of 0 to 3: the first two count from 2, the last from 3."""
    given: dict[str, Any] = {
        "id": "total", "items": ("a", "b", "c"), "method": "count", "counts_from": {"a": 2, "b": 2, "c": 3},
    }  # fmt: skip
    return instrument(item("a"), item("b"), item("c"), scales=(Scale(**{**given, **more}),))


def test_each_item_counts_from_its_own_answer() -> None:
    assert score(definition=counting(), answers={"a": 1, "b": 1, "c": 2}).total == 0
    assert score(definition=counting(), answers={"a": 2, "b": 3, "c": 2}).total == 2
    assert score(definition=counting(), answers={"a": 3, "b": 3, "c": 3}).total == 3
    assert counting().possible_range() == (0, 3)


def test_a_missing_answer_leaves_no_count() -> None:
    result = score(definition=counting(), answers={"a": 3, "b": 3})
    assert (result.total, result.missing) == (None, ("c",))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"counts_from": {"a": 2, "b": 2}}, "counts_from names each item"),
        ({"counts_from": {"a": 2, "b": 2, "c": 0}}, "c must count from one of its answers above the lowest"),
        ({"counts_from": {"a": 2, "b": 2, "c": 9}}, "c must count from one of its answers"),
        ({"method": "sum"}, "counts_from names each item of a scale that counts, and no other"),
        ({"may_miss": 1}, "no answers to spare"),
    ],
)
def test_a_count_that_cannot_be_refuses_to_exist(wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        counting(**wrong)
