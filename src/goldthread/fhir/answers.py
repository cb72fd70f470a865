"""One answer or value, whatever FHIR type it came in."""

from typing import Any

import msgspec

from goldthread.fhir.elements import at, codes, extensions, label, number, quantity, quantity_text, string, whole
from goldthread.fhir.maps.instruments import DECLINED, NO, YES
from goldthread.terms import Code

# Where an answer carries its own points (HL7 FHIR extensions registry; US Core's examples use both).
_POINTS = ("http://hl7.org/fhir/StructureDefinition/ordinalValue", "http://hl7.org/fhir/StructureDefinition/itemWeight")


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What was answered: as people read it, as codes, as a number with unit, as the points it carries."""

    text: str
    codes: tuple[Code, ...] = ()
    number: float | None = None
    unit: str = ""
    points: float | None = None
    truth: bool | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The codes, and "yes" or "no" where the answer is one of them."""
        own = tuple(code.code for code in self.codes)
        yes = self.truth is True or any(key in YES for key in own)
        no = self.truth is False or any(key in NO for key in own)
        return own + (("yes",) if yes else ()) + (("no",) if no else ())

    @property
    def declined(self) -> bool:
        """Whether the person chose not to answer."""
        return any(code.code in DECLINED for code in self.codes)


def answer_of(name: str, value: Any) -> Answer | None:
    """The answer in a `value[x]` element, by its name (`valueCoding`, `valueQuantity`, ...); None where it is empty."""
    if value is None:
        return None
    if isinstance(value, bool):
        return Answer(text="yes" if value else "no", truth=value)
    if isinstance(value, (int, float)):
        return Answer(text=whole(float(value)), number=float(value), points=float(value))
    if isinstance(value, str):
        return Answer(text=value.strip()) if value.strip() else None
    if not isinstance(value, dict):
        return None
    if name.endswith(("Coding", "CodeableConcept")):
        found = Answer(text=label(value), codes=codes(value), points=points_given(value))
        return found if found.text else None
    if name.endswith("Quantity"):
        amount, unit = quantity(value)
        if amount is None:  # a sender's word in the place of a number stays a word
            word = string(value.get("value"))
            return Answer(text=f"{word} {unit}".strip()) if word else None
        return Answer(text=quantity_text(value), number=amount, unit=unit)
    return _other(value)


def _other(value: dict[str, Any]) -> Answer | None:
    parts = [
        quantity_text(value),
        string(value.get("start")),
        string(value.get("end")),
        string(value.get("display")),
        string(value.get("title")),
        string(value.get("reference")),
    ]
    text = " ".join(dict.fromkeys(part for part in parts if part))
    numerator, denominator = at(value, "numerator"), at(value, "denominator")
    if numerator is not None or denominator is not None:
        text = f"{quantity_text(numerator)} per {quantity_text(denominator)}".strip()
    return Answer(text=text) if text else None


def points_given(value: dict[str, Any]) -> float | None:
    """The points that a coding, concept or option carries in an extension; None where it carries none."""
    inner = value.get("coding")
    for holder in [value, *(inner if isinstance(inner, list) else [])]:
        for url, extension in extensions(holder):
            if url in _POINTS:
                return number(extension.get("valueDecimal"))
    return None
