"""What is due on a day, of the lines of a list: by what the list keeps, the centre's rules and the library."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from goldthread.instruments import InstrumentDefinition
from goldthread.library.rule_packs import PackRule, RulePack
from goldthread.practice.courses import OffTrack, off_track
from goldthread.practice.due_dates import DueDate, dates_of_line, rules_at
from goldthread.practice.people import Actor
from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.ports import Line
from goldthread.practice.settings import Settings
from goldthread.practice.waits import Asked, Waits

What = Literal[
    "review", "scores", "arrival", "proposal", "disagreement", "signatures", "draft", "form", "plan", "enquiry"
]
SOON = datetime.timedelta(days=14)  # a product choice: what is further off is in nobody's way today
# A product choice: two weekly sessions went by without a word in it. Said in words beside every such draft.
SLEEPS_AFTER = datetime.timedelta(days=14)
# No review is due of a plan that has not begun; and of one that is being looked at, it is said once.
_NOT_LIVED_BY = ("", "draft", "proposed", "under-review")


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do. `what`: its kind; `how`: which of the ways in which it came (as the functions below write it);
    `on`: the day, where there is one; `citation`: the rule of a pack that gives the day. `plan` and `item` lead to it;
    `count`: how many of the kind wait with this client; `kind`: what sort of aftercare begins;
    `asks`: what asks for a review."""

    what: What
    line: Line
    how: str = ""
    on: datetime.date | None = None
    past: bool = False
    citation: str = ""
    confirmed: bool = True
    plan: str = ""
    item: str = ""
    kind: str = ""
    count: int = 1
    score: OffTrack | None = None
    asks: tuple[Asked, ...] = ()


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """What a list is read by, whoever stands on it."""

    settings: Settings
    packs: Mapping[str, RulePack]
    instruments: Mapping[str, InstrumentDefinition]
    actor: Actor
    today: datetime.date


