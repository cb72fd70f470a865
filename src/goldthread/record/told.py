"""Facts that the person tells: what they say, have and want, what sets them off and what gets them through."""

import datetime
from typing import Literal

from goldthread.record.fact import Fact, Scale10, Text
from goldthread.terms import ItemId, LifeDomain


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
    """Where the person lives, and whether they can stay. "homeless" is without a home, where they sleep left unsaid."""

    situation: Literal[
        "stable", "at-risk", "doubled-up", "shelter", "unsheltered", "homeless", "recovery-residence", "institution",
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
