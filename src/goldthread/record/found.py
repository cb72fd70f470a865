"""Facts that others found: diagnoses, substances, medicines, scores, events, risks, earlier treatment, causes."""

import datetime
from typing import Annotated, Literal

import msgspec

from goldthread.record.fact import Fact, ItemKey, Text
from goldthread.terms import Code, Frequency, ItemId, Route, Substance


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