class _Here(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One line with all that it is read by."""

    line: Line
    waits: Waits
    dates: list[DueDate]
    ground: Ground


def due_of(lines: Iterable[Line], ground: Ground) -> list[Due]:
    """What is due of these clients: first what has passed and scores that are off track, then what has a day, then
    what waits, each the earliest first. Only what the role can look at and settle."""
    rules: dict[str, tuple[PackRule, ...]] = {}
    readers = [each for verb, each in _READERS if ground.actor.role in PERMISSIONS[verb]]
    found = []
    for line in lines:
        waits = line.waits or Waits()
        dates = _dates(waits, ground, rules)
        here = _Here(line=line, waits=waits, dates=dates, ground=ground)
        found += [each for reader in readers for each in reader(here)]
    return sorted(found, key=_order)


_ORDER: dict[str, int] = {what: number for number, what in enumerate(What.__args__)}  # type: ignore[attr-defined]  # Literal


def _order(due: Due) -> tuple[int, datetime.date, int, str, str]:
    presses = (
        0
        if due.past or due.what == "scores" or due.how == "event"
        else 1
        if due.what in _BY_A_DAY and due.on is not None
        else 2
    )
    return presses, due.on or datetime.date.max, _ORDER[due.what], due.line.name, due.line.client


_BY_A_DAY = ("review", "signatures", "plan")  # the others say since when they wait


def _dates(waits: Waits, ground: Ground, rules: dict[str, tuple[PackRule, ...]]) -> list[DueDate]:
    days = waits.days
    if days is None:
        return []
    held = rules.get(days.level)
    if held is None:
        held = rules[days.level] = rules_at(
            level=days.level, settings=ground.settings, packs=ground.packs, on=ground.today
        )
    return list(dates_of_line(days, held, ground.settings)) if held or ground.settings.countersign_days else []


def _soon(dates: Iterable[DueDate], what: str, today: datetime.date) -> Iterator[DueDate]:
    """The earliest of the kind that is not met and has come near."""
    near = [each for each in dates if each.what == what and not each.met and each.on <= today + SOON]
    yield from sorted(near, key=lambda each: (each.on, each.rule))[:1]


def _ruled(here: _Here, date: DueDate, what: What) -> Due:
    return Due(
        what=what, line=here.line, how="rule", on=date.on, past=date.on < here.ground.today, citation=date.citation,
        confirmed=date.confirmed, plan=here.waits.plan,
    )  # fmt: skip


def _reviews(here: _Here) -> Iterator[Due]:
    """`open`: a review is being held; `event`: something that was written down asks for one; `agreed`: the plan says
    the day; `rule`: a rule of the centre's pack does."""
    if here.line.plan_state == "under-review":
        yield Due(what="review", line=here.line, how="open", plan=here.waits.plan)
    if here.line.plan_state in _NOT_LIVED_BY or here.line.stay != "admitted":
        return
    asks = here.waits.asks
    if asks:
        yield Due(
            what="review", line=here.line, how="event", on=min(each.on for each in asks), plan=here.waits.plan,
            count=len(asks), asks=asks,
        )  # fmt: skip
    agreed, today = here.line.due, here.ground.today
    for date in _soon(here.dates, "review", today):
        if agreed is None or date.on < agreed:
            yield _ruled(here, date, "review")
            return
    if agreed is not None and agreed <= today + SOON:
        yield Due(what="review", line=here.line, how="agreed", on=agreed, past=agreed < today, plan=here.waits.plan)


def _scores(here: _Here) -> Iterator[Due]:
    """By the day of the newest score; `how` is in the score."""
    waits, ground = here.waits, here.ground
    for each in off_track(
        courses=waits.courses, aims=waits.aims, looked_on=waits.looked_on, instruments=ground.instruments,
        today=ground.today,
    ):  # fmt: skip
        day = each.newest.on
        yield Due(what="scores", line=here.line, how=each.how, on=day, item=each.objective, score=each, plan=waits.plan)


def _arrivals(here: _Here) -> Iterator[Due]:
    """`unknown`: the first day has passed and nobody said whether the client arrived; `missed`: nothing is planned
    instead."""
    for each in here.waits.arrivals:
        if each.missed or (each.on is not None and each.on < here.ground.today):
            how = "missed" if each.missed else "unknown"
            yield Due(
                what="arrival", line=here.line, how=how, on=each.on, past=True, plan=each.plan, item=each.id,
                kind=each.kind,
            )  # fmt: skip


def _proposals(here: _Here) -> Iterator[Due]:
    """With the day since which the first of them waits: nobody set one by which it is answered."""
    for what, held in (("proposal", here.waits.proposals), ("disagreement", here.waits.disagreements)):
        if held:
            first = min(held, key=lambda each: (each.since, each.id))
            kind: What = "proposal" if what == "proposal" else "disagreement"
            yield Due(what=kind, line=here.line, on=first.since, plan=first.of, item=first.id, count=len(held))


def _signatures(here: _Here) -> Iterator[Due]:
    """`own`: the reader is asked; `others`: somebody else is; `rule`: a countersignature that a rule asks for."""
    if here.line.unsigned:
        own = here.ground.actor.id in here.waits.missing
        by = here.waits.sign_by
        yield Due(
            what="signatures", line=here.line, how="own" if own else "others", on=by, count=here.line.unsigned,
            past=by is not None and by < here.ground.today, plan=here.waits.plan,
        )  # fmt: skip
    for date in _soon(here.dates, "countersign", here.ground.today):
        if here.line.stay == "admitted":
            yield _ruled(here, date, "signatures")


def _drafts(here: _Here) -> Iterator[Due]:
    """On the day since which nobody worked on it."""
    if here.waits.touched_on is not None and here.waits.touched_on + SLEEPS_AFTER <= here.ground.today:
        yield Due(what="draft", line=here.line, on=here.waits.touched_on, plan=here.waits.draft)


def _forms(here: _Here) -> Iterator[Due]:
    if here.waits.forms:
        first = min(here.waits.forms, key=lambda each: (each.since, each.id))
        yield Due(what="form", line=here.line, how=first.of, on=first.since, item=first.id, count=len(here.waits.forms))


def _plans(here: _Here) -> Iterator[Due]:
    """`rule`: with the day by which a plan is there; else it is only said that there is none."""
    if here.line.stay != "admitted":
        return
    ruled = list(_soon(here.dates, "plan", here.ground.today))
    if ruled:
        yield _ruled(here, ruled[0], "plan")
    elif not here.line.plan_state:
        yield Due(what="plan", line=here.line)


def _enquiries(here: _Here) -> Iterator[Due]:
    if here.line.stay == "enquiry":
        yield Due(what="enquiry", line=here.line)


_Reader = Callable[[_Here], Iterator[Due]]
# Each with the verb by which it is looked at or settled: who cannot do that is not told.
_READERS: tuple[tuple[str, _Reader], ...] = (
    ("open-plan", _reviews), ("open-record", _scores), ("confirm-arrival", _arrivals), ("settle-proposal", _proposals),
    ("open-plan", _signatures), ("edit-plan", _drafts), ("give-form", _forms), ("draft-plan", _plans),
    ("open-record", _enquiries),
)  # fmt: skip


def kinds_of(actor: Actor) -> tuple[What, ...]:
    """The kinds of which somebody in that role may be told, in their order."""
    told = {name for verb, reader in _READERS if actor.role in PERMISSIONS[verb] for name in _KINDS[reader]}
    return tuple(what for what in _ORDER if what in told)


_KINDS: dict[_Reader, tuple[What, ...]] = {
    _reviews: ("review",), _scores: ("scores",), _arrivals: ("arrival",), _proposals: ("proposal", "disagreement"),
    _signatures: ("signatures",), _drafts: ("draft",), _forms: ("form",), _plans: ("plan",),
    _enquiries: ("enquiry",),
}  # fmt: skip
