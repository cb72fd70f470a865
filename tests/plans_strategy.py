"""Random plans that hold together, and edits of them. Every kind of item and every field comes up, whatever is added to
the document later: values are made from the types of the fields."""

import datetime
import random
import types
from enum import EnumType
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from hypothesis import strategies as st

from goldthread.plan import COLLECTIONS, HEADER, REFERENCES, Ask, Intervention, Level, Plan, PlanItem
from goldthread.plan.document import in_a_circle
from goldthread.plan.operations import kind_of
from goldthread.terms import Words

DAY = datetime.date(2026, 5, 4)
# An id that may stand in any of several collections: two people can give the same name to different things.
ROAMING = ("needs", "goals", "skills", "medicines")
_TARGETS = {(collection, field): targets for collection, field, targets in REFERENCES}
_WORDS = (
    None,
    Words(text="I want to sleep through the night", said_by="client", on=DAY),
    Words(text="I want to see my daughter", said_by="client", on=DAY),
    Words(text="He would like to sleep", said_by="therapist", on=DAY),
)
_PLAIN: dict[Any, tuple[Any, ...]] = {
    str: ("", "walk at seven in the morning", "call Ana before the meeting"),
    int: (0, 1, 2),
    float: (3.0, 5.0, 0.5),
    bool: (False, True),
    datetime.date: (DAY, DAY + datetime.timedelta(days=30), DAY + datetime.timedelta(days=60)),
    Words: _WORDS[1:],
    Ask: (Ask(field="because", question="Why this?"), Ask(field="facts", question="What do we know of it?")),
}


def _choices(hint: Any, field: str) -> tuple[Any, ...]:
    origin = get_origin(hint)
    if origin is Annotated:
        bare, meta = get_args(hint)[0], get_args(hint)[1]
        if meta.pattern:
            return ("one", "two")
        return ("we looked at it together", "it was settled with Ana") if meta.min_length else _choices(bare, field)
    if origin in (Union, types.UnionType):
        return (None, *(each for arm in get_args(hint) if arm is not type(None) for each in _choices(arm, field)))
    if origin is Literal:
        return get_args(hint)[:3]
    if origin is tuple:
        members = _choices(get_args(hint)[0], field)
        return ((), members[:1], members[1:2], members[:2])
    return tuple(hint)[:3] if isinstance(hint, EnumType) else _PLAIN[hint]


@cache
def values_of(kind: type[PlanItem], field: str) -> tuple[Any, ...]:
    """Some values that a field may hold; the first is the plainest."""
    return _choices(get_type_hints(kind, include_extras=True)[field], field)


def _made(collection: str, id_: str, variant: int, ids: dict[str, list[str]]) -> PlanItem:
    """Variant 1 is an item with the plainest values, the others differ from each other in some fields."""
    chance = random.Random(f"{collection} {id_} {variant}")  # noqa: S311 - the same plan for the same numbers
    kind = kind_of(collection)
    fields: dict[str, Any] = {"id": id_}
    for field in kind.__struct_fields__[1:]:
        targets = _TARGETS.get((collection, field))
        plain = variant == 1 or chance.random() < 0.5
        if targets is None:
            values = values_of(kind, field)
            fields[field] = values[0] if plain else chance.choice(values)
        else:
            fields[field] = _reference(kind, field, sorted(each for t in targets for each in ids[t]), plain, chance)
    return kind(**fields)


def _reference(kind: type[PlanItem], field: str, known: list[str], plain: bool, chance: random.Random) -> Any:
    empty = values_of(kind, field)[0]
    if empty == ():
        return () if plain else tuple(each for each in known if chance.random() < 0.6)
    if empty is None:
        return None if plain or not known else chance.choice(known)
    return chance.choice(known)


