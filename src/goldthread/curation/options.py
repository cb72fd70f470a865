"""Options for one need of one client: every modality that is indicated, ranked, each with its reasons."""

from collections.abc import Iterable, Mapping

from goldthread.catalogue import Caution, Indication, Modality, Offer
from goldthread.curation import points
from goldthread.curation.adapting import adaptations
from goldthread.curation.person import Person, access, earlier, strengths, wishes
from goldthread.curation.reasons import Option, Reason
from goldthread.needs import Need, NeedCause, Needs, Reading, evidence_for
from goldthread.record import Administration, Allergy, AnyFact, Readiness, Statement, SubstanceUse
from goldthread.terms import Substance

_EARLY = ("precontemplation", "contemplation")
_WELL = {
    "guideline": "Guidelines recommend it for this",
    "trials": "Trials support it for this",
    "some-trials": "Some trials support it for this",
    "practice": "Practice supports it for this",
}
_TURN = {
    "predisposing": "what made it likely",
    "precipitating": "what set it off",
    "perpetuating": "what keeps it going",
    "protective": "what guards against it",
}
# What a reader wants to see first of a need's evidence: the person's voice, then a measure, then use, then the rest.
_FIRST: tuple[type, ...] = (Statement, Administration, SubstanceUse)


def options_for(
    *, need: Need, reading: Reading, needs: Needs, modalities: Mapping[str, Modality], offers: Mapping[str, Offer]
) -> tuple[Option, ...]:
    """All modalities indicated for the need, best for this client first; excluded ones last. The order is by points,
    ties by id, and depends on nothing but the arguments."""
    return Weighing(reading=reading, needs=needs, modalities=modalities, offers=offers).options(need)


