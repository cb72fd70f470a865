"""JSON text to plain values, and from the path of a value back to its line and column.

FHIR files are JSON and large: the standard parser reads them, and the place of a value is looked for only when an
error has to name it.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from goldthread.notation import BadInput, Place

# Deeper than any resource ever is; what is kept of it must still fit into a case file.
MAX_DEPTH = 60
_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder(strict=False)


class JsonText:
    """One JSON value that was read: its plain `value`, and where each part of it stands."""

    __slots__ = ("_text", "file", "first_line", "value")

    def __init__(self, *, text: str, file: str, first_line: int = 1) -> None:
        self.file = file
        self._text = text
        self.first_line = first_line
        self.value = _parsed(text, file, first_line)
        if _too_deep(self.value):
            raise _bad("The file is nested too deeply.", "too-deep", Place(file=file, line=first_line, column=1))

    def place(self, path: Iterable[str | int] = (), *, field: str = "") -> Place:
        """The place of the value at `path` (keys and positions), or of its nearest parent that is in the file."""
        steps = tuple(path)
        at = _after_space(self._text, 0)
        for step in steps:
            found = _step_into(self._text, at, step)
            if found is None:
                break
            at = found
        line = self._text.count("\n", 0, at)
        column = at - (self._text.rfind("\n", 0, at) + 1)
        name = field or ".".join(str(step) for step in steps)
        return Place(file=self.file, line=self.first_line + line, column=column + 1, field=name)


def _bad(message: str, code: str, place: Place, fix: str = "") -> BadInput:
    return BadInput(message, code=code, place=place, fix=fix)


def _parsed(text: str, file: str, first_line: int) -> Any:
    twice: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(pairs)
        if len(value) != len(pairs):
            counts = Counter(key for key, _ in pairs)
            twice.extend(key for key, count in counts.items() if count > 1)
        return value

    whole = Place(file=file, line=first_line, column=1)
    try:
        value = json.loads(text, object_pairs_hook=once, parse_float=_finite, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        place = Place(file=file, line=first_line + error.lineno - 1, column=error.colno)
        raise _bad(f"This is not valid JSON: {error.msg}.", "not-json", place, "Give FHIR as JSON.") from None
    except RecursionError:
        raise _bad("The file is nested too deeply.", "too-deep", whole) from None
    except ValueError:  # a number that no machine can hold
        raise _bad("This is not valid JSON: a number is out of range.", "not-json", whole) from None
    if twice:
        raise _bad("The key stands twice.", "key-twice", Place(file=file, line=first_line, column=1, field=twice[0]))
    return value


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _no_constant(text: str) -> float:
    raise ValueError(text)


def _too_deep(value: Any) -> bool:
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [
            child
            for each in level
            for child in (each.values() if isinstance(each, dict) else each if isinstance(each, list) else ())
            if isinstance(child, (dict, list))
        ]
        if not level:
            return False
    return True


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _step_into(text: str, at: int, step: str | int) -> int | None:
    """The position of the member `step` of the object or array that begins at `at`."""
    opening = text[at : at + 1]
    if opening not in ("{", "[") or (opening == "{") != isinstance(step, str):
        return None
    at = _after_space(text, at + 1)
    number = 0
    while text[at : at + 1] not in ("}", "]", ""):
        name: str | int = number
        if opening == "{":
            key, at = _DECODER.raw_decode(text, at)
            name, at = str(key), _after_space(text, _after_space(text, at) + 1)
        if name == step:
            return at
        _, at = _DECODER.raw_decode(text, at)
        at = _after_space(text, at)
        at = _after_space(text, at + 1) if text[at : at + 1] == "," else at
        number += 1
    return None
