"""What of a person speaks to a modality whatever the need is: cautions, wishes, earlier response, strengths, access."""

from collections.abc import Iterator
from typing import NamedTuple

from goldthread.catalogue import Caution, Modality, Offer
from goldthread.curation import points
from goldthread.curation.person import Person
from goldthread.curation.phrases import CLINICIANS
from goldthread.curation.reasons import Ground
from goldthread.curation.sentences import listed, lower_first
from goldthread.curation.telling import SHORT, clip, medicine_name, quote, tell, without_dose
from goldthread.curation.voice import spoken
from goldthread.needs import evidence_for
from goldthread.record import Allergy, AnyFact, Hope, Medicine, Preference, Treatment

# Formats exclude one another: who will not sit in a group may still take the same treatment one to one.
FORMATS = (frozenset({"individual", "group", "couple", "family"}), frozenset({"in-person", "online"}))
ALL_FORMATS = FORMATS[0] | FORMATS[1]
KEPT_OTHERWISE = "It is given in another form than"
_EXCLUDES = -100.0
_WHERE = {
    "in-house": "is offered here",
    "partner": "is offered by a partner",
    "waiting-list": "has a waiting list",
    "not-available": "is not available from this centre or its partners",
}


_TRIED = {
    "helped": "helped {name} before",
    "partly": "helped {name} in part before",
    "did-not-help": "did not help {name} before",
    "harmed": "did {name} harm before",
    "unknown": "was tried before by {name}, with an outcome not known",
}


class Fit(NamedTuple):
    """A modality and a person, without a need: the grounds, their sum, the formats that are left, and whether a refusal
    or a contraindication excludes it."""

    grounds: tuple[Ground, ...]
    points: float
    kept: frozenset[str]
    excluded: bool


def fit(*, modality: Modality, offer: Offer | None, person: Person) -> Fit:
    """How the modality fits the person."""
    grounds: list[Ground] = []
    excluded = _cautions(modality, person, grounds)
    shape = _shape(modality, offer)
    kept, refused = _wishes(shape, person, grounds)
    grounds += _earlier(modality, person)
    grounds += _strengths(modality, person)
    grounds += _access(shape.tags | kept, person)
    grounds.append(_available(offer))
    language = person.chart.client.language
    if offer and language != "en" and language in offer.languages:
        grounds.append(Ground("access", points.ACCESS_EASY, _say_language, (person,)))
    return Fit(tuple(grounds), sum(ground.points for ground in grounds), kept, excluded or refused)


def forms(kept: frozenset[str], person: Person) -> tuple[str, ...]:
    """The formats that are left; of one family only the wished-for one where the client named it."""
    found: list[str] = []
    for family in FORMATS:
        left = kept & family
        found.extend(sorted(left & person.wished_for or left))
    return tuple(found)


def adaptations(modality: Modality, person: Person) -> Iterator[Ground]:
    """How the modality is given to this person, for each of its adaptations that fits; without weight."""
    for key, how in modality.adapt.items():
        fits = person.adapted_to.get(key)
        if fits:
            yield Ground("adaptation", 0.0, _say_adapted, (fits[0], how), fits[1])


def _say_adapted(to: str, how: str) -> str:
    return f"Adapted to {to}: {how}"


def _say_language(person: Person) -> str:
    return f"can be had in the language that {person.named} speaks"


# Cautions


def _cautions(modality: Modality, person: Person, grounds: list[Ground]) -> bool:
    excluded = False
    for caution in modality.cautions:
        facts = evidence_for(rule=caution.when, reading=person.reading)
        if facts is not None:
            avoid = caution.level == "avoid"
            excluded = excluded or avoid
            kind: points.Kind = "contraindication" if avoid else "caution"
            weight = _EXCLUDES if avoid else points.CARE
            grounds.append(Ground(kind, weight, _say_caution, (caution, facts, person), facts, caution.source))
    if modality.kind == "medicine":
        for allergy in person.chart.current(Allergy):
            if modality.id in allergy.substance.lower():
                grounds.append(Ground("contraindication", _EXCLUDES, _say_allergy, (allergy, person), (allergy.id,)))
                excluded = True
    return excluded


