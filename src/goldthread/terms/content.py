"""What every piece of clinical content says of itself: who wrote it, from what, and whether a clinician signed it."""

import datetime
from typing import Annotated, Literal

import msgspec


class Citation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A published source: `key` is cited elsewhere; `detail` names chapter, section, table or page."""

    key: str
    title: str
    year: int
    authors: str = ""
    detail: str = ""
    url: str = ""


class Permission(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """On what ground the published wording may (or may not) be shipped."""

    licence: Literal["public-domain", "free", "free-non-commercial", "check-terms", "licensed", "own-work"]
    wording_shipped: bool
    note: Annotated[str, msgspec.Meta(min_length=1)]


class Content(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The signature block of one content file.

    `clinical_review` is "none yet" until a licensed clinician has signed; nobody's review is ever invented.
    `confirmed` says whether the numbers were read in the source (false: known from elsewhere, advises only).
    """

    author: Annotated[str, msgspec.Meta(min_length=1)]
    written: datetime.date
    next_review: datetime.date
    clinical_review: str
    confirmed: bool
    sources: tuple[str, ...]
    since: str = "0.1"
