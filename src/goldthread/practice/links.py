"""One-time links: what somebody who comes through one may do. It is one thing, and everything else is refused."""

import datetime
from typing import Any

from goldthread.practice.action import Request
from goldthread.practice.folder import Folder, Link
from goldthread.practice.people import Actor
from goldthread.practice.refusing import Refusal, Refused

_OVER = Refusal(
    code="link-over",
    message="This link does not work any more.",
    fix="Ask your team for a new one.",
)
_NOT_THIS = Refusal(
    code="not-through-this-link",
    message="This link is for something else.",
    fix="Go back to the page that the link opens.",
)


def refusal(*, request: Request, actor: Actor, folder: Folder | None, at: datetime.datetime) -> Refusal | None:
    """Why who comes through a link may not do this; None where they may, and for everybody who comes without one.

    Codes: `link-over`, `not-through-this-link`.
    """
    if actor.link is None:
        return None
    link = folder.link(actor.link) if folder is not None else None
    if link is None or not link.works_at(at) or link.made.signer != (actor.client or actor.id):
        return _OVER
    asked: Any = request
    kind = type(request).__name__
    if kind == "OpenLink":
        return None if asked.link == link.made.link else _NOT_THIS
    if link.opened_at is None:
        return _OVER
    return None if _is_for(link, kind, asked) else _NOT_THIS


def _is_for(link: Link, kind: str, asked: Any) -> bool:
    """Whether the request is what the link was made for."""
    made = link.made
    if kind == "SeeLink":
        return bool(asked.link == made.link)
    if kind == "AnswerForm":
        return made.form is not None and asked.form == made.form
    if kind not in ("Sign", "DeclineToSign") or made.plan is None:
        return False
    if (asked.plan, asked.version, asked.capacity) != (made.plan, made.version, "client"):
        return False
    # Whoever handed over the device was there; of a link that was sent away nobody can say so.
    return kind != "Sign" or asked.witness == (made.by if made.in_hand else None)


def own_link(folder: Folder, link: str, at: datetime.datetime, actor: Actor) -> Link:
    """The link, still working, for whom it was made. Refused: `no-such-link`, `link-over`, `not-your-link`."""
    found = link_of(folder, link, at)
    if found.made.signer != (actor.client or actor.id):
        raise Refused("not-your-link", "This link is for somebody else.", fix="Open your own.")
    return found


def link_of(folder: Folder, link: str, at: datetime.datetime) -> Link:
    """The link, still working. Refused: `no-such-link`, `link-over`."""
    found = folder.link(link)
    if found is None:
        raise Refused("no-such-link", "There is no such link.", fix="Make a new one.")
    if not found.works_at(at):
        raise Refused(_OVER.code, _OVER.message, fix=_OVER.fix)
    return found
