"""A look at one thing: how it is, and what to do where it is not good."""

from collections.abc import Callable
from typing import Any, Literal

import msgspec

from goldthread.store.trouble import StoreTrouble

State = Literal["good", "warning", "wrong"]


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was looked at. `what` is stable; `state` is how it is; `fix` what to do where it is not good."""

    what: str
    state: State
    said: str
    fix: str = ""


class NotGood(Exception):
    """What a look found, with what to do."""

    def __init__(self, said: str, fix: str, state: State = "wrong") -> None:
        super().__init__(said)
        self.look: dict[str, Any] = {"state": state, "said": said, "fix": fix}


def tried(what: str, look: Callable[[], str]) -> Look:
    """The look; trouble that it came to is what is wrong."""
    try:
        return Look(what=what, state="good", said=look())
    except NotGood as found:
        return Look(what=what, **found.look)
    except StoreTrouble as trouble:
        return of_trouble(what, trouble)


def of_trouble(what: str, trouble: StoreTrouble) -> Look:
    """Trouble as what is wrong."""
    return Look(what=what, state="wrong", said=f"{trouble.message} [{trouble.code}]", fix=trouble.fix)
