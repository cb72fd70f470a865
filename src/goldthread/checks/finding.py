"""What a check yields (Found) and what the engine makes of it (Finding)."""

from enum import StrEnum

import msgspec


class Severity(StrEnum):
    """`stop`: a person must act before this plan is used; `ask`: a question to the team; `note`: worth knowing."""

    STOP = "stop"
    ASK = "ask"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 is the gravest."""
        return _RANK[self]


_RANK = {Severity.STOP: 0, Severity.ASK: 1, Severity.NOTE: 2}


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a check module yields: what was found, where, about what. Name, code and severity come from the page.

    `unconfirmed`: it rests on content that nobody has confirmed in its source, so that it asks and never stops.
    """

    message: str
    path: tuple[str | int, ...] = ()
    item: str | None = None
    facts: tuple[str, ...] = ()
    need: str | None = None
    unconfirmed: bool = False


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What one check says of one plan. `path` leads into the case file (for line and column); `item` is what it is
    about: an item of the plan, or the need or life domain that the plan lacks (None: the plan as a whole); `message`
    says in plain words what was found, where, and what to do; `waived_by` names who set it aside, if somebody did."""

    check: str
    code: str
    severity: Severity
    message: str
    path: tuple[str | int, ...] = ()
    item: str | None = None
    facts: tuple[str, ...] = ()
    need: str | None = None
    waived_by: str = ""
