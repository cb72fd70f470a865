"""What is written into a folder about the folder itself: who was given a copy or an account, and whether compliance
looked at a broken glass."""

import datetime
from typing import Annotated, Literal

import msgspec

from goldthread.practice.entry import Entry
from goldthread.terms import ItemId

_Said = Annotated[str, msgspec.Meta(min_length=1, max_length=20_000)]


class Exported(Entry, tag="exported", frozen=True, kw_only=True):
    """A copy of the folder was handed out."""

    to: _Said
    purpose: _Said


class GlassReviewed(Entry, tag="glass-reviewed", frozen=True, kw_only=True):
    """Compliance has looked at why the glass was broken: by whom, since when it was open, and what came of it."""

    member: ItemId
    since: datetime.datetime
    words: Annotated[str, msgspec.Meta(max_length=20_000)] = ""


class AccountChanged(Entry, tag="account-changed", frozen=True, kw_only=True):
    """An account that hangs on the folder was opened or closed, or its password ended."""

    member: ItemId
    what: Literal["open", "end-password", "close"]
