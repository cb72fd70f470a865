"""The questions of a draft, brought down to those that are worth asking: only of empty fields, each only once."""

import msgspec

from goldthread.plan import COLLECTIONS, Ask, Plan, PlanItem

_EMPTY = (None, "", ())


def asked_once(plan: Plan) -> Plan:
    """The plan with no question for a field that is filled, and none that stands at an item before."""
    asked: set[str] = set()
    return msgspec.structs.replace(
        plan, **{name: tuple(_asked(item, asked) for item in getattr(plan, name)) for name in COLLECTIONS}
    )


def _asked(item: PlanItem, asked: set[str]) -> PlanItem:
    kept: list[Ask] = []
    for ask in item.asks:
        if getattr(item, ask.field) in _EMPTY and ask.question not in asked:
            kept.append(ask)
            asked.add(ask.question)
    return item if len(kept) == len(item.asks) else msgspec.structs.replace(item, asks=tuple(kept))
