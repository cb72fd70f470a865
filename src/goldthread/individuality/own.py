"""What makes a sentence the client's own, and by which fact of the record: their words, strengths, triggers, signs,
skills, people, places, values. A number or a date alone makes nothing anybody's own."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from goldthread.individuality.words import capitals, longest_run, names_in, normal, telling
from goldthread.record import (
    AnyFact,
    CareMember,
    Chart,
    CopingSkill,
    EarlySign,
    Hope,
    Housing,
    Protective,
    Strength,
    Support,
    Trigger,
    Value,
    Work,
)

Kind = Literal[
    "quote", "strength", "trigger", "early-sign", "skill", "person", "place", "hope", "value", "protective",
    "occupation", "name", "own-word",
]  # fmt: skip
KINDS: tuple[Kind, ...] = Kind.__args__  # type: ignore[attr-defined]  # a Literal has its arguments

# Four words in a row are seldom a coincidence; of words that any plan holds it takes six.
QUOTE = 4
LONG_QUOTE = 6

_BY_KIND: tuple[tuple[type[AnyFact], Kind, tuple[str, ...]], ...] = (
    (Strength, "strength", ("text",)),
    (Trigger, "trigger", ("text",)),
    (EarlySign, "early-sign", ("text",)),
    (CopingSkill, "skill", ("text",)),
    (CopingSkill, "place", ("works_where",)),
    (Housing, "place", ("words",)),
    (Hope, "hope", ("text",)),
    (Value, "value", ("text",)),
    (Protective, "protective", ("text",)),
    (Work, "occupation", ("occupation",)),
)
_SPOKEN = ("text", "words", "reason")
_KIN = (
    r"(wife|husband|partner|girlfriend|boyfriend|(?:grand)?(?:mother|father|son|daughter)(?:-in-law)?|sister|brother|aunt"
    r"|uncle|cousin|niece|nephew|friend|sponsor|dog|cat|priest|pastor|rabbi|imam|boss|neighbou?r|coach|teacher)\b"
)
_WHOSE_KIN = re.compile(rf"\b(?:my|his|her|their|your|\w+['’]s) (?:[a-z]+ )?{_KIN}")
# What somebody is to the client, not to somebody else: "partner, Nia's father" is a partner.
_IS_KIN = re.compile(rf"(?<!['’]s )\b{_KIN}")


class Mark(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One reason why a sentence is the client's own: by what, from which facts of the record (none where a goal's own
    words name none), and the words that show it."""

    by: Kind
    facts: tuple[str, ...]
    words: str


class _Source(msgspec.Struct, frozen=True, kw_only=True):
    by: Kind
    fact: str
    words: tuple[str, ...]
    stems: frozenset[str]


class OwnSources:
    """All in a chart that can make a sentence the client's own, made ready for looking up. Make it once for a chart.

    `common` are the stems that the library uses: a word that comes back in what is known of a client, and that the
    library never uses, belongs to this life. Without them no single word counts.
    """

    __slots__ = ("kin", "motifs", "names", "rows", "said", "sources", "stems")

    def __init__(self, *, chart: Chart, common: frozenset[str] = frozenset()) -> None:
        self.said = [_source("quote", fact.id, text) for fact, text in _spoken(chart)]
        self.rows: dict[tuple[str, ...], set[int]] = {}
        for number, source in enumerate(self.said):
            for row in _rows(source.words):
                self.rows.setdefault(row, set()).add(number)
        self.sources = list(_telling_sources(chart))
        self.stems: dict[str, list[int]] = {}
        for number, source in enumerate(self.sources):
            for stem in sorted(source.stems):
                self.stems.setdefault(stem, []).append(number)
        self.motifs = _motifs([*self.said, *self.sources], common) if common else {}
        self.names = _names(chart)
        self.kin = {
            kin: support.id
            for support in reversed(_own_people(chart))
            for kin in _IS_KIN.findall(support.relation.lower())
        }


def marks(*, sentence: str, own: OwnSources) -> tuple[Mark, ...]:
    """Why the sentence is the client's own, strongest kind first; empty where nothing shows that it is."""
    words = normal(sentence)
    found = [*_quotes(words, own), *_told(words, own), *_named(sentence, own)] or list(_own_words(words, own))
    found.sort(key=lambda mark: (KINDS.index(mark.by), mark.facts, mark.words))
    once = {(mark.by, mark.facts): mark for mark in reversed(found)}
    return tuple(reversed(once.values()))


