"""What a mapper did not read: unknown extensions and elements, contained resources, a narrative that says more."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from goldthread.fhir.elements import at, day, extensions, string
from goldthread.fhir.kinds import EXTENSIONS, SUPPORTING, reads
from goldthread.fhir.source import Part, Source

_PICTURES = {"photo"}
_DATE = re.compile(r"\d{4}-\d\d(-\d\d(T.*)?)?\Z")
_MAX_TEXT = 20_000


def leftovers(source: Source) -> Iterator[Part]:
    """The parts of a mapped resource that stay unread, each with its reason."""
    known = EXTENSIONS.get(source.type, frozenset())
    for number, (url, body) in enumerate(extensions(source.resource)):
        if url not in known:
            yield Part(part=f"extension[{number}]", why=f"this extension is not read: {url or 'no url'}", content=body)
    for name, value in source.resource.items():
        if name in _PICTURES:
            yield Part(part=name, why="pictures are not kept in a record")
        elif not reads(source.type, name):
            yield Part(part=name, why="this element is not read", content=value)
    yield from _impossible_dates(source)
    yield from _narrative(source)
    if any(len(text) > _MAX_TEXT for text in _texts(source.resource)):
        yield Part(part="", why="a text is longer than a fact can hold: kept whole here", content=source.resource)


def _impossible_dates(source: Source) -> Iterator[Part]:
    """Dates that look like one and are none ("2024-02-30"): no fact can hold them."""
    for name, value in source.resource.items():
        inner = value.items() if isinstance(value, dict) else ()
        for path, each in [(name, value), *((f"{name}.{key}", each) for key, each in inner)]:
            if isinstance(each, str) and _DATE.match(each) and day(each) is None:
                yield Part(part=path, why="is no date of the calendar", content=each)


def contained_left(kind: str) -> str:
    """Why a contained resource of that kind is listed; "" where it only lends a name."""
    return "" if kind in SUPPORTING | {"Patient"} else "a contained resource of this kind is not read"


def modifier(value: Any, path: str = "") -> str:
    """The path of the first modifierExtension in a resource; "" without one."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key == "modifierExtension" and each:
                return f"{path}{key}"
            found = modifier(each, f"{path}{key}.") if key != "contained" else ""
            if found:
                return found
    if isinstance(value, list):
        return next((found for found in (modifier(each, path) for each in value) if found), "")
    return ""


def _texts(value: Any) -> Iterator[str]:
    """All texts of a resource but documents, narratives and values that a fact holds at any length."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key not in ("data", "div", "contained", "photo"):
                yield from _texts(each)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.words.append(data.strip())


def _narrative(source: Source) -> Iterator[Part]:
    """A narrative is generated from the elements, unless the sender says that it adds to them."""
    text = source.get("text")
    if string(at(text, "status")) != "additional":
        return
    reader = _Words()
    reader.feed(string(at(text, "div")))
    words = " ".join(reader.words)
    if words:
        yield Part(part="text", why="the narrative says more than the elements do", content=words)
