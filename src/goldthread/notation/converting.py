"""Plain values to typed ones; what does not fit is answered in plain words, with its place.

The library that converts names types as programmers do and repeats what it read. A person who wrote a file by hand
needs the words of the file instead, and what somebody wrote of a person must not come back in a message.
"""

import re
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from goldthread.notation.document import Document, Steps
from goldthread.notation.errors import BadInput, Place

T = TypeVar("T")

# Patterns are compiled when a mistake is to be answered, and not at every start.
_AT = r" - at (?:`key` in )?`(.*?)`"
_STEP = r"\.([A-Za-z_][A-Za-z0-9_-]*)|\[(\d+|\.\.\.)\]"
_UNKNOWN = r"(?s)Object contains unknown field `(.*)`"
_MISSING = r"Object missing required field `(.*)`"
_NAMED = r"[`']([a-z0-9][a-z0-9_.@-]*)[`']"
# Only what looks like the name of a field is repeated: words of a person slip in front of a colon as well.
_FIELD = r"[a-z][a-z0-9_]{0,29}"
_WORDS = {
    "object": "a mapping (`field: value`)",
    "array": "a list",
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "date": "a day (YYYY-MM-DD)",
    "null": "nothing",
}
_TYPES = rf"`((?:{'|'.join(_WORDS)})(?: \| (?:{'|'.join(_WORDS)}))*)`"


def convert(document: Document, kind: type[T], path: Iterable[str | int] = ()) -> T:
    """The document (or the part of it at `path`) as a value of type `kind`; raises BadInput with its place."""
    value = document.value
    steps = tuple(path)
    for step in steps:
        value = value[step]
    try:
        return msgspec.convert(value, kind, strict=True)
    except msgspec.ValidationError as error:
        said, inner = re.sub(_AT, "", str(error)), _inner_path(str(error))
        raise _refusal(said, document, steps + inner, kind, (value, inner)) from None


def said_plainly(message: str) -> str:
    """A message of the converting library in plain words, without what was read. For values that are in no file."""
    message = re.sub(_AT, "", message)
    if message.startswith("Invalid RFC3339 encoded date"):
        return "A day is written YYYY-MM-DD."
    if message.startswith(("Invalid enum value", "Invalid value")):
        return "This is none of the words that may stand here."
    if "matching regex '^[a-z0-9]" in message:
        return "It may hold small letters, digits and . _ - @ only, and begins with a letter or a digit (regex)."
    words = re.sub(_TYPES, lambda found: " or ".join(_WORDS[each] for each in found[1].split(" | ")), message)
    return words if words.endswith(".") else words + "."


def _refusal(said: str, document: Document, at: Steps, kind: Any, within: tuple[Any, Steps]) -> BadInput:
    from goldthread.notation.expecting import allowed_words, known_fields  # noqa: PLC0415 - see `_choice`

    unknown, missing = re.fullmatch(_UNKNOWN, said), re.fullmatch(_MISSING, said)
    if unknown is not None:
        return _unknown_field(unknown[1], document, at, known_fields(kind, *within))
    if missing is not None:
        return BadInput(f"The field `{missing[1]}` is missing.", code="bad-value", place=document.place(at))
    if said.startswith(("Invalid enum value", "Invalid value")):
        fix = _choice(document.at(at), allowed_words(kind, *within))
        return BadInput(said_plainly(said), code="bad-value", place=document.place(at), fix=fix)
    return BadInput(said_plainly(said), code="bad-value", place=_named_place(said, document, at))


def _unknown_field(name: str, document: Document, at: Steps, known: list[str]) -> BadInput:
    shown = f" `{name}`" if re.fullmatch(_FIELD, name) else ""
    fix = _choice(name, known)
    place = document.key_place((*at, name)) or document.place(at)
    place = Place(file=place.file, line=place.line, column=place.column, field=".".join(str(step) for step in at))
    return BadInput(f"There is no field{shown} here.", code="bad-value", place=place, fix=fix)


def _choice(written: object, allowed: list[str]) -> str:
    import difflib  # noqa: PLC0415 - like what a type expects, loaded only to answer a mistake

    near = difflib.get_close_matches(str(written), allowed, n=1)
    if near:
        return f"Do you mean `{near[0]}`?"
    return f"Choose from: {', '.join(allowed)}." if allowed else ""


def _named_place(said: str, document: Document, at: Steps) -> Place:
    """The item and the field that a message names, where they stand below `at`; else `at` itself.

    A rule that looks at a whole plan or record names what breaks it only by its id.
    """
    for name in re.findall(_NAMED, said):
        found = document.path_of(name, below=at)
        if found is not None:
            at = found
    return document.place(at)


def _inner_path(message: str) -> Steps:
    """The path that msgspec names in its message, as keys and positions; `[...]` (a key or value of a map) ends it."""
    found = re.search(_AT, message)
    steps: list[str | int] = []
    for name, index in re.findall(_STEP, found.group(1)) if found else ():
        if index == "...":
            break
        steps.append(int(index) if index else name)
    return tuple(steps)
