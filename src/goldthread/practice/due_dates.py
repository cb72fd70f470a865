"""Which dates and signers a centre's rule pack asks for in one folder, each with the rule that it comes from."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

import msgspec

from goldthread.library.rule_packs import PackRule, RulePack, Span
from goldthread.practice.agreement import left_for
from goldthread.practice.entries import Capacity
from goldthread.practice.folder import Folder, PlanFile
from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.settings import Settings
from goldthread.practice.waits import Days
from goldthread.terms import Role

OWN_SETTING = "this centre's own setting"


class DueDate(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is due by a day. `by`: the roles of which one countersigns; `met`: it was done already;
    `confirmed`: somebody has read the rule's text (else the date only reminds)."""

    what: Literal["plan", "review", "countersign"]
    on: datetime.date
    citation: str
    rule: str = ""
    by: tuple[Role, ...] = ()
    met: bool = False
    confirmed: bool = True

    @property
    def said(self) -> str:
        """As it is shown: "due 14 Mar — 9 CCR 10305"."""
        return f"due {self.on.day} {self.on:%b} — {self.citation}" + ("" if self.confirmed else " (not confirmed)")


class Awaited(msgspec.Struct, frozen=True, kw_only=True):
    """Whose signature is wanted, and by which rule."""

    capacity: Capacity
    citation: str
    confirmed: bool = True


class Ruling(msgspec.Struct, frozen=True, kw_only=True):
    """What applies: dates, the earliest first; signers; and `without_number`, the rules that name no number of days, so
    that the centre's own policy does. `missing` are packs that the centre names and the library does not have: then
    the dates are not complete, and nobody is kept from working by it."""

    dates: tuple[DueDate, ...]
    signers: tuple[Awaited, ...]
    without_number: tuple[PackRule, ...]
    missing: tuple[str, ...] = ()


def ruling(
    *, folder: Folder, file: PlanFile | None, settings: Settings, packs: Mapping[str, RulePack], on: datetime.date
) -> Ruling:
    """What the centre's rule pack asks for on that day, for this stay and this plan (None: there is none)."""
    rules = rules_in_force(folder=folder, settings=settings, packs=packs, on=on)
    days = days_of(folder, file)

    def countersigned(by: tuple[Role, ...]) -> bool:
        return file is not None and not left_for(file, "countersign", by)

    dates = [date for rule in rules if days is not None and (date := _date(rule, days, countersigned)) is not None]
    own = _own_window(settings, rules, days, countersigned)
    return Ruling(
        dates=tuple(sorted((*dates, *own), key=lambda each: (each.on, each.rule))),
        signers=tuple(_signers(rules, settings)),
        without_number=tuple(rule for rule in rules if rule.within is None and rule.what != "signers"),
        missing=tuple(name for name, pack in _with_included(settings.rule_pack, packs).items() if pack is None),
    )


def dates_of_line(days: Days, rules: tuple[PackRule, ...], settings: Settings) -> Iterator[DueDate]:
    """The dates of these rules (`rules_at`) by the days that a list keeps of a folder: those that `ruling` gives,
    without opening it."""

    def countersigned(by: tuple[Role, ...]) -> bool:
        return not set(by).isdisjoint(days.countersigned)

    for rule in rules:
        date = _date(rule, days, countersigned)
        if date is not None:
            yield date
    yield from _own_window(settings, rules, days, countersigned)


def rules_in_force(
    *, folder: Folder, settings: Settings, packs: Mapping[str, RulePack], on: datetime.date
) -> tuple[PackRule, ...]:
    """The rules of the centre's pack and of those that it includes, at the level of this stay, in force on that day;
    none before admission."""
    if folder.episode is None:
        return ()
    return rules_at(level=folder.episode.level.value, settings=settings, packs=packs, on=on)


def rules_at(
    *, level: str, settings: Settings, packs: Mapping[str, RulePack], on: datetime.date
) -> tuple[PackRule, ...]:
    """The rules that hold at a level of care on that day."""
    return tuple(
        rule
        for pack in _with_included(settings.rule_pack, packs).values()
        if pack is not None
        for rule in pack.rules
        if (not rule.levels or level in rule.levels)
        and (rule.effective is None or rule.effective <= on)
        and (rule.until is None or on < rule.until)
    )


