"""Questions about life: for each LOINC question (and coded finding) what each answer says in the record.

PRAPARE (LOINC 93025-5; HL7 US Core 85bf4af `Questionnaire/prapare-example`, and the answers in Synthea's module
`encounter/sdoh_hrsn` 033fe01); Hunger Vital Sign (88121-9) and social history as in US Core's examples; smoking status
as in US Core's value set; the items of CUBS and M3 as in HL7 US Behavioral Health Profiles 7ad613c. The words are ours;
"{a}" takes the answer as it was given, "{d}" the published words of its code, "{q}" the question.
"""

from typing import Any

Says = tuple[str, dict[str, Any]]


def _life(topic: str, state: str, text: str = "{q}: {a}") -> Says:
    return "circumstance", {"topic": topic, "state": state, "text": text}


def _stands_in_the_way(topic: str) -> Says:
    return "barrier", {"topic": topic, "text": "{q}: {a}"}


def _told(domain: str, concern: str) -> Says:
    return "statement", {"domain": domain, "text": "{q}: {a}", "concern": concern}


def _home(situation: str) -> Says:
    return "housing", {"situation": situation, "words": "{q}: {a}"}


def _work(situation: str, **fields: Any) -> Says:
    return "work", {"situation": situation, "words": "{q}: {a}", **fields}


def _harm(level: str) -> Says:
    return "risk", {"topic": "violence-from-others", "level": level, "detail": "{q}: {a}"}


_YES, _NO = "yes", "no"
_SMOKES: Says = ("substance", {"substance": "nicotine", "name": "tobacco", "frequency": "daily", "words": "{d}"})
_SMOKES_SOME: Says = ("substance", {"substance": "nicotine", "name": "tobacco", "frequency": "unknown", "words": "{d}"})
_DRINKS_SOME: Says = ("substance", {"substance": "alcohol", "name": "alcohol", "frequency": "less", "words": "{d}"})