def _without_orphans(ids: dict[str, list[str]]) -> None:
    for collection, field, targets in REFERENCES:
        if _required(collection, field) and not any(ids[target] for target in targets):
            ids[collection] = []


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan that holds together, with up to two items and a roaming one in each collection."""
    variants = draw(st.lists(st.integers(0, 5), min_size=2 * len(COLLECTIONS), max_size=2 * len(COLLECTIONS)))
    roaming = draw(st.sampled_from((None, *ROAMING)))
    wanted = {(name, f"{name}-{n}"): variants[2 * i + n] for i, name in enumerate(COLLECTIONS) for n in (0, 1)}
    if roaming:
        wanted[roaming, "roaming"] = draw(st.integers(1, 3))
    ids = {name: [id_ for (where, id_), variant in wanted.items() if where == name and variant] for name in COLLECTIONS}
    _without_orphans(ids)
    items: dict[str, Any] = {
        name: tuple(_made(name, id_, wanted[name, id_], ids) for id_ in ids[name]) for name in COLLECTIONS
    }
    items["interventions"] = in_turn(items["interventions"])
    return Plan(id="plan", client="walter", **_header(draw(st.integers(0, 3))), **items)


def _header(variant: int) -> dict[str, Any]:
    chance = random.Random(variant)  # noqa: S311
    values = {field: _choices(get_type_hints(Plan, include_extras=True)[field], field) for field in HEADER}
    return {field: chance.choice(each) if variant else each[0] for field, each in values.items()}


def _required(collection: str, field: str) -> bool:
    return values_of(kind_of(collection), field)[0] not in (None, ())


def without(plan: Plan, gone: str) -> Plan:
    """The plan without an item, without what cannot be without it, and with nothing that points at either."""
    left, size = {gone}, 0
    while size < len(left):
        size = len(left)
        left |= {
            item.id
            for (name, field) in _TARGETS
            if _required(name, field)
            for item in getattr(plan, name)
            if getattr(item, field) in left
        }
    return msgspec.structs.replace(plan, **{name: _kept(plan, name, left) for name in COLLECTIONS})


def _kept(plan: Plan, collection: str, left: set[str]) -> tuple[PlanItem, ...]:
    pointing = [field for name, field in _TARGETS if name == collection]
    kept = []
    for item in (each for each in getattr(plan, collection) if each.id not in left):
        fields: dict[str, Any] = {}
        for field in pointing:
            value = getattr(item, field)
            if isinstance(value, tuple):
                fields[field] = tuple(each for each in value if each not in left)
            elif value in left:
                fields[field] = None
        kept.append(msgspec.structs.replace(item, **fields))
    return tuple(kept)


def _with_item(plan: Plan, item: PlanItem) -> Plan:
    name = next(name for name in COLLECTIONS if kind_of(name) is type(item))
    others: tuple[Any, ...] = tuple(each for each in getattr(plan, name) if each.id != item.id)
    items = (*others, item)
    return msgspec.structs.replace(plan, **{name: in_turn(items) if name == "interventions" else items})


def in_turn(interventions: tuple[Intervention, ...]) -> tuple[Intervention, ...]:
    """The interventions, of which those that would wait for each other wait for nothing."""
    circle = in_a_circle(interventions)
    if not circle:
        return interventions
    return in_turn(
        tuple(msgspec.structs.replace(each, after=None) if each.id in circle else each for each in interventions)
    )


@st.composite
def edits(draw: st.DrawFn, plan: Plan, *, most: int = 4) -> Plan:
    """The plan after some changes that one person could make in a sitting."""
    for step in draw(
        st.lists(st.sampled_from(("change", "change", "change", "add", "remove", "header")), max_size=most)
    ):
        items = [item for _, item in plan.items()]
        if step == "header":
            field = draw(st.sampled_from(HEADER))
            plan = msgspec.structs.replace(plan, **{field: _header(draw(st.integers(1, 5)))[field]})
        elif step == "add":
            plan = _added(plan, draw(st.sampled_from(COLLECTIONS)), draw(st.integers(0, 2)), draw(st.integers(1, 5)))
        elif items and step == "remove":
            plan = without(plan, draw(st.sampled_from(items)).id)
        elif items:
            plan = _changed(plan, draw(st.sampled_from(items)), draw(st.integers(0, 30)), draw(st.integers(0, 7)))
    return plan


def _added(plan: Plan, collection: str, number: int, variant: int) -> Plan:
    id_ = "roaming" if number == 2 and collection in ROAMING else f"{collection}-{number}"
    ids = {name: [item.id for item in getattr(plan, name)] for name in COLLECTIONS}
    needs_one = [
        targets for (name, field), targets in _TARGETS.items() if name == collection and _required(name, field)
    ]
    if plan.item(id_) or any(not any(ids[target] for target in targets) for targets in needs_one):
        return plan
    return _with_item(plan, _made(collection, id_, variant, ids))


def _changed(plan: Plan, item: PlanItem, which: int, value: int) -> Plan:
    name = next(name for name in COLLECTIONS if kind_of(name) is type(item))
    fields = item.__struct_fields__[1:]
    field = fields[which % len(fields)]
    targets = _TARGETS.get((name, field))
    if targets is None:
        values = values_of(type(item), field)
    else:
        known = sorted(each.id for target in targets for each in getattr(plan, target))
        empty = values_of(type(item), field)[0]
        if empty == ():
            values = ((), tuple(known[:1]), tuple(known[1:]), tuple(known))
        else:
            values = (*known,) if _required(name, field) else (None, *known)
    return _with_item(plan, msgspec.structs.replace(item, **{field: values[value % len(values)]}))


@st.composite
def three_plans(draw: st.DrawFn) -> tuple[Plan, Plan, Plan]:
    """A plan and two edits of it; now and then three plans that have little in common."""
    base = draw(plans())
    if draw(st.integers(0, 3)) == 3:
        return base, draw(plans()), draw(plans())
    return base, draw(edits(base)), draw(edits(base))


def words_of(words: str, said_by: str = "client") -> Words:
    """Somebody's own words."""
    return Words(text=words, said_by=said_by, on=DAY)


def a_plan(**collections: Any) -> Plan:
    """A small plan of the same client, for examples that are read aloud."""
    return Plan(id="plan", client="walter", level=Level.OUTPATIENT, started_on=DAY, written_by="Ana", **collections)
