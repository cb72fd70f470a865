"""The kinds of facts that a record holds. Every kind is one Struct; `kind` in a case file is its tag.

Dates: `recorded_on` is the day it was written down (what the team knew); `since` and `until` are the days between
which it held in the person's life. A fact is never changed: a later fact with `corrects` takes its place.
"""

import datetime
from typing import Annotated, Any, Literal, get_args

import msgspec

from goldthread.terms import Code, Frequency, ItemId, LifeDomain, Route, Substance

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=20_000)]
Scale10 = Annotated[int, msgspec.Meta(ge=0, le=10)]
ItemKey = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_.-]{0,39}$")]


class Fact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """What every fact says of itself. `said_by` is "client" for the person themself, else a role or a name.

    `source` names the interview, form, letter or resource; `corrects` the fact whose place it takes.
    """

    id: ItemId
    said_by: Text
    recorded_by: Text
    recorded_on: datetime.date
    source: Text
    since: datetime.date | None = None
    until: datetime.date | None = None
    corrects: ItemId | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"`until` ({self.until}) lies before `since` ({self.since})")
        if self.corrects == self.id:
            raise ValueError("a fact cannot correct itself")

    def holds_on(self, on: datetime.date) -> bool:
        """Whether it held in the person's life on that day (open ends count as held)."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    @property
    def from_client(self) -> bool:
        """Whether the client said it."""
        return self.said_by == "client"


# What was found by others


class Diagnosis(Fact, tag="diagnosis", frozen=True, kw_only=True):
    """A diagnosis made by a person who may; the product makes none."""

    label: Text
    codes: tuple[Code, ...] = ()
    status: Literal["active", "provisional", "remission", "resolved", "history"] = "active"
    severity: Literal["mild", "moderate", "severe"] | None = None
    diagnosed_by: str = ""


class SubstanceUse(Fact, tag="substance", frozen=True, kw_only=True):
    """Use of one substance: which, how, how much, how often, when last. `name` is the person's own name for it."""

    substance: Substance
    name: Text
    route: Route = Route.UNKNOWN
    amount: str = ""
    frequency: Frequency = Frequency.UNKNOWN
    last_use: datetime.date | None = None
    prescribed: bool = False
    words: str = ""


class WithdrawalEpisode(Fact, tag="withdrawal", frozen=True, kw_only=True):
    """An earlier (or the present) withdrawal and what came with it; `features` is empty where nothing severe did."""

    substance: Substance
    features: tuple[
        Literal["seizure", "delirium", "hallucinations", "hospital", "intensive-care", "kindling", "suicidal"], ...
    ] = ()
    detail: str = ""


class Medicine(Fact, tag="medicine", frozen=True, kw_only=True):
    """A medicine that the person takes, took or is offered. `directions` is copied as written, never computed."""

    name: Text
    codes: tuple[Code, ...] = ()
    purpose: str = ""
    status: Literal["active", "as-needed", "stopped", "offered", "declined", "unknown"] = "active"
    taken: Literal["as-agreed", "sometimes", "not", "unknown"] = "unknown"
    directions: str = ""
    prescriber: str = ""
    side_effects: str = ""
    stopped_because: str = ""


class Allergy(Fact, tag="allergy", frozen=True, kw_only=True):
    """An allergy or intolerance."""

    substance: Text
    reaction: str = ""
    severe: bool = False
    codes: tuple[Code, ...] = ()


class Administration(Fact, tag="administration", frozen=True, kw_only=True):
    """One filled-in instrument; `since` is the day it was filled in. Its score is derived, never kept.

    `total` is only for a score that came from elsewhere without its answers.
    """

    instrument: ItemKey
    answers: dict[ItemKey, float] = {}
    total: float | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if bool(self.answers) == (self.total is not None):
            raise ValueError("an administration has either answers or a total that came without them")


class Observation(Fact, tag="observation", frozen=True, kw_only=True):
    """A measurement or coded finding: laboratory, vital sign, survey answer."""

    label: Text
    codes: tuple[Code, ...] = ()
    value: float | str | None = None
    unit: str = ""
    abnormal: bool = False


class Event(Fact, tag="event", frozen=True, kw_only=True):
    """Something that happened; `since` is when."""

    topic: Literal[
        "overdose", "return-to-use", "hospital", "emergency", "encounter", "procedure", "loss", "discharge",
        "missed-session", "self-harm", "suicide-attempt", "fall", "violence", "arrest", "life-change",
    ]  # fmt: skip
    text: Text
    codes: tuple[Code, ...] = ()


