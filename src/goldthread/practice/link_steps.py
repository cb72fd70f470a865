"""What becomes of one-time links, step by step: how a folder's entries change them. Pure."""

from typing import Literal

import msgspec

from goldthread.practice.entries import (
    AnyEntry,
    FormFinished,
    LinkEnded,
    LinkMade,
    LinkTried,
    Signed,
    SigningDeclined,
    VersionSealed,
)
from goldthread.practice.folder import Link

MOST_WRONG = 5  # a product choice: a date that is mistyped twice still opens, one that is guessed hardly ever does
Links = tuple[Link, ...]


def after(links: Links, entry: AnyEntry) -> Links:
    """The links after an entry of any kind. However somebody answered what a link asks, the link has its answer."""
    match entry:
        case LinkMade():
            return (*_replaced(links, entry), Link(made=entry))
        case LinkTried():
            return tuple(_tried(each, entry) if each.made.link == entry.link else each for each in links)
        case LinkEnded():
            return _ended(links, "withdrawn", link=entry.link)
        case FormFinished():
            return _ended(links, "used", form=entry.form)
        case Signed() | SigningDeclined():
            return _ended(links, "used", plan=entry.plan, signer=entry.signer)
        case VersionSealed():
            return _ended(links, "replaced", plan=entry.plan)
    return links


def _replaced(links: Links, made: LinkMade) -> Links:
    """A new link ends an older one to the same: a link that went astray stops working."""
    if made.form is not None:
        return _ended(links, "replaced", form=made.form)
    return _ended(links, "replaced", plan=made.plan, signer=made.signer)


def _tried(link: Link, entry: LinkTried) -> Link:
    """A right try opens and forgives what was mistyped before; the fifth wrong one in a row ends."""
    if entry.right:
        return msgspec.structs.replace(link, wrong=0, opened_at=entry.at)
    wrong = link.wrong + 1
    over = not link.ended and wrong >= MOST_WRONG
    return msgspec.structs.replace(link, wrong=wrong, ended="tries" if over else link.ended)


def _ended(links: Links, how: Literal["used", "replaced", "withdrawn"], **to: str | None) -> Links:
    """Those with all these fields (`link`, `form`, `plan`, `signer`) end in this way, where they have not ended yet."""
    if not links:
        return links
    return tuple(
        msgspec.structs.replace(each, ended=how)
        if not each.ended and all(getattr(each.made, name) == value for name, value in to.items())
        else each
        for each in links
    )