def _with_included(name: str, packs: Mapping[str, RulePack]) -> dict[str, RulePack | None]:
    """The pack and all that it includes, by id; None for one that is not in the library."""
    found: dict[str, RulePack | None] = {}
    waiting = [name] if name else []
    while waiting:
        each = waiting.pop(0)
        if each not in found:
            pack = found[each] = packs.get(each)
            waiting += pack.includes if pack is not None else ()
    return found


def days_of(folder: Folder, file: PlanFile | None) -> Days | None:
    """The days from which rules count, of this stay and this plan; None before admission."""
    episode = folder.episode
    if episode is None:
        return None
    if file is None:
        return Days(level=episode.level.value, admitted_on=episode.admitted_on)
    return Days(
        level=episode.level.value,
        admitted_on=episode.admitted_on,
        started_on=file.plan.started_on,
        effective_on=effective_on(file),
        held_on=max((each.on for each in file.plan.reviews if each.on >= episode.admitted_on), default=None),
    )


_Countersigned = Callable[[tuple[Role, ...]], bool]


def _date(rule: PackRule, days: Days, countersigned: _Countersigned) -> DueDate | None:
    if rule.within is None or rule.what == "signers":
        return None
    if rule.what == "plan":
        return _due(rule, rule.within.after(days.admitted_on), met=days.effective_on is not None)
    if days.started_on is None:
        return None
    if rule.what == "review":
        return _due(rule, _review(rule, rule.within, days))
    if days.effective_on is None:
        return None
    return _due(rule, rule.within.after(days.effective_on), met=countersigned(rule.by))


def _due(rule: PackRule, on: datetime.date, *, met: bool = False) -> DueDate:
    assert rule.what != "signers"  # noqa: S101 - told apart before
    return DueDate(
        what=rule.what, on=on, citation=rule.citation, rule=rule.id, by=rule.by, met=met, confirmed=rule.confirmed
    )


def _review(rule: PackRule, within: Span, days: Days) -> datetime.date:
    """The next review in this stay. Counted from admission, one belongs to each stretch, whenever in it it was held."""
    admitted, held = days.admitted_on, days.held_on
    if rule.first is not None and held is None:
        return rule.first.after(admitted)
    if rule.counted_from != "admission":
        return within.after(held or days.effective_on or days.started_on or admitted)
    stretch = 1
    while held is not None and within.after(admitted, times=stretch) < held:
        stretch += 1
    return within.after(admitted, times=stretch if held is None else stretch + 1)


def effective_on(file: PlanFile) -> datetime.date | None:
    """The day from which the newest version counts: when its author signed it, else when it was sealed."""
    if file.version is None:
        return None
    number = file.version.number
    days = [each.at.date() for each in file.signed if (each.capacity, each.version) == ("author", number)]
    return min(days, default=file.version.at.date())


def _own_window(
    settings: Settings, rules: tuple[PackRule, ...], days: Days | None, countersigned: _Countersigned
) -> Iterator[DueDate]:
    """The centre's own window for countersigning, where no rule gives one."""
    given = any(rule.what == "countersign" and rule.within is not None for rule in rules)
    effective = days.effective_on if days is not None else None
    if given or settings.countersign_days is None or effective is None:
        return
    by = tuple(PERMISSIONS["countersign"])
    yield DueDate(
        what="countersign",
        on=effective + datetime.timedelta(days=settings.countersign_days),
        citation=OWN_SETTING,
        by=by,
        met=countersigned(by),
    )


def _signers(rules: tuple[PackRule, ...], settings: Settings) -> Iterator[Awaited]:
    ruled = [rule for rule in rules if rule.what in ("signers", "countersign")]
    for rule in ruled:
        for capacity in rule.signers or ("countersign",):
            yield Awaited(capacity=capacity, citation=rule.citation, confirmed=rule.confirmed)
    known = {capacity for rule in ruled for capacity in rule.signers}
    for own in settings.signers:
        if own not in known:
            yield Awaited(capacity=own, citation=OWN_SETTING)
