"""Harmless faults of real inputs, put right before anything is read; each is told, none is hidden."""

import math
from collections import Counter
from typing import Any

# Texts in which white space at the ends may be meant (a person's words, markup, data).
_AS_WRITTEN = {"valueString", "valueMarkdown", "div", "data"}
_INT64 = 2**63


def clean(resource: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The resource without such faults, and what was done, in words that hold nothing of the person's."""
    done: Counter[str] = Counter()
    value = _object(resource, done, "")
    return value, tuple(f"{what} ({count}×)" if count > 1 else what for what, count in sorted(done.items()))


def _object(value: dict[str, Any], done: Counter[str], within: str) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, each in value.items():
        if key == "fhir_comments":
            done["comments of an older FHIR version left out"] += 1
            continue
        made = _value(each, done, key, within)
        if made is None or made in ("", [], {}):
            done["an empty element left out"] += 1
            continue
        name = _text(key, done)
        result[name] = made
    return result


def _value(value: Any, done: Counter[str], key: str, within: str) -> Any:
    if isinstance(value, dict):
        return _object(value, done, key)
    if isinstance(value, list):
        return [_value(each, done, key, within) for each in value]
    if isinstance(value, str):
        return _string(value, done, key, within)
    if isinstance(value, int) and not isinstance(value, bool) and not -_INT64 <= value < _INT64:
        done["a number beyond 64 bits kept as text"] += 1
        return str(value)
    return value


def _string(value: str, done: Counter[str], key: str, within: str) -> Any:
    text = _text(value, done)
    if key not in _AS_WRITTEN and text != text.strip():
        done["white space around a text left out"] += 1
        text = text.strip()
    number = _number(text) if _is_number(key, within) else None
    if number is not None:
        done["a number written as text"] += 1
        return number
    return text


def _text(value: str, done: Counter[str]) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        done["a broken character replaced"] += 1
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


def _is_number(key: str, within: str) -> bool:
    """Whether FHIR has a number here: valueDecimal, valueInteger, and `value` of a quantity."""
    if key in ("valueDecimal", "valueInteger"):
        return True
    return key == "value" and (within.endswith("Quantity") or within in ("quantity", "low", "high", "numerator"))


def _number(text: str) -> float | int | None:
    try:
        number = float(text)
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() and "." not in text and abs(number) < _INT64 else number
