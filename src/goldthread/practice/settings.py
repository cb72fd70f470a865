"""What a centre decides for itself: stops, countersigning, how long a broken glass stays open."""

from typing import Literal

import msgspec

from goldthread.practice.entries import Capacity

# What may stop a plan from becoming active. Each can be switched off by the centre.
Stop = Literal["client-signature", "author-signature", "grave-findings", "countersignature"]


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The centre's own choices. `stops`: few, early, each saying what to do. `rule_pack`: the pack of due dates and
    signers that applies (of the library); `waive_stops`: whether a finding that stops a plan may be set aside (else it
    has to be settled); `countersign_days`: the centre's own window where the pack gives none.

    The numbers are product choices, to be set by each centre.
    """

    name: str
    stops: tuple[Stop, ...] = ("client-signature", "author-signature", "grave-findings")
    signers: tuple[Capacity, ...] = ("client", "author")
    waive_stops: bool = True
    rule_pack: str = ""
    countersign_days: int | None = None
    glass_hours: int = 4
    form_link_hours: int = 72
