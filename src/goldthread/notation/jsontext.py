"""JSON that the YAML parser would not read as JSON means it.

Nearly all JSON is YAML too. Not all: characters written as two escapes, control characters and line separators within
a text, and numbers written with an exponent. So a text that is JSON is read as JSON, and YAML says only where
things stand in it.
"""

import re
from typing import Any, NamedTuple

import msgspec

# Patterns are compiled where a text is JSON: most files are YAML.
_ODD = "[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
# Two escapes that make up one character; an even number of backslashes before them are escapes of their own.
_PAIR = r"(?<!\\)((?:\\\\)*)\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"


class JsonValue(NamedTuple):
    """A text that is JSON: its value, and a text of the same shape that the YAML parser reads without offence."""

    value: Any
    harmless: str


def json_value(text: str) -> JsonValue | None:
    """The text read as JSON; None where it is none (it may still be YAML). Keys that stand twice are not looked for."""
    if text.lstrip()[:1] not in ("{", "["):
        return None
    try:
        value = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        return None
    # One character stands for one: lines and columns stay those of the file.
    return JsonValue(value, re.sub(_PAIR, lambda found: found[1] + "x" * 12, re.sub(_ODD, "x", text)))