def _say_caution(caution: Caution, facts: tuple[str, ...], person: Person) -> str:
    held = [person.chart.by_id[fact] for fact in facts if fact in person.chart.by_id]
    told = f": {listed([tell(fact, person.reading) for fact in held[:2]])}" if held else ""
    instead = f". Instead: {caution.instead}" if caution.instead else ""
    return f"{caution.why.rstrip('.')}{told}{instead}"


def _say_allergy(allergy: Allergy, person: Person) -> str:
    return f"{person.name} has an {person.tell(allergy)}"


# Wishes


class _Shape(NamedTuple):
    """What preferences and barriers can speak of in a modality as one centre offers it."""

    kept: frozenset[str]
    named: frozenset[str]
    tags: frozenset[str]
    held: tuple[Modality, Offer | None]


# By object: the tags of a modality and its offer never change, and are asked for in every draft. An entry holds both,
# so that their identity is never used again while it is here; emptied when content that is made and thrown away (in
# tests, in an editor) has filled it.
_KEPT = 4_000
_shapes: dict[tuple[int, int], _Shape] = {}


def _shape(modality: Modality, offer: Offer | None) -> _Shape:
    key = id(modality), id(offer)
    known = _shapes.get(key)
    if known is None:
        if len(_shapes) >= _KEPT:
            _shapes.clear()
        known = _shapes[key] = _shaped(modality, offer)
    return known


def _shaped(modality: Modality, offer: Offer | None) -> _Shape:
    tags = frozenset(modality.tags)
    kept = tags & ALL_FORMATS
    offered = frozenset(offer.formats) if offer else frozenset()
    for family in FORMATS:
        if offered & family and kept & family:
            kept = (kept - family) | (offered & family)
    others = (tags | offered) - ALL_FORMATS | {modality.id}
    return _Shape(kept, kept | others | {modality.kind}, others, (modality, offer))


def _wishes(shape: _Shape, person: Person, grounds: list[Ground]) -> tuple[frozenset[str], bool]:
    kept, refused = shape.kept, False
    for wish, wanted in person.preferences:
        about = shape.named & wanted
        if about:
            lost, no = _weigh_wish(wish, about, kept, person, grounds)
            kept -= lost
            refused = refused or no
    return kept, refused


def _weigh_wish(
    wish: Preference, about: frozenset[str], kept: frozenset[str], person: Person, grounds: list[Ground]
) -> tuple[frozenset[str], bool]:
    """Adds the ground that comes of one wish; gives the formats that it takes away, and whether it is a refusal."""
    formats = about & ALL_FORMATS
    against = wish.stance in ("avoids", "refuses")
    words = " and ".join(sorted(CLINICIANS.get(each, each.replace("-", " ")) for each in about))
    if against and formats == about and all(kept & family - formats for family in FORMATS if family & formats):
        grounds.append(Ground("adaptation", 0.0, say_otherwise, (wish, words, person), (wish.id,)))
        return formats, False
    met = formats == about and not against
    weight = points.FORMAT_MET if met else points.STANCE[wish.stance]
    grounds.append(Ground("preference", weight, _say_wish, (wish, words, person), (wish.id,)))
    return frozenset(), wish.stance == "refuses"


def said(wish: Preference, most: int = SHORT) -> str:
    """A wish in the words in which it is kept; quoted where they are the client's."""
    return quote(wish.text, most) if spoken(wish, wish.text) else clip(wish.text, most).rstrip(".")


def say_otherwise(wish: Preference, words: str, person: Person) -> str:
    """That a wish against one format is kept by another."""
    return f"{KEPT_OTHERWISE} {words}, which {person.named} {wish.stance}: {said(wish)}"


def _say_wish(wish: Preference, words: str, person: Person) -> str:
    if CLINICIANS.keys() & set(wish.about):
        return f"can be had with {words}, as {person.named} {wish.stance}"
    return f"is what {person.named} {wish.stance} ({words}: {said(wish)})"


# Earlier response


def _earlier(modality: Modality, person: Person) -> Iterator[Ground]:
    for fact in person.treatments.get(modality.id, ())[:2]:
        yield Ground("earlier-response", points.OUTCOME[fact.outcome], _say_tried, (fact, person), (fact.id,))
    if modality.kind == "medicine":
        for medicine in person.medicines_that_are(modality):
            yield from _taken(medicine, person)


