"""Aftercare from the first day: what follows the programme, at which place, by whom reached, and what is still open."""

from typing import Literal, NamedTuple

from goldthread.catalogue import Offer
from goldthread.curation.material import Material, item_id
from goldthread.curation.reasons import Choice
from goldthread.curation.sentences import shown_by
from goldthread.needs import Need
from goldthread.plan import AftercareItem, Ask
from goldthread.terms import Role, Section

Type = Literal[
    "sober-living", "transitional-housing", "housing", "employment", "financial-counselling", "social-support",
    "mutual-help", "therapy", "medicine", "physical-health", "education", "legal", "spiritual", "family",
]  # fmt: skip

_BY_NEED: dict[str, Type] = {
    "housing": "housing",
    "recovery-housing": "sober-living",
    "employment": "employment",
    "job-loss": "employment",
    "money": "financial-counselling",
    "recovery-support": "social-support",
    "isolation": "social-support",
    "continuing-care": "therapy",
    "opioid-medication": "medicine",
    "alcohol-medication": "medicine",
    "pain": "physical-health",
    "chronic-illness": "physical-health",
    "pregnancy-care": "physical-health",
    "legal-trouble": "legal",
    "spiritual-distress": "spiritual",
    "meaning": "spiritual",
    "family-strain": "family",
    "parenting": "family",
}
# What goes on after a programme, by kind: the modalities that last, in the order in which they are looked for.
_LASTING: dict[Type, tuple[str, ...]] = {
    "housing": ("housing-navigation", "transitional-housing", "sober-living"),
    "sober-living": ("sober-living", "transitional-housing"),
    "employment": ("vocational-support", "job-coaching", "return-to-work-plan"),
    "financial-counselling": ("financial-counselling", "benefits-help"),
    "social-support": ("peer-support", "recovery-community", "mutual-help-twelve-step", "smart-recovery"),
    "therapy": ("continuing-therapy", "recovery-check-ups"),
    "medicine": ("medication-review", "buprenorphine", "methadone"),
    "physical-health": ("prenatal-care", "primary-care", "pain-self-management"),
    "legal": ("legal-aid", "court-liaison"),
    "spiritual": ("spiritual-care", "faith-recovery-group", "moral-injury-group", "meaning-therapy"),
    "family": ("family-therapy", "couples-therapy", "parenting-programme"),
}
# The modality says more of what follows than the need: a room in a recovery home is another thing than a lease.
_BY_MODALITY: dict[str, Type] = {
    "transitional-housing": "transitional-housing",
    "sober-living": "sober-living",
    "mutual-help-twelve-step": "mutual-help",
    "smart-recovery": "mutual-help",
    "faith-recovery-group": "mutual-help",
}
_SUBSTANCE = (Section.RELAPSE_PREVENTION, Section.WITHDRAWAL_MANAGEMENT)


# More first visits than these are kept by nobody in the first weeks; the others are planned when these are booked.
MOST_KINDS = 4


class _Wanted(NamedTuple):
    type: Type
    need: Need | None
    option: Choice | None


def draft_aftercare(material: Material) -> tuple[AftercareItem, ...]:
    """One item for each kind of need that outlasts the programme; therapy for everybody, company for those who leave a
    substance behind."""
    wanted: dict[str, _Wanted] = {"therapy": _Wanted("therapy", material.needs.get("continuing-care"), None)}
    for need in sorted(material.needs.needs, key=lambda need: need.urgency.rank):
        kind = _BY_NEED.get(need.id)
        if kind:
            option = _lasting(kind, need, material)
            kind = _BY_MODALITY.get(option.modality, kind) if option else kind
            wanted.setdefault(kind, _Wanted(kind, need, option))
    if material.has_section(*_SUBSTANCE) and not {"mutual-help", "social-support"} & wanted.keys():
        wanted["social-support"] = _Wanted("social-support", None, None)
    return tuple(_item(each, material) for each in list(wanted.values())[:MOST_KINDS])


def _lasting(kind: Type, need: Need, material: Material) -> Choice | None:
    """The best option for the need among those that last; a team's own choice goes first."""
    lasting = _LASTING.get(kind, ())
    chosen = [each for each in material.chosen[need.id] if each.modality in lasting]
    if chosen:
        return chosen[0]
    ranked = material.ranked[need.id]
    open_ones = [each for each in ranked if each.modality in lasting and not each.excluded and each.points > 0]
    names = [each.modality for each in open_ones if material.modalities[each.modality].kind != "medicine"]
    return material.weighing.choice(need, names[0]) if names else None


def _item(wanted: _Wanted, material: Material) -> AftercareItem:
    kind, need, option = wanted
    offer = option.offer if option else _follow_up(kind, material)
    placed = offer is not None and offer.by in ("in-house", "partner", "waiting-list")
    place = offer.place if offer and placed else ""
    told = list(material.person.leading(need)[:2]) if need else []
    return AftercareItem(
        id=item_id("after", kind),
        type=kind,
        need=need.id if need else None,
        text=option.name if option else "",
        place=place,
        contact=offer.contact if offer and placed else "",
        facts=tuple(fact.id for fact in told),
        from_option=option.modality if option else (offer.modality if offer else None),
        because=shown_by(told, name=material.name, reading=material.reading),
        asks=_asks(wanted, place),
    )


def _follow_up(kind: Type, material: Material) -> Offer | None:
    return next((material.offers[each] for each in _LASTING.get(kind, ()) if each in material.offers), None)


def _asks(wanted: _Wanted, place: str) -> tuple[Ask, ...]:
    label = wanted.type.replace("-", " ")
    if place:
        question = f"On which day is the first time at {place} ({label}), and who comes along?"
    else:
        question = f"Where, and on which day, is the first time ({label})?"
    return (Ask(field="first_date", question=question, whom=Role.CASE_MANAGER),)
