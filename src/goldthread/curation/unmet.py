"""Wishes that nothing in the catalogue can carry: no modality, no form and no offer has what they are about. They rank
nothing, and so would be lost; they are put before whoever carries the plan out."""

from collections.abc import Iterable

from goldthread.curation.fitting import said
from goldthread.curation.material import Material
from goldthread.curation.phrases import CLINICIANS
from goldthread.curation.sentences import sentence
from goldthread.curation.telling import MOST
from goldthread.record import Preference

_FACE_TO_FACE = frozenset(
    {"psychotherapy", "skills", "education", "family", "peer", "spiritual", "safety", "physical-health"}
)
_STANCES = {
    "wants": "wants",
    "prefers": "would prefer",
    "avoids": "wants to avoid",
    "refuses": "refuses",
}


def unmet(material: Material) -> list[Preference]:
    """The wishes of the client that no option can keep or break, those about medicines aside."""
    known = (material.carried | material.classes) - CLINICIANS.keys()
    return [fact for fact in material.chart.current(Preference) if known.isdisjoint(fact.about)]


def unmet_in(modality: str, material: Material) -> list[Preference]:
    """Those that are to be seen where the modality is carried out: what names something with all that is done face to
    face; what is only said, with the talking therapies."""
    taken = material.modalities[modality]
    if taken.kind not in _FACE_TO_FACE:
        return []
    return [wish for wish in unmet(material) if wish.about or taken.kind == "psychotherapy"]


def unwanted_classes(material: Material) -> list[Preference]:
    """The wishes against a class of medicines of which the catalogue holds no option."""
    against = [fact for fact in material.chart.current(Preference) if fact.stance in ("avoids", "refuses")]
    return [fact for fact in against if material.classes.intersection(fact.about) - material.carried]


def wish_told(fact: Preference, material: Material) -> str:
    """The wish as a sentence for the team."""
    who = next((CLINICIANS[about] for about in fact.about if about in CLINICIANS), "")
    told = f" {who}" if who else f" this: {said(fact, MOST)}"
    return sentence(f"{material.name} {_STANCES[fact.stance]}{told}")


def clinician_asked(wishes: Iterable[Preference]) -> str:
    """The clinician whom the client asked for; "" where none of the wishes is about that."""
    wanted = (fact for fact in wishes if fact.stance in ("wants", "prefers"))
    return next((CLINICIANS[about] for fact in wanted for about in fact.about if about in CLINICIANS), "")
