"""FHIR: translation only: a FHIR R4 bundle becomes records, a FHIR Questionnaire becomes an instrument's wording.

Lives here: FHIR's names and shapes, and the maps from codes. Never lives here: a judgement; what is not understood is
kept and listed.
"""

from goldthread.fhir.imported import Cleaned, Imported, Listed
from goldthread.fhir.reading import read_fhir
from goldthread.fhir.wording import QuestionnaireWording, overlay, read_questionnaire, write_overlay

__all__ = [
    "Cleaned",
    "Imported",
    "Listed",
    "QuestionnaireWording",
    "overlay",
    "read_fhir",
    "read_questionnaire",
    "write_overlay",
]
