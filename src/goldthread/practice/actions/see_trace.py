"""See the trace: who looked at and changed what of a client, and when."""

from typing import Annotated

import msgspec

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.trace_view import TraceView, lines_of
from goldthread.terms import ItemId


class SeeTrace(Request, frozen=True, kw_only=True):
    """Whose folder, and at most how many lines of the trail."""

    client: ItemId
    limit: Annotated[int, msgspec.Meta(ge=1, le=10_000)] = 500


def decide(request: SeeTrace, here: Situation) -> Decision:
    """The newest lines, one's own among them."""
    lines = lines_of(here.traces(request.limit), here.here)
    return Decision(shown=TraceView(lines=lines, glass=here.here.glass))


ACTION = Action(
    name="see-trace",
    title="See who looked and what was changed",
    request=SeeTrace,
    decide=decide,
    writes=False,
)
