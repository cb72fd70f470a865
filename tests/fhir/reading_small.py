"""Reads small bundles, and picks facts out of the record."""

import datetime
import json
from typing import Any, TypeVar

from small_bundle import bundle, patient

from goldthread.fhir import Imported, read_fhir
from goldthread.record import Fact, Record

F = TypeVar("F", bound=Fact)
TODAY = datetime.date(2024, 6, 1)


def read(*resources: dict[str, Any]) -> Imported:
    """The import of these resources."""
    return read_fhir(json.dumps(bundle(*resources)), recorded_on=TODAY, recorded_by="intake")


def record_of(*resources: dict[str, Any]) -> Record:
    """The record of Rosa and these resources."""
    return read(patient(), *resources).records[0]


def of(record: Record, kind: type[F]) -> list[F]:
    """The facts of one kind."""
    return [fact for fact in record.facts if isinstance(fact, kind)]


def only(record: Record, kind: type[F]) -> F:
    """The one fact of a kind."""
    found = of(record, kind)
    assert len(found) == 1
    return found[0]


def listed(*resources: dict[str, Any]) -> dict[str, str]:
    """Part (or id) and reason of all that is listed."""
    imported = read(patient(), *resources)
    return {each.part or each.resource_id: each.why for each in (*imported.listed, *imported.listed_parts)}
