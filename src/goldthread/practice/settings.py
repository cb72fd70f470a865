"""What a centre decides for itself: name, who answers in a crisis, stops, signers, how long things stay open."""

import datetime
from typing import Annotated, Literal

import msgspec

from goldthread.practice.crisis import UNITED_STATES, Crisis, CrisisLine
from goldthread.practice.entries import Capacity

# What may stop a plan from becoming active. Each can be switched off by the centre.
Stop = Literal["client-signature", "author-signature", "grave-findings", "countersignature"]
Language = Literal["en", "es"]
_Hours = Annotated[int, msgspec.Meta(ge=1, le=720)]


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The centre's own choices. `stops`: few, early, each saying what to do. `rule_pack`: the pack of due dates and
    signers that applies (of the library); `waive_stops`: whether a finding that stops a plan may be set aside (else it
    has to be settled); `countersign_days`: the centre's own window where the pack gives none. `logo`: a small PNG in
    base64; `languages`: in which the pages are offered; `crisis_lines`: empty means those of the United States.

    `revision` counts the changes; `changed_by` is the account that made the newest, `changed_at` when (UTC).
    The numbers are product choices, to be set by each centre.
    """

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    logo: Annotated[str, msgspec.Meta(max_length=80_000)] = ""
    languages: Annotated[tuple[Language, ...], msgspec.Meta(min_length=1)] = ("en", "es")
    crisis_lines: Annotated[tuple[CrisisLine, ...], msgspec.Meta(max_length=6)] = ()
    emergency: Annotated[str, msgspec.Meta(max_length=20, pattern=r"^[0-9+]+$")] = UNITED_STATES.emergency
    stops: tuple[Stop, ...] = ("client-signature", "author-signature", "grave-findings")
    signers: tuple[Capacity, ...] = ("client", "author")
    waive_stops: bool = True
    rule_pack: str = ""
    countersign_days: Annotated[int, msgspec.Meta(ge=1, le=365)] | None = None
    glass_hours: Annotated[int, msgspec.Meta(ge=1, le=72)] = 4
    form_link_hours: _Hours = 72
    revision: int = 0
    changed_by: str = ""
    changed_at: datetime.datetime | None = None

    @property
    def crisis(self) -> Crisis:
        """Who answers at any hour: the centre's own lines, else those of the United States."""
        if not self.crisis_lines and self.emergency == UNITED_STATES.emergency:
            return UNITED_STATES
        return Crisis(lines=self.crisis_lines or UNITED_STATES.lines, emergency=self.emergency)
