"""Patterns of the catalogue filled with what one client's record holds.

A pattern is a sentence with slots in braces. A part in square brackets is left out when one of its slots has nothing
that fits. The sentence of a goal may stand without anything of this client; the sentence of a step is the client's own
("I ..."), so one that would be everybody's is not put into anybody's mouth: it is shown as an example and asked for.
"""

import re
from collections.abc import Mapping

_PART = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
# A name or a date alone makes no sentence somebody's own.
_NAMES = frozenset({"client", "by", "unit", "measure"})
GOAL_SLOTS = frozenset({"client", "support", "close", "substance", "trigger", "skill"})
OBJECTIVE_SLOTS = GOAL_SLOTS | {"baseline", "target", "unit", "by", "measure"}


def fill(pattern: str, slots: Mapping[str, str]) -> str:
    """The pattern filled; "" where a slot outside brackets is empty."""
    text = _PART.sub(lambda part: _part(part.group(1), slots), pattern)
    if not all(slots[name] for name in _SLOT.findall(text)):
        return ""
    return " ".join(_SLOT.sub(lambda slot: slots[slot.group(1)], text).split())


def own(pattern: str, slots: Mapping[str, str]) -> bool:
    """Whether filling the pattern puts something of this client into it beside the name."""
    return any(slots[name] for name in slots_in(pattern) - _NAMES)


def example(pattern: str, count: str) -> str:
    """The pattern as it would be said by anybody; `count` where it cannot be said without its slots."""
    text = _PART.sub("", pattern)
    return count if _SLOT.search(text) else text.rstrip(".")


def slots_in(pattern: str) -> frozenset[str]:
    """The names of the slots of a pattern."""
    return frozenset(_SLOT.findall(pattern))


def _part(text: str, slots: Mapping[str, str]) -> str:
    return text if all(slots[name] for name in _SLOT.findall(text)) else ""
