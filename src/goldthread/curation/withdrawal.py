"""Withdrawal care: which withdrawal, on which scale it is watched, when to call for more help. Schedule and setting are
asked of those who may decide them, unless the client's history already says that a medical setting is needed."""

from typing import Literal

from goldthread.curation.material import Material, item_id
from goldthread.curation.sentences import shown_by
from goldthread.curation.slots import substance_name
from goldthread.curation.spoken import ask_client
from goldthread.curation.telling import clip
from goldthread.needs import Need
from goldthread.plan import Ask, MedicineItem, WithdrawalCare
from goldthread.record import WithdrawalEpisode
from goldthread.terms import Role, Section

# The published scale for each withdrawal; for sedatives and stimulants the library holds none, so it is asked.
SCALES = {"alcohol": "ciwa_ar", "opioid": "cows"}
# A history of these speaks against withdrawal without medical supervision (ASAM alcohol withdrawal guideline 2020;
# joint benzodiazepine tapering guideline 2025).
GRAVE = frozenset({"seizure", "delirium", "hallucinations", "intensive-care"})
_GRAVE_IN = frozenset({"alcohol", "sedative"})
# From which band on the nurse calls the prescriber: labels of ASAM's alcohol guideline and of Wesson and Ling (COWS).
_CALL_AT = {"ciwa_ar": "severe", "cows": "moderately severe"}
_INTO = {
    "alcohol": ("alcohol-medication", "alcohol-use"),
    "opioid": ("opioid-medication", "opioid-use"),
    "sedative": ("sedative-use", "panic", "anxiety"),
    "stimulant": ("stimulant-use",),
}
Setting = Literal["inpatient", "residential-medical", "residential", "outpatient-daily", "outpatient"]


def draft_withdrawal(
    goal_of: dict[str, str], medicines: tuple[MedicineItem, ...], material: Material
) -> tuple[WithdrawalCare, ...]:
    """One item for each withdrawal that the record calls for. `goal_of`: need id to goal id."""
    return tuple(
        _care(need, goal_of, medicines, material)
        for need in material.needs.needs
        if need.section is Section.WITHDRAWAL_MANAGEMENT
    )


def _care(
    need: Need, goal_of: dict[str, str], medicines: tuple[MedicineItem, ...], material: Material
) -> WithdrawalCare:
    substance = need.id.partition("-")[0]
    scale = SCALES.get(substance)
    history = [fact for fact in material.chart.of(WithdrawalEpisode) if fact.substance == substance]
    grave = [fact for fact in history if GRAVE.intersection(fact.features) and substance in _GRAVE_IN]
    setting: Setting | None = "residential-medical" if grave else None
    known = scale if scale in material.instruments else None
    told = [*grave, *(fact for fact in material.person.leading(need)[:2] if fact not in grave)]
    return WithdrawalCare(
        id=item_id("wd", substance),
        need=need.id,
        substance=substance_name(need, material) or substance,
        monitoring=setting,
        scale=known,
        escalate_when=_escalate(known, grave, material),
        continues_into=_continues(substance, goal_of, medicines),
        facts=tuple({*need.facts, *(fact.id for fact in history)}),
        because=shown_by(told, name=material.name, reading=material.reading),
        asks=tuple(_asks(substance, known, material)),
    )


def _escalate(scale: str | None, grave: list[WithdrawalEpisode], material: Material) -> str:
    """The band of the scale from which on somebody is called, and what happened to this client before."""
    parts = []
    definition = material.instruments.get(scale or "")
    # Where two ways to band a scale are in use, the first of the definition counts; the band names its scheme.
    for scheme in definition.bands[:1] if definition else ():
        for band in scheme.bands:
            if band.label.lower() == _CALL_AT.get(scale or "") and definition:
                parts.append(f"{definition.name} at {band.minimum:g} or more ({band.label}, {scheme.scheme})")
    parts += [f"any sign of what came before: {material.person.tell(fact)}" for fact in grave]
    return clip("; or ".join(dict.fromkeys(parts)), 900)


def _continues(substance: str, goal_of: dict[str, str], medicines: tuple[MedicineItem, ...]) -> str | None:
    """Withdrawal care is a beginning: what treatment it leads into, a medicine first where one is on the table."""
    for need in _INTO.get(substance, ()):
        for item in medicines:
            if item.need == need and item.phase == "continuing":
                return item.id
    return next((goal_of[need] for need in _INTO.get(substance, ()) if need in goal_of), None)


_EASED = "What has eased withdrawal before, and what would make these days bearable?"


def _asks(substance: str, scale: str | None, material: Material) -> list[Ask]:
    """What must be settled before the first night; the rest follows from it."""
    watched = f"{substance} withdrawal"
    name = material.person.named
    often = "scored" if scale else "looked at, and on which scale"
    return [
        Ask(
            field="monitoring",
            question=f"In which setting can {name} go through {watched} safely, and who is there at night?",
            whom=Role.PRESCRIBER,
        ),
        Ask(
            field="every_hours",
            question=f"Every how many hours is {watched} {often}, and for how many days?",
            whom=Role.PRESCRIBER,
        ),
        Ask(field="escalate_when", question=f"At what sign of {watched} is somebody called?", whom=Role.PRESCRIBER),
        Ask(field="escalate_to", question="Who is called in withdrawal, by day and by night?", whom=Role.NURSE),
        ask_client("comfort", _EASED, material.language),
    ]
