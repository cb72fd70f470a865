"""Aftercare from the first day: what follows the programme, at which place, by whom reached, and what is still open."""

from typing import Literal, NamedTuple

from goldthread.catalogue import Offer
from goldthread.curation.material import Material, item_id
from goldthread.curation.reasons import Choice
from goldthread.curation.telling import clip, quote
from goldthread.needs import Need
from goldthread.plan import AftercareItem, Ask
from goldthread.record import Support
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


class _Wanted(NamedTuple):
    type: Type
    need: Need | None
    option: Choice | None


def draft_aftercare(material: Material) -> tuple[AftercareItem, ...]:
    """One item for each kind of need that outlasts the programme; therapy for everybody, company for those who leave a
    substance behind."""
    wanted: dict[str, _Wanted] = {}
    for need in material.needs.needs:
        kind = _BY_NEED.get(need.id)
        if kind:
            option = _lasting(kind, need, material)
            kind = _BY_MODALITY.get(option.modality, kind) if option else kind
            wanted.setdefault(kind, _Wanted(kind, need, option))
    if "therapy" not in wanted:
        wanted["therapy"] = _Wanted("therapy", None, None)
    if material.has_section(*_SUBSTANCE) and not {"mutual-help", "social-support"} & wanted.keys():
        wanted["social-support"] = _Wanted("social-support", None, None)
    return tuple(_item(each, material) for each in wanted.values())


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
    told = list(material.person.leading(need)[:2]) if need else []
    words = list(dict.fromkeys(material.person.tell(fact) for fact in told))
    return AftercareItem(
        id=item_id("after", kind),
        type=kind,
        need=need.id if need else None,
        text=option.name if option else "",
        place=offer.place if offer and placed else "",
        contact=offer.contact if offer and placed else "",
        facts=tuple(fact.id for fact in told),
        from_option=option.modality if option else (offer.modality if offer else None),
        because=clip(f"{'; '.join(words)}.", 800) if words else "",
        asks=tuple(_asks(wanted, material)),
    )


def _follow_up(kind: Type, material: Material) -> Offer | None:
    return next((material.offers[each] for each in _LASTING.get(kind, ()) if each in material.offers), None)


def _asks(wanted: _Wanted, material: Material) -> list[Ask]:
    label = wanted.type.replace("-", " ")
    rides = material.needs.get("transport")
    ride = f"How do you get there ({quote(_transport(rides, material), 120)})?" if rides else "How do you get there?"
    return [
        Ask(field="text", question=f"What do you want to have in place afterwards ({label})?"),
        Ask(field="place", question=f"Which place ({label})?", whom=Role.CASE_MANAGER),
        Ask(
            field="contact",
            question=f"Whom does {material.name} ask for there, at which number?",
            whom=Role.CASE_MANAGER,
        ),
        Ask(
            field="first_date",
            question="On which day is the first time, at best within a week?",
            whom=Role.CASE_MANAGER,
        ),
        Ask(field="ride", question=ride),
        Ask(field="if_not", question=_if_not(material)),
    ]


def _transport(need: Need, material: Material) -> str:
    told = material.person.leading(need)[:1]
    return material.person.tell(told[0]).strip("“”") if told else need.title


def _if_not(material: Material) -> str:
    support = next((fact for fact in material.chart.current(Support) if not fact.strained), None)
    who = f" Shall we call {clip(support.name, 60)}?" if support else ""
    return f"What do we do if it falls through or you do not get there?{who}"
