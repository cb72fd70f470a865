"""Conditions: what a code says besides being a diagnosis.

Codes: ICD-10-CM by prefix (public domain, CDC/NCHS; the chapters are named in DHCS BHIN 22-013 and in the tabular list,
F01-F99 and Z55-Z65), and SNOMED CT codes that were met in published inputs: HL7 US Behavioral Health Profiles 7ad613c,
HL7 US Core 85bf4af, smart-on-fhir/generated-sample-data 25ac808, and Synthea's modules `encounter/sdoh_hrsn` 033fe01
and `encounter/substance_use_screening` 1e329d6. The labels are ours.
"""

from typing import Any

# What is said of the person's life by a social code: kind of fact and its fields. "{}" takes the condition's own label.
Says = tuple[str, dict[str, Any]]
_HOUSING, _WORK, _LIFE, _SAID, _EVENT = "housing", "work", "circumstance", "statement", "event"


def _life(topic: str, state: str) -> Says:
    return _LIFE, {"topic": topic, "state": state, "text": "{}"}


SNOMED: dict[str, tuple[Says, ...]] = {
    "32911000": ((_HOUSING, {"situation": "homeless", "words": "{}"}),),
    "105531004": ((_HOUSING, {"situation": "at-risk", "words": "{}"}),),
    "73438004": ((_WORK, {"situation": "unemployed", "words": "{}"}),),
    "160903007": ((_WORK, {"situation": "employed", "words": "{}"}),),
    "160904001": ((_WORK, {"situation": "employed", "words": "{}"}),),
    "741062008": ((_WORK, {"situation": "unknown", "words": "{}"}),),
    "422650009": (_life("social-contact", "isolated"),),
    "423315002": (_life("social-contact", "few"),),
    "73595000": ((_SAID, {"domain": "mood", "text": "{}", "concern": "some"}),),
    "266948004": (_life("legal", "past"),),
    "266934004": (_life("transport", "insecure"),),
    "713458007": (_life("transport", "insecure"),),
    "160695008": (_life("transport", "insecure"), _life("money", "tight")),
    "445281000124101": (_life("food", "insecure"), _life("nutrition", "poor")),
    "224295006": (_life("education", "interrupted"),),
    "224299000": (_life("education", "completed"),),
    "706893006": (
        _life("abuse", "current"),
        ("risk", {"topic": "violence-from-others", "level": "unknown", "detail": "{}"}),
    ),
    "424393004": (("risk", {"topic": "violence-from-others", "level": "unknown", "detail": "{}"}),),
    "55680006": ((_EVENT, {"topic": "overdose", "text": "{}"}),),
    "449868002": (_life("tobacco", "daily"),),
    "82423001": (_life("pain", "chronic"),),
    "124171000119105": (_life("pain", "chronic"),),
    "38341003": (_life("chronic-illness", "hypertension"),),
    "444110003": (_life("chronic-illness", "diabetes"),),
    "127295002": (_life("chronic-illness", "brain-injury"),),
}

# ICD-10-CM, longest prefix first wins. Z codes of social circumstances, then illnesses that other care must know of.
ICD10: dict[str, tuple[Says, ...]] = {
    "Z55.0": (_life("literacy", "limited"),),
    "Z55": (_life("education", "interrupted"),),
    "Z56.0": ((_WORK, {"situation": "unemployed", "words": "{}"}),),
    "Z56.2": ((_WORK, {"situation": "unknown", "stressors": ("job-threat",), "words": "{}"}),),
    "Z56.3": ((_WORK, {"situation": "unknown", "stressors": ("schedule",), "words": "{}"}),),
    "Z56.4": ((_WORK, {"situation": "unknown", "stressors": ("conflict",), "words": "{}"}),),
    "Z56.81": ((_WORK, {"situation": "unknown", "stressors": ("harassment",), "words": "{}"}),),
    "Z56": ((_SAID, {"domain": "work-stress", "text": "{}", "concern": "some"}),),
    "Z59.01": ((_HOUSING, {"situation": "shelter", "words": "{}"}),),
    "Z59.02": ((_HOUSING, {"situation": "unsheltered", "words": "{}"}),),
    "Z59.0": ((_HOUSING, {"situation": "homeless", "words": "{}"}),),
    "Z59.1": ((_HOUSING, {"situation": "at-risk", "words": "{}"}),),
    "Z59.41": (_life("food", "insecure"),),
    "Z59.5": (_life("money", "hardship"),),
    "Z59.6": (_life("money", "tight"),),
    "Z59.7": (_life("insurance", "at-risk"),),
    "Z59.81": ((_HOUSING, {"situation": "at-risk", "words": "{}"}),),
    "Z59.82": (_life("transport", "insecure"),),
    "Z59.86": (_life("money", "tight"),),
    "Z59.87": (_life("money", "hardship"),),
    "Z60.2": ((_SAID, {"domain": "family", "text": "{}", "concern": "unsaid"}),),
    "Z60.3": (_life("culture", "torn"),),
    "Z60.4": (_life("social-contact", "isolated"),),
    "Z60.5": (_life("culture", "discrimination"),),
    "Z62.81": (_life("abuse", "past"),),
    "Z63": ((_SAID, {"domain": "family", "text": "{}", "concern": "some"}),),
    "Z65.0": (_life("legal", "past"),),
    "Z65.1": (_life("legal", "incarcerated"),),
    "Z65.2": (_life("legal", "past"),),
    "Z65.3": ((_SAID, {"domain": "legal", "text": "{}", "concern": "some"}),),
    "Z65.4": ((_SAID, {"domain": "trauma", "text": "{}", "concern": "some"}),),
    "Z65.5": ((_SAID, {"domain": "trauma", "text": "{}", "concern": "some"}),),
    "Z73.0": ((_SAID, {"domain": "work-stress", "text": "{}", "concern": "some"}),),
    "Z73.3": ((_SAID, {"domain": "mood", "text": "{}", "concern": "some"}),),
    "Z33.1": (_life("pregnancy", "pregnant"),),
    "Z34": (_life("pregnancy", "pregnant"),),
    "O99.3": (_life("pregnancy", "pregnant"),),
    "T40": ((_EVENT, {"topic": "overdose", "text": "{}"}),),
    "T14.91": ((_EVENT, {"topic": "suicide-attempt", "text": "{}"}),),
    "Z91.51": ((_EVENT, {"topic": "suicide-attempt", "text": "{}"}),),
    "Z91.52": ((_EVENT, {"topic": "self-harm", "text": "{}"}),),
    "E08": (_life("chronic-illness", "diabetes"),),
    "E10": (_life("chronic-illness", "diabetes"),),
    "E11": (_life("chronic-illness", "diabetes"),),
    "E13": (_life("chronic-illness", "diabetes"),),
    "I10": (_life("chronic-illness", "hypertension"),),
    "I45.81": (_life("chronic-illness", "long-qt"),),
    "B18.1": (_life("chronic-illness", "hepatitis-b"),),
    "B18.2": (_life("chronic-illness", "hepatitis-c"),),
    "B20": (_life("chronic-illness", "hiv"),),
    "G40": (_life("chronic-illness", "epilepsy"),),
    "K70": (_life("chronic-illness", "liver-disease"),),
    "K74": (_life("chronic-illness", "liver-disease"),),
    "N18": (_life("chronic-illness", "renal-impairment"),),
    "J44": (_life("chronic-illness", "lung-disease"),),
    "G89": (_life("pain", "chronic"),),
}

