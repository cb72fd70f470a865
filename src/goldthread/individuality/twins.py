"""Finding the closest twin of a sentence among the sentences of very many plans.

`Twins` is the seam: what stands behind it may be this index in memory or an engine over a whole centre's archive.
"""

from bisect import insort
from collections.abc import Iterator
from itertools import combinations, groupby, islice
from math import ceil
from sys import intern
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
TOGETHER = 2
_NOWHERE: frozenset[int] = frozenset()


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


class Comparable(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence made ready to be compared, which takes longer than comparing it: kept where that happens often.
    `whole` is the hash of all its words in this process, `words` are those that count."""

    text: str
    whole: int
    words: tuple[str, ...]


def comparable(sentence: str, names: frozenset[str] = frozenset()) -> Comparable:
    """A sentence made ready. Its words are those of thousands of others: each is held once."""
    words = tuple(map(intern, masked(sentence, names)))
    return Comparable(text=sentence, whole=hash(normal(sentence)), words=words)


class Twins(Protocol):
    """Where sentences of many plans are kept to be compared. `place` names the plan that a sentence stands in; `names`
    are names (lower case) to be set aside."""

    def keep(self, place: str, client: str, sentence: Comparable) -> None:
        """Keep one sentence that was made ready."""

    def near_to(self, sentence: Comparable, *, not_of: str) -> tuple[Twin, ...]:
        """As `near`, of a sentence that was made ready."""

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

    A sentence is looked up by its rarest words, two by two. A twin of a sentence of n words may lack n − ⌈NEAR · n⌉ of
    them, so that of two more than these it holds at least two. What a query costs follows how rare these pairs are, not
    how many plans there are. Sentences that are the same once masked are kept once.
    """

    def __init__(self) -> None:
        self._words: list[tuple[str, ...]] = []
        self._standing: list[list[Standing]] = []
        self._numbers: dict[tuple[str, ...], int] = {}
        self._holding: dict[str, set[int]] = {}
        self._exact: dict[int, list[Standing]] = {}

    def add(self, place: str, client: str, sentence: str, *, names: frozenset[str] = frozenset()) -> None:
        """Keep one sentence."""
        self.keep(place, client, comparable(sentence, names))

    def keep(self, place: str, client: str, sentence: Comparable) -> None:
        """Keep one sentence that was made ready."""
        standing, words = (place, client, sentence.text), sentence.words
        insort(self._exact.setdefault(sentence.whole, []), standing)
        number = self._numbers.get(words)
        if number is None:
            number = self._numbers[words] = len(self._words)
            self._words.append(words)
            self._standing.append([])
            for word in set(words):
                self._holding.setdefault(word, set()).add(number)
        insort(self._standing[number], standing)

    def same(self, sentence: str, *, not_of: str) -> Twin | None:
        """A sentence of another client that is the same word for word."""
        standing = next(self._same(sentence, hash(normal(sentence)), not_of), None)
        return _twin(standing, _whole(normal(sentence))) if standing else None

    def closest(self, sentence: str, *, not_of: str, names: frozenset[str] = frozenset()) -> Twin | None:
        """The most alike sentence of another client; of several the first by place."""
        return min(self._twins(comparable(sentence, names), not_of), key=_rank, default=None)

    def near(self, sentence: str, *, not_of: str, names: frozenset[str] = frozenset()) -> tuple[Twin, ...]:
        """The closest twin in each place that has one, most alike first."""
        return self.near_to(comparable(sentence, names), not_of=not_of)

    def near_to(self, sentence: Comparable, *, not_of: str) -> tuple[Twin, ...]:
        """As `near`, of a sentence that was made ready."""
        best: dict[str, Twin] = {}
        for twin in sorted(self._twins(sentence, not_of, most=MOST_PLACES), key=_rank):
            best.setdefault(twin.place, twin)
        return tuple(list(best.values())[:MOST_PLACES])

    def _twins(self, sentence: Comparable, not_of: str, *, most: int = 1) -> Iterator[Twin]:
        """The twins of a sentence, for each way in which they are written those in the first `most` places."""
        words = sentence.words
        if len(words) < FEWEST_WORDS:
            return
        for number, found in self._alike(words):
            others = (each for each in self._standing[number] if each[1] != not_of)
            yield from (_twin(each, found) for each in _places(others, most))
        # The same word for word is wholly alike, though the names of another life may not have been set aside in it.
        same = self._same(sentence.text, sentence.whole, not_of)
        yield from (_twin(each, _whole(words)) for each in _places(same, most))

    def _same(self, sentence: str, whole: int, not_of: str) -> Iterator[Standing]:
        others = [each for each in self._exact.get(whole, ()) if each[1] != not_of]
        words = normal(sentence) if others else ()
        if words:
            yield from (each for each in others if each[2] == sentence or normal(each[2]) == words)

    def _alike(self, words: tuple[str, ...]) -> Iterator[tuple[int, Likeness]]:
        """Every kept sentence that is a twin of these words."""
        for number in self._candidates(words):
            other = self._words[number]
            needed = ceil(NEAR * max(len(words), len(other)))
            found = likeness(words, other)
            if found.same >= needed:
                yield number, found

    def _candidates(self, words: tuple[str, ...]) -> set[int]:
        """Every kept sentence that may be a twin, and few others."""
        needed = ceil(NEAR * len(words))
        held = sorted(
            ((word, self._holding.get(word, _NOWHERE)) for word in set(words)), key=lambda each: (len(each[1]), each[0])
        )
        shared = [each for _, each in held[: len(words) - needed + TOGETHER]]
        repeated = len(words) - len(held)
        if needed - repeated < TOGETHER:  # so few different words that one of them is all that is sure to be shared
            return set().union(*shared)
        return set().union(*(one & other for one, other in combinations(shared, TOGETHER)))


def _places(standing: Iterator[Standing], most: int) -> Iterator[Standing]:
    """The first of each place, for `most` places."""
    firsts = (next(same) for _, same in groupby(standing, key=lambda each: each[0]))
    return islice(firsts, most)


def _whole(words: tuple[str, ...]) -> Likeness:
    return Likeness(same=len(words), of=len(words))


def _rank(twin: Twin) -> tuple[float, str, str, str]:
    return -twin.similarity, twin.place, twin.client, twin.sentence


def _twin(standing: Standing, found: Likeness) -> Twin:
    place, client, sentence = standing
    return Twin(place=place, client=client, sentence=sentence, likeness=found)
