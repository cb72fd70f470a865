"""Who and what a reference means: by address, by kind and id, contained, or by name only."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from goldthread.fhir.bundle import Found
from goldthread.fhir.elements import at, label, objects, person_name, string

_KEPT_PARTS = 2


def short(reference: str) -> str:
    """`Type/id` of a relative or absolute reference, without the version; anything else as it stands."""
    address = re.split(r"/_history/|\||\?", reference, maxsplit=1)[0]
    parts = address.rstrip("/").split("/")
    return "/".join(parts[-_KEPT_PARTS:]) if len(parts) >= _KEPT_PARTS and not address.startswith("urn:") else address


class References:
    """The resources of one input, found by what references say. Remembers which were referred to."""

    __slots__ = ("_by_address", "used")

    def __init__(self, found: Iterable[Found]) -> None:
        self._by_address: dict[str, Found] = {}
        self.used: set[str] = set()
        for each in found:
            self._by_address.setdefault(f"{each.type}/{each.id}", each)
            if each.url:
                self._by_address.setdefault(each.url, each)

    def of(self, kind: str) -> list[Found]:
        """All resources of one kind."""
        return [each for address, each in self._by_address.items() if address == f"{kind}/{each.id}"]

    def resource(self, reference: Any, *, within: Mapping[str, Any] | None = None) -> dict[str, Any] | None:
        """The resource that is meant: contained in `within`, or in the input; None where it is not here."""
        text = string(at(reference, "reference"))
        if text.startswith("#"):
            inside = objects((within or {}).get("contained"))
            return next((each for each in inside if each.get("id") == text[1:]), None)
        found = self.found(text)
        return found.resource if found else None

    def found(self, text: str) -> Found | None:
        """The resource of the input under that address."""
        found = self._by_address.get(text) or self._by_address.get(short(text)) if text else None
        if found:
            self.used.add(f"{found.type}/{found.id}")
        return found

    def name(self, reference: Any, *, within: Mapping[str, Any] | None = None) -> str:
        """What people read: the name given with the reference, else that of the resource; "" where neither is known."""
        resource = self.resource(reference, within=within)
        own = string(at(reference, "display"))
        return own or (name_of(resource) if resource else "")


def name_of(resource: Mapping[str, Any]) -> str:
    """The name of a resource: of a person or organisation, else what its code says."""
    name = resource.get("name")
    return (string(name) if isinstance(name, str) else person_name(name)) or label(resource.get("code"))