# A use disorder (or a history of use) is also said as a `substance` fact: class and the person-first name of it.
SUBSTANCES_ICD10 = {
    "F10": ("alcohol", "alcohol"),
    "F11": ("opioid", "opioids"),
    "F12": ("cannabis", "cannabis"),
    "F13": ("sedative", "sedatives"),
    "F14": ("stimulant", "cocaine"),
    "F15": ("stimulant", "stimulants"),
    "F16": ("hallucinogen", "hallucinogens"),
    "F17": ("nicotine", "tobacco"),
    "F18": ("inhalant", "inhalants"),
    "F19": ("other", "several or other substances"),
}
SUBSTANCES_SNOMED = {
    "7200002": ("alcohol", "alcohol"),
    "10939881000119105": ("alcohol", "alcohol"),
    "10939881000119104": ("alcohol", "alcohol"),
    "5602001": ("opioid", "opioids"),
    "361055000": ("other", "drugs (kind not stated)"),
    "371422002": ("other", "substances (kind not stated)"),
    "449868002": ("nicotine", "tobacco"),
}

# Our own person-first labels, where the published term is not.
LABELS_SNOMED = {
    "7200002": "Alcohol use disorder",
    "5602001": "Opioid use disorder",
    "361055000": "Use of drugs (kind not stated)",
    "371422002": "History of substance use (kind not stated)",
    "10939881000119105": "Unhealthy alcohol use",
    "10939881000119104": "Unhealthy alcohol use",
    "706893006": "Harmed by an intimate partner",
    "266948004": "Criminal record",
}
HISTORY_SNOMED = {"371422002"}

# Needs are written in ICD-10-CM. Where a disorder came in SNOMED CT alone, the ICD-10-CM code of the same disorder is
# put beside it, chosen by us from the titles of the tabular list, never a more special one than the term says. A
# finding is not a disorder and gets none.
ICD10_OF_SNOMED = {
    "7200002": ("F10.20", "Alcohol dependence, uncomplicated"),
    "5602001": ("F11.10", "Opioid abuse, uncomplicated"),
    "370143000": ("F32.A", "Depression, unspecified"),
    "36923009": ("F32.A", "Depression, unspecified"),
    "47505003": ("F43.10", "Post-traumatic stress disorder, unspecified"),
    "723914003": ("F43.81", "Prolonged grief disorder"),
}

# HL7 condition-ver-status and condition-clinical (terminology.hl7.org), R4 Condition.
CLINICAL = {
    "active": "active",
    "recurrence": "active",
    "relapse": "active",
    "remission": "remission",
    "inactive": "history",
    "resolved": "resolved",
}
PROVISIONAL = {"unconfirmed", "provisional", "differential"}

# SNOMED CT qualifiers of R4's condition-severity value set, and two that its examples use; of a range the upper end.
SEVERITY = {
    ("snomed-ct", "24484000"): "severe",
    ("snomed-ct", "371924009"): "severe",
    ("snomed-ct", "6736007"): "moderate",
    ("snomed-ct", "371923003"): "moderate",
    ("snomed-ct", "255604002"): "mild",
}
# Where the diagnosis itself says how severe it is (ICD-10-CM F32/F33 fourth character; the SNOMED CT term's own words).
SEVERITY_OF_CODE = {
    "F32.0": "mild",
    "F32.1": "moderate",
    "F32.2": "severe",
    "F32.3": "severe",
    "F33.0": "mild",
    "F33.1": "moderate",
    "F33.2": "severe",
    "F33.3": "severe",
    "310496002": "moderate",
}
