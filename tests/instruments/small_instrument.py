"""A questionnaire as small as a test needs it, and the ones of the library."""

import datetime
from typing import Any

from goldthread.instruments import (
    Band,
    BandScheme,
    InstrumentDefinition,
    Item,
    Scale,
    WorkedCase,
)
from goldthread.library import load_library
from goldthread.terms import Content, Permission

INSTRUMENTS = load_library().instruments
PERMISSION = Permission(licence="own-work", wording_shipped=False, note="made for a test")
CONTENT = Content(
    author="A test",
    written=datetime.date(2026, 1, 1),
    next_review=datetime.date(2027, 1, 1),
    clinical_review="none yet",
    confirmed=False,
    sources=(),
)


def item(name: str, maximum: float = 3, **more: Any) -> Item:
    return Item(id=name, about=name, maximum=maximum, **more)


def instrument(*items: Item, **more: Any) -> InstrumentDefinition:
    """`items` (three of 0 to 3 where none are given), summed up in a total unless `scales` says otherwise."""
    items = items or (item("a"), item("b"), item("c"))
    given: dict[str, Any] = {
        "id": "small",
        "name": "Small",
        "version": "1",
        "measures": "nothing",
        "scales": (Scale(id="total", items=tuple(each.id for each in items if not each.optional)),),
        "worked_cases": (WorkedCase(title="nothing answered", answers={}),),
        "permission": PERMISSION,
        "content": CONTENT,
    }
    return InstrumentDefinition(items=items, **{**given, **more})


def scheme(*edges: float, name: str = "bands", **more: Any) -> BandScheme:
    """Bands `band 1`, `band 2`, … from each pair of edges: scheme(0, 4, 5, 9) is 0 to 4 and 5 to 9."""
    pairs = zip(edges[::2], edges[1::2], strict=True)
    bands = tuple(Band(minimum=low, maximum=high, label=f"band {at}") for at, (low, high) in enumerate(pairs, 1))
    return BandScheme(scheme=name, bands=bands, source="a-test", **more)
