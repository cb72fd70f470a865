"""What of the record speaks to a modality whatever the need is: wishes, earlier response, strengths, barriers."""

import re
from collections.abc import Iterable
from functools import cached_property

from goldthread.catalogue import FORMATS, Modality, Offer
from goldthread.curation import points
from goldthread.curation.access import BARRIERS, LACKING
from goldthread.curation.reasons import Reason
from goldthread.curation.telling import clip, quote, tell, without_dose
from goldthread.needs import Reading
from goldthread.record import (
    AnyFact,
    Barrier,
    Circumstance,
    CopingSkill,
    Hope,
    Medicine,
    Preference,
    Strength,
    Treatment,
    Value,
)

KEPT_OTHERWISE = "Given in another form than"
_NOT_WORD = re.compile(r"[^a-zà-öø-ÿ0-9]+")


class Person:
    """A client's record, indexed for the questions that options ask of it. Made once for each draft."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.chart = reading.chart
        self._held: dict[str, tuple[AnyFact, ...]] = {}
        self._told: dict[str, str] = {}
        # How many needs each fact raises: what raises one need says more of it than what raises ten.
        self.raises: dict[str, int] = {}

    @cached_property
    def name(self) -> str:
        """The name by which sentences call the client."""
        first = self.chart.client.name.split()
        return first[0] if first and first[0].lower() != "the" else "The client"

    def tell(self, fact: AnyFact) -> str:
        """The fact in a few words."""
        told = self._told.get(fact.id)
        if told is None:
            told = self._told[fact.id] = tell(fact, self.reading)
        return told

    @cached_property
    def preferences(self) -> list[Preference]:
        """The wishes that hold today."""
        return self.chart.current(Preference)

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

    @cached_property
    def own_things(self) -> list[tuple[AnyFact, str]]:
        """Strengths, skills, hopes and values, each with its words."""
        kinds = (Strength, CopingSkill, Value, Hope)
        return [(fact, f" {_NOT_WORD.sub(' ', fact.text.lower())} ") for kind in kinds for fact in self._of(kind)]

    def _of(self, kind: type[Strength | CopingSkill | Value | Hope]) -> Iterable[Strength | CopingSkill | Value | Hope]:
        return self.chart.current(kind)

    def holding(self, word: str) -> tuple[AnyFact, ...]:
        """The strengths, skills, hopes and values in whose words `word` begins a word."""
        found = self._held.get(word)
        if found is None:
            start = f" {word.lower()}"
            found = self._held[word] = tuple(fact for fact, text in self.own_things if start in text)
        return found

    @cached_property
    def hindrances(self) -> list[tuple[AnyFact, str]]:
        """What stands in the way of coming, each with its topic."""
        stated: list[tuple[AnyFact, str]] = [(fact, fact.topic) for fact in self.chart.current(Barrier)]
        seen = {topic for _, topic in stated}
        for fact in self.chart.current(Circumstance):
            topic = LACKING.get((fact.topic, fact.state))
            if topic and topic not in seen:
                stated.append((fact, topic))
                seen.add(topic)
        return stated


def wishes(*, modality: Modality, offer: Offer | None, person: Person) -> tuple[list[Reason], tuple[str, ...], bool]:
    """The reasons that come of the client's wishes, the formats that are left, and whether a refusal excludes it."""
    kept = {*modality.tags}
    if offer and offer.formats:
        for family in FORMATS:
            offered = family & {*offer.formats}
            if offered and kept & family:
                kept = (kept - family) | offered
    extra = {*offer.formats} - frozenset().union(*FORMATS) if offer else set()
    named = kept | extra | {modality.id, modality.kind}
    reasons: list[Reason] = []
    excluded = False
    for wish in person.preferences:
        about = named & {*wish.about}
        if not about:
            continue
        reason, lost, refused = _weigh_wish(wish, about, kept, person)
        kept -= lost
        excluded = excluded or refused
        reasons.append(reason)
    return reasons, _forms(kept, person), excluded


