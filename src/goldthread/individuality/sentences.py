"""The sentences of a plan that people read, each with its place in the case file."""

import re
from functools import cache
from typing import Any, get_args, get_origin

import msgspec

from goldthread.plan import COLLECTIONS, Plan, PlanItem
from goldthread.plan.operations import hints, kind_of
from goldthread.terms import Words

# Fields that hold a heading, a name, a place in a list, an amount: no sentences.
LABELS = frozenset(
    {
        "answered_by", "by", "by_whom", "contact", "credential", "decided_by", "duration", "education_by",
        "escalate_to", "frequency", "measure", "medicine", "name", "noticed_by", "place", "prescriber", "referred_to",
        "relation", "source", "substance", "title", "unit", "who",
    }
)  # fmt: skip

_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘(¿¡]*[^\W\d_a-zà-ÿ])")
_SHORT_FORM = re.compile(r"(?:\b(?:Dr|Mr|Mrs|Ms|St|No|vs|etc|e\.g|i\.e|Prof)|\b[A-Z])\.$")


class Sentence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sentence. `path` leads from the root of the case file to the text that it stands in."""

    item: str
    field: str
    path: tuple[str | int, ...]
    text: str


def sentences(*, plan: Plan) -> tuple[Sentence, ...]:
    """Every sentence of the plan that people read, in the order of the document; headings and labels are none."""
    found: list[Sentence] = []
    for collection in COLLECTIONS:
        fields = text_fields(kind_of(collection))
        for item in getattr(plan, collection):
            for field in fields:
                for path, text in _texts(getattr(item, field), field):
                    place = ("plan", collection, item.id, *path)
                    found += [Sentence(item=item.id, field=field, path=place, text=each) for each in split(text)]
    return tuple(found)


@cache
def text_fields(kind: type[PlanItem]) -> tuple[str, ...]:
    """The fields of a kind of item that hold sentences: all that is written by hand and is no label."""
    types = hints(kind)
    return tuple(name for name in kind.__struct_fields__ if name not in LABELS and _is_written(types[name]))


def _is_written(hint: Any) -> bool:
    arms = get_args(hint)
    if get_origin(hint) is tuple or type(None) in arms:
        return any(_is_written(arm) for arm in arms if arm not in (Ellipsis, type(None)))
    if hint is Words:
        return True
    meta = getattr(hint, "__metadata__", (None,))[0]
    return bool(arms) and arms[0] is str and getattr(meta, "pattern", None) is None


def _texts(value: Any, field: str) -> list[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, Words):
        return [((field, "text"), value.text)]
    if isinstance(value, tuple):
        return [((field, place), text) for place, text in enumerate(value)]
    return [((field,), value)] if value else []


def split(text: str) -> tuple[str, ...]:
    """The sentences of a text; a short form (Dr. Ruiz) ends none."""
    parts: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if not _SHORT_FORM.search(text[: end.start()]):
            parts.append(text[start : end.end()].strip())
            start = end.end()
    return tuple(part for part in (*parts, text[start:].strip()) if part)