class Weighing:
    """The catalogue weighed for one client. What does not depend on the need is worked out once for each modality."""

    def __init__(
        self, *, reading: Reading, needs: Needs, modalities: Mapping[str, Modality], offers: Mapping[str, Offer]
    ) -> None:
        self.reading, self.needs, self.modalities, self.offers = reading, needs, modalities, offers
        self.person = Person(reading)
        self._whole: dict[str, tuple[tuple[Reason, ...], tuple[str, ...], bool]] = {}
        self._by_need: dict[str, list[tuple[Modality, Indication]]] = {}
        self._serves: dict[str, list[str]] = {}
        self._index()
        self._raises: dict[str, set[str]] = {}
        for need in needs.needs:
            for fact in need.facts:
                self._raises.setdefault(fact, set()).update((need.id, need.section.value))
                self.person.raises[fact] = self.person.raises.get(fact, 0) + 1

    def _index(self) -> None:
        wanted = {need.id for need in self.needs.needs}
        for modality in self.modalities.values():
            for indication in modality.indications:
                if indication.need in wanted:
                    self._by_need.setdefault(indication.need, []).append((modality, indication))
                    self._serves.setdefault(modality.id, []).append(indication.need)

    def options(self, need: Need) -> tuple[Option, ...]:
        """As `options_for`."""
        found = []
        for modality, indication in self._by_need.get(need.id, ()):
            only = indication.only_when
            if only is None or evidence_for(rule=only, reading=self.reading) is not None:
                found.append(self._option(need, modality, indication))
        return tuple(sorted(found, key=lambda each: (each.excluded, -each.points, each.modality)))

    def option(self, need: Need, modality: str) -> Option:
        """One modality for the need, also where the catalogue does not name it for that need: the team may choose it.

        Raises KeyError for a modality that is not in the catalogue."""
        wanted = self.modalities[modality]
        indication = next((each for each in wanted.indications if each.need == need.id), None)
        return self._option(need, wanted, indication)

    def _option(self, need: Need, modality: Modality, indication: Indication | None) -> Option:
        whole, forms, excluded = self._of_modality(modality)
        own = [*self._indicated(need, indication), *self._stage(need, modality)]
        own += [*self._causes(need, modality), *self._links(need, modality)]
        reasons = (*own, *whole)
        also = tuple(sorted({other for other in self._serves.get(modality.id, ()) if other != need.id}))
        return Option(
            modality=modality.id,
            name=modality.name,
            points=sum(reason.points for reason in reasons),
            excluded=excluded,
            reasons=reasons,
            forms=forms,
            also=also,
            offer=self.offers.get(modality.id),
        )

    def _of_modality(self, modality: Modality) -> tuple[tuple[Reason, ...], tuple[str, ...], bool]:
        known = self._whole.get(modality.id)
        if known is None:
            offer = self.offers.get(modality.id)
            wished, forms, refused = wishes(modality=modality, offer=offer, person=self.person)
            warned, against = self._cautions(modality)
            reasons = [*warned, *wished, *earlier(modality=modality, person=self.person)]
            reasons += strengths(modality=modality, person=self.person)
            reasons += access(modality=modality, forms=forms, offer=offer, person=self.person)
            reasons += [*adaptations(modality=modality, reading=self.reading), *self._available(offer)]
            known = self._whole[modality.id] = (tuple(reasons), forms, refused or against)
        return known

    def _indicated(self, need: Need, indication: Indication | None) -> Iterable[Reason]:
        shown = leading_facts(need, self.person, most=1)
        told = self.person.tell(shown[0]) if shown else need.because[0].why if need.because else ""
        if indication:
            weight = points.EVIDENCE[indication.evidence]
            text = f"{_WELL[indication.evidence]} ({need.title})"
            yield Reason(kind="evidence", text=text, points=weight, source=indication.source)
        text = f"Answers {need.title[:1].lower()}{need.title[1:]}: {told}" if told else f"Answers {need.title}"
        yield Reason(kind="indication", text=text, facts=tuple(fact.id for fact in shown))

    def _stage(self, need: Need, modality: Modality) -> Iterable[Reason]:
        fact = stage_about(need, self.person)
        if fact is None or not modality.stages:
            return
        told = f"{self.person.name} is at {self.person.tell(fact)}"
        if fact.stage in modality.stages:
            yield Reason(kind="stage", text=f"{told}: it suits that", facts=(fact.id,), points=points.STAGE_FITS)
        elif fact.stage in _EARLY:
            yield Reason(kind="stage", text=f"{told}: it asks for more", facts=(fact.id,), points=points.STAGE_EARLY)

    def _causes(self, need: Need, modality: Modality) -> Iterable[Reason]:
        answered = [cause for cause in need.causes if self.answers(need, modality, cause)]
        for cause in answered[: points.CAUSES_MOST]:
            text = f"Works on {_TURN[cause.role]}: {cause_told(cause, self.person)}"
            yield Reason(kind="cause", text=text, facts=cause.facts, points=points.CAUSE)

    def answers(self, need: Need, modality: Modality, cause: NeedCause) -> bool:
        """Whether the modality works on that cause: by a word of it, or by a need that the same facts raise."""
        if cause.role == "protective":
            return False
        # A possible cause is worded by the library; only what the record says of it may be read for words.
        spoken = f" {cause_told(cause, self.person).lower()} "
        for key in modality.answers_causes:
            if key not in (need.id, need.section.value):
                if any(key in self._raises.get(fact, ()) for fact in cause.facts):
                    return True
                if f" {key.replace('-', ' ')}" in spoken:
                    return True
        return False

    def _links(self, need: Need, modality: Modality) -> Iterable[Reason]:
        served = [other for other in self._serves.get(modality.id, ()) if other != need.id]
        for link in self.needs.links:
            other = link.other if link.one == need.id else link.one if link.other == need.id else None
            if other in served:
                served.remove(other)
                text = f"Serves both sides of a pair that moves together: {need.title} and {self._title(other)}"
                yield Reason(kind="link", text=text, facts=link.facts, points=points.LINKED)
        if served:
            titles = ", ".join(self._title(other) for other in sorted(served)[: points.ALSO_MOST])
            weight = points.ALSO_SERVES * min(len(served), points.ALSO_MOST)
            yield Reason(kind="link", text=f"Serves {self.person.name} also for: {titles}", points=weight)

    def _title(self, need: str) -> str:
        found = self.needs.get(need)
        return found.title if found else need

    def _cautions(self, modality: Modality) -> tuple[list[Reason], bool]:
        reasons, excluded = [], False
        for caution in modality.cautions:
            facts = evidence_for(rule=caution.when, reading=self.reading)
            if facts is not None:
                excluded = excluded or caution.level == "avoid"
                reasons.append(self._warning(caution, facts))
        for allergy in self.person.chart.current(Allergy):
            if modality.kind == "medicine" and modality.id in allergy.substance.lower():
                text = f"{self.person.name} has an {self.person.tell(allergy)}"
                reasons.append(Reason(kind="contraindication", text=text, facts=(allergy.id,), points=-100))
                excluded = True
        return reasons, excluded

    def _warning(self, caution: Caution, facts: tuple[str, ...]) -> Reason:
        held = [self.person.chart.by_id[fact] for fact in facts if fact in self.person.chart.by_id]
        told = f" ({'; '.join(self.person.tell(fact) for fact in held[:2])})" if held else ""
        instead = f" Instead: {caution.instead}" if caution.instead else ""
        avoid = caution.level == "avoid"
        return Reason(
            kind="contraindication" if avoid else "caution",
            text=f"{caution.why.rstrip('.')}{told}.{instead}",
            facts=facts,
            points=-100 if avoid else points.CARE,
            source=caution.source,
        )

    def _available(self, offer: Offer | None) -> Iterable[Reason]:
        if offer is None:
            yield Reason(kind="availability", text="No place for it is listed", points=points.NOT_LISTED)
            return
        where = {
            "in-house": "Offered here",
            "partner": f"Offered by a partner: {offer.place}",
            "waiting-list": "There is a waiting list for it",
            "not-available": "Not available from this centre or its partners",
        }[offer.by]
        when = f", {offer.when}" if offer.when else ""
        yield Reason(kind="availability", text=f"{where}{when}", points=points.AVAILABLE[offer.by])
        language = self.person.chart.client.language
        if offer.languages and language != "en" and language in offer.languages:
            text = f"Given in the language that {self.person.name} speaks"
            yield Reason(kind="access", text=text, points=points.ACCESS_EASY)


