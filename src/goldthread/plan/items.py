"""The kinds of items that a plan holds, one Struct for each collection of the plan."""

import datetime
from typing import Annotated, Literal

import msgspec

from goldthread.plan.shape import Disposition, Facts, PlanItem, Scale10, Text, refuse_endless
from goldthread.terms import Aspect, ItemId, Role, Section, Words


class PlanNeed(PlanItem, frozen=True, kw_only=True):
    """A need (id of its definition) and what the plan says of it."""

    title: Text
    section: Section
    disposition: Disposition = Disposition.OPEN
    reason: Text = ""
    until: datetime.date | None = None
    referred_to: Text = ""
    decided_by: Text = ""
    causes_answered: tuple[str, ...] = ()


class Goal(PlanItem, frozen=True, kw_only=True):
    """What the client wants to be different: own words, the clinical wording beside them. `rank` is the client's."""

    needs: tuple[ItemId, ...] = ()
    own_words: Words | None = None
    clinical: Text = ""
    section: Section
    aspects: tuple[Aspect, ...] = ()
    rank: int = 0
    importance_client: Scale10 | None = None
    confidence_client: Scale10 | None = None
    importance_clinician: Scale10 | None = None
    confidence_clinician: Scale10 | None = None
    strengths: Facts = ()
    status: Literal["new", "working", "reached", "partly", "changed", "deferred", "ended"] = "new"
    status_reason: Text = ""


class Objective(PlanItem, frozen=True, kw_only=True):
    """A measurable step to a goal. `measure` is an instrument id or a plain count; `baseline` and `target` are in its
    unit; `text` is what the client reads."""

    goal: ItemId
    text: Text = ""
    measure: Text = ""
    unit: Text = ""
    baseline: float | None = None
    baseline_on: datetime.date | None = None
    target: float | None = None
    target_date: datetime.date | None = None
    steps: tuple[Text, ...] = ()
    rank: int = 0
    status: Literal["new", "working", "reached", "partly", "changed", "deferred", "ended"] = "new"

    def __post_init__(self) -> None:
        super().__post_init__()
        refuse_endless(self, "baseline", "target")


class Intervention(PlanItem, frozen=True, kw_only=True):
    """What is done: `modality` of the catalogue, dose (`frequency`, `duration`), who, what the client does."""

    objectives: tuple[ItemId, ...] = ()
    needs: tuple[ItemId, ...] = ()
    modality: ItemId | None = None
    text: Text = ""
    frequency: Text = ""
    duration: Text = ""
    by_whom: Text = ""
    by_role: Role | None = None
    client_does: Text = ""
    causes: tuple[str, ...] = ()
    at_once: bool = True
    after: ItemId | None = None
    against_preference_because: Text = ""


class WithdrawalCare(PlanItem, frozen=True, kw_only=True):
    """How one withdrawal is watched and eased. `scale` is an instrument id; escalation says when, and to whom."""

    need: ItemId | None = None
    substance: Text
    monitoring: Literal["inpatient", "residential-medical", "residential", "outpatient-daily", "outpatient"] | None = (
        None
    )
    scale: ItemId | None = None
    every_hours: float | None = None
    for_days: int | None = None
    comfort: tuple[Text, ...] = ()
    escalate_when: Text = ""
    escalate_to: Text = ""
    continues_into: ItemId | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        refuse_endless(self, "every_hours")


class MedicineItem(PlanItem, frozen=True, kw_only=True):
    """A medicine in the plan, never a dose. `decision` is the client's and the prescriber's; a fact `medicine` says
    what is taken."""

    need: ItemId | None = None
    medicine: Text
    purpose: Text = ""
    phase: Literal["during-withdrawal", "continuing", "as-needed"] | None = None
    decision: Literal["to-discuss", "offered", "accepted", "declined", "referred", "continuing"] = "to-discuss"
    decision_reason: Text = ""
    prescriber: Text = ""
    watch_for: Text = ""


