"""How much of a plan is this client's own, sentence by sentence, and whose plan it could be taken for."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import Literal

import msgspec

from goldthread.individuality.library_words import InLibrary, LibraryWords
from goldthread.individuality.own import Kind, Mark, OwnSources, known_names, marks
from goldthread.individuality.sentences import Sentence, sentences
from goldthread.individuality.twins import FEWEST_WORDS, Comparable, Twin, Twins, comparable
from goldthread.plan import Plan
from goldthread.record import Chart
from goldthread.terms import Role

# With fewer the plan could be anybody's. A rule of ours, for a number that people can argue with; no study says so.
ENOUGH_SENTENCES = 3
ENOUGH_FACTS = 3

_KIND_WORDS: dict[Kind, str] = {
    "quote": "the client's own words", "strength": "a strength", "trigger": "a trigger", "early-sign": "an early sign",
    "skill": "a coping skill", "person": "a person of theirs", "place": "a place of theirs", "hope": "a hope",
    "value": "a value", "protective": "what keeps them safe", "occupation": "their work",
    "name": "a name from their life", "own-word": "a word that comes back in their life",
}  # fmt: skip


class SentenceProfile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose one sentence is. `marks` say by what it is the client's own; `library` where it stands in the library;
    `twin` is its closest sentence in another client's plan."""

    sentence: Sentence
    whose: Literal["own", "library", "neither"]
    marks: tuple[Mark, ...] = ()
    library: InLibrary | None = None
    twin: Twin | None = None

    @property
    def why(self) -> str:
        """The reason in words."""
        if self.whose == "own":
            kinds = dict.fromkeys(_KIND_WORDS[mark.by] for mark in self.marks)
            return f"holds {' and '.join(kinds)}"
        if self.library is None:
            return "nothing in it is from this client's record, and the library does not hold it"
        how = "is a pattern of the library" if self.library.filled else "stands word for word in the library"
        return f"{how} ({self.library.place})"


class PlanTwin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Another client's plan. `alike` of the `of` sentences that are long enough to compare have a twin there;
    `similarity` (0 to 1) is the mean over all of them, 0 for those that have none."""

    place: str
    client: str
    alike: int
    of: int
    similarity: float

    @property
    def why(self) -> str:
        """The number in words."""
        return f"{self.alike} of {self.of} sentences stand there too, word for word or nearly"


class Individuality(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A plan looked at for what is this client's own. Shares are of all sentences, 0 to 1 (0 where there are none)."""

    sentences: tuple[SentenceProfile, ...]
    own_share: float
    library_share: float
    closest_plan: PlanTwin | None = None


