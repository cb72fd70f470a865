"""Psychotherapy and SUD counselling notes: apart from the folder, under a key of their own, closed even to the team."""

import datetime
from typing import Literal

import msgspec

from goldthread.practice.entries import Said
from goldthread.terms import ItemId


class SessionNote(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A psychotherapy or SUD counselling note: its author's own, kept apart from the folder and closed to the team.

    Source: 45 CFR 164.501 and 42 CFR 2.11 (kept separate; never diagnosis, plan, medicines, times or results).
    """

    id: ItemId
    at: datetime.datetime
    by: ItemId
    kind: Literal["psychotherapy", "sud-counselling"]
    on: datetime.date
    text: Said