# Question, answer code ("yes" and "no" stand for every way to say so): what it says.
ANSWERS: dict[str, dict[str, tuple[Says, ...]]] = {
    # PRAPARE: personal characteristics
    "93034-7": {_YES: (_life("veteran", "veteran"),), _NO: (_life("veteran", "no"),)},
    "93035-4": {
        _YES: (_work("unknown", occupation="seasonal or migrant farm work (main income, past 2 years)"),),
        _NO: (),
    },
    "54899-0": {
        "LA43-5": (_life("language", "fluent"),),
        "LA30188-9": (_life("language", "limited-english", "{q}: {a} (whether an interpreter is needed is not said)"),),
    },
    # PRAPARE: family and home
    "71802-3": {"LA30189-7": (_home("stable"),), "LA30190-5": (_home("homeless"),)},
    "93033-9": {_YES: (_home("at-risk"), _told("housing", "some")), _NO: (_told("housing", "none"),)},
    # PRAPARE: money and resources
    "82589-3": {
        "LA30191-3": (_life("education", "interrupted"),),
        "LA30192-1": (_life("education", "completed"),),
        "LA30193-9": (_life("education", "completed"),),
    },
    "67875-5": {
        "LA17956-6": (_work("unemployed"),),
        "LA30138-4": (_work("employed"),),
        "LA30136-8": (_work("employed"),),
        "LA30137-6": (_work("unknown"),),
    },
    "76437-3": {
        "LA30194-7": (_life("insurance", "uninsured"), _stands_in_the_way("insurance")),
        "LA17849-3": (_life("insurance", "insured"),),
        "LA30195-4": (_life("insurance", "insured"),),
        "LA15652-3": (_life("insurance", "insured"),),
        "LA30196-2": (_life("insurance", "insured"),),
        "LA30197-0": (_life("insurance", "insured"),),
        "LA6350-8": (_life("insurance", "insured"),),
    },
    "93031-3": {
        "LA30125-1": (_life("food", "insecure"),),
        "LA30126-9": (_life("money", "hardship"),),
        "LA30124-4": (_life("money", "hardship"),),
        "LA30127-7": (_life("money", "hardship"), _stands_in_the_way("childcare")),
        "LA30128-5": (_life("money", "hardship"), _stands_in_the_way("money")),
        "LA30129-3": (_life("phone", "limited"),),
    },
    "93030-5": {
        "LA30133-5": (_life("transport", "insecure"), _stands_in_the_way("transport")),
        "LA30134-3": (_life("transport", "insecure"), _stands_in_the_way("transport")),
        _NO: (_life("transport", "secure"),),
    },
    # PRAPARE: social and emotional health
    "93029-7": {
        "LA27722-0": (_life("social-contact", "isolated"),),
        "LA30130-1": (_life("social-contact", "few"),),
        "LA30131-9": (_life("social-contact", "connected"),),
        "LA30132-7": (_life("social-contact", "connected"),),
    },
    "93038-8": {
        "LA6568-5": (_told("mood", "none"),),
        "LA13863-8": (_told("mood", "some"),),
        "LA13909-9": (_told("mood", "some"),),
        "LA13902-4": (_told("mood", "much"),),
        "LA13914-9": (_told("mood", "much"),),
    },
    # PRAPARE: optional questions
    "93028-9": {_YES: (_life("legal", "past"),), _NO: (_life("legal", "none"),)},
    "93026-3": {
        _YES: (_told("safety", "none"),),
        _NO: (_home("unsafe"), _told("safety", "much")),
        "LA14072-5": (_told("safety", "some"),),
    },
    "76501-6": {_YES: (_harm("unknown"), _told("safety", "much")), _NO: (_harm("none"),)},
    # Hunger Vital Sign
    "88122-7": {
        "LA28397-0": (_life("food", "insecure"),),
        "LA6729-3": (_life("food", "insecure"),),
        "LA28398-8": (_life("food", "secure"),),
    },
    "88123-5": {
        "LA28397-0": (_life("food", "insecure"),),
        "LA6729-3": (_life("food", "insecure"),),
        "LA28398-8": (_life("food", "secure"),),
    },
    "88124-3": {"LA19952-3": (_life("food", "insecure"),), "LA19983-8": (_life("food", "secure"),)},
    # Smoking status
    "72166-2": {
        "266919005": (_life("tobacco", "never", "{a}"),),
        "8392000": (_life("tobacco", "not-now", "{a}"),),
        "8517006": (_life("tobacco", "former", "{a}"),),
        "77176002": (_life("tobacco", "current", "{a}"), _SMOKES_SOME),
        "428041000124106": (_life("tobacco", "current", "{a}"), _SMOKES_SOME),
        "449868002": (_life("tobacco", "daily", "{a}"), _SMOKES),
        "428061000124105": (_life("tobacco", "current", "{a}"), _SMOKES_SOME),
        "428071000124103": (_life("tobacco", "daily", "{a}"), _SMOKES),
    },
    # Pregnancy, orientation, alcohol, disability
    "82810-3": {
        "77386006": (_life("pregnancy", "pregnant", "{a}"),),
        "60001007": (_life("pregnancy", "not-pregnant", "{a}"),),
        "146799005": (_life("pregnancy", "possible", "{a}"),),
    },
    "76690-7": {
        "42035005": (_life("orientation", "bisexual", "{a}"),),
        "20430005": (_life("orientation", "heterosexual", "{a}"),),
        "38628009": (_life("orientation", "other", "{a}"),),
    },
    "11331-6": {"228276006": (_DRINKS_SOME,)},
    # M3 checklist: "I have attacks of anxiety or panic"
    "71816-3": {"LA14734-0": (_told("mood", "much"),)},
    "89571-4": {"LA29243-5": (_told("physical-health", "some"),)},
    # Care experience preference
    "95541-9": {
        "314434008": (
            ("preference", {"stance": "prefers", "text": "{a}", "about": ("female-clinician",)}),
        ),
    },
}  # fmt: skip

# Questions whose answer is itself the finding: kept as an observation in any case, never listed.
# Race and ethnicity are kept as the person gave them, and no need is ever derived from them.
AS_OBSERVATION = {"56051-6", "32624-9", "63512-8", "56799-0", "63586-2", "93027-1", "68517-2"}
OCCUPATION = "11341-5"
DRINKS_PER_DAY = "74013-4"
TREATMENT_PREFERENCE = "75773-2"
CARE_PREFERENCE = "95541-9"
