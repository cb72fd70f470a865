"""Medicines: those that the record names, and those that are to be talked over. Purpose and what to watch, never a
dose; a prescriber and the client decide."""

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from goldthread.curation.material import Material, item_id
from goldthread.curation.reasons import Choice
from goldthread.curation.sentences import MOST_REASONS, listed, lower_first, sentence, shown_by
from goldthread.curation.spoken import ask_client, ask_in_english
from goldthread.curation.telling import clip, medicine_name, without_dose
from goldthread.curation.unmet import unwanted_classes, wish_told
from goldthread.needs import Because, Need
from goldthread.plan import Ask, MedicineItem
from goldthread.record import Medicine, Preference
from goldthread.terms import Role, Section

_MOST_WARNINGS = 3
Decision = Literal["to-discuss", "offered", "accepted", "declined", "referred", "continuing"]
_DECISION: dict[str, Decision] = {
    "active": "continuing",
    "as-needed": "continuing",
    "offered": "offered",
    "declined": "declined",
    "unknown": "to-discuss",
}
# What the record calls a purpose and the plan a matter of its own: needs about medicines as such name no purpose.
_ABOUT_MEDICINES = frozenset(
    {"medicine-interaction", "medicine-side-effects", "medicine-taking", "psychiatric-medicine-review"}
)


def draft_medicines(material: Material) -> tuple[MedicineItem, ...]:
    """One item for each medicine of the record that is taken, offered or declined, and one for each medicine of the
    catalogue that is chosen and not yet among them."""
    served: dict[str, list[tuple[Need, Choice]]] = {}
    for need in material.needs.needs:
        for option in material.chosen[need.id]:
            if material.is_medicine(option):
                served.setdefault(option.modality, []).append((need, option))
    items = [_recorded(fact, served, material) for fact in material.chart.of(Medicine) if _shown(fact, material)]
    items += [_to_discuss(chosen, material) for chosen in served.values() if not _already(chosen[0][1], material)]
    items += [_unwanted(wish, material) for wish in unwanted_classes(material)]
    return tuple(_asked_once(items, material))


_TAKEN_FOR = "What do you take it for, in your words: {names}?"


def _asked_once(items: Sequence[MedicineItem], material: Material) -> Iterable[MedicineItem]:
    """The questions about medicines, each at the first item where it is open, and for all medicines together."""
    open_ones = [each for each in items if each.decision in ("to-discuss", "offered")]
    taken = [each for each in items if each.decision == "continuing" and not each.purpose]
    asks: dict[str, list[Ask]] = {each.id: [] for each in items}
    if open_ones:
        names = listed(list(dict.fromkeys(lower_first(each.medicine) for each in open_ones)))
        question = f"What do you think of {names}, what worries you about it, and what do you decide?"
        asks[open_ones[0].id].append(ask_in_english("decision_reason", question, material.language))
    if taken:
        names = listed(list(dict.fromkeys(medicine_name(each.medicine) for each in taken)))
        asks[taken[0].id].append(ask_client("purpose", _TAKEN_FOR, material.language, names=names))
    nobody = [each for each in items if each.decision != "declined" and not each.prescriber]
    if nobody:
        names = listed(list(dict.fromkeys(medicine_name(lower_first(each.medicine)) for each in nobody)))
        question = f"Who prescribes, and talks over with {material.person.named}: {names}?"
        asks[nobody[0].id].append(Ask(field="prescriber", question=question, whom=Role.PRESCRIBER))
    going = [each for each in items if each.decision == "continuing" and not each.phase]
    if going:
        names = listed(list(dict.fromkeys(medicine_name(each.medicine) for each in going)))
        question = f"What goes on for long, and what is for these days only: {names}?"
        asks[going[0].id].append(Ask(field="phase", question=question, whom=Role.PRESCRIBER))
    return [msgspec.structs.replace(each, asks=tuple(asks[each.id])) for each in items]


def _unwanted(wish: Preference, material: Material) -> MedicineItem:
    """A class of medicines that the client does not want: it stands in the plan although nothing of it is drafted."""
    names = [each.replace("-", " ") for each in wish.about if each in material.classes - material.carried]
    return MedicineItem(
        id=item_id("med-unwanted", wish.id),
        medicine=listed(names),
        decision="declined",
        decision_reason=wish_told(wish, material),
        facts=(wish.id,),
        because=sentence(f"{material.name} {wish.stance} it: nothing of the kind without talking it over first"),
    )


def _shown(fact: Medicine, material: Material) -> bool:
    return fact.status in _DECISION and (fact.status == "declined" or fact.holds_on(material.chart.on))


