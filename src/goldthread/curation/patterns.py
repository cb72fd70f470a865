"""Patterns of the catalogue filled with what one client's record holds.

A pattern is a text with slots in braces. A part in square brackets is left out when one of its slots has nothing to
say. A text without any slot that holds something of this client is not used at all: it would be a sentence that
stands in everybody's plan.
"""

import re
from collections.abc import Mapping

_PART = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
# A name or a date alone makes no sentence somebody's own.
_NAMES = frozenset({"client", "by", "unit", "measure"})
GOAL_SLOTS = frozenset({"client", "hope", "strength", "finding", "cause", "support", "trigger", "substance"})
OBJECTIVE_SLOTS = GOAL_SLOTS | {"baseline", "target", "unit", "by", "measure"}


def fill(pattern: str, slots: Mapping[str, str]) -> str:
    """The pattern filled; "" where a slot outside brackets is empty or where nothing but the name was filled."""
    text = _PART.sub(lambda part: _part(part.group(1), slots), pattern)
    used = {*_SLOT.findall(text)}
    if not used - _NAMES or not all(slots[name] for name in used):
        return ""
    return " ".join(_SLOT.sub(lambda slot: slots[slot.group(1)], text).split())


def slots_in(pattern: str) -> frozenset[str]:
    """The names of the slots of a pattern."""
    return frozenset(_SLOT.findall(pattern))


def _part(text: str, slots: Mapping[str, str]) -> str:
    return text if all(slots[name] for name in _SLOT.findall(text)) else ""