def _say_tried(fact: Treatment, person: Person) -> str:
    when = f" ({fact.since.year})" if fact.since else ""
    words = f", {quote(fact.words, SHORT)}" if fact.words else ""
    return f"{_TRIED[fact.outcome].format(name=person.named)}{when}{words}"


def _taken(fact: Medicine, person: Person) -> Iterator[Ground]:
    if fact.status in ("active", "as-needed") and fact.holds_on(person.chart.on):
        yield Ground("earlier-response", points.TAKES_ALREADY, _say_takes, (fact, person), (fact.id,))
    elif fact.status == "declined":
        yield Ground("preference", points.DECLINED, _say_no_more, (fact, person, _DECLINED), (fact.id,))
    elif fact.status == "stopped" or (fact.until and fact.until < person.chart.on):
        yield Ground("earlier-response", points.STOPPED, _say_no_more, (fact, person, _STOPPED), (fact.id,))


_DECLINED = "was offered to {name} and declined"
_STOPPED = "was taken by {name} before and stopped"


def _say_takes(fact: Medicine, person: Person) -> str:
    worry = f", with side effects: {clip(without_dose(fact.side_effects), 120)}" if fact.side_effects else ""
    return f"is what {person.named} already takes ({medicine_name(fact.name)}){worry}"


def _say_no_more(fact: Medicine, person: Person, how: str) -> str:
    why = f": {clip(without_dose(fact.stopped_because), SHORT).rstrip('.')}" if fact.stopped_because else ""
    return f"{how.format(name=person.named)} ({medicine_name(fact.name)}){why}"


# Strengths, access, availability


def _strengths(modality: Modality, person: Person) -> Iterator[Ground]:
    found: dict[str, AnyFact] = {}
    for word in modality.builds_on:
        for fact in person.holding(word):
            found.setdefault(fact.id, fact)
    for fact in list(found.values())[: points.STRENGTHS_MOST]:
        yield Ground("strength", points.STRENGTH, _say_strength, (fact, person), (fact.id,))


def _say_strength(fact: AnyFact, person: Person) -> str:
    if isinstance(fact, Hope):
        return f"serves what {person.named} hopes for ({quote(fact.text, SHORT)})"
    text = getattr(fact, "text", "")
    told = quote(text, SHORT) if spoken(fact, text) else lower_first(clip(text, SHORT).rstrip("."))
    return f"builds on what {person.named} brings ({told})"


def _access(tags: frozenset[str], person: Person) -> Iterator[Ground]:
    for fact, topic, barrier in person.hindrances:
        eased = tags & barrier.eased_by
        if eased:
            # Almost everything can be had one to one or by video: it eases, and says little for one option.
            weight = points.FORMAT_MET if eased <= ALL_FORMATS else points.ACCESS_EASY
            yield Ground("access", weight, _say_within, (fact, topic, eased, person), (fact.id,))
        elif not tags.isdisjoint(barrier.harder_by):
            yield Ground("access", points.ACCESS_HARD, _say_hard, (fact, topic, person), (fact.id,))


def _say_within(fact: AnyFact, topic: str, eased: frozenset[str], person: Person) -> str:
    by = ", ".join(sorted(eased)).replace("-", " ")
    way = topic.replace("-", " ")
    return f"is within reach ({by}) with {way} in the way for {person.named}{_shown(fact, person)}"


def _say_hard(fact: AnyFact, topic: str, person: Person) -> str:
    way = topic.replace("-", " ")
    return f"is hard to reach with {way} in the way for {person.named}{_shown(fact, person)}"


def _shown(fact: AnyFact, person: Person) -> str:
    return f" ({person.tell(fact)})"


def _available(offer: Offer | None) -> Ground:
    weight = points.AVAILABLE[offer.by] if offer else points.NOT_LISTED
    return Ground("availability", weight, _say_available, (offer,))


def _say_available(offer: Offer | None) -> str:
    if offer is None:
        return "has no listed place"
    where = f": {offer.place}" if offer.by == "partner" and offer.place else ""
    return f"{_WHERE[offer.by]}{where}{f', {offer.when}' if offer.when else ''}"
