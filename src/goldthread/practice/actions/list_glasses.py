"""List glasses: every glass that was broken in the centre, whose folder it was, why, and whether it was looked at."""

import datetime
from typing import Annotated

import msgspec

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.ports import GlassAsked
from goldthread.terms import ItemId


class ListGlasses(Request, frozen=True, kw_only=True):
    """At most `limit` of them, the newest first: those that were looked at or not (None: both), by one account, broken
    from `first` and before `end`. `below`: those after this one on the list, named by its time, client and account."""

    reviewed: bool | None = None
    member: ItemId | None = None
    first: datetime.datetime | None = None
    end: datetime.datetime | None = None
    below: tuple[datetime.datetime, ItemId, ItemId] | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 25


def decide(request: ListGlasses, here: Situation) -> Decision:
    """The lines (`ports.GlassLine`). The glasses of clients who were erased are in the audit trail alone."""
    asked = GlassAsked(
        reviewed=request.reviewed, member=request.member, first=request.first, end=request.end, below=request.below,
        limit=request.limit,
    )  # fmt: skip
    lines = here.glasses(asked)
    seen = tuple(dict.fromkeys(line.client for line in lines))
    return Decision(answer={"glasses": len(lines)}, shown=lines, seen=seen)


ACTION = Action(name="list-glasses", title="List the broken glasses", request=ListGlasses, decide=decide, writes=False)
