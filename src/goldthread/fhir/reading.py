"""`read_fhir`: a file of FHIR R4 to records."""

import datetime
from pathlib import Path

import msgspec

from goldthread.fhir.assembling import Assembly, assemble, settle
from goldthread.fhir.bundle import Found, read_texts, refuse, resources_in
from goldthread.fhir.imported import Imported
from goldthread.fhir.references import References
from goldthread.fhir.subjects import Belonging, Subject, belongings


def read_fhir(
    source: str | bytes | Path, *, file: str | None = None, recorded_on: datetime.date, recorded_by: str
) -> Imported:
    """Read a FHIR R4 Bundle, a single resource or NDJSON (`-` is standard input): one record per client.

    `recorded_on` is the day of the import and the day on which a fact counts as written down where its resource does
    not say; `recorded_by` is who imports. Raises BadInput (`not-json`, `not-fhir`, `invalid-fhir`, `too-deep`, …)
    with file, line and column where the input cannot be used; a single resource inside a Bundle that is not valid is
    listed instead, with its reason.
    """
    found = [each for text in read_texts(source, file=file) for each in resources_in(text)]
    broken = [each for each in found if each.broken]
    if broken and len(broken) == len(found):
        raise refuse(broken[0])
    references = References(found)
    members, subjects = belongings(found, references)
    assemblies = _assembled(members, subjects, references, recorded_on, recorded_by)
    return Imported(
        # What only lends names and belongs to no client makes no record.
        records=tuple(each.record() for each in assemblies if each.facts or each.key),
        resources=len(found),
        mapped=sum(each.mapped for each in assemblies),
        listed=tuple(listed for each in assemblies for listed in each.listed),
        listed_parts=tuple(listed for each in assemblies for listed in each.parts),
        cleaned=tuple(cleaned for each in assemblies for cleaned in each.cleaned),
    )


def _assembled(
    members: list[Belonging],
    subjects: dict[str, Subject],
    references: References,
    recorded_on: datetime.date,
    recorded_by: str,
) -> list[Assembly]:
    own = {key: [each for each in members if each.key == key] for key in subjects}
    assemblies = {
        key: assemble(
            subject=subject,
            members=own[key],
            references=references,
            recorded_on=recorded_on,
            recorded_by=recorded_by,
        )
        for key, subject in subjects.items()
    }
    names: set[str] = set()
    for key, assembly in assemblies.items():
        settle(assembly, own[key], references)
        assembly.client = msgspec.structs.replace(assembly.client, id=_free(assembly.client.id, names))
        names.add(assembly.client.id)
    return list(assemblies.values())


def _free(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name[:76]}-{number}"
    return free


__all__ = ["Found", "read_fhir"]
