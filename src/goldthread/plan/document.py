"""The plan as a document: items with stable ids in named collections. Frozen; refuses to exist when inconsistent.

Every text field that can be empty may be empty: a plan in the making shows its gaps. `asks` on an item holds the
question that would fill an empty field; a gap is an ask whose field is still empty.
"""

import datetime
from enum import StrEnum
from typing import Annotated, Literal

import msgspec

from goldthread.terms import Aspect, ItemId, Role, Section, Words

Text = Annotated[str, msgspec.Meta(max_length=4_000)]
Scale10 = Annotated[int, msgspec.Meta(ge=0, le=10)]
Facts = tuple[ItemId, ...]


class State(StrEnum):
    """Where a plan is in its life. The table of moves between states is in `states`."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    AGREED = "agreed"
    ACTIVE = "active"
    UNDER_REVIEW = "under-review"
    COMPLETED = "completed"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Level(StrEnum):
    """The setting in which the plan is carried out, in plain words; no accreditor's or society's scale."""

    OUTPATIENT = "outpatient"
    INTENSIVE_OUTPATIENT = "intensive-outpatient"
    PARTIAL_HOSPITAL = "partial-hospital"
    RESIDENTIAL = "residential"
    WITHDRAWAL_UNIT = "withdrawal-unit"
    INPATIENT = "inpatient"
    OPIOID_PROGRAMME = "opioid-programme"
    AFTERCARE = "aftercare"


class Disposition(StrEnum):
    """What the plan says of a need."""

    OPEN = "open"
    ANSWERED = "answered"
    DEFERRED = "deferred"
    REFERRED = "referred"
    DECLINED = "declined"


class Ask(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question that would fill the empty field `field` of the item; `whom` says who can answer it."""

    field: str
    question: str
    whom: Role = Role.CLIENT


class PlanItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every item of a plan has. `facts` are the facts of the record that it rests on; `from_option` is the option
    of the catalogue that it was drafted from; `because` says why this for this client."""

    id: ItemId
    facts: Facts = ()
    from_option: ItemId | None = None
    because: Text = ""
    asks: tuple[Ask, ...] = ()


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


class Plan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The individualized treatment plan. Collections are kept in the order of ids, so that equal plans are equal
    whatever order they were written in; what people read is ordered by `rank` and section."""

    id: ItemId
    client: ItemId
    title: Text = ""
    level: Level
    programme: Text = ""
    language: str = "en"
    state: State = State.DRAFT
    started_on: datetime.date
    planned_end: datetime.date | None = None
    written_by: Text
    needs: tuple[PlanNeed, ...] = ()
    goals: tuple[Goal, ...] = ()
    objectives: tuple[Objective, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    withdrawal: tuple[WithdrawalCare, ...] = ()
    medicines: tuple[MedicineItem, ...] = ()
    links: tuple[CoOccurringLink, ...] = ()
    triggers: tuple[TriggerItem, ...] = ()
    early_signs: tuple[EarlySignItem, ...] = ()
    skills: tuple[SkillItem, ...] = ()
    supports: tuple[SupportItem, ...] = ()
    safety: tuple[SafetyStep, ...] = ()
    aftercare: tuple[AftercareItem, ...] = ()
    completion: tuple[Completion, ...] = ()
    review_rules: tuple[ReviewRule, ...] = ()
    reviews: tuple[ReviewHeld, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    team: tuple[TeamMember, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    def __post_init__(self) -> None:
        for name in COLLECTIONS:
            items = getattr(self, name)
            ordered = tuple(sorted(items, key=lambda item: item.id))
            if ordered != items:
                msgspec.structs.force_setattr(self, name, ordered)
        seen: set[str] = set()
        for name in COLLECTIONS:
            for item in getattr(self, name):
                if item.id in seen:
                    raise ValueError(f"two items of the plan have the id {item.id!r}")
                seen.add(item.id)
        broken = next(iter(broken_references(self)), None)
        if broken:
            raise ValueError(f"{broken[0]!r} points at {broken[2]!r} in `{broken[1]}`, which is not in the plan")

    def item(self, item: str) -> PlanItem | None:
        """The item with that id, whatever collection it is in."""
        return next((each for name in COLLECTIONS for each in getattr(self, name) if each.id == item), None)


HEADER = ("title", "level", "programme", "language", "state", "started_on", "planned_end", "written_by")
COLLECTIONS = tuple(field for field in Plan.__struct_fields__ if field not in {*HEADER, "id", "client"})

# Which field of which collection points at which collections; merge and validation both read this table.
REFERENCES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("goals", "needs", ("needs",)),
    ("objectives", "goal", ("goals",)),
    ("interventions", "objectives", ("objectives",)),
    ("interventions", "needs", ("needs",)),
    ("interventions", "after", ("interventions", "objectives", "goals")),
    ("withdrawal", "need", ("needs",)),
    ("withdrawal", "continues_into", ("medicines", "interventions", "goals")),
    ("medicines", "need", ("needs",)),
    ("links", "one", ("needs",)),
    ("links", "other", ("needs",)),
    ("triggers", "skills", ("skills",)),
    ("triggers", "early_signs", ("early_signs",)),
    ("aftercare", "need", ("needs",)),
    ("completion", "objective", ("objectives",)),
)


def broken_references(plan: Plan) -> list[tuple[str, str, str]]:
    """Every (item, field, target) that points at nothing in the plan."""
    ids = {name: {item.id for item in getattr(plan, name)} for name in COLLECTIONS}
    broken: list[tuple[str, str, str]] = []
    for collection, field, targets in REFERENCES:
        known = set().union(*(ids[target] for target in targets))
        for item in getattr(plan, collection):
            value = getattr(item, field)
            wanted = value if isinstance(value, tuple) else () if value is None else (value,)
            broken.extend((item.id, field, each) for each in wanted if each not in known)
    return broken


def gaps(plan: Plan) -> list[tuple[PlanItem, Ask]]:
    """Every ask whose field is still empty, in the order of collections and ids."""
    return [
        (item, ask)
        for name in COLLECTIONS
        for item in getattr(plan, name)
        for ask in item.asks
        if getattr(item, ask.field, None) in (None, "", ())
    ]
