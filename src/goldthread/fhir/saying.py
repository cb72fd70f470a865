"""From a line of a map ("this code says: housing, at risk") to a fact."""

from collections.abc import Mapping
from typing import Any

from goldthread.fhir.source import Header, Source
from goldthread.record import (
    AnyFact,
    Barrier,
    Circumstance,
    Event,
    Housing,
    Observation,
    Preference,
    Risk,
    Statement,
    SubstanceUse,
    Work,
)
from goldthread.terms import Frequency, LifeDomain, Substance

_KINDS: dict[str, Any] = {
    "barrier": Barrier,
    "circumstance": Circumstance,
    "event": Event,
    "housing": Housing,
    "observation": Observation,
    "preference": Preference,
    "risk": Risk,
    "statement": Statement,
    "substance": SubstanceUse,
    "work": Work,
}
_TYPED = {"domain": LifeDomain, "substance": Substance, "frequency": Frequency}


def said(
    source: Source, kind: str, part: str, *, words: Mapping[str, str], fields: Mapping[str, Any], header: Header
) -> AnyFact:
    """The fact that a map's line says. In its texts each key of `words` is replaced by its value."""
    values: dict[str, Any] = {}
    for name, value in fields.items():
        made = value
        if isinstance(made, str):
            for key, text in words.items():
                made = made.replace(key, text)
            made = _TYPED[name](made) if name in _TYPED else made
        values[name] = made
    fact: AnyFact = source.fact(_KINDS[kind], part, **values, **header)
    return fact
