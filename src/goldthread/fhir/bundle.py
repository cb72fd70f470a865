"""From a file to its resources: bundles (inside bundles too) are opened, faults cleaned, each resource checked."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from goldthread.fhir.cleaning import clean
from goldthread.fhir.imported import Cleaned
from goldthread.fhir.jsontext import JsonText
from goldthread.fhir.validity import Fault, faults
from goldthread.notation import BadInput
from goldthread.notation.reading import read_text

Path_ = tuple[str | int, ...]
_LONGEST_NAME = 64  # the longest id that FHIR allows


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One resource of the input: what it says (cleaned), where it stands, under which address, and what is wrong."""

    resource: dict[str, Any]
    text: JsonText
    path: Path_
    url: str = ""
    notes: tuple[str, ...] = ()
    unknown: dict[str, Any] = {}
    broken: Fault | None = None

    @property
    def type(self) -> str:
        """Its kind, as FHIR names it."""
        return str(self.resource.get("resourceType", ""))[:_LONGEST_NAME]

    @property
    def id(self) -> str:
        """Its id; a resource without one is named by its place."""
        own = self.resource.get("id")
        if isinstance(own, str) and own:
            return own[:_LONGEST_NAME]
        return "-".join(["at", str(self.text.first_line), *(str(step) for step in self.path)])

    def told(self) -> tuple[Cleaned, ...]:
        """What was cleaned in it."""
        return tuple(Cleaned(resource_type=self.type, resource_id=self.id, what=note) for note in self.notes)


def read_texts(source: str | bytes | Path, *, file: str | None) -> list[JsonText]:
    """The JSON values of a file: one, or one a line (NDJSON)."""
    text, name = read_text(source, file=file)
    if not text.strip():
        raise BadInput("The file is empty.", code="empty", place=None)
    try:
        return [JsonText(text=text, file=name)]
    except BadInput as error:
        lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
        if error.code != "not-json" or len(lines) < 2 or not _is_whole(lines[0][1]):
            raise
        return [JsonText(text=line, file=name, first_line=number) for number, line in lines]


def _is_whole(line: str) -> bool:
    try:
        return isinstance(JsonText(text=line, file="").value, dict)
    except BadInput:
        return False


def resources_in(text: JsonText) -> Iterator[Found]:
    """Every resource of one JSON value, bundles opened. Raises BadInput where the envelope is not FHIR."""
    yield from _opened(text, text.value, (), "")


def _opened(text: JsonText, value: Any, path: Path_, url: str) -> Iterator[Found]:
    if not isinstance(value, dict) or not isinstance(value.get("resourceType"), str):
        message = "This is not a FHIR resource: an object with `resourceType` is expected here."
        raise BadInput(message, code="not-fhir", place=text.place(path))
    if value["resourceType"] != "Bundle":
        yield _checked(text, value, path, url)
        return
    entries = value.get("entry", [])
    if not isinstance(entries, list):
        place = text.place((*path, "entry"))
        raise BadInput("The entries of a Bundle must be a list.", code="invalid-fhir", place=place)
    for number, entry in enumerate(entries):
        yield from _entry(text, entry, (*path, "entry", number))


def _entry(text: JsonText, entry: Any, path: Path_) -> Iterator[Found]:
    if not isinstance(entry, dict):
        raise BadInput("An entry of a Bundle must be an object.", code="invalid-fhir", place=text.place(path))
    url = entry.get("fullUrl")
    if "resource" in entry:
        yield from _opened(text, entry["resource"], (*path, "resource"), url if isinstance(url, str) else "")


def _checked(text: JsonText, value: dict[str, Any], path: Path_, url: str) -> Found:
    resource, notes = clean(value)
    found = faults(resource)
    unknown: dict[str, Any] = {}
    for fault in found:
        if fault.weight == "unknown":
            unknown[fault.field] = _taken_out(resource, fault.path)
    if unknown:  # what R4 does not know is kept beside; the rest must then be right by itself
        found = faults(resource)
    formats = tuple(f"`{fault.field}` {fault.what}: read as it stands" for fault in found if fault.weight == "format")
    broken = next((fault for fault in found if fault.weight != "format"), None)
    return Found(
        resource=resource,
        text=text,
        path=path,
        url=url,
        notes=notes + formats,
        unknown=unknown,
        broken=broken,
    )


def _taken_out(resource: dict[str, Any], path: Path_) -> Any:
    """Remove and return the element at `path`; the names that the validator uses are the names in the file."""
    at: Any = resource
    for step in path[:-1]:
        if isinstance(at, list) and isinstance(step, int):
            at = at[step] if step < len(at) else None
        else:
            at = at.get(step) if isinstance(at, dict) else None
    return at.pop(path[-1], None) if isinstance(at, dict) else None


def refuse(found: Found) -> BadInput:
    """The refusal of an input that is not valid FHIR R4: names the resource, the field and the rule."""
    fault = found.broken
    field, what = (fault.field, fault.what) if fault else ("", "")
    message = f"{found.type}/{found.id} is not valid FHIR R4: {f'`{field}`' if field else 'it'} {what}."
    path = found.path + (fault.path if fault else ())
    place = found.text.place(path, field=field)
    return BadInput(message, code="invalid-fhir", place=place, fix="Ask the sender for a corrected export.")
