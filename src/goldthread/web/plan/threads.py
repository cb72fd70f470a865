"""The thread through a plan in both directions: what an item rests on, and what it leads to."""

from collections.abc import Iterable, Iterator

import msgspec

from goldthread.plan import Goal, Intervention, Plan, PlanItem
from goldthread.plan.document import REFERENCES
from goldthread.web.plan.opening import Opened

# These point ahead, to what follows; all other references point back, to what an item rests on.
_AHEAD = frozenset({("triggers", "skills"), ("triggers", "early_signs"), ("withdrawal", "continues_into")})


class End(msgspec.Struct, frozen=True, kw_only=True):
    """One end of a thread, as the components show it."""

    text: str
    kind: str
    href: str


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """What an item rests on and what it leads to."""

    up: tuple[End, ...]
    down: tuple[End, ...]


def thread_of(here: Opened, collection: str, item: PlanItem) -> Thread:
    """The thread at an item: other items both ways, and the facts of the record at its beginning."""
    back, ahead = pointing(here.plan)
    up, down = set(back.get(item.id, ())), set(ahead.get(item.id, ()))
    if collection == "needs":
        goals = {each.id for each in here.plan.goals if item.id in each.needs}
        down |= {each.id for each in here.plan.objectives if each.goal in goals}
    if isinstance(item, Intervention):
        up |= {each.goal for each in here.plan.objectives if each.id in item.objectives}
    return Thread(
        up=(*_items(here, up), *_facts(here, item)),
        down=tuple(_items(here, down)),
    )


def pointing(plan: Plan) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """For each item what it rests on, and what it leads to, by ids. Kept with the plan, which never changes."""
    kept: tuple[dict[str, list[str]], dict[str, list[str]]] | None = plan.kept.get("threads")
    if kept is None:
        back: dict[str, list[str]] = {}
        ahead: dict[str, list[str]] = {}
        for collection, field, _ in REFERENCES:
            one, other = (ahead, back) if (collection, field) in _AHEAD else (back, ahead)
            for item in getattr(plan, collection):
                for target in _targets(getattr(item, field)):
                    one.setdefault(item.id, []).append(target)
                    other.setdefault(target, []).append(item.id)
        kept = plan.kept["threads"] = back, ahead
    return kept


def _targets(value: object) -> Iterable[str]:
    return value if isinstance(value, tuple) else () if value is None else (str(value),)


def _items(here: Opened, ids: Iterable[str]) -> Iterator[End]:
    wanted = set(ids)
    for item, (collection, held) in here.items.items():  # in the order of the document
        if item in wanted:
            yield End(text=text_of(here, held), kind=kind_name(collection), href=href(item))


def _facts(here: Opened, item: PlanItem) -> Iterator[End]:
    facts = (*item.facts, *(item.strengths if isinstance(item, Goal) else ()))
    if isinstance(item, Intervention):  # to the beginning of the thread: what raised the needs that it serves
        served = {
            need for each in here.plan.objectives if each.id in item.objectives for need in _needs_of(here, each.goal)
        }
        facts += tuple(
            fact for need in here.needs.needs if need.id in {*item.needs, *served} for fact in need.facts[:2]
        )
    derived = here.needs.get(item.id)
    if derived is not None:
        facts += derived.facts
    for line in here.facts(tuple(dict.fromkeys(facts))):
        yield End(text=f"{line.text} ({line.when})", kind=line.kind, href=f"{record_href(here)}#{line.id}")


def _needs_of(here: Opened, goal: str) -> tuple[str, ...]:
    held = here.items[goal][1]
    return held.needs if isinstance(held, Goal) else ()


def record_href(here: Opened) -> str:
    """The address of the client's record."""
    from django.urls import reverse  # noqa: PLC0415 - keeps this module readable without Django

    return reverse("record", args=(here.client,))


def href(item: str) -> str:
    """The address of an item on the page of its plan."""
    return f"?item={item}#detail"


_LONGEST = 180


def text_of(here: Opened, item: PlanItem) -> str:
    """What people read of an item in one line: own words first, and never an id."""
    if isinstance(item, Goal):
        said = item.own_words.text if item.own_words is not None else item.clinical
    else:
        said = next((str(value) for field in _SAYING if (value := getattr(item, field, ""))), "")
    said = said or here.names.get(item.id, "")
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST].rpartition(' ')[0]} …"


_SAYING = ("title", "text", "medicine", "substance", "name", "on_event", "words", "cause", "type", "reason")


def kind_name(collection: str) -> str:
    """What an item of a collection is called."""
    from goldthread.web.plan.words import KINDS  # noqa: PLC0415

    return str(KINDS[collection])
