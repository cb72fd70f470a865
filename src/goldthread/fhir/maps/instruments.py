"""Instruments: which LOINC item is which of ours, and how many points an answer counts.

Every code was read in a published resource: PHQ-9 and its answers in HL7 US Core 85bf4af `Questionnaire/phq-9-example`;
GAD-7 in HL7/pco-ig 3213629 `Questionnaire/69737-5`; AUDIT-C in US Core `Questionnaire/AUDIT-C` (items 2 and 3), item 1
(68518-0) in other public forms; PC-PTSD-5 in uwcirg/fhir-questionnaires `CIRG-PC-PTSD-5`; panels and totals as in the
reference table of instruments. The items of PCL-5, and those of AUDIT beyond AUDIT-C, have no code that was
verified: such a form comes in by its total, or by link ids q1 to q20.
US Core's AUDIT-C form asks 68517-2 (days with many drinks) in place of item 1: that is another question.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

_LIKERT = {"LA6568-5": 0, "LA6569-3": 1, "LA6570-1": 2, "LA6571-9": 3}
_GAD = {**_LIKERT, "LA18938-3": 2}
_DIFFICULT = {"LA6572-7": 0, "LA6573-5": 1, "LA6575-0": 2, "LA6574-3": 3}
_YES_NO = {"LA33-6": 1, "LA32-8": 0}
_HOW_OFTEN = {"LA6270-8": 0, "LA18926-8": 1, "LA18927-6": 2, "LA18928-4": 3, "LA18929-2": 4}
_HOW_MANY = {"LA15694-5": 0, "LA15695-2": 1, "LA18930-0": 2, "LA18931-8": 3, "LA18932-6": 4}
_SIX_OR_MORE = {"LA6270-8": 0, "LA18933-4": 1, "LA18876-5": 2, "LA18891-4": 3, "LA18934-2": 4}

Points = dict[str, int]
# Instrument, LOINC of the item, our item, points of each LOINC answer.
ITEMS: MappingProxyType[str, MappingProxyType[str, tuple[str, Points]]] = MappingProxyType(
    {
        "phq9": MappingProxyType(
            {
                "44250-9": ("q1", _LIKERT),
                "44255-8": ("q2", _LIKERT),
                "44259-0": ("q3", _LIKERT),
                "44254-1": ("q4", _LIKERT),
                "44251-7": ("q5", _LIKERT),
                "44258-2": ("q6", _LIKERT),
                "44252-5": ("q7", _LIKERT),
                "44253-3": ("q8", _LIKERT),
                "44260-8": ("q9", _LIKERT),
                "69722-7": ("q10", _DIFFICULT),
            }
        ),
        "gad7": MappingProxyType(
            {
                "69725-0": ("q1", _GAD),
                "68509-9": ("q2", _GAD),
                "69733-4": ("q3", _GAD),
                "69734-2": ("q4", _GAD),
                "69735-9": ("q5", _GAD),
                "69689-8": ("q6", _GAD),
                "69736-7": ("q7", _GAD),
            }
        ),
        "auditc": MappingProxyType(
            {"68518-0": ("q1", _HOW_OFTEN), "68519-8": ("q2", _HOW_MANY), "68520-6": ("q3", _SIX_OR_MORE)}
        ),
        "pcptsd5": MappingProxyType(
            {
                "102011-4": ("gate", _YES_NO),
                "102012-2": ("q1", _YES_NO),
                "102013-0": ("q2", _YES_NO),
                "102014-8": ("q3", _YES_NO),
                "102015-5": ("q4", _YES_NO),
                "102016-3": ("q5", _YES_NO),
            }
        ),
    }
)


def items_of(instrument: str) -> Mapping[str, tuple[str, Points]]:
    """The items of an instrument by LOINC code. The whole AUDIT begins with the three questions of AUDIT-C (Babor
    2001): only its panel, total or name tells the two forms apart."""
    return ITEMS.get("auditc" if instrument == "audit" else instrument, MappingProxyType({}))


PANELS = {
    "44249-1": "phq9",
    "69737-5": "gad7",
    "72109-2": "auditc",
    "72110-0": "audit",
    "101697-1": "pcl5",
    "102010-6": "pcptsd5",
    "82666-9": "dast10",
}
TOTALS = {
    "44261-6": "phq9",
    "70274-6": "gad7",
    "75626-2": "auditc",
    "75624-7": "audit",
    "101698-9": "pcl5",
    "102017-1": "pcptsd5",
    "82667-7": "dast10",
}
# How many items count for the total, numbered from q1. The difficulty item of PHQ-9 does not count (Kroenke 2001).
SCORED = {"phq9": 9, "gad7": 7, "audit": 10, "auditc": 3, "dast10": 10, "pcl5": 20, "pcptsd5": 5}
HIGHEST = {"phq9": 27, "gad7": 21, "audit": 40, "auditc": 12, "dast10": 10, "pcl5": 80, "pcptsd5": 5}
# Names by which a form's canonical address or title is known, most special first; letters and digits only.
_NAMES = ("auditc", "pcptsd5", "phq9", "gad7", "dast10", "pcl5", "audit")


def instrument_called(name: str) -> str:
    """The instrument that a title or address names in whole words ("PHQ-9", "audit-c"), or ""."""
    words = re.findall(r"[a-z0-9]+", name.lower())
    said = {"".join(words[first : first + length]) for first in range(len(words)) for length in (1, 2, 3)}
    return next((instrument for instrument in _NAMES if instrument in said), "")


# Columbia-Suicide Severity Rating Scale, screener (LOINC 93373-9; HL7 US Behavioral Health Profiles 7ad613c).
CSSRS = {
    "93246-7": "wish to be dead",
    "93247-5": "thoughts of killing oneself",
    "93248-3": "thinking about how",
    "93249-1": "some intention of acting",
    "93250-9": "working out or having a plan",
    "93267-3": "anything done, begun or prepared, ever",
    "93269-9": "anything done, begun or prepared, past 3 months",
}
CSSRS_LEVEL = "93374-7"
# Triage points of the screener (Posner 2011 and the Columbia Lighthouse Project's screener with triage points).
CSSRS_TRIAGE = {
    "93246-7": "low",
    "93247-5": "low",
    "93248-3": "moderate",
    "93249-1": "high",
    "93250-9": "high",
    "93267-3": "moderate",
    "93269-9": "high",
}
# LOINC answer list LL465-6.
CSSRS_STATED = {"LA9194-7": "low", "LA6751-7": "moderate", "LA9193-9": "high"}

# Adverse Childhood Experiences (LOINC 82813-7), our own short names.
ACE = {
    "82814-5": "emotional abuse",
    "82815-2": "physical abuse",
    "82816-0": "sexual abuse",
    "82817-8": "emotional neglect",
    "82818-6": "physical neglect",
    "82819-4": "parents separated or divorced",
    "82820-2": "violence between adults at home",
    "82821-0": "substance use in the household",
    "82822-8": "mental illness in the household",
    "82823-6": "a household member in prison",
}
# HARK (Sohal 2007): humiliation, fear, forced sex, physical harm by a partner, past year.
HARK = {
    "76499-3": "humiliated or emotionally harmed",
    "76501-6": "afraid of the partner",
    "76502-4": "forced into sex",
    "76503-2": "physically hurt",
}
HARK_TOTAL = "76504-0"

YES = {"LA33-6", "Y", "373066001"}
NO = {"LA32-8", "N", "373067005"}
DECLINED = {"LA30122-8", "LA30257-2"}
