"""Options for one need of one client: every modality that is indicated, ranked, each with its reasons."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from goldthread.catalogue import Indication, Modality, Offer
from goldthread.curation import points
from goldthread.curation.fitting import Fit, adaptations, fit, forms
from goldthread.curation.person import Person
from goldthread.curation.reasons import Choice, Ground, Option
from goldthread.curation.sentences import lower_first
from goldthread.needs import Need, NeedCause, NeedLink, Needs, Reading, evidence_for
from goldthread.record import Readiness

_EARLY = ("precontemplation", "contemplation")
_WELL = {
    "guideline": "is recommended in guidelines for",
    "trials": "is supported by trials for",
    "some-trials": "is supported by some trials for",
    "practice": "is supported by practice, not by trials, for",
}
_TURN = {
    "predisposing": "what made it likely",
    "precipitating": "what set it off",
    "perpetuating": "what keeps it going",
    "protective": "what guards against it",
}
_WORD = re.compile(r"[a-zà-öø-ÿ0-9]+")
_SHORTEST = 3


class Ranked(NamedTuple):
    """Where a modality stands among the options for a need; the smallest is the best."""

    excluded: bool
    less: float  # its points, negative, so that the best comes first
    modality: str
    evidence: float  # the part of its points that is owed to evidence

    @property
    def points(self) -> float:
        """What speaks for it less what speaks against it."""
        return -self.less


def options_for(
    *, need: Need, reading: Reading, needs: Needs, modalities: Mapping[str, Modality], offers: Mapping[str, Offer]
) -> tuple[Option, ...]:
    """All modalities indicated for the need, best for this client first; excluded ones last. The order is by points,
    ties by id, and depends on nothing but the arguments."""
    weighing = Weighing(reading=reading, needs=needs, modalities=modalities, offers=offers)
    return tuple(weighing.option(need, each.modality) for each in weighing.ranked(need))


class _About(NamedTuple):
    """What the options for one need have in common."""

    stage: Readiness | None
    causes: tuple[tuple[NeedCause, frozenset[str]], ...]
    partners: tuple[tuple[str, NeedLink], ...]
    linked: frozenset[str]


class Weighing:
    """The catalogue weighed for one client. What does not depend on the need is worked out once for each modality."""

    def __init__(
        self, *, reading: Reading, needs: Needs, modalities: Mapping[str, Modality], offers: Mapping[str, Offer]
    ) -> None:
        self.reading, self.needs, self.modalities, self.offers = reading, needs, modalities, offers
        self.person = Person(reading=reading, needs=needs)
        self._by_id = {need.id: need for need in needs.needs}
        self._indicated: dict[str, list[tuple[Modality, Indication]]] = {}
        self._serves: dict[str, list[str]] = {}
        for modality in modalities.values():
            for indication in modality.indications:
                if indication.need in self._by_id:
                    self._indicated.setdefault(indication.need, []).append((modality, indication))
                    self._serves.setdefault(modality.id, []).append(indication.need)
        self._keys = {name: frozenset(modalities[name].answers_causes) for name in self._serves}
        self._vocabulary = frozenset().union(*self._keys.values())
        self._phrases = [(key, f" {key.replace('-', ' ')}") for key in sorted(self._vocabulary) if "-" in key]
        self._fits: dict[str, Fit] = {}
        self._abouts: dict[str, _About] = {}
        self._heard: dict[str, frozenset[str]] = {}

    def ranked(self, need: Need) -> list[Ranked]:
        """The modalities indicated for the need in this record, best first."""
        found = []
        for modality, indication in self._indicated.get(need.id, ()):
            only = indication.only_when
            if only is None or evidence_for(rule=only, reading=self.reading) is not None:
                whole = self._fit(modality)
                weight = whole.points + self._weight(need, modality, indication)
                found.append(Ranked(whole.excluded, -weight, modality.id, points.EVIDENCE[indication.evidence]))
        return sorted(found)

    def option(self, need: Need, modality: str) -> Option:
        """One modality for the need, worded; see `choice`."""
        taken = self.choice(need, modality)
        return Option(
            modality=modality,
            name=taken.name,
            points=taken.points,
            excluded=taken.excluded,
            reasons=tuple(ground.worded() for ground in taken.grounds),
            forms=taken.forms,
            also=tuple(sorted({other for other in self._serves.get(modality, ()) if other != need.id})),
            offer=taken.offer,
        )

    def choice(self, need: Need, modality: str) -> Choice:
        """One modality for the need; also where the catalogue does not name it for that need: the team may choose it.
        Raises KeyError for a modality that is not in the catalogue."""
        wanted = self.modalities[modality]
        indication = next((each for each in wanted.indications if each.need == need.id), None)
        whole = self._fit(wanted)
        own = tuple(self._grounds(need, wanted, indication))
        return Choice(
            modality=modality,
            name=wanted.name,
            points=whole.points + sum(ground.points for ground in own),
            excluded=whole.excluded,
            grounds=(*own, *whole.grounds, *adaptations(wanted, self.person)),
            forms=forms(whole.kept, self.person),
            offer=self.offers.get(modality),
        )

    def causes_answered(self, need: Need, modality: str) -> list[NeedCause]:
        """The causes of the need that the modality works on: by a word of theirs, or by a need of the same facts."""
        keys = self._keys_by(modality)
        return [cause for cause, words in self._about(need).causes if not keys.isdisjoint(words)]

    def formulated_answered(self, modality: str) -> list[NeedCause]:
        """Every formulated cause of any need of the client that the modality works on, each once."""
        keys = self._keys_by(modality)
        found = {cause.text: cause for cause, words in reversed(self._formulated) if not keys.isdisjoint(words)}
        return list(found.values())

    @cached_property
    def _formulated(self) -> list[tuple[NeedCause, frozenset[str]]]:
        held = (each for need in self.needs.needs for each in self._about(need).causes)
        return [(cause, words) for cause, words in held if cause.basis == "formulated"]

    def _keys_by(self, modality: str) -> frozenset[str]:
        keys = self._keys.get(modality)
        if keys is None:
            keys = self._keys[modality] = frozenset(self.modalities[modality].answers_causes)
        return keys

    def _fit(self, modality: Modality) -> Fit:
        known = self._fits.get(modality.id)
        if known is None:
            offer = self.offers.get(modality.id)
            known = self._fits[modality.id] = fit(modality=modality, offer=offer, person=self.person)
        return known

    def _about(self, need: Need) -> _About:
        known = self._abouts.get(need.id)
        if known is None:
            held = sorted((each for each in need.causes if each.role != "protective"), key=_basis)
            causes = tuple((each, self._keys_of(each, need)) for each in held)
            pairs = ((link.other if link.one == need.id else link.one, link) for link in self.needs.links)
            partners = tuple((other, link) for other, link in pairs if need.id in (link.one, link.other))
            linked = frozenset(other for other, _ in partners)
            known = self._abouts[need.id] = _About(self.person.stage_about(need), causes, partners, linked)
        return known

    def _keys_of(self, cause: NeedCause, need: Need) -> frozenset[str]:
        """The keys under which a cause can be answered: other needs and sections that its facts raise, and the words
        in which the record tells it. A possible cause is worded by the library: only its facts are read for words."""
        raised = self.person.raised
        keys = {key for fact in cause.facts for key in raised.get(fact, ())}
        keys |= self._words_in(self.person.cause_told(cause))
        return frozenset(keys - {need.id, need.section})

    def _words_in(self, text: str) -> frozenset[str]:
        """The keys of the catalogue with which a word of the text begins."""
        known = self._heard.get(text)
        if known is None:
            words = _WORD.findall(text.lower())
            starts = {word[:end] for word in words for end in range(_SHORTEST, len(word) + 1)}
            spoken = f" {' '.join(words)}"
            found = self._vocabulary & starts | {key for key, phrase in self._phrases if phrase in spoken}
            known = self._heard[text] = frozenset(found)
        return known

    def _weight(self, need: Need, modality: Modality, indication: Indication) -> float:
        """The sum of `_grounds`, without the grounds: a draft weighs hundreds of options and words a few dozen."""
        about = self._about(need)
        weight = points.EVIDENCE[indication.evidence]
        stage = about.stage
        if stage is not None and modality.stages:
            if stage.stage in modality.stages:
                weight += points.STAGE_FITS
            elif stage.stage in _EARLY:
                weight += points.STAGE_EARLY
        keys = self._keys[modality.id]
        causes = 0
        for cause, words in about.causes:
            if not keys.isdisjoint(words):
                causes += 1
                if causes <= points.CAUSES_MOST:
                    weight += points.CAUSE[cause.basis]
        served = self._serves[modality.id]
        linked = not about.linked.isdisjoint(served)
        others = len(served) - 1 - linked
        return weight + points.LINKED * linked + points.ALSO_SERVES * min(others, points.ALSO_MOST)

    def _grounds(self, need: Need, modality: Modality, indication: Indication | None) -> Iterator[Ground]:
        """The grounds that depend on the need."""
        about = self._about(need)
        if indication:
            weight = points.EVIDENCE[indication.evidence]
            yield Ground("evidence", weight, _say_evidence, (indication, need), (), indication.source)
        shown = tuple(fact.id for fact in self.person.leading(need)[:1])
        yield Ground("indication", 0.0, _say_indication, (need, self.person), shown)
        stage = about.stage
        if stage is not None and modality.stages:
            if stage.stage in modality.stages:
                yield Ground("stage", points.STAGE_FITS, _say_stage, (stage, self.person, "suits where"), (stage.id,))
            elif stage.stage in _EARLY:
                said = (stage, self.person, "asks for more than where")
                yield Ground("stage", points.STAGE_EARLY, _say_stage, said, (stage.id,))
        for cause in self.causes_answered(need, modality.id)[: points.CAUSES_MOST]:
            yield Ground("cause", points.CAUSE[cause.basis], _say_cause, (cause, self.person), cause.facts)
        yield from self._links(need, modality, about)

    def _links(self, need: Need, modality: Modality, about: _About) -> Iterator[Ground]:
        served = [other for other in self._serves.get(modality.id, ()) if other != need.id]
        for other, link in about.partners:
            if other in served:
                served.remove(other)
                yield Ground("link", points.LINKED, _say_link, (need, self._by_id[other]), link.facts)
                break
        if served:
            others = sorted(served)[: points.ALSO_MOST]
            titles = [self._by_id[other].title for other in others]
            yield Ground("link", points.ALSO_SERVES * len(others), say_also, (titles, self.person))


def _basis(cause: NeedCause) -> bool:
    """Formulated causes first."""
    return cause.basis != "formulated"


def _say_evidence(indication: Indication, need: Need) -> str:
    return f"{_WELL[indication.evidence]} {lower_first(need.title)}"


def _say_indication(need: Need, person: Person) -> str:
    told = next((told for told in map(person.tell, person.leading(need)) if told.lower() != need.title.lower()), "")
    seen = f" ({told})" if told.startswith("“") else f", seen in {told}" if told else ""
    return f"answers {lower_first(need.title)}{seen}"


def _say_stage(stage: Readiness, person: Person, suits: str) -> str:
    return f"{suits} {person.named} stands: {person.tell(stage)}"


def _say_cause(cause: NeedCause, person: Person) -> str:
    return f"works on {_TURN[cause.role]} ({person.cause_told(cause).rstrip('.')})"


def _say_link(need: Need, other: Need) -> str:
    return f"serves {lower_first(need.title)} and {lower_first(other.title)}, which move together"


def say_also(titles: list[str], person: Person) -> str:
    """That other needs are served too: the plan shows it by the needs of the intervention."""
    return f"also serves other needs of {person.named} ({'; '.join(lower_first(title) for title in titles)})"