def leading_facts(need: Need, person: Person, most: int) -> list[AnyFact]:
    """The facts that tell a need best: the client's own words, then measures, then use, then the rest."""
    held = [person.chart.by_id[fact] for fact in need.facts if fact in person.chart.by_id]

    def rank(fact: AnyFact) -> tuple[int, int, str]:
        kind = type(fact)
        place = _FIRST.index(kind) if kind in _FIRST and (kind is not Statement or fact.from_client) else len(_FIRST)
        return place + person.raises.get(fact.id, 0), -(fact.since or fact.recorded_on).toordinal(), fact.id

    return sorted(held, key=rank)[:most]


def cause_told(cause: NeedCause, person: Person) -> str:
    """A cause as the team formulated it; a possible one in the words of the facts that show it."""
    if cause.basis == "formulated":
        return cause.text
    held = [person.chart.by_id[fact] for fact in cause.facts if fact in person.chart.by_id]
    return "; ".join(dict.fromkeys(person.tell(fact) for fact in held[:2])) or cause.text


def stage_about(need: Need, person: Person) -> Readiness | None:
    """Where the client stands on this need: the newest word about the need, its section or its substance."""
    about = {need.id, need.section.value}
    substance = need.id.partition("-")[0]
    if substance in {*Substance}:
        about.add(substance)
    return next((fact for fact in person.chart.current(Readiness) if fact.about in about), None)