class CoOccurringLink(PlanItem, frozen=True, kw_only=True):
    """Two needs that move together and are treated at the same time, with what the client will learn about it."""

    one: ItemId
    other: ItemId
    how: Text = ""
    education: Text = ""
    education_by: Text = ""
    watch: Text = ""


class TriggerItem(PlanItem, frozen=True, kw_only=True):
    """A trigger in the client's words, and the skills and early signs that belong to it."""

    text: Text
    skills: tuple[ItemId, ...] = ()
    early_signs: tuple[ItemId, ...] = ()
    confidence: Scale10 | None = None


class EarlySignItem(PlanItem, frozen=True, kw_only=True):
    """How it shows that a bad spell begins, and who notices."""

    text: Text
    noticed_by: Text = "client"


class SkillItem(PlanItem, frozen=True, kw_only=True):
    """A coping skill; it ages: `last_practised`, and whether it `helps`."""

    text: Text
    last_practised: datetime.date | None = None
    helps: Literal["yes", "sometimes", "no", "unknown"] = "unknown"
    works_where: Text = ""
    practise: Text = ""
    to_learn: bool = False


class SupportItem(PlanItem, frozen=True, kw_only=True):
    """A person, group or animal on the client's side, and for what."""

    name: Text
    relation: Text = ""
    contact: Text = ""
    helps_with: Text = ""
    in_crisis: bool = False


class SafetyStep(PlanItem, frozen=True, kw_only=True):
    """One line of the safety plan. The six steps follow Stanley and Brown (2012)."""

    step: Literal["warning-sign", "coping", "distraction", "person", "professional", "environment"]
    text: Text
    contact: Text = ""


class AftercareItem(PlanItem, frozen=True, kw_only=True):
    """What follows the programme: a named place, a contact, a first date, and whether the client arrived."""

    type: Literal[
        "sober-living", "transitional-housing", "housing", "employment", "financial-counselling", "social-support",
        "mutual-help", "therapy", "medicine", "physical-health", "education", "legal", "spiritual", "family",
    ]  # fmt: skip
    need: ItemId | None = None
    text: Text = ""
    place: Text = ""
    contact: Text = ""
    first_date: datetime.date | None = None
    ride: Text = ""
    confirmed: Literal["not-yet", "booked", "arrived", "missed"] = "not-yet"
    if_not: Text = ""


class Completion(PlanItem, frozen=True, kw_only=True):
    """One criterion of completion: how client and team will know that this part is done."""

    text: Text
    objective: ItemId | None = None
    met: bool = False


class ReviewRule(PlanItem, frozen=True, kw_only=True):
    """When the plan is looked at again: every so many days, or on an event. `source` is the rule that says so."""

    every_days: int | None = None
    on_event: Text = ""
    next_on: datetime.date | None = None
    source: Text = ""


class ReviewHeld(PlanItem, frozen=True, kw_only=True):
    """A review that took place: cause, outcome, what was changed."""

    on: datetime.date
    cause: Text
    outcome: Literal["kept", "changed", "ended"]
    note: Text = ""


class Disagreement(PlanItem, frozen=True, kw_only=True):
    """Somebody does not agree with an item; kept for good. `answer` says what was done about it."""

    about: ItemId
    who: Text
    on: datetime.date
    words: Text
    answer: Text = ""
    answered_by: Text = ""
    answered_on: datetime.date | None = None


class TeamMember(PlanItem, frozen=True, kw_only=True):
    """Somebody who works on this plan, the client and their supporters included."""

    name: Text
    role: Role
    credential: Text = ""
    took_part: bool = False


class Waiver(PlanItem, frozen=True, kw_only=True):
    """A finding set aside: which check on which item, by whom, when, why, until when."""

    check: ItemId
    item: ItemId | None = None
    by: Text
    on: datetime.date
    reason: Annotated[str, msgspec.Meta(min_length=10)]
    until: datetime.date | None = None