class Risk(Fact, tag="risk", frozen=True, kw_only=True):
    """A risk as somebody who may judge it has judged it."""

    topic: Literal[
        "suicide", "self-harm", "overdose", "violence-to-others", "violence-from-others", "exploitation",
        "self-neglect", "falls", "driving", "child-safety", "patient-safety",
    ]  # fmt: skip
    level: Literal["none", "low", "moderate", "high", "unknown"]
    detail: str = ""


class Protective(Fact, tag="protective", frozen=True, kw_only=True):
    """What keeps the person safe."""

    text: Text


class Treatment(Fact, tag="treatment", frozen=True, kw_only=True):
    """Earlier treatment or support and what came of it. `modality` is an id of the catalogue where it is one."""

    name: Text
    modality: ItemId | None = None
    outcome: Literal["helped", "partly", "did-not-help", "harmed", "unknown"] = "unknown"
    words: str = ""


class Cause(Fact, tag="cause", frozen=True, kw_only=True):
    """Part of the formulation: what made, set off, keeps going or protects. `bears_on`: need ids or sections."""

    text: Text
    role: Literal["predisposing", "precipitating", "perpetuating", "protective"]
    bears_on: Annotated[tuple[ItemId, ...], msgspec.Meta(min_length=1)]


# What the person says, has and wants


class Statement(Fact, tag="statement", frozen=True, kw_only=True):
    """What was said about one life domain: by the client in their own words, or by the clinician as their view.

    `concern` is how much of a worry it is to the person; only "some" and "much" raise a need.
    """

    domain: LifeDomain
    text: Text
    concern: Literal["none", "some", "much", "unsaid"] = "unsaid"


class Strength(Fact, tag="strength", frozen=True, kw_only=True):
    """What the person is good at, has, or has come through."""

    text: Text
    domain: LifeDomain | None = None


class Hope(Fact, tag="hope", frozen=True, kw_only=True):
    """What the person wants their life to hold, in their own words."""

    text: Text
    domain: LifeDomain | None = None
    importance: Scale10 | None = None


class Value(Fact, tag="value", frozen=True, kw_only=True):
    """What matters to the person."""

    text: Text


class Barrier(Fact, tag="barrier", frozen=True, kw_only=True):
    """What stands in the way of treatment."""

    topic: Literal[
        "transport", "money", "insurance", "language", "literacy", "childcare", "time", "work-hours", "stigma", "fear",
        "technology", "health", "legal", "distance", "earlier-harm", "other",
    ]  # fmt: skip
    text: Text


class Support(Fact, tag="support", frozen=True, kw_only=True):
    """A person, group or animal that stands by the client."""

    name: Text
    relation: Text
    type: Literal[
        "family", "partner", "friend", "peer", "sponsor", "professional", "faith", "group", "work", "animal", "other"
    ] = "other"  # fmt: skip
    contact: str = ""
    helps_with: str = ""
    strained: bool = False
    available_in_crisis: bool = False


class Trigger(Fact, tag="trigger", frozen=True, kw_only=True):
    """What sets off craving, use or a bad spell."""

    text: Text
    type: Literal["person", "place", "feeling", "time", "thing", "body", "event"] = "event"


class EarlySign(Fact, tag="early-sign", frozen=True, kw_only=True):
    """How the person, or somebody close, notices that it begins."""

    text: Text
    noticed_by: str = "client"


class CopingSkill(Fact, tag="coping-skill", frozen=True, kw_only=True):
    """Something that the person does to get through. Skills age: `last_practised` is when it was last used."""

    text: Text
    last_practised: datetime.date | None = None
    helps: Literal["yes", "sometimes", "no", "unknown"] = "unknown"
    works_where: str = ""
    triggers: tuple[ItemId, ...] = ()


class Work(Fact, tag="work", frozen=True, kw_only=True):
    """Work or school, and what in it presses."""

    situation: Literal[
        "employed", "self-employed", "on-leave", "unemployed", "student", "caregiver", "retired", "disabled",
        "military", "unknown",
    ]  # fmt: skip
    occupation: str = ""
    stressors: tuple[
        Literal[
            "overload", "schedule", "conflict", "job-threat", "job-loss", "moral-injury", "harassment",
            "bereaved-at-work", "unsafe", "license-at-risk", "isolation", "injury", "low-control", "return-to-work",
        ],
        ...,
    ] = ()  # fmt: skip
    safety_sensitive: bool = False
    words: str = ""


