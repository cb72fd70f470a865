"""What every fact has: who said it, who wrote it down, when, from where, and when it held."""

import datetime
from typing import Annotated

import msgspec

from goldthread.terms import ItemId

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=20_000)]
Scale10 = Annotated[int, msgspec.Meta(ge=0, le=10)]
ItemKey = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_.-]{0,39}$")]


class Fact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """What every fact says of itself. `said_by` is "client" for the person themself, else a role or a name.

    `source` names the interview, form, letter or resource; `corrects` the fact whose place it takes.
    """

    id: ItemId
    said_by: Text
    recorded_by: Text
    recorded_on: datetime.date
    source: Text
    since: datetime.date | None = None
    until: datetime.date | None = None
    corrects: ItemId | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"`until` ({self.until}) lies before `since` ({self.since})")
        if self.corrects == self.id:
            raise ValueError("a fact cannot correct itself")

    def holds_on(self, on: datetime.date) -> bool:
        """Whether it held in the person's life on that day (open ends count as held)."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    @property
    def from_client(self) -> bool:
        """Whether the client said it."""
        return self.said_by == "client"
