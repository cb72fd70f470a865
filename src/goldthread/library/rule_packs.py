"""The shape of a rule pack: what a jurisdiction, a payer or an accreditor asks of plans, by when, signed by whom."""

import calendar
import datetime
from typing import Annotated, Literal

import msgspec

from goldthread.terms import Content, ItemId, Role

# The words of `goldthread.plan.Level` and of the capacities of a signature. They are written out here so that reading
# the library does not load the plan; a test holds them together.
LevelName = Literal[
    "outpatient", "intensive-outpatient", "partial-hospital", "residential", "withdrawal-unit", "inpatient",
    "opioid-programme", "aftercare",
]  # fmt: skip
Signer = Literal["client", "author", "team", "supervisor", "countersign"]


class Span(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A length of time: calendar days, working days (Monday to Friday; holidays are not known here) or months."""

    days: Annotated[int, msgspec.Meta(ge=0, le=3660)] | None = None
    working_days: Annotated[int, msgspec.Meta(ge=0, le=366)] | None = None
    months: Annotated[int, msgspec.Meta(ge=1, le=120)] | None = None

    def __post_init__(self) -> None:
        if [self.days, self.working_days, self.months].count(None) != 2:
            raise ValueError("a length of time is one of `days`, `working_days` and `months`")

    def after(self, day: datetime.date, *, times: int = 1) -> datetime.date:
        """The day that is this long after `day`, `times` over. Months end on their last day where they are shorter."""
        if self.months is not None:
            return _months_after(day, self.months * times)
        if self.working_days is not None:
            return _working_days_after(day, self.working_days * times)
        return day + datetime.timedelta(days=(self.days or 0) * times)


def _months_after(day: datetime.date, months: int) -> datetime.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _working_days_after(day: datetime.date, days: int) -> datetime.date:
    while days:
        day += datetime.timedelta(days=1)
        days -= day.weekday() < 5
    return day


class PackRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One rule. `what`: by when a plan is there, how often it is looked at again, by when it is countersigned (by
    somebody in one of the roles `by`), or whose signature it needs (`signers`).

    `within` is None where the rule names no number: the centre's own policy does. `counted_from` is the day from which
    it runs: the admission, the effective date of the plan (when its author signed the version), or the last review (the
    plan itself before there was one). `first` is the shorter time until the first review, from admission.
    Without `levels` it holds at every level. `says` is in our own words; `citation` is what is shown beside a date;
    `effective` and `until` are None where no day is known; `confirmed` as in Content.
    """

    id: ItemId
    what: Literal["plan", "review", "countersign", "signers"]
    within: Span | None = None
    first: Span | None = None
    counted_from: Literal["admission", "plan", "last-review"] = "admission"
    by: tuple[Role, ...] = ()
    signers: tuple[Signer, ...] = ()
    levels: tuple[LevelName, ...] = ()
    says: Annotated[str, msgspec.Meta(min_length=10, max_length=600)]
    citation: Annotated[str, msgspec.Meta(min_length=3, max_length=80)]
    source: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    effective: datetime.date | None = None
    until: datetime.date | None = None
    confirmed: bool = True

    def __post_init__(self) -> None:
        if bool(self.by) != (self.what == "countersign"):
            raise ValueError("`by` names the roles that countersign, and only they")
        if bool(self.signers) != (self.what == "signers"):
            raise ValueError("`signers` names whose signature is needed, and only that")
        if self.first is not None and self.what != "review":
            raise ValueError("`first` is the time until the first review")


class RulePack(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What holds for one kind of centre. `flags` are what a centre must be for it to apply; `includes` are packs whose
    rules hold as well."""

    id: ItemId
    title: Annotated[str, msgspec.Meta(min_length=5, max_length=120)]
    plain: Annotated[str, msgspec.Meta(min_length=10, max_length=600)]
    jurisdiction: Annotated[str, msgspec.Meta(min_length=2, max_length=80)]
    flags: Annotated[tuple[ItemId, ...], msgspec.Meta(min_length=1)]
    includes: tuple[ItemId, ...] = ()
    rules: tuple[PackRule, ...] = ()
    content: Content
