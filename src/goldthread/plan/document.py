"""The plan as a document: items with stable ids in named collections. Frozen; refuses to exist when inconsistent."""

import datetime
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Any

import msgspec

from goldthread.plan.items import (
    AftercareItem,
    Completion,
    CoOccurringLink,
    Disagreement,
    EarlySignItem,
    Goal,
    Intervention,
    MedicineItem,
    Objective,
    PlanNeed,
    ReviewHeld,
    ReviewRule,
    SafetyStep,
    SkillItem,
    SupportItem,
    TeamMember,
    TriggerItem,
    Waiver,
    WithdrawalCare,
)
from goldthread.plan.shape import Ask, Level, PlanItem, State, Text
from goldthread.terms import ItemId


class Plan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
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

    @cached_property
    def kept(self) -> dict[str, Any]:
        """What was worked out from this plan alone and is soon wanted again; it goes when the plan goes."""
        return {}

    def __post_init__(self) -> None:
        for name in COLLECTIONS:
            items = getattr(self, name)
            ordered = tuple(sorted(items, key=lambda item: item.id))
            if ordered != items:
                msgspec.structs.force_setattr(self, name, ordered)
        seen: set[str] = set()
        for _, item in self.items():
            if item.id in seen:
                raise ValueError(f"two items of the plan have the id {item.id!r}")
            seen.add(item.id)
        broken = next(iter(broken_references(self)), None)
        if broken:
            raise ValueError(f"{broken[0]!r} points at {broken[2]!r} in `{broken[1]}`, which is not in the plan")
        circle = in_a_circle(self.interventions)
        if circle:
            raise ValueError(f"{told_circle(circle)} in `after`, so that nothing could begin; say which comes first")

    def item(self, item: str) -> PlanItem | None:
        """The item with that id, whatever collection it is in."""
        return next((each for _, each in self.items() if each.id == item), None)

    def items(self) -> Iterator[tuple[str, PlanItem]]:
        """Every item with the name of its collection, in the order of collections and ids."""
        for name in COLLECTIONS:
            for item in getattr(self, name):
                yield name, item


# What a plan says of itself as a whole; `id` and `client` are what it is, and never change.
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
    return dangling({name: getattr(plan, name) for name in COLLECTIONS})


def dangling(collections: Mapping[str, Collection[PlanItem]]) -> list[tuple[str, str, str]]:
    """Every (item, field, target) that would point at nothing in a plan that had these collections."""
    ids = {name: {item.id for item in collections.get(name, ())} for name in COLLECTIONS}
    broken: list[tuple[str, str, str]] = []
    for collection, field, targets in REFERENCES:
        known = set().union(*(ids[target] for target in targets))
        for item in collections.get(collection, ()):
            value = getattr(item, field)
            wanted = value if isinstance(value, tuple) else () if value is None else (value,)
            if not known.issuperset(wanted):  # seldom, and a plan is looked at whenever it is read
                broken.extend((item.id, field, each) for each in wanted if each not in known)
    return broken


def in_a_circle(interventions: Collection[Intervention]) -> tuple[str, ...]:
    """The ids of interventions that wait for each other in `after`, each before the one that it waits for, beginning
    with the id that comes first; empty where every one of them can begin."""
    after = {each.id: each.after for each in interventions}
    clear: set[str] = set()
    for start in sorted(after):
        way: dict[str, None] = {}
        at: str | None = start
        while at in after and at not in clear and at not in way:
            way[at] = None
            at = after[at]
        if at in way:
            found = list(way)[list(way).index(at) :]
            first = found.index(min(found))
            return (*found[first:], *found[:first])
        clear.update(way)
    return ()


def told_circle(circle: Collection[str]) -> str:
    """The circle as a refusal tells it: 'a', 'b' and 'c' wait for each other."""
    names = [repr(each) for each in circle]
    return (
        f"{', '.join(names[:-1])} and {names[-1]} wait for each other" if names[1:] else f"{names[0]} waits for itself"
    )


_EMPTY: tuple[Any, ...] = (None, "", ())


def gaps(plan: Plan) -> list[tuple[PlanItem, Ask]]:
    """Every ask whose field is still empty, in the order of collections and ids."""
    return [(item, ask) for _, item in plan.items() for ask in item.asks if getattr(item, ask.field, None) in _EMPTY]
