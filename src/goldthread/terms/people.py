"""Who takes part, and what somebody said in their own words."""

import datetime
from enum import StrEnum
from typing import Annotated

import msgspec


class Role(StrEnum):
    """The part that somebody has in a client's treatment, or in the centre."""

    CLIENT = "client"
    SUPPORTER = "supporter"
    INTAKE = "intake"
    THERAPIST = "therapist"
    COUNSELOR = "counselor"
    PRESCRIBER = "prescriber"
    NURSE = "nurse"
    CASE_MANAGER = "case-manager"
    PEER_SPECIALIST = "peer-specialist"
    SUPERVISOR = "supervisor"
    PARTNER = "partner"
    COMPLIANCE = "compliance"
    ADMINISTRATOR = "administrator"


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody's own words, exactly as said. Nothing in the product rewrites them."""

    text: Annotated[str, msgspec.Meta(min_length=1)]
    said_by: Annotated[str, msgspec.Meta(min_length=1)]
    on: datetime.date
    fact: str | None = None
    language: str = "en"
