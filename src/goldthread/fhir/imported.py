"""What comes of an import: the records, what was listed because it was not understood, and what was cleaned."""

import msgspec

from goldthread.record import Record


class Listed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A resource, or a part of one, that was not understood: which, why, and where it is kept.

    `part` names the element ("" is the resource as a whole); `record` and `fact` are the ids of the client and of the
    `unmapped` fact that keeps it whole.
    """

    resource_type: str
    resource_id: str
    why: str
    part: str = ""
    record: str = ""
    fact: str = ""

    def __str__(self) -> str:
        part = f" ({self.part})" if self.part else ""
        return f"{self.resource_type}/{self.resource_id}{part}: {self.why}"


class Cleaned(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A harmless fault of the input that was put right, or a choice that the import had to make: worth a look."""

    resource_type: str
    resource_id: str
    what: str

    def __str__(self) -> str:
        return f"{self.resource_type}/{self.resource_id}: {self.what}"


class Imported(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One record per client, and the account of the input.

    Every resource of the input is either mapped or in `listed`: `mapped + len(listed) == resources`. `listed_parts` are
    elements and codes inside mapped resources that were not understood. A contained resource is part of the resource
    that holds it; a Bundle is an envelope and is not counted.
    """

    records: tuple[Record, ...]
    resources: int
    mapped: int
    listed: tuple[Listed, ...] = ()
    listed_parts: tuple[Listed, ...] = ()
    cleaned: tuple[Cleaned, ...] = ()