def _weigh_wish(
    wish: Preference, about: set[str], kept: set[str], person: Person
) -> tuple[Reason, frozenset[str], bool]:
    said = quote(wish.text) if wish.from_client else clip(wish.text)
    words = " and ".join(sorted(each.replace("-", " ") for each in about))
    against = wish.stance in ("avoids", "refuses")
    formats = frozenset(each for each in about if any(each in family for family in FORMATS))
    if against and formats == about and all(kept & family - formats for family in FORMATS if family & formats):
        text = f"{KEPT_OTHERWISE} {words}, which {person.name} {wish.stance}: {said}"
        return Reason(kind="adaptation", text=text, facts=(wish.id,)), formats, False
    text = f"{person.name} {wish.stance} {words}: {said}"
    weight = points.FORMAT_MET if not against and formats == about else points.STANCE[wish.stance]
    return Reason(kind="preference", text=text, facts=(wish.id,), points=weight), frozenset(), wish.stance == "refuses"


def _forms(kept: set[str], person: Person) -> tuple[str, ...]:
    """The formats that are left; of one family only the wished-for one where the client named it."""
    wanted = {tag for wish in person.preferences if wish.stance in ("wants", "prefers") for tag in wish.about}
    forms: list[str] = []
    for family in FORMATS:
        left = kept & family
        forms.extend(sorted(left & wanted or left))
    return tuple(forms)


def earlier(*, modality: Modality, person: Person) -> list[Reason]:
    """What came of the same treatment, or of a medicine of its class, before."""
    reasons = []
    for fact in person.treatments.get(modality.id, ())[:2]:
        weight = points.OUTCOME[fact.outcome]
        when = f" ({fact.since.year})" if fact.since else ""
        text = f"Tried before{when}: {person.tell(fact)}"
        reasons.append(Reason(kind="earlier-response", text=text, facts=(fact.id,), points=weight))
    for medicine, classes in person.medicines if modality.medicine_class else ():
        if classes.intersection(modality.medicine_class):
            reason = _taken(medicine, person)
            if reason:
                reasons.append(reason)
    return reasons


def _taken(fact: Medicine, person: Person) -> Reason | None:
    name = clip(without_dose(fact.name), 80)
    if fact.status in ("active", "as-needed") and fact.holds_on(person.chart.on):
        worry = f", with side effects: {clip(without_dose(fact.side_effects), 120)}" if fact.side_effects else ""
        text = f"{person.name} already takes {name}{worry}"
        return Reason(kind="earlier-response", text=text, facts=(fact.id,), points=points.TAKES_ALREADY)
    why = f": {clip(without_dose(fact.stopped_because), 140)}" if fact.stopped_because else ""
    if fact.status == "declined":
        text = f"{person.name} was offered {name} and declined{why}"
        return Reason(kind="preference", text=text, facts=(fact.id,), points=points.DECLINED)
    if fact.status == "stopped" or (fact.until and fact.until < person.chart.on):
        text = f"{person.name} took {name} before and stopped{why}"
        return Reason(kind="earlier-response", text=text, facts=(fact.id,), points=points.STOPPED)
    return None


def strengths(*, modality: Modality, person: Person) -> list[Reason]:
    """Strengths, skills, values and hopes that the modality builds on."""
    found: dict[str, AnyFact] = {}
    for word in modality.builds_on:
        for fact in person.holding(word):
            found.setdefault(fact.id, fact)
    return [
        Reason(
            kind="strength",
            text=f"Builds on what {person.name} has: {person.tell(fact)}",
            facts=(fact.id,),
            points=points.STRENGTH,
        )
        for fact in list(found.values())[: points.STRENGTHS_MOST]
    ]


def access(*, modality: Modality, forms: tuple[str, ...], offer: Offer | None, person: Person) -> list[Reason]:
    """Whether the client can get to it, given what stands in the way."""
    tags = {*modality.tags, *forms, modality.id, *(offer.formats if offer else ())}
    reasons = []
    for fact, topic in person.hindrances:
        barrier = BARRIERS.get(topic)
        if barrier is None:
            continue
        way = f"{topic.replace('-', ' ')} stands in the way: {person.tell(fact)}"
        if tags & barrier.eased_by:
            by = ", ".join(sorted(tags & barrier.eased_by)).replace("-", " ")
            text = f"Within reach for {person.name} ({by}), though {way}"
            reasons.append(Reason(kind="access", text=text, facts=(fact.id,), points=points.ACCESS_EASY))
        elif tags & barrier.harder_by:
            text = f"Hard to reach for {person.name} while {way}"
            reasons.append(Reason(kind="access", text=text, facts=(fact.id,), points=points.ACCESS_HARD))
    return reasons
