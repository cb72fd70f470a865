"""Plan: the document and its history.

Lives here: the shape of a plan, its typed operations, difference, merge, states and hash-chained versions.
Never lives here: where a plan's content comes from (curation), what is wrong with it (checks), who may do what.

The document stands at this door. Its history is fetched from where it lives (`operations`, `difference`, `merging`,
`conflicts`, `states`, `versions`, `telling`), so that reading a plan costs no more than the document.
"""

from goldthread.plan.document import COLLECTIONS, HEADER, REFERENCES, Plan, broken_references, gaps
from goldthread.plan.items import (
    AftercareItem,
    Completion,
    CoOccurringLink,
    Disagreement,
    EarlySignItem,
    Goal,
    Intervention,
    MedicineItem,
    Objective,
    PlanNeed,
    ReviewHeld,
    ReviewRule,
    SafetyStep,
    SkillItem,
    SupportItem,
    TeamMember,
    TriggerItem,
    Waiver,
    WithdrawalCare,
)
from goldthread.plan.shape import SETS, Ask, Disposition, Level, PlanItem, State

__all__ = [
    "COLLECTIONS",
    "HEADER",
    "REFERENCES",
    "SETS",
    "AftercareItem",
    "Ask",
    "CoOccurringLink",
    "Completion",
    "Disagreement",
    "Disposition",
    "EarlySignItem",
    "Goal",
    "Intervention",
    "Level",
    "MedicineItem",
    "Objective",
    "Plan",
    "PlanItem",
    "PlanNeed",
    "ReviewHeld",
    "ReviewRule",
    "SafetyStep",
    "SkillItem",
    "State",
    "SupportItem",
    "TeamMember",
    "TriggerItem",
    "Waiver",
    "WithdrawalCare",
    "broken_references",
    "gaps",
]
