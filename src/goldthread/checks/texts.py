"""Which texts a plan holds, whose voice each is in, and which of them the client reads."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import attrgetter
from typing import Literal, NamedTuple, TypeVar

from goldthread.plan import COLLECTIONS, Plan

V = TypeVar("V")
Voice = Literal["client", "team"]


class PlanText(NamedTuple):
    """One text of a plan: its place, whose words it holds, and whether it is written for the client to read."""

    collection: str
    item: str
    field: str
    text: str
    voice: Voice
    for_client: bool

    @property
    def path(self) -> tuple[str | int, ...]:
        """The path of the text in a case file."""
        return ("plan", self.collection, self.item, self.field)


# Every text field of every collection, by voice. A trigger, an early sign, a skill and a disagreement are written down
# as they were said. A field that stands in none of these tables fails a test.
FOR_CLIENT: dict[str, tuple[str, ...]] = {
    "objectives": ("text", "steps"),
    "interventions": ("text", "client_does"),
    "withdrawal": ("comfort",),
    "links": ("education",),
    "aftercare": ("text", "if_not"),
    "completion": ("text",),
}
BY_TEAM: dict[str, tuple[str, ...]] = {
    "needs": ("title", "reason"),
    "goals": ("clinical", "status_reason"),
    "interventions": ("against_preference_because",),
    "withdrawal": ("escalate_when",),
    "medicines": ("purpose", "decision_reason", "watch_for"),
    "links": ("how", "watch"),
    "skills": ("works_where", "practise"),
    "supports": ("helps_with",),
    "safety": ("text",),
    "review_rules": ("on_event",),
    "reviews": ("cause", "note"),
    "disagreements": ("answer",),
    "waivers": ("reason",),
}
BY_CLIENT: dict[str, tuple[str, ...]] = {
    "triggers": ("text",),
    "early_signs": ("text",),
    "skills": ("text",),
    "disagreements": ("words",),
}
# Names of people, places, measures and amounts: no sentences.
NAMES: dict[str, tuple[str, ...]] = {
    "needs": ("referred_to", "decided_by"),
    "objectives": ("measure", "unit"),
    "interventions": ("frequency", "duration", "by_whom"),
    "withdrawal": ("substance", "escalate_to"),
    "medicines": ("medicine", "prescriber"),
    "links": ("education_by",),
    "early_signs": ("noticed_by",),
    "supports": ("name", "relation", "contact"),
    "safety": ("contact",),
    "aftercare": ("place", "contact", "ride"),
    "review_rules": ("source",),
    "disagreements": ("who", "answered_by"),
    "team": ("name", "credential"),
    "waivers": ("by",),
}
EVERYWHERE = "because"  # on every item: why this for this client


_VOICES: tuple[tuple[dict[str, tuple[str, ...]], Voice, bool], ...] = (
    (FOR_CLIENT, "team", True),
    (BY_TEAM, "team", False),
    (BY_CLIENT, "client", False),
)
_COLUMNS: tuple[tuple[str, str, Voice, bool], ...] = tuple(
    (collection, field, voice, for_client)
    for fields, voice, for_client in _VOICES
    for collection in sorted(fields)
    for field in fields[collection]
) + tuple((collection, EVERYWHERE, "team", False) for collection in COLLECTIONS)
_LISTS = frozenset({"steps", "comfort"})
_FETCH = tuple(
    (number, column[0], attrgetter(column[1]), column[1] in _LISTS) for number, column in enumerate(_COLUMNS)
)
_CLIENT_COLUMNS = len([column for column in _COLUMNS if column[3]])  # they come first


_WORDS_KEPT = 50_000  # words that are remembered at most
# What a text holds depends on the text alone, and a plan is checked again after each edit, so it is remembered: of as
# many texts as the plans have that a team has open on one day, and of no more, because texts are about people.
_TEXTS_KEPT = 5_000
_forgetting: list[Callable[[], None]] = []


def remembered(reads: Callable[[str], V]) -> Callable[[str], V]:
    """The same function of a text, which remembers what it said of the texts that were last asked about."""
    kept = lru_cache(maxsize=_TEXTS_KEPT)(reads)
    _forgetting.append(kept.cache_clear)
    return kept


def forget_texts() -> None:
    """Drop all that is remembered of texts. What is known of single words stays."""
    for forget in _forgetting:
        forget()


class _Known:
    """Which strings hold what is looked for, of those that were last asked about."""

    __slots__ = ("_most", "_sets")

    def __init__(self, most: int) -> None:
        self._most = most
        self.forget()

    def forget(self) -> None:
        # Both at once and never emptied: another thread may be in the middle of `among`.
        self._sets: tuple[set[str], set[str]] = set(), set()

    def among(self, asked: frozenset[str], search: Callable[[frozenset[str]], Iterable[str]]) -> frozenset[str]:
        """Those that hold it; `search` finds them where they were not asked about before."""
        seen, holding = self._sets
        if new := asked - seen:
            holding.update(search(new))
            seen |= new
            if len(seen) > self._most:
                self.forget()
        return asked & holding


class Pieces:
    """Pieces of words, lower case, that are looked for. Remembers which words and which texts hold one."""

    def __init__(self, *pieces: str) -> None:
        self.pieces = pieces
        self._words = _Known(_WORDS_KEPT)
        self._texts = _Known(_TEXTS_KEPT)
        _forgetting.append(self._texts.forget)

    def in_words(self, words: frozenset[str]) -> frozenset[str]:
        """The words, in lower case, that hold a piece."""
        return self._words.among(words, self._search)

    def _search(self, words: frozenset[str]) -> list[str]:
        return [word for word in words if any(piece in word for piece in self.pieces)]

    def in_texts(self, texts: frozenset[str], made_ready: Callable[[frozenset[str]], "_Whole"]) -> frozenset[str]:
        """The texts with a word that holds a piece."""
        return self._texts.among(texts, lambda new: made_ready(new).holding(self))


class _Whole:
    """Texts with all their words, so that each word is looked at once and not in every text."""

    __slots__ = ("_lowered", "_words", "of")

    def __init__(self, texts: frozenset[str]) -> None:
        self.of = texts
        self._lowered = [(text.lower(), text) for text in texts]
        self._words = frozenset("\n".join([lowered for lowered, _ in self._lowered]).split())

    def holding(self, pieces: Pieces) -> set[str]:
        """The texts with a word that holds a piece."""
        found: set[str] = set()
        for word in pieces.in_words(self._words):
            found.update([text for lowered, text in self._lowered if word in lowered])
        return found


class Sheet:
    """All texts of a plan, without the own words of goals (they are no text of the team)."""

    __slots__ = ("_entries", "_last", "_texts")

    def __init__(self, plan: Plan) -> None:
        entries: list[tuple[int, str, str]] = []
        for number, collection, fetch, is_list in _FETCH:
            items = getattr(plan, collection)
            if not items:
                continue
            if is_list:
                entries += [(number, item.id, text) for item in items for text in fetch(item) if text]
            else:
                entries += [(number, item.id, text) for item in items if (text := fetch(item))]
        self._entries = entries
        self._texts = frozenset([entry[2] for entry in entries])
        self._last: _Whole | None = None

    def for_client(self) -> list[str]:
        """All that the client reads."""
        return [text for number, _, text in self._entries if number < _CLIENT_COLUMNS]

    def texts(self, *, for_client: bool = False) -> list[PlanText]:
        """Every text that is not empty, or only those for the client to read, in the order of the tables above."""
        return [_text(entry) for entry in self._entries if not for_client or _COLUMNS[entry[0]][3]]

    def holding(self, pieces: Pieces) -> list[PlanText]:
        """The texts that hold a word with at least one of the pieces in it."""
        held = pieces.in_texts(self._texts, self._made_ready)
        return [_text(entry) for entry in self._entries if entry[2] in held] if held else []

    def _made_ready(self, texts: frozenset[str]) -> _Whole:
        # Most texts are as new to the one check as to the other.
        if self._last is None or self._last.of != texts:
            self._last = _Whole(texts)
        return self._last


def texts_of(plan: Plan) -> tuple[PlanText, ...]:
    """Every text of the plan that is not empty, without the own words of goals."""
    return tuple(Sheet(plan).texts())


def _text(entry: tuple[int, str, str]) -> PlanText:
    number, item, text = entry
    collection, field, voice, for_client = _COLUMNS[number]
    return PlanText(collection, item, field, text, voice, for_client)


_PUNCTUATION = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """The text as lower-case words with single spaces: what two sentences are compared by."""
    return _PUNCTUATION.sub(" ", text.lower()).strip()


_QUOTES = re.compile(r"\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|‘[^’]*’(?!\w)")


def without_quotes(text: str) -> str:
    """The text with what stands in quotation marks taken out: a quote is somebody's own word."""
    return _QUOTES.sub(" ", text) if any(mark in text for mark in '"“„«‘') else text
