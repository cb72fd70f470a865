"""How alike two sentences are, as a number that can be explained in one sentence.

Names, numbers and dates are set aside, because a sentence that was copied from one plan to the next changes in just
these. Then: how many words stand in the same order in both, of the words of the longer one.
"""

from collections.abc import Sequence

import msgspec

from goldthread.individuality.words import masked


class Likeness(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`same` words stand in the same order in both sentences; the longer has `of` words."""

    same: int
    of: int

    @property
    def similarity(self) -> float:
        """0 (no word in common) to 1 (the same, names, numbers and dates set aside)."""
        return self.same / self.of if self.of else 1.0

    @property
    def why(self) -> str:
        """The number in words."""
        if self.of == 0:
            return "nothing is left of either once names, numbers and dates are set aside"
        if self.same == self.of:
            return "every word is the same once names, numbers and dates are set aside"
        return f"{self.same} of {self.of} words stand in the same order once names, numbers and dates are set aside"


def similarity(*, one: str, other: str, names: frozenset[str] = frozenset()) -> Likeness:
    """How alike two sentences are. `names` are names (lower case) that cannot be told by their capital alone, as at the
    beginning of a sentence."""
    return likeness(masked(one, names), masked(other, names))


def likeness(one: Sequence[str], other: Sequence[str]) -> Likeness:
    """How alike two rows of words are that have no names, numbers and dates any more."""
    return Likeness(same=_in_order(one, other), of=max(len(one), len(other)))


def _in_order(one: Sequence[str], other: Sequence[str]) -> int:
    """The length of the longest common subsequence, a column at a time in the bits of one number (Hyyrö 2004)."""
    places: dict[str, int] = {}
    for place, word in enumerate(one):
        places[word] = places.get(word, 0) | 1 << place
    full = (1 << len(one)) - 1
    row = full
    for word in other:
        met = row & places.get(word, 0)
        row = ((row + met) | (row - met)) & full
    return len(one) - row.bit_count()
