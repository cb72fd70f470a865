"""Review a glass: compliance has looked at why a glass was broken, and writes down what came of it."""

import datetime

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import GlassReviewed, Text
from goldthread.practice.refusing import Refused
from goldthread.terms import ItemId


class ReviewGlass(Request, frozen=True, kw_only=True):
    """Whose folder; who broke the glass, and when; and what came of looking at it."""

    client: ItemId
    member: ItemId
    since: datetime.datetime
    words: Text = ""


def decide(request: ReviewGlass, here: Situation) -> Decision:
    """That it was looked at. It ends nobody's access, and says nothing of whether it was right.

    Refused: `no-such-glass`, `already-reviewed`, `not-your-own-glass`.
    """
    found = next(
        (each for each in here.here.glass if (each.member, each.since) == (request.member, request.since)), None
    )
    if found is None:
        raise Refused("no-such-glass", "The glass was not broken so.", fix="Open the list again.")
    if found.reviewed_at is not None:
        raise Refused("already-reviewed", "Somebody has looked at this already.", fix="Open the list again.")
    if request.member == here.actor.id:
        fix = "Ask somebody else in compliance."
        raise Refused("not-your-own-glass", "Nobody looks at what they did themselves.", fix=fix)
    entry = GlassReviewed(**here.stamp(), member=request.member, since=request.since, words=request.words)
    return Decision(entries=(entry,), answer={"client": request.client, "member": request.member})


ACTION = Action(name="review-glass", title="Look at why a glass was broken", request=ReviewGlass, decide=decide)
