"""Does a sentence stand in the texts of the library? Word for word, or as one of its patterns with the slots filled."""

import re
from collections.abc import Iterable

import msgspec

from goldthread.individuality.words import normal, telling

# A row of fewer words stands everywhere.
FEWEST_WORDS = 3
# What may follow a whole text of the library without making it anybody's own: its form ("one to one", "in a group").
FORM = 6

_SLOT = re.compile(r"\{\w+\}")
_OPTIONAL = re.compile(r"\[[^\]]*\]")


class InLibrary(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a sentence stands in the library. `filled`: it is a pattern whose slots somebody or something filled."""

    place: str
    filled: bool = False


class LibraryWords:
    """The texts of the library, made ready for looking up; make it once for a library.

    `texts` are (place, text). A text may hold slots in braces and optional parts in square brackets, as the patterns of
    goals and objectives do.
    """

    __slots__ = ("_patterns", "_rows", "_texts", "_whole", "stems")

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self._texts: list[tuple[str, str]] = []
        self._whole: dict[str, str] = {}
        self._patterns: list[tuple[str, str, re.Pattern[str]]] = []
        self._rows: dict[tuple[str, ...], list[int]] = {}
        stems: set[str] = set()
        for place, text in sorted(set(texts)):
            stems.update(telling(normal(_SLOT.sub(" ", text))))
            if _SLOT.search(text) or _OPTIONAL.search(text):
                longest, pattern = _pattern(text)
                if len(longest.split()) >= FEWEST_WORDS:  # a pattern that is all slots would fit every sentence
                    self._patterns.append((place, longest, pattern))
            else:
                self._keep(place, normal(text))
        self.stems = frozenset(stems)

    def _keep(self, place: str, words: tuple[str, ...]) -> None:
        for start in range(len(words) - FEWEST_WORDS + 1):
            self._rows.setdefault(words[start : start + FEWEST_WORDS], []).append(len(self._texts))
        self._texts.append((place, _line(words)))
        self._whole.setdefault(_line(words), place)

    def holds(self, sentence: str) -> InLibrary | None:
        """Where the sentence stands in the library; None where it does not."""
        words = normal(sentence)
        line = _line(words)
        if line in self._whole:
            return InLibrary(place=self._whole[line])
        if len(words) < FEWEST_WORDS:
            return None
        for number in self._rows.get(words[:FEWEST_WORDS], ()):
            place, text = self._texts[number]
            if line in text or _opens(line, text):
                return InLibrary(place=place)
        for place, longest, pattern in self._patterns:
            if longest in line and pattern.fullmatch(line):
                return InLibrary(place=place, filled=True)
        return None


def _line(words: Iterable[str]) -> str:
    """Words with a space around each, so that a part of a word is never taken for it."""
    return f" {' '.join(words)} "


def _opens(line: str, text: str) -> bool:
    """Whether the sentence is a whole text of the library with no more than its form added."""
    return line.startswith(text) and len(line[len(text) :].split()) <= FORM


def _pattern(text: str) -> tuple[str, re.Pattern[str]]:
    """The longest fixed part of a pattern, and the pattern as a regular expression over a line of words."""
    core = _OPTIONAL.sub(" ", text)
    fixed = [_line(normal(part)) for part in _SLOT.split(core)]
    slots = "(?: [^ ]+)+?"
    body = slots.join(re.escape(part.rstrip()) if part.strip() else "" for part in fixed)
    added = "(?: [^ ]+)*?" if _OPTIONAL.search(text) else ""
    return max(fixed, key=len), re.compile(f"{body}{added} ")
