"""What is written into a folder about one-time links."""

import datetime

from goldthread.practice.entry import Entry
from goldthread.terms import ItemId


class LinkMade(Entry, tag="link-made", frozen=True, kw_only=True):
    """A one-time link: to a form, or to a signature under a version, for one `signer` (the client by the folder's id, a
    supporter by their account), until a time. It opens with the birth date in the record or, where there is a `code`,
    with that: the SHA-256 of the link's secret, a colon and six digits. `in_hand`: on a device that whoever made it
    hands over and is beside."""

    link: ItemId
    form: ItemId | None = None
    plan: ItemId | None = None
    version: int = 0
    signer: ItemId
    until: datetime.datetime
    code: str = ""
    in_hand: bool = False


class LinkTried(Entry, tag="link-tried", frozen=True, kw_only=True):
    """Somebody who has a link said who they are: rightly or not."""

    link: ItemId
    right: bool


class LinkEnded(Entry, tag="link-ended", frozen=True, kw_only=True):
    """A link is taken back before it was used."""

    link: ItemId
