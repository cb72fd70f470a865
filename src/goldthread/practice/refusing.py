"""Refusals: an answer that says what happened, why, and what to do next. Never holds a word about a person."""

from typing import Any

import msgspec

from goldthread.plan.conflicts import Conflict
from goldthread.plan.refusals import PlanRefused


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """Why something was not done. `code` is stable; `fix` says what to do.

    `conflicts`: both texts of what two people changed differently; they are shown to the asker and never logged.
    `details`: further values for programs, without words about a person.
    """

    code: str
    message: str
    fix: str = ""
    conflicts: tuple[Conflict, ...] = ()
    details: dict[str, Any] = {}


class Refused(Exception):
    """Raised by an action that cannot be done; carries the refusal."""

    def __init__(self, code: str, message: str, *, fix: str, **more: Any) -> None:
        self.refusal = Refusal(code=code, message=message, fix=fix, **more)
        super().__init__(f"{message} [{code}]")


def of_plan(refused: PlanRefused) -> Refusal:
    """What the plan refused, as a refusal."""
    return Refusal(code=refused.code, message=refused.message, fix=refused.fix or _AGAIN)


_AGAIN = "Open the plan again, and make the change from how it stands there."