def _already(option: Choice, material: Material) -> bool:
    """Whether the record has an answer for it already: it is taken, offered or declined."""
    held = material.person.medicines_that_are(material.modalities[option.modality])
    return any(_shown(fact, material) for fact in held)


def _recorded(fact: Medicine, served: dict[str, list[tuple[Need, Choice]]], material: Material) -> MedicineItem:
    person, modalities = material.person, material.modalities
    matching = (each[0] for name, each in served.items() if fact in person.medicines_that_are(modalities[name]))
    chosen = next(matching, None)
    need = chosen[0] if chosen else _need_of(fact, material)
    modality = material.modalities[chosen[1].modality] if chosen else None
    phase = "as-needed" if fact.status == "as-needed" else (modality.phase if modality and modality.phase else None)
    return MedicineItem(
        id=item_id("med", fact.id),
        need=need.id if need else None,
        medicine=clip(without_dose(fact.name), 300) or "medicine",
        purpose=clip(without_dose(fact.purpose), 400),
        phase=phase,
        decision=_DECISION[fact.status],
        decision_reason=clip(without_dose(fact.stopped_because), 400),
        prescriber=clip(fact.prescriber, 200),
        watch_for=_watch(fact, chosen[1] if chosen else None, material),
        facts=(fact.id,),
        from_option=modality.id if modality else None,
        because=_recorded_because(fact, need, material),
    )


def _need_of(fact: Medicine, material: Material) -> Need | None:
    about = [need for need in material.needs.needs if fact.id in need.facts]
    return next((need for need in about if need.id not in _ABOUT_MEDICINES), next(iter(about), None))


def _recorded_because(fact: Medicine, need: Need | None, material: Material) -> str:
    facts = [each for each in material.person.leading(need)[:3] if each.id != fact.id] if need else []
    told = shown_by([fact, *facts[:1]], name=material.name, reading=material.reading)
    return without_dose(told)


def _to_discuss(chosen: list[tuple[Need, Choice]], material: Material) -> MedicineItem:
    need, option = chosen[0]
    modality = material.modalities[option.modality]
    own = [each for each in option.grounds if each.facts and each.points >= 0 and each.kind != "adaptation"]
    told = list(dict.fromkeys(without_dose(reason.clause) for reason in own[:MOST_REASONS]))
    return MedicineItem(
        id=item_id("med-option", modality.id),
        need=need.id,
        medicine=modality.name,
        purpose=_purpose(chosen),
        phase=modality.phase or None,
        decision="to-discuss",
        watch_for=_warnings(option),
        facts=tuple({fact for reason in own for fact in reason.facts if fact in material.chart.by_id}),
        from_option=modality.id,
        because=sentence(f"it {listed(told)}") if told else "",
    )


def _purpose(chosen: Iterable[tuple[Need, Choice]]) -> str:
    return "; ".join(dict.fromkeys(need.title for need, _ in chosen))


def _warnings(option: Choice) -> str:
    kinds = ("caution", "contraindication", "adaptation")
    told = dict.fromkeys(without_dose(reason.text.rstrip(".")) for reason in option.grounds if reason.kind in kinds)
    return clip(" ".join(sentence(each) for each in told), 1_200)


def _watch(fact: Medicine, option: Choice | None, material: Material) -> str:
    """What the record says of side effects, what other needs hold against it, what the catalogue warns of."""
    told = [clip(without_dose(fact.side_effects), 300).rstrip(".")] if fact.side_effects else []
    for need in material.needs.needs:
        if need.section in (Section.MEDICATION, Section.SAFETY, Section.PHYSICAL_HEALTH):
            reasons = [each for each in need.because if fact.id in each.facts and len(each.facts) > 1]
            told += [_reason_told(fact, each, material) for each in reasons[:1]]
    told = told[:_MOST_WARNINGS]
    if option:
        told.append(_warnings(option).rstrip("."))
    kept = dict.fromkeys(sentence(each) for each in told if each)
    return clip(" ".join(kept), 1_500)


def _reason_told(fact: Medicine, reason: Because, material: Material) -> str:
    """Why a need is raised, with the facts beside the medicine itself, those first that say most of it."""
    held = [material.chart.by_id[each] for each in reason.facts if each != fact.id and each in material.chart.by_id]
    held.sort(key=lambda each: (material.person.raises.get(each.id, 0), each.id))
    beside = listed([without_dose(material.person.tell(each)) for each in held[:2]])
    return f"{reason.why.rstrip('.')}{f' ({beside})' if beside else ''}"
