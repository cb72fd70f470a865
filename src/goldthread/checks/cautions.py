"""Which cautions of the catalogue the record meets, for what the plan holds."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from goldthread.catalogue import Caution, Modality
from goldthread.checks.subject import Subject
from goldthread.needs import evidence_for


class CautionMet(NamedTuple):
    """A caution that matches: of which modality, for which item of the plan, and the facts that say so."""

    collection: Literal["interventions", "medicines"]
    item: str
    modality: Modality
    caution: Caution
    facts: tuple[str, ...]


def cautions_met(*, subject: Subject, level: Literal["avoid", "care"]) -> Iterator[CautionMet]:
    """Every caution of that level that the record meets, for every intervention and medicine that was not declined."""
    for each in subject.plan.interventions:
        modality = subject.modalities.get(each.modality or "")
        if modality is not None:
            yield from _met("interventions", each.id, modality, subject, level)
    for item, modalities in subject.medicine_modalities.items():
        for modality in modalities:
            yield from _met("medicines", item, modality, subject, level)


def _met(
    collection: Literal["interventions", "medicines"],
    item: str,
    modality: Modality,
    subject: Subject,
    level: Literal["avoid", "care"],
) -> Iterator[CautionMet]:
    for caution in modality.cautions:
        if caution.level == level:
            facts = evidence_for(rule=caution.when, reading=subject.reading)
            if facts is not None:
                yield CautionMet(collection, item, modality, caution, facts)
