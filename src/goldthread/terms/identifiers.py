"""Stable names of things: lower-case words with hyphens, so that they can be typed, linked to and sorted."""

import re
from typing import Annotated

import msgspec

# An id may carry a prefix of its kind (`goal-sleep`); it never carries a word about a person.
ItemId = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_.@-]{0,79}$")]

_NOT_ID = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """`text` as an id: lower case, hyphens; "x" where nothing is left."""
    return _NOT_ID.sub("-", text.lower()).strip("-")[:80].strip("-") or "x"
