"""Catalogue: what a treatment or support that can be offered is, and how a goal can be asked for and measured.

Lives here: the shapes of a modality, of a goal prompt and of an objective pattern. Never lives here: any entry
(content, in `library`), the choice among them for one person (curation).
"""

from goldthread.catalogue.modality import (
    FORMATS,
    Caution,
    GoalPrompt,
    Indication,
    MedicineClass,
    Modality,
    ObjectivePattern,
    Offer,
)

__all__ = ["FORMATS", "Caution", "GoalPrompt", "Indication", "MedicineClass", "Modality", "ObjectivePattern", "Offer"]
