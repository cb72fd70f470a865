"""The shape of a questionnaire: items, scales, bands, cut-offs, critical items, change. A definition that cannot be
true (bands with a hole, a scale over an unknown item) refuses to exist."""

from typing import Annotated, Literal

import msgspec

from goldthread.terms import Content, Permission

ItemKey = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_.-]{0,39}$")]


class Item(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One item. `about` is our own short name of it; `wording` is the published text, only where it may be shipped.

    Answers are numbers: each of `allowed`, or every whole number from `minimum` to `maximum`.
    """

    id: ItemKey
    about: str
    minimum: float = 0
    maximum: float = 1
    allowed: tuple[float, ...] = ()
    reversed: bool = False
    weight: float = 1
    optional: bool = False
    wording: str = ""
    choices: dict[str, str] = {}
    loinc: str = ""


class Scale(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A total or subscale over items. `may_miss` is how many items may be missing, as the source allows; the missing
    ones then count as the mean of the answered (prorating), and the result says so."""

    id: ItemKey
    items: Annotated[tuple[ItemKey, ...], msgspec.Meta(min_length=1)]
    method: Literal["sum", "mean"] = "sum"
    multiply: float = 1
    may_miss: int = 0
    rounding: Literal["none", "nearest"] = "none"
    higher_is: Literal["worse", "better", "mixed"] = "worse"
    loinc: str = ""


class Band(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From `minimum` to `maximum`, both included."""

    minimum: float
    maximum: float
    label: str


class BandScheme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A named way to put bands on a scale; two schemes on one scale may differ. `sex` limits it to one sex."""

    scheme: str
    scale: ItemKey = "total"
    bands: Annotated[tuple[Band, ...], msgspec.Meta(min_length=1)]
    sex: Literal["female", "male"] | None = None
    source: str
    confirmed: bool = True


class Cutoff(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """At or beyond `at` (in the direction of `when`) the result is `meaning`; may hold for one sex or an age only."""

    id: ItemKey
    scale: ItemKey = "total"
    when: Literal["at-least", "at-most"] = "at-least"
    at: float
    meaning: str
    sex: Literal["female", "male"] | None = None
    min_age: int | None = None
    source: str
    confirmed: bool = True


class Critical(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An item that must be seen whatever the total is."""

    id: ItemKey
    item: ItemKey
    at_least: float
    meaning: str
    do_next: str
    source: str


class Change(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What counts as change on a scale. The reliable change is computed from `sd` and `reliability` (Jacobson and Truax
    1991) or is `published_reliable_change`; where neither is published the fields stay empty and `note` says so."""

    scale: ItemKey = "total"
    sd: float | None = None
    reliability: float | None = None
    published_reliable_change: float | None = None
    minimal_important_difference: float | None = None
    response_percent: float | None = None
    remission_below: float | None = None
    source: str = ""
    note: str = ""


class WorkedCase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Answers and the result that must come of them, worked out by hand from the source."""

    title: str
    answers: dict[ItemKey, float]
    sex: Literal["female", "male", "other", "unknown"] = "unknown"
    age: int | None = None
    total: float | None = None
    subscales: dict[ItemKey, float] = {}
    bands: dict[str, str] = {}
    flags: tuple[str, ...] = ()
    complete: bool = True


class InstrumentDefinition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One questionnaire. The scale named `total`, where there is one, gives the total."""

    id: ItemKey
    name: str
    version: str
    measures: str
    asks_about: str = ""
    aliases: tuple[str, ...] = ()
    rated_by: Literal["client", "clinician", "either"] = "client"
    items: Annotated[tuple[Item, ...], msgspec.Meta(min_length=1)]
    scales: tuple[Scale, ...] = ()
    bands: tuple[BandScheme, ...] = ()
    cutoffs: tuple[Cutoff, ...] = ()
    critical: tuple[Critical, ...] = ()
    change: tuple[Change, ...] = ()
    skips: tuple[tuple[ItemKey, float, tuple[ItemKey, ...]], ...] = ()
    worked_cases: Annotated[tuple[WorkedCase, ...], msgspec.Meta(min_length=1)]
    loinc_panel: str = ""
    permission: Permission
    content: Content