def known_names(*, chart: Chart) -> frozenset[str]:
    """The names of the client and of everybody in the record, lower case: set aside when sentences are compared."""
    people = [
        chart.client.name,
        *(each.name for each in chart.of(Support)),
        *(each.name for each in chart.of(CareMember)),
    ]
    return frozenset().union(*(names_in(name) for name in people))


def _source(by: Kind, fact: str, text: str) -> _Source:
    words = normal(text)
    return _Source(by=by, fact=fact, words=words, stems=frozenset(telling(words)))


def _spoken(chart: Chart) -> Iterator[tuple[AnyFact, str]]:
    for fact in chart.by_id.values():
        if fact.from_client:
            yield from ((fact, text) for field in _SPOKEN if (text := getattr(fact, field, "")))


def _telling_sources(chart: Chart) -> Iterator[_Source]:
    for kind, by, fields in _BY_KIND:
        for fact in chart.of(kind):
            for field in fields:
                is_place = isinstance(fact, Trigger) and fact.type == "place"
                yield _source("place" if is_place else by, fact.id, getattr(fact, field))


def _own_people(chart: Chart) -> list[Support]:
    return [support for support in chart.of(Support) if support.type != "professional"]


def _motifs(sources: Sequence[_Source], common: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """The words that stand in two facts or more and never in the library, with those facts."""
    found: dict[str, set[str]] = {}
    for source in sources:
        for stem in source.stems - common:
            found.setdefault(stem, set()).add(source.fact)
    return {stem: tuple(sorted(facts)) for stem, facts in found.items() if len(facts) > 1}


def _names(chart: Chart) -> dict[str, tuple[Kind, str]]:
    """Names that only this client's life has: first their people, then what they name when they speak."""
    staff = [each.name for each in chart.of(CareMember)]
    staff += [each.name for each in chart.of(Support) if each.type == "professional"]
    common = frozenset().union(names_in(chart.client.name), *(names_in(name) for name in staff))
    people = {name: ("person", each.id) for each in reversed(_own_people(chart)) for name in names_in(each.name)}
    spoken = [*_spoken(chart), *((work, work.occupation) for work in chart.of(Work))]
    named = {name: ("name", fact.id) for fact, text in reversed(spoken) for name in capitals(text)}
    return {name: found for name, found in (named | people).items() if name not in common}  # type: ignore[misc]  # the kinds are words of Kind


def _rows(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[start : start + QUOTE]) for start in range(len(words) - QUOTE + 1))


def _quotes(words: tuple[str, ...], own: OwnSources) -> Iterator[Mark]:
    for number in sorted({number for row in _rows(words) for number in own.rows.get(row, ())}):
        run = longest_run(words, own.said[number].words)
        if telling(run) or len(run) >= LONG_QUOTE:
            yield Mark(by="quote", facts=(own.said[number].fact,), words=" ".join(run))


def _told(words: tuple[str, ...], own: OwnSources) -> Iterator[Mark]:
    """Two telling words that are half of what the fact tells, three of them, or two within three words in a row."""
    stems = telling(words)
    shared = Counter(number for stem in stems for number in own.stems.get(stem, ()))
    for number, count in sorted(shared.items()):
        source = own.sources[number]
        if count >= 3 or (count == 2 and (len(source.stems) <= 4 or _in_a_row(words, source.words))):
            yield Mark(
                by=source.by, facts=(source.fact,), words=", ".join(each for each in stems if each in source.stems)
            )


def _in_a_row(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return len(telling(longest_run(words, other))) >= 2


def _named(sentence: str, own: OwnSources) -> Iterator[Mark]:
    for name in sorted(capitals(sentence, openers=True)):
        if name in own.names:
            by, fact = own.names[name]
            yield Mark(by=by, facts=(fact,), words=name)
    for kin in _WHOSE_KIN.findall(sentence.lower()):
        if kin in own.kin:
            yield Mark(by="person", facts=(own.kin[kin],), words=kin)


def _own_words(words: tuple[str, ...], own: OwnSources) -> Iterator[Mark]:
    for stem in telling(words):
        if stem in own.motifs:
            yield Mark(by="own-word", facts=own.motifs[stem], words=stem)
