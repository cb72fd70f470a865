"""A client's record, indexed for the questions that options and drafts ask of it."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from goldthread.catalogue import Modality
from goldthread.curation.access import BARRIERS, LACKING, Ease
from goldthread.curation.adapting import WHO
from goldthread.curation.sentences import inside
from goldthread.curation.telling import SHORT, tell
from goldthread.curation.voice import spoken
from goldthread.needs import Need, NeedCause, Needs, Reading
from goldthread.record import (
    Administration,
    AnyFact,
    Barrier,
    Circumstance,
    CopingSkill,
    Diagnosis,
    Hope,
    Medicine,
    Preference,
    PriorGoal,
    Readiness,
    Risk,
    Statement,
    Strength,
    SubstanceUse,
    Treatment,
    Value,
)
from goldthread.terms import Substance

_NOT_WORD = re.compile(r"[^a-zà-öø-ÿ0-9]+")
# What a reader wants to see first of a need's evidence: the person's voice, then a measure, then use, then the rest.
_FIRST: dict[type, int] = {Statement: 0, Risk: 1, Administration: 1, SubstanceUse: 2, Diagnosis: 2, PriorGoal: 5}
_SUBSTANCES = frozenset(Substance)


class Person:
    """The record of one client on one day. Made once for each draft; holds nothing but what it has read."""

    def __init__(self, *, reading: Reading, needs: Needs) -> None:
        self.reading = reading
        self.chart = reading.chart
        self._needs = needs.needs
        self._told: dict[str, str] = {}
        self._causes_told: dict[tuple[str, ...], str] = {}
        self._leading: dict[str, list[AnyFact]] = {}
        self._held: dict[str, tuple[AnyFact, ...]] = {}

    @cached_property
    def facts_of(self) -> dict[str, tuple[str, ...]]:
        """The facts that raise each need."""
        return {need.id: need.facts for need in self._needs}

    @cached_property
    def raises(self) -> Counter[str]:
        """How many needs each fact raises: what raises one need says more of it than what raises ten."""
        return Counter(fact for facts in self.facts_of.values() for fact in facts)

    @cached_property
    def raised(self) -> dict[str, set[str]]:
        """The needs that each fact raises, and their sections."""
        found: dict[str, set[str]] = {}
        for need in self._needs:
            for fact in self.facts_of[need.id]:
                found.setdefault(fact, set()).update((need.id, need.section))
        return found

    @cached_property
    def name(self) -> str:
        """The name by which sentences call the client."""
        first = self.chart.client.name.split()
        return first[0] if first and first[0].lower() != "the" else "The client"

    @cached_property
    def named(self) -> str:
        """The name as it stands inside a sentence."""
        return inside(self.name)

    def tell(self, fact: AnyFact) -> str:
        """The fact in a few words."""
        told = self._told.get(fact.id)
        if told is None:
            told = self._told[fact.id] = tell(fact, self.reading, SHORT)
        return told

    def leading(self, need: Need) -> list[AnyFact]:
        """The facts that raise a need, those first that tell it best: the client's own words, then measures, then use,
        then the rest; among like ones what is particular to this need, then the newest."""
        known = self._leading.get(need.id)
        if known is None:
            by_id = self.chart.by_id
            held = [by_id[fact] for fact in self.facts_of.get(need.id) or need.facts if fact in by_id]
            held.sort(key=self._place)
            known = self._leading[need.id] = held
        return known

    def _place(self, fact: AnyFact) -> tuple[int, int, str]:
        said = type(fact) is not Statement or spoken(fact, fact.text)
        first = _FIRST.get(type(fact), 3) if said else 4
        return first + self.raises.get(fact.id, 0), -(fact.since or fact.recorded_on).toordinal(), fact.id

    def cause_told(self, cause: NeedCause) -> str:
        """A cause as the team formulated it; a possible one in the words of the facts that show it."""
        if cause.basis == "formulated":
            return cause.text
        told = self._causes_told.get(cause.facts)
        if told is None:
            held = [self.chart.by_id[fact] for fact in cause.facts if fact in self.chart.by_id]
            held.sort(key=self._place)
            told = self._causes_told[cause.facts] = self.tell(held[0]) if held else ""
        return told or cause.text

    def stage_about(self, need: Need) -> Readiness | None:
        """Where the client stands on this need: the newest word about the need, its section or its substance."""
        for fact in self.chart.current(Readiness):
            if fact.about in (need.id, need.section) or (fact.about in _SUBSTANCES and need.id.startswith(fact.about)):
                return fact
        return None

    @cached_property
    def hopes(self) -> list[Hope]:
        """What the client has said that they hope for, most important first."""
        said = [hope for hope in self.chart.current(Hope) if hope.from_client]
        return sorted(said, key=lambda hope: (-(hope.importance or 0), hope.id))

    @cached_property
    def preferences(self) -> list[tuple[Preference, frozenset[str]]]:
        """The wishes that hold today, each with what it is about."""
        return [(fact, frozenset(fact.about)) for fact in self.chart.current(Preference) if fact.about]

    @cached_property
    def wished_for(self) -> frozenset[str]:
        """The tags and ids that the client wants or prefers."""
        return frozenset().union(*(about for fact, about in self.preferences if fact.stance in ("wants", "prefers")))

    @cached_property
    def treatments(self) -> dict[str, list[Treatment]]:
        """Earlier treatment by modality, newest first."""
        found: dict[str, list[Treatment]] = {}
        for fact in self.chart.of(Treatment):
            if fact.modality:
                found.setdefault(fact.modality, []).append(fact)
        return found

    @cached_property
    def medicines(self) -> list[tuple[Medicine, frozenset[str]]]:
        """The record's medicines with their classes."""
        classes = self.reading.classes_of
        return [(fact, classes(fact.name)) for fact in self.chart.of(Medicine)]

    def medicines_that_are(self, modality: Modality) -> list[Medicine]:
        """The record's medicines that the modality stands for: by name where it has names, else by class."""
        if modality.medicine_names:
            return [
                fact for fact, _ in self.medicines if any(name in fact.name.lower() for name in modality.medicine_names)
            ]
        if not modality.medicine_class:
            return []
        return [fact for fact, classes in self.medicines if not classes.isdisjoint(modality.medicine_class)]

    @cached_property
    def adapted_to(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """What in the person a modality is adapted to (age, pregnancy, language ...), as said, with its facts."""
        found = ((key, fits(self.chart)) for key, fits in WHO.items())
        return {key: fit for key, fit in found if fit}

    @cached_property
    def _own_things(self) -> list[tuple[AnyFact, str]]:
        return [(fact, f" {_NOT_WORD.sub(' ', fact.text.lower())} ") for fact in self._strong()]

    def _strong(self) -> Iterable[Strength | CopingSkill | Value | Hope]:
        yield from self.chart.current(Strength)
        yield from self.chart.current(CopingSkill)
        yield from self.chart.current(Value)
        yield from self.chart.current(Hope)

    @cached_property
    def _all_own_things(self) -> str:
        return "".join(text for _, text in self._own_things)

    def holding(self, word: str) -> tuple[AnyFact, ...]:
        """The strengths, skills, values and hopes in whose words `word` begins a word."""
        found = self._held.get(word)
        if found is None:
            start = f" {word}"
            there = start in self._all_own_things
            found = tuple(fact for fact, text in self._own_things if start in text) if there else ()
            self._held[word] = found
        return found

    @cached_property
    def hindrances(self) -> list[tuple[AnyFact, str, Ease]]:
        """What stands in the way of coming, each with its topic and what would ease it."""
        stated: list[tuple[AnyFact, str]] = [(fact, fact.topic) for fact in self.chart.current(Barrier)]
        seen = {topic for _, topic in stated}
        for fact in self.chart.current(Circumstance):
            topic = LACKING.get((fact.topic, fact.state))
            if topic and topic not in seen:
                stated.append((fact, topic))
                seen.add(topic)
        return [(fact, topic, BARRIERS[topic]) for fact, topic in stated if topic in BARRIERS]
