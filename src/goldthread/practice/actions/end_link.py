"""Take a one-time link back before it was used."""

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import LinkEnded
from goldthread.practice.links import link_of
from goldthread.terms import ItemId


class EndLink(Request, frozen=True, kw_only=True):
    """Which link."""

    client: ItemId
    link: ItemId


def decide(request: EndLink, here: Situation) -> Decision:
    """It works no more from now on. Refused: `no-such-link`, `link-over`."""
    link_of(here.here, request.link, here.at)
    return Decision(entries=(LinkEnded(**here.stamp(), link=request.link),), answer={"link": request.link})


ACTION = Action(name="end-link", title="Take a one-time link back", request=EndLink, decide=decide)
