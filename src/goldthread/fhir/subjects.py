"""Whom each resource is about. Every resource ends with one client: the one it names, the only one there is, or the
placeholder for those that name nobody."""

from collections.abc import Sequence
from typing import Any

import msgspec

from goldthread.fhir.bundle import Found
from goldthread.fhir.elements import at, objects, one_name, string
from goldthread.fhir.references import References, short

# Where R4 resources name the person that they are about, in the order in which they are asked.
_SUBJECTS = ("subject", "patient", "beneficiary", "individual")
NOBODY = ""


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """A client as the input names them: a key, the Patient resource where there is one, and a name given elsewhere."""

    key: str
    patient: dict[str, Any] | None = None
    name: str = ""


class Belonging(msgspec.Struct, frozen=True, kw_only=True):
    """One resource and the key of whom it is about; `other` says of whom else it is (a group, a device)."""

    found: Found
    key: str
    other: str = ""


def belongings(found: Sequence[Found], references: References) -> tuple[list[Belonging], dict[str, Subject]]:
    """Whom each resource is about, and all the clients that are named, in the order of the input."""
    named = [_named(each, references) for each in found]
    patients = {f"Patient/{each.id}": each.resource for each in reversed(found) if each.type == "Patient"}
    keys = list(dict.fromkeys(key for key, _, other in named if key and not other))
    only = next(iter(patients)) if len(patients) == 1 else keys[0] if len(keys) == 1 else NOBODY
    result: list[Belonging] = []
    subjects: dict[str, Subject] = {}
    for each, (key, name, other) in zip(found, named, strict=True):
        own = _by_name(name, patients, only) if key.startswith("name:") else key
        own = own if own and not other else only
        result.append(Belonging(found=each, key=own, other=other))
        former = subjects.get(own)
        if former is None or (not former.name and name and own == key):
            inside = _contained_patient(each, own) if former is None else former.patient
            subjects[own] = Subject(key=own, patient=patients.get(own, inside), name=name if own == key else "")
    return result, subjects


def _named(found: Found, references: References) -> tuple[str, str, str]:
    """Key and name of whom the resource says that it is about, or what else it is about."""
    if found.type == "Patient":
        return f"Patient/{found.id}", "", ""
    for name in _SUBJECTS:
        value = found.resource.get(name)
        if isinstance(value, dict):
            return _key(value, found, references)
    target = found.resource.get("target") if found.type == "Provenance" else None
    seen = references.found(string(at(target, "reference"))) if target else None
    return _named(seen, references) if seen and seen.type != "Provenance" else (NOBODY, "", "")


def _key(value: dict[str, Any], found: Found, references: References) -> tuple[str, str, str]:
    text, name = string(value.get("reference")), string(value.get("display"))
    if text.startswith("#"):
        inside = next((e for e in objects(found.resource.get("contained")) if e.get("id") == text[1:]), {})
        kind = string(inside.get("resourceType"))
        return (f"{found.type}/{found.id}{text}", name, "") if kind == "Patient" else (NOBODY, "", kind or "something")
    if text:
        there = references.found(text)
        kind = there.type if there else string(value.get("type")) or _kind_in(text)
        if kind not in ("Patient", ""):
            return NOBODY, "", kind
        return (f"Patient/{there.id}" if there else short(text)), name, ""
    if value.get("identifier"):
        identifier = at(value, "identifier")
        key = f"identifier:{string(at(identifier, 'system'))}|{string(at(identifier, 'value'))}"
        return _by_identifier(identifier, references) or key, name, ""
    return (f"name:{name}", name, "") if name else (NOBODY, "", "")


def _kind_in(text: str) -> str:
    address = short(text)
    return address.split("/")[0] if "/" in address else ""


def _by_identifier(identifier: Any, references: References) -> str:
    wanted = (at(identifier, "system"), at(identifier, "value"))
    for each in references.of("Patient"):
        if any((own.get("system"), own.get("value")) == wanted for own in objects(each.resource.get("identifier"))):
            return f"Patient/{each.id}"
    return NOBODY


def _by_name(name: str, patients: dict[str, dict[str, Any]], only: str) -> str:
    """A subject given by name alone is the only patient where it is one of their names, else somebody of their own."""
    names = {one_name(each) for each in objects((patients.get(only) or {}).get("name"))}
    return only if name in names else f"name:{name}"


def _contained_patient(found: Found, key: str) -> dict[str, Any] | None:
    if "#" not in key:
        return None
    return next((e for e in objects(found.resource.get("contained")) if key.endswith(f"#{e.get('id')}")), None)