class Housing(Fact, tag="housing", frozen=True, kw_only=True):
    """Where the person lives, and whether they can stay."""

    situation: Literal[
        "stable", "at-risk", "doubled-up", "shelter", "unsheltered", "recovery-residence", "institution",
        "unsafe", "unknown",
    ]  # fmt: skip
    words: str = ""


class Circumstance(Fact, tag="circumstance", frozen=True, kw_only=True):
    """A fact of life that bears on planning and has no kind of its own. `state` is one word of the topic's own list
    (`circumstances.STATES`)."""

    topic: Literal[
        "pregnancy", "food", "transport", "money", "debt", "insurance", "legal", "language", "literacy", "faith",
        "culture", "veteran", "children", "custody", "partnership", "social-contact", "education", "phone", "internet",
        "driving", "gender", "orientation", "tobacco", "pain", "sleep", "chronic-illness", "hearing", "vision",
        "mobility", "cognition", "gaming", "gambling", "caregiving", "injection", "naloxone", "infection-screen",
        "anniversary", "dental", "nutrition", "exercise", "abuse", "privacy",
    ]  # fmt: skip
    state: ItemId
    text: str = ""


class Preference(Fact, tag="preference", frozen=True, kw_only=True):
    """How the person wants to be treated. `about` holds ids or tags of the catalogue (for example `group`)."""

    stance: Literal["wants", "prefers", "avoids", "refuses"]
    text: Text
    about: tuple[ItemId, ...] = ()
    reason: str = ""


class Readiness(Fact, tag="readiness", frozen=True, kw_only=True):
    """Stage of change and importance for one matter. `about` is a need id, a section or a substance."""

    about: ItemId
    stage: Literal["precontemplation", "contemplation", "preparation", "action", "maintenance"]
    importance: Scale10 | None = None
    words: str = ""


class Confidence(Fact, tag="confidence", frozen=True, kw_only=True):
    """0 to 10: how sure the person is of keeping sober, or of coping, in one situation ("" is in general)."""

    about: Literal["sobriety", "coping", "safety", "work", "daily-life"]
    value: Scale10
    situation: str = ""
    trigger: ItemId | None = None


# What the centre keeps beside


class DomainConsidered(Fact, tag="considered", frozen=True, kw_only=True):
    """A life domain was gone through together; `recorded_by` did it."""

    domain: LifeDomain
    note: str = ""


class DomainSetAside(Fact, tag="set-aside", frozen=True, kw_only=True):
    """A life domain was left for later: why, and until when."""

    domain: LifeDomain
    reason: Text
    look_again_on: datetime.date


class CareMember(Fact, tag="care-member", frozen=True, kw_only=True):
    """Somebody who takes part in the care."""

    name: Text
    role: Text
    organisation: str = ""


class ConsentGiven(Fact, tag="consent", frozen=True, kw_only=True):
    """A consent (or refusal) on file; disclosure decides what may leave, this only says what was signed."""

    about: Text
    decision: Literal["permit", "deny"] = "permit"
    to: str = ""
    expires: datetime.date | None = None


class PriorGoal(Fact, tag="prior-goal", frozen=True, kw_only=True):
    """A goal or plan that came from elsewhere: a proposal, never copied into a plan by itself."""

    text: Text
    status: str = ""
    target: str = ""
    target_date: datetime.date | None = None


class Unmapped(Fact, tag="unmapped", frozen=True, kw_only=True):
    """Something in an input that was not understood; kept whole and listed."""

    what: Text
    reason: Text
    content: Any = None


class Withdrawn(Fact, tag="withdrawn", frozen=True, kw_only=True):
    """Takes back the fact that it corrects, without putting another in its place."""

    reason: Text

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.corrects is None:
            raise ValueError("`withdrawn` needs `corrects`: which fact is taken back")


AnyFact = (
    Diagnosis | SubstanceUse | WithdrawalEpisode | Medicine | Allergy | Administration | Observation | Event | Risk
    | Protective | Treatment | Cause | Statement | Strength | Hope | Value | Barrier | Support | Trigger | EarlySign
    | CopingSkill | Work | Housing | Circumstance | Preference | Readiness | Confidence | DomainConsidered
    | DomainSetAside | CareMember | ConsentGiven | PriorGoal | Unmapped | Withdrawn
)  # fmt: skip

# From the word that a case file writes as `kind` to the type of the fact.
FACT_KINDS: dict[str, type[Fact]] = {str(each.__struct_config__.tag): each for each in get_args(AnyFact)}
