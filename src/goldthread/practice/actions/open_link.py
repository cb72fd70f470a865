"""Open a one-time link: whoever has it says who they are, by a birth date or a code."""

import datetime
import hmac

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.actions.make_link import Digest
from goldthread.practice.entries import LinkTried
from goldthread.practice.link_steps import MOST_WRONG
from goldthread.practice.links import own_link
from goldthread.terms import ItemId


class OpenLink(Request, frozen=True, kw_only=True):
    """What was said: a birth date, or a code (as `make-link` has it)."""

    client: ItemId
    link: ItemId
    birth_date: datetime.date | None = None
    code: Digest = ""


def decide(request: OpenLink, here: Situation) -> Decision:
    """Whether it was right; a wrong try is written down too, and the fifth in a row ends the link.

    Refused: `no-such-link`, `link-over`, `not-your-link`.
    """
    link = own_link(here.here, request.link, here.at, here.actor)
    known = here.here.client.born
    if link.made.code:
        right = hmac.compare_digest(link.made.code, request.code)
    else:
        right = known is not None and request.birth_date == known
    entry = LinkTried(**here.stamp(), link=request.link, right=right)
    left = MOST_WRONG if right else MOST_WRONG - link.wrong - 1
    return Decision(entries=(entry,), answer={"opened": right, "left": left})


ACTION = Action(name="open-link", title="Open a one-time link", request=OpenLink, decide=decide)