class Recognised(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether somebody who knows the client could tell whose plan this is with the name taken off. `lost` are the
    sentences that would be true of nobody else: what another client could not take over."""

    could_tell: bool
    lost: tuple[SentenceProfile, ...]
    by_kind: dict[Kind, int]
    why: str


def individuality(
    *,
    plan: Plan,
    chart: Chart,
    library_texts: Iterable[tuple[str, str]] | LibraryWords,
    index: Twins | None = None,
    profiles: tuple[SentenceProfile, ...] | None = None,
    compared: tuple[Comparable, ...] | None = None,
) -> Individuality:
    """Every sentence of the plan with whose it is and why, and its closest twins where an `index` of plans is given.

    `library_texts` are (place, text), or LibraryWords where many plans are looked at. The client's own other plans in
    the index never count. `profiles` and `compared`: what `profiles_of` and `comparable_sentences` say of the same,
    where it is known already.
    """
    library = library_texts if isinstance(library_texts, LibraryWords) else LibraryWords(library_texts)
    profiles = _profiles(plan, chart, library) if profiles is None else profiles
    closest_plan = None
    if index is not None:
        compared = comparable_sentences(plan=plan, chart=chart) if compared is None else compared
        near = [index.near_to(each, not_of=chart.client.id) for each in compared]
        profiles = tuple(
            msgspec.structs.replace(each, twin=twins[0] if twins else None)
            for each, twins in zip(profiles, near, strict=True)
        )
        closest_plan = _closest_plan(compared, near)
    whose = Counter(each.whose for each in profiles)
    total = len(profiles) or 1
    return Individuality(
        sentences=profiles,
        own_share=whose["own"] / total,
        library_share=whose["library"] / total,
        closest_plan=closest_plan,
    )


def name_the_client(
    *,
    plan: Plan,
    chart: Chart,
    library_texts: Iterable[tuple[str, str]] | LibraryWords = (),
    profiles: tuple[SentenceProfile, ...] | None = None,
) -> Recognised:
    """Could you tell whose plan this is? Which sentences would be lost if it were handed to somebody else. `profiles`:
    what `profiles_of` says of the same, where it is known already."""
    library = library_texts if isinstance(library_texts, LibraryWords) else LibraryWords(library_texts)
    profiles = _profiles(plan, chart, library) if profiles is None else profiles
    lost = tuple(each for each in profiles if each.whose == "own")
    facts = {fact for each in lost for mark in each.marks for fact in mark.facts}
    kinds = Counter(kind for each in lost for kind in {mark.by for mark in each.marks})
    could_tell = len(lost) >= ENOUGH_SENTENCES and len(facts) >= ENOUGH_FACTS
    why = f"{len(lost)} of {len(profiles)} sentences are the client's own, by {len(facts)} facts of the record"
    return Recognised(could_tell=could_tell, lost=lost, by_kind=dict(sorted(kinds.items())), why=why)


def profiles_of(
    *, plan: Plan, chart: Chart, library_texts: Iterable[tuple[str, str]] | LibraryWords = ()
) -> tuple[SentenceProfile, ...]:
    """Whose each sentence of the plan is."""
    library = library_texts if isinstance(library_texts, LibraryWords) else LibraryWords(library_texts)
    return _profiles(plan, chart, library)


def comparable_sentences(*, plan: Plan, chart: Chart) -> tuple[Comparable, ...]:
    """Every sentence of a plan, made ready to be compared with those of others."""
    names = known_names(chart=chart)
    return tuple(comparable(each.text, names) for each in sentences(plan=plan))


def add_plan(
    *, index: Twins, place: str, plan: Plan, chart: Chart, compared: tuple[Comparable, ...] | None = None
) -> None:
    """Put every sentence of a plan into an index of twins. `compared`: what `comparable_sentences` says of it, where it
    is known already."""
    for each in comparable_sentences(plan=plan, chart=chart) if compared is None else compared:
        index.keep(place, plan.client, each)


def _profiles(plan: Plan, chart: Chart, library: LibraryWords) -> tuple[SentenceProfile, ...]:
    own = OwnSources(chart=chart, common=library.stems)
    spoken = _own_words_of(plan)
    return tuple(_profile(sentence, own, library, spoken) for sentence in sentences(plan=plan))


def _own_words_of(plan: Plan) -> dict[str, tuple[str, ...]]:
    """The goals whose own words the client said, with the fact that holds them."""
    return {
        goal.id: (goal.own_words.fact,) if goal.own_words.fact else ()
        for goal in plan.goals
        if goal.own_words is not None and goal.own_words.said_by == Role.CLIENT
    }


def _profile(
    sentence: Sentence, own: OwnSources, library: LibraryWords, spoken: dict[str, tuple[str, ...]]
) -> SentenceProfile:
    found = marks(sentence=sentence.text, own=own)
    held = library.holds(sentence.text)
    if sentence.field == "own_words" and sentence.item in spoken and (held is None or spoken[sentence.item]):
        quote = Mark(by="quote", facts=spoken[sentence.item], words=sentence.text)
        found = (quote, *(mark for mark in found if mark.by != "quote"))
    # What the library wrote is nobody's own, though it shares words with a fact; what a client said is theirs all the
    # same, whoever else says it.
    if held is not None and not held.filled and not any(mark.by == "quote" for mark in found):
        found = ()
    whose: Literal["own", "library", "neither"] = "own" if found else "library" if held else "neither"
    return SentenceProfile(sentence=sentence, whose=whose, marks=found, library=held)


def _closest_plan(compared: tuple[Comparable, ...], near: list[tuple[Twin, ...]]) -> PlanTwin | None:
    likeness: defaultdict[tuple[str, str], float] = defaultdict(float)
    alike: Counter[tuple[str, str]] = Counter()
    for twin in chain.from_iterable(near):
        likeness[twin.place, twin.client] += twin.similarity
        alike[twin.place, twin.client] += 1
    if not likeness:
        return None
    long_enough = sum(len(each.words) >= FEWEST_WORDS for each in compared)
    place, other = min(likeness, key=lambda each: (-likeness[each], each))
    return PlanTwin(
        place=place,
        client=other,
        alike=alike[place, other],
        of=long_enough,
        similarity=likeness[place, other] / long_enough,
    )
