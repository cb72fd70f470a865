"""The shape of a questionnaire: items, scales, bands, cut-offs, critical items, change. A definition that cannot be
true (bands with a hole, a scale over an unknown item) refuses to exist."""

from functools import cached_property
from typing import Annotated, Literal

import msgspec

from goldthread.instruments import coherence
from goldthread.instruments.following import FollowUp, Repeat
from goldthread.instruments.tables import Tables
from goldthread.terms import Content, Permission

ItemKey = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_.-]{0,39}$")]
LoincCode = Annotated[str, msgspec.Meta(pattern=r"^([0-9]{1,7}-[0-9])?$")]
Sex = Literal["female", "male"]


class Item(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One item. `about` is our own short name of it; `wording` is the published text, only where it may be shipped.

    Answers are numbers: each of `allowed` where that is given, else every whole number from `minimum` to `maximum`.
    A reversed item counts lowest + highest - answer. `weight` 0: must be answered, adds nothing (a gate). An optional
    item belongs to no scale and is never missed. `choices` gives the published text of an answer by its number.
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
    loinc: LoincCode = ""

    def __post_init__(self) -> None:
        coherence.check_item(self)

    @property
    def answers(self) -> tuple[float, ...]:
        """Every answer that the item takes, ascending."""
        return self.allowed or tuple(float(value) for value in range(int(self.minimum), int(self.maximum) + 1))

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest answer that the item takes."""
        return (self.allowed[0], self.allowed[-1]) if self.allowed else (float(self.minimum), float(self.maximum))

    @property
    def rule(self) -> str:
        """The answers that the item takes, for people."""
        if self.allowed:
            return "one of " + ", ".join(f"{value:g}" for value in self.allowed)
        return f"a whole number from {self.minimum:g} to {self.maximum:g}"

    def points(self, answer: float) -> float:
        """What an allowed answer adds to a scale: weighted, and turned round where the item is reversed."""
        if self.reversed:
            answer = sum(self.ends) - answer
        return answer * self.weight


class Scale(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A total or subscale over items. `may_miss` is how many items may be missing, as the source allows; the missing
    ones then count as the mean of the answered (prorating), and the result says so. `rounding` "nearest" gives whole
    numbers, halves upward. The method "count" counts the items answered at or above their own `counts_from`."""

    id: ItemKey
    items: Annotated[tuple[ItemKey, ...], msgspec.Meta(min_length=1)]
    method: Literal["sum", "mean", "count"] = "sum"
    counts_from: dict[ItemKey, float] = {}
    multiply: Annotated[float, msgspec.Meta(gt=0)] = 1
    may_miss: Annotated[int, msgspec.Meta(ge=0)] = 0
    rounding: Literal["none", "nearest"] = "none"
    higher_is: Literal["worse", "better", "mixed"] = "worse"
    loinc: LoincCode = ""


class Band(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """From `minimum` to `maximum`, both included."""

    minimum: float
    maximum: float
    label: Annotated[str, msgspec.Meta(min_length=1)]


class BandScheme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A named way to put bands on a scale; two schemes on one scale may differ. `sex` limits it to one sex: then the
    scheme is written once for each sex under the same name."""

    scheme: Annotated[str, msgspec.Meta(min_length=1)]
    scale: ItemKey = "total"
    bands: Annotated[tuple[Band, ...], msgspec.Meta(min_length=1)]
    sex: Sex | None = None
    source: str
    confirmed: bool = True


class Cutoff(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """At or beyond `at` (in the direction of `when`) the result is `meaning`; may hold for one sex or an age only.

    Cut-offs with one id are alternatives: the flag of that id is met when any of them is.
    """

    id: ItemKey
    scale: ItemKey = "total"
    when: Literal["at-least", "at-most"] = "at-least"
    at: float
    meaning: str
    do_next: str = ""
    sex: Sex | None = None
    min_age: int | None = None
    source: str
    confirmed: bool = True

    def met_by(self, value: float) -> bool:
        """Whether the value lies at or beyond the cut-off."""
        return value >= self.at if self.when == "at-least" else value <= self.at


class Critical(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """An answer that must be seen whatever the total is."""

    id: ItemKey
    item: ItemKey
    at_least: float
    meaning: str
    do_next: str
    source: str
    confirmed: bool = True


class Cluster(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Of `items`, at least `at_least` and at most `at_most` are answered with `counts_from` or more."""

    items: Annotated[tuple[ItemKey, ...], msgspec.Meta(min_length=1)]
    counts_from: float
    at_least: int = 0
    at_most: int | None = None


class ClusterRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A pattern of answers that means something beside the total: met when every cluster holds."""

    id: ItemKey
    clusters: Annotated[tuple[Cluster, ...], msgspec.Meta(min_length=1)]
    meaning: str
    do_next: str = ""
    source: str
    confirmed: bool = True


class SkipRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where every item in `when` has that answer, the items in `then` need no answer and count as answered with
    `counts_as`. `overrules`: they count so even when they were answered; else an answer given counts as given."""

    when: dict[ItemKey, float]
    then: Annotated[tuple[ItemKey, ...], msgspec.Meta(min_length=1)]
    counts_as: float = 0
    overrules: bool = False
    source: str
    confirmed: bool = True


class Change(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What counts as change on a scale. The reliable change is computed from `sd` and `reliability` (Jacobson and Truax
    1991) or is `published_reliable_change`; where neither is published the fields stay empty and `note` says so."""

    scale: ItemKey = "total"
    sd: Annotated[float, msgspec.Meta(gt=0)] | None = None
    reliability: Annotated[float, msgspec.Meta(ge=0, le=1)] | None = None
    published_reliable_change: Annotated[float, msgspec.Meta(gt=0)] | None = None
    minimal_important_difference: Annotated[float, msgspec.Meta(gt=0)] | None = None
    response_percent: Annotated[float, msgspec.Meta(gt=0, le=100)] | None = None
    remission_below: float | None = None
    sources: tuple[str, ...] = ()
    note: str = ""
    confirmed: bool = True


class WorkedCase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Answers and the whole result that must come of them, worked out by hand from the source."""

    title: str
    answers: dict[ItemKey, float | None]
    sex: Literal["female", "male", "other", "unknown"] = "unknown"
    age: int | None = None
    total: float | None = None
    subscales: dict[ItemKey, float | None] = {}
    bands: dict[str, str] = {}
    flags: tuple[str, ...] = ()
    complete: bool = True
    missing: tuple[ItemKey, ...] = ()
    prorated: tuple[ItemKey, ...] = ()
    warns: bool = False


class Translation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The published wording in another language (`language`: "es"). It covers every item that has a wording. `choices`
    are the answers of all items, `item_choices` of those whose answers are others. `confirmed`: read in the source."""

    language: Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2}$")]
    stem: str = ""
    wording: dict[ItemKey, str]
    choices: dict[str, str]
    item_choices: dict[ItemKey, dict[str, str]] = {}
    source: str
    note: str = ""
    confirmed: bool = True

    def of(self, item: Item) -> Item:
        """The item in this language."""
        if not item.wording:
            return item
        choices = self.item_choices.get(item.id, self.choices)
        return msgspec.structs.replace(item, wording=self.wording[item.id], choices=choices)


class InstrumentDefinition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """One questionnaire. The scale named `total`, where there is one, gives the total.

    `asks_about` is our own word for the time it looks at; `stem` is the published opening sentence of its items.
    """

    id: ItemKey
    name: str
    version: str
    measures: str
    asks_about: str = ""
    stem: str = ""
    aliases: tuple[str, ...] = ()
    rated_by: Literal["client", "clinician", "either"] = "client"
    items: Annotated[tuple[Item, ...], msgspec.Meta(min_length=1)]
    scales: tuple[Scale, ...] = ()
    bands: tuple[BandScheme, ...] = ()
    cutoffs: tuple[Cutoff, ...] = ()
    critical: tuple[Critical, ...] = ()
    clusters: tuple[ClusterRule, ...] = ()
    change: tuple[Change, ...] = ()
    skips: tuple[SkipRule, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    repeat: Repeat | None = None
    worked_cases: Annotated[tuple[WorkedCase, ...], msgspec.Meta(min_length=1)]
    loinc_panel: LoincCode = ""
    translations: tuple[Translation, ...] = ()
    permission: Permission
    content: Content

    def __post_init__(self) -> None:
        coherence.check(self)

    # Computed once, kept in the definition's own __dict__: neither written, compared nor shared with another one.
    @cached_property
    def tables(self) -> Tables:
        """What scoring looks up, prepared from this definition."""
        return Tables(self)

    @property
    def flags(self) -> frozenset[str]:
        """The id of every flag that a form can raise: critical items, cut-offs and cluster rules."""
        return frozenset(
            [
                *(each.id for each in self.critical),
                *(each.id for each in self.cutoffs),
                *(each.id for each in self.clusters),
            ]
        )

    @property
    def is_worded(self) -> bool:
        """Whether the published text of every item is here; else the questions are read from the paper."""
        return all(each.wording for each in self.items)

    def worded_in(self, language: str) -> "InstrumentDefinition | None":
        """The same questionnaire in another language; None where its wording in that language is not here."""
        found = next((each for each in self.translations if each.language == language), None)
        if found is None:
            return None
        items = tuple(found.of(each) for each in self.items)
        return msgspec.structs.replace(self, stem=found.stem, items=items)

    def item(self, item: str) -> Item | None:
        """The item with that id."""
        return next((each for each in self.items if each.id == item), None)

    def scale(self, scale: str) -> Scale | None:
        """The scale with that id."""
        return next((each for each in self.scales if each.id == scale), None)

    def possible_range(self, scale: str = "total") -> tuple[float, float]:
        """The lowest and the highest value that a complete form can reach. Raises KeyError for an unknown scale."""
        found = self.scale(scale)
        if found is None:
            raise KeyError(scale)
        return coherence.possible_range(self, found)
