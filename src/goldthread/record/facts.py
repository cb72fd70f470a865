"""The kinds of facts that a record holds. Every kind is one Struct; `kind` in a case file is its tag.

Dates: `recorded_on` is the day it was written down (what the team knew); `since` and `until` are the days between
which it held in the person's life. A fact is never changed: a later fact with `corrects` takes its place.
"""

from typing import get_args

from goldthread.record.fact import Fact, ItemKey, Scale10, Text
from goldthread.record.found import (
    Administration,
    Allergy,
    Cause,
    Diagnosis,
    Event,
    Medicine,
    Observation,
    Protective,
    Risk,
    SubstanceUse,
    Treatment,
    WithdrawalEpisode,
)
from goldthread.record.kept import (
    CareMember,
    ConsentGiven,
    DomainConsidered,
    DomainSetAside,
    PriorGoal,
    Unmapped,
    Withdrawn,
)
from goldthread.record.told import (
    Barrier,
    Circumstance,
    Confidence,
    CopingSkill,
    EarlySign,
    Hope,
    Housing,
    Preference,
    Readiness,
    Statement,
    Strength,
    Support,
    Trigger,
    Value,
    Work,
)

__all__ = [
    "FACT_KINDS",
    "Administration",
    "Allergy",
    "AnyFact",
    "Barrier",
    "CareMember",
    "Cause",
    "Circumstance",
    "Confidence",
    "ConsentGiven",
    "CopingSkill",
    "Diagnosis",
    "DomainConsidered",
    "DomainSetAside",
    "EarlySign",
    "Event",
    "Fact",
    "Hope",
    "Housing",
    "ItemKey",
    "Medicine",
    "Observation",
    "Preference",
    "PriorGoal",
    "Protective",
    "Readiness",
    "Risk",
    "Scale10",
    "Statement",
    "Strength",
    "SubstanceUse",
    "Support",
    "Text",
    "Treatment",
    "Trigger",
    "Unmapped",
    "Value",
    "WithdrawalEpisode",
    "Withdrawn",
    "Work",
]

AnyFact = (
    Diagnosis | SubstanceUse | WithdrawalEpisode | Medicine | Allergy | Administration | Observation | Event | Risk
    | Protective | Treatment | Cause | Statement | Strength | Hope | Value | Barrier | Support | Trigger | EarlySign
    | CopingSkill | Work | Housing | Circumstance | Preference | Readiness | Confidence | DomainConsidered
    | DomainSetAside | CareMember | ConsentGiven | PriorGoal | Unmapped | Withdrawn
)  # fmt: skip

# From the word that a case file writes as `kind` to the type of the fact.
FACT_KINDS: dict[str, type[Fact]] = {str(each.__struct_config__.tag): each for each in get_args(AnyFact)}
