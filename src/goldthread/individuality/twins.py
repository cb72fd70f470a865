"""Finding the closest twin of a sentence among the sentences of very many plans.

`Twins` is the seam: what stands behind it may be this index in memory or an engine over a whole centre's archive.
"""

from bisect import insort
from collections import Counter
from collections.abc import Iterator
from math import ceil
from typing import Protocol

import msgspec

from goldthread.individuality.similarity import Likeness, likeness
from goldthread.individuality.words import masked, normal

# Below this two sentences are not twins; fewer words than this are too few to say anything. Both were set by looking at
# what they call twins in the standing cast; no study says so.
NEAR = 0.75
FEWEST_WORDS = 5
# A phrase that stands in thousands of plans need not be listed in all of them.
MOST_PLACES = 200


class Twin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sentence of another client that is like the one asked about: where it stands, and how alike the two are."""

    place: str
    client: str
    sentence: str
    likeness: Likeness

    @property
    def similarity(self) -> float:
        """0 to 1."""
        return self.likeness.similarity

    @property
    def why(self) -> str:
        """The similarity in words."""
        return self.likeness.why


class Twins(Protocol):
    """Where sentences of many plans are kept to be compared. `place` names the plan that a sentence stands in; `names`
    are names (lower case) to be set aside."""

    def add(self, place: str, client: str, sentence: str, *, names: frozenset[str] = frozenset()) -> None:
        """Keep one sentence. The order in which sentences come changes no answer."""

    def same(self, sentence: str, *, not_of: str) -> Twin | None:
        """A sentence of another client that is the same word for word, letters' case and marks aside."""

    def closest(self, sentence: str, *, not_of: str, names: frozenset[str] = frozenset()) -> Twin | None:
        """The most alike sentence of another client; None where none is alike enough to be a twin."""

    def near(self, sentence: str, *, not_of: str, names: frozenset[str] = frozenset()) -> tuple[Twin, ...]:
        """The closest twin in each place that has one, most alike first, MOST_PLACES at most."""


Standing = tuple[str, str, str]  # place, client, sentence: sorted, so that equal twins are always named the same way


class TwinIndex:
    """The twins of a few ten thousand plans in memory.

    A sentence is looked up by its rarest words only: of two twins with n words at most n − ⌈NEAR · n⌉ words differ, so
    that one word more than these must be shared. What a query costs follows how rare these words are, not how many
    plans there are. Sentences that are the same once masked are kept once.
    """

    def __init__(self) -> None:
        self._words: list[tuple[str, ...]] = []
        self._standing: list[list[Standing]] = []
        self._numbers: dict[tuple[str, ...], int] = {}
        self._holding: dict[str, list[int]] = {}
        self._exact: dict[tuple[str, ...], list[Standing]] = {}

    def add(self, place: str, client: str, sentence: str, *, names: frozenset[str] = frozenset()) -> None:
        """Keep one sentence."""
        standing = (place, client, sentence)
        insort(self._exact.setdefault(normal(sentence), []), standing)
        words = masked(sentence, names)
        number = self._numbers.get(words)
        if number is None:
            number = self._numbers[words] = len(self._words)
            self._words.append(words)
            self._standing.append([])
            for word in set(words):
                self._holding.setdefault(word, []).append(number)
        insort(self._standing[number], standing)

    def same(self, sentence: str, *, not_of: str) -> Twin | None:
        """A sentence of another client that is the same word for word."""
        words = normal(sentence)
        found = _of_others(self._exact.get(words, ()), not_of)
        if not words or found is None:
            return None
        return _twin(found, Likeness(same=len(words), of=len(words)))

    def closest(self, sentence: str, *, not_of: str, names: frozenset[str] = frozenset()) -> Twin | None:
        """The most alike sentence of another client; of several the first by place."""
        best: tuple[float, Standing] | None = None
        alike = Likeness(same=0, of=1)
        for number, found in self._alike(masked(sentence, names)):
            standing = _of_others(self._standing[number], not_of)
            if standing is not None and (best is None or (-found.similarity, standing) < best):
                best, alike = (-found.similarity, standing), found
        return _twin(best[1], alike) if best else None

    def near(self, sentence: str, *, not_of: str, names: frozenset[str] = frozenset()) -> tuple[Twin, ...]:
        """The closest twin in each place that has one, most alike first."""
        best: dict[str, Twin] = {}
        for number, found in sorted(self._alike(masked(sentence, names)), key=lambda each: -each[1].similarity):
            for standing in self._standing[number]:
                if standing[1] != not_of and _better(best.get(standing[0]), standing, found):
                    best[standing[0]] = _twin(standing, found)
        ranked = sorted(best.values(), key=lambda twin: (-twin.similarity, twin.place))
        return tuple(ranked[:MOST_PLACES])

    def _alike(self, words: tuple[str, ...]) -> Iterator[tuple[int, Likeness]]:
        """Every kept sentence that is a twin of these words."""
        if len(words) < FEWEST_WORDS:
            return
        wanted = Counter(words)
        for number in self._candidates(words):
            other = self._words[number]
            needed = ceil(NEAR * max(len(words), len(other)))
            if min(len(words), len(other)) < needed or _shared(wanted, other) < needed:
                continue
            found = likeness(words, other)
            if found.same >= needed:
                yield number, found

    def _candidates(self, words: tuple[str, ...]) -> list[int]:
        may_differ = len(words) - ceil(NEAR * len(words))
        rarest = sorted(words, key=lambda word: (len(self._holding.get(word, ())), word))[: may_differ + 1]
        return sorted({number for word in set(rarest) for number in self._holding.get(word, ())})


def _shared(wanted: Counter[str], other: tuple[str, ...]) -> int:
    return sum(min(count, wanted[word]) for word, count in Counter(other).items())


def _of_others(standing: "list[Standing] | tuple[()]", client: str) -> Standing | None:
    return next((each for each in standing if each[1] != client), None)


def _better(held: Twin | None, standing: Standing, found: Likeness) -> bool:
    return held is None or (-found.similarity, standing[2]) < (-held.similarity, held.sentence)


def _twin(standing: Standing, found: Likeness) -> Twin:
    place, client, sentence = standing
    return Twin(place=place, client=client, sentence=sentence, likeness=found)
