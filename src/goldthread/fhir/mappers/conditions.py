"""Condition: a diagnosis, and what its code says of substances, housing, work and life beside it."""

from collections.abc import Iterator
from typing import Any

from goldthread.fhir.elements import codes, codings, has_code, label, plain
from goldthread.fhir.maps.conditions import (
    CLINICAL,
    HISTORY_SNOMED,
    ICD10,
    ICD10_OF_SNOMED,
    LABELS_SNOMED,
    PROVISIONAL,
    SEVERITY,
    SEVERITY_OF_CODE,
    SNOMED,
    SUBSTANCES_ICD10,
    SUBSTANCES_SNOMED,
    Says,
)
from goldthread.fhir.saying import said
from goldthread.fhir.source import Header, NotMapped, Part, Pieces, Source
from goldthread.record import Diagnosis, SubstanceUse
from goldthread.terms import Code, Frequency, Substance

_CURRENT = {"active", "provisional"}
_BY_US = "(code not in the source: put beside its SNOMED CT code)"


def condition(source: Source) -> Pieces:
    """Diagnosis, and beside it substance, housing, work, circumstance, statement, risk or event facts by its codes."""
    code = source.get("code")
    name = _name(code)
    if not name:
        raise NotMapped("says no condition: it has neither code nor text")
    if name.lower().startswith("family history"):
        raise NotMapped("is a family history, not a condition of the client")
    status = _status(source, name)
    header = _header(source, status)
    yield source.fact(
        Diagnosis,
        label=name,
        codes=_with_icd10(codes(code)),
        status=status,
        severity=_severity(source, code),
        diagnosed_by=_by(source),
        **header,
    )
    yield from _contradictions(source, status)
    yield from _substances(source, code, status, header)
    if status in _CURRENT:
        for number, (kind, fields) in enumerate(_says(codes(code))):
            yield said(source, kind, f"life{number or ''}", words={"{}": name}, fields=fields, header=header)
    yield from source.inexact("onsetDateTime", "abatementDateTime")


def _name(code: Any) -> str:
    own = next((LABELS_SNOMED[c] for system, c in codings(code) if system == "snomed-ct" and c in LABELS_SNOMED), "")
    return own or plain(label(code))


def _status(source: Source, name: str) -> str:
    verification = {c for _, c in codings(source.get("verificationStatus"))}
    if _is_history(source) or name.lower().startswith("history of"):
        return "history"
    clinical = next((CLINICAL[c] for _, c in codings(source.get("clinicalStatus")) if c in CLINICAL), "")
    if not clinical:
        clinical = "resolved" if source.choice("abatement")[0] else "active"
    return "provisional" if clinical == "active" and verification & PROVISIONAL else clinical


def _is_history(source: Source) -> bool:
    """Whether the code itself says that it is over and still matters."""
    return any(code in HISTORY_SNOMED for _, code in codings(source.get("code")))


def _header(source: Source, status: str) -> Header:
    """Who said it and when it held. A condition that is called active holds, whatever end it also names; that there
    is a history does not end."""
    holds = status in _CURRENT or _is_history(source)
    return {
        "said_by": source.speaker("asserter", "recorder"),
        "recorded_on": source.written("recordedDate"),
        "since": source.date("onsetDateTime", "onsetPeriod"),
        "until": None if holds else source.date("abatementDateTime", "abatementPeriod", last=True),
    }


def _by(source: Source) -> str:
    name = source.speaker("asserter", "recorder")
    return "" if name in ("client", "chart") else name


def _severity(source: Source, code: Any) -> str | None:
    stated: str | None = has_code(source.get("severity"), SEVERITY)
    return stated or next((SEVERITY_OF_CODE[c] for _, c in codings(code) if c in SEVERITY_OF_CODE), None)


def _contradictions(source: Source, status: str) -> Pieces:
    name, value = source.choice("abatement")
    if status in _CURRENT and name:
        yield Part(part=name, why="the condition is called active and also ended: read as active, ask", content=value)
    elif name and not source.date("abatementDateTime", "abatementPeriod"):
        yield Part(part=name, why="names no date", content=value)
    name, value = source.choice("onset")
    if name and not source.date("onsetDateTime", "onsetPeriod"):
        yield Part(part=name, why="names no date", content=value)
    if not source.get("clinicalStatus"):
        yield source.note(f"no clinical status: read as {status}")
    if source.get("severity") and has_code(source.get("severity"), SEVERITY) is None:
        yield Part(part="severity", why="this severity is not known here", content=source.get("severity"))


def _substances(source: Source, code: Any, status: str, header: Header) -> Pieces:
    """A use disorder as a substance fact; in remission, resolved or history it says that the use is not now."""
    for number, (substance, name, gone) in enumerate(dict.fromkeys(_substance_codes(codes(code)))):
        past = gone or status not in _CURRENT
        yield source.fact(
            SubstanceUse,
            f"substance{number or ''}",
            substance=Substance(substance),
            name=name,
            frequency=Frequency.NOT_NOW if past else Frequency.UNKNOWN,
            words=_name(code),
            **{**header, "until": None if past else header["until"]},
        )


def _with_icd10(found: tuple[Code, ...]) -> tuple[Code, ...]:
    """The codes, and the ICD-10-CM code of the same disorder where none came with them."""
    if any(each.system == "icd-10-cm" for each in found):
        return found
    known = (ICD10_OF_SNOMED[each.code] for each in found if each.code in ICD10_OF_SNOMED)
    own = (Code(system="icd-10-cm", code=code, display=f"{display} {_BY_US}") for code, display in known)
    return (*found, *own)


def _substance_codes(found: tuple[Code, ...]) -> Iterator[tuple[str, str, bool]]:
    for each in found:
        if each.system == "icd-10-cm" and each.code[:3] in SUBSTANCES_ICD10:
            # A final 1 after the kind of use is "in remission" (F10.11, F10.21, F10.91; ICD-10-CM tabular list).
            yield (*SUBSTANCES_ICD10[each.code[:3]], len(_dotted(each.code)) == 6 and each.code.endswith("1"))
        if each.system == "snomed-ct" and each.code in SUBSTANCES_SNOMED:
            yield (*SUBSTANCES_SNOMED[each.code], False)


def _dotted(code: str) -> str:
    """An ICD-10-CM code with its dot: some senders leave it out."""
    return code if "." in code or len(code) < 4 else f"{code[:3]}.{code[3:]}"


def _says(found: tuple[Code, ...]) -> list[Says]:
    """What the codes say of the person's life, each once."""
    says: list[Says] = []
    for each in found:
        if each.system == "snomed-ct":
            says += SNOMED.get(each.code, ())
        if each.system == "icd-10-cm":
            prefix = max((p for p in ICD10 if _dotted(each.code).startswith(p)), key=len, default="")
            says += ICD10.get(prefix, ())
    return [each for number, each in enumerate(says) if each not in says[:number]]
