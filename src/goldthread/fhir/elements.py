"""FHIR's data types as plain text, dates, numbers and codes. Everything here takes what may be anything and answers
with what it is, or with nothing: a validated resource still comes from elsewhere."""

import calendar
import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

from goldthread.fhir.maps.systems import SYSTEM_NAMES
from goldthread.terms import Code

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T|\Z)")
# What SNOMED CT writes behind a term to say of what kind it is; people do not read it.
_KINDS = (
    "finding|disorder|procedure|situation|event|substance|regime/therapy|observable entity|person|record artifact"
    "|qualifier value|occupation|morphologic abnormality|product"
)
_TAG = re.compile(rf"\s*\((?:{_KINDS})\)\s*$")


def items(value: Any) -> list[Any]:
    """The members of a list without empty places; one thing alone is a list of one; nothing is an empty list."""
    if value is None:
        return []
    return [each for each in value if each is not None] if isinstance(value, list) else [value]


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects among the members."""
    return [each for each in items(value) if isinstance(each, dict)]


def string(value: Any) -> str:
    """The text where it is one, else ""."""
    return value.strip() if isinstance(value, str) else ""


def at(value: Any, *steps: str) -> Any:
    """The value below the keys (the first member where there is a list), or None."""
    for step in steps:
        value = items(value)[0] if items(value) else None
        value = value.get(step) if isinstance(value, dict) else None
    return value


def codings(concept: Any) -> list[tuple[str, str]]:
    """System (its short name where we have one) and code of every coding of a CodeableConcept or Coding."""
    return [(code.system, code.code) for code in codes(concept)]


def codes(concept: Any) -> tuple[Code, ...]:
    """The codings of a CodeableConcept, or a Coding itself, as codes of the record."""
    found = []
    for value in objects(concept):
        for coding in objects(value.get("coding")) or [value]:
            code = string(coding.get("code"))
            if code:
                system = string(coding.get("system")) or "unknown"
                found.append(
                    Code(system=SYSTEM_NAMES.get(system, system), code=code, display=string(coding.get("display")))
                )
    return tuple(found)


def label(concept: Any) -> str:
    """What people read: the text, else the first display (without the kind that SNOMED CT adds), else the code."""
    for value in objects(concept):
        text = plain(string(value.get("text")))
        if text:
            return text
        found = codes(value)
        named = next((plain(code.display) for code in found if code.display), "")
        if named or found:
            return named or found[0].code
    return ""


def labels(concepts: Any) -> str:
    """Several concepts in one line."""
    return "; ".join(text for text in (label(each) for each in items(concepts)) if text)


def plain(display: str) -> str:
    """A display without the kind in brackets at its end."""
    return _TAG.sub("", display).strip()


def has_code(concept: Any, table: Mapping[tuple[str, str], Any]) -> Any:
    """The table's entry for the first coding that it knows, or None."""
    return next((table[each] for each in codings(concept) if each in table), None)


def day(value: Any, *, last: bool = False) -> datetime.date | None:
    """The day of a date or dateTime, as written (no time zone is applied). Where only year or month are given it is
    their first day, or with `last` their last."""
    found = _DAY.match(string(value))
    if not found:
        return None
    year, month, number = (int(part) if part else None for part in found.groups())
    try:
        if year is not None and month is None:
            month = 12 if last else 1
        if year is not None and month is not None and number is None:
            number = calendar.monthrange(year, month)[1] if last else 1
        return datetime.date(year or 0, month or 0, number or 0)
    except ValueError:
        return None


def is_exact(value: Any) -> bool:
    """Whether a date names its day."""
    found = _DAY.match(string(value))
    return bool(found and found.group(3))


def number(value: Any) -> float | None:
    """The number, never a truth value."""
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def whole(value: float) -> str:
    """A number as people write it."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def quantity(value: Any) -> tuple[float | None, str]:
    """Number and unit of a Quantity."""
    return number(at(value, "value")), string(at(value, "unit")) or string(at(value, "code"))


def quantity_text(value: Any) -> str:
    """A Quantity or Range as people write it."""
    if at(value, "low") is not None or at(value, "high") is not None:
        return " to ".join(text for text in (quantity_text(at(value, "low")), quantity_text(at(value, "high"))) if text)
    amount, unit = quantity(value)
    return f"{string(at(value, 'comparator'))}{whole(amount)} {unit}".strip() if amount is not None else unit


def chosen(value: Mapping[str, Any], stem: str) -> tuple[str, Any]:
    """Name and value of the element that FHIR calls `stem[x]`: ("valueQuantity", {...}); ("", None) without one."""
    for key, each in value.items():
        if key.startswith(stem) and key[len(stem) : len(stem) + 1].isupper():
            return key, each
    return "", None


def person_name(names: Any, *, uses: tuple[str, ...] = ("usual", "official", "nickname")) -> str:
    """The name that the person goes by."""
    candidates = objects(names)
    ranked = sorted(
        (each for each in candidates if each.get("use") not in ("old", "maiden")),
        key=lambda each: uses.index(str(each.get("use"))) if each.get("use") in uses else len(uses),
    )
    return next((text for text in map(one_name, ranked or candidates) if text), "")


def one_name(name: Mapping[str, Any]) -> str:
    """One HumanName in one line."""
    given = " ".join(string(each) for each in items(name.get("given")))
    return string(name.get("text")) or " ".join(part for part in (given, string(name.get("family"))) if part)


def telecoms(value: Any) -> str:
    """Phone numbers and addresses in one line."""
    return ", ".join(text for text in (string(each.get("value")) for each in objects(value)) if text)


def extensions(value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """URL and body of each extension of an element."""
    for each in objects(at(value, "extension")):
        yield string(each.get("url")), each


def sub_extension(extension: Any, url: str) -> list[Any]:
    """The values of the inner extensions with that URL."""
    return [chosen(each, "value")[1] for name, each in extensions(extension) if name == url]


def notes(value: Any) -> str:
    """The texts of annotations."""
    return "\n".join(text for text in (string(each.get("text")) for each in objects(value)) if text)
