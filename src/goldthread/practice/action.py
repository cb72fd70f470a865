"""What an action is: one verb, its request, and the pure function that decides what is written."""

import datetime
import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from goldthread.practice.accounts_of_client import AccountChange, Holder
from goldthread.practice.desk import Desk
from goldthread.practice.entries import AnyEntry
from goldthread.practice.folder import Folder
from goldthread.practice.people import Actor
from goldthread.practice.ports import GlassAsked, GlassLine, Line, Trace
from goldthread.practice.refusing import Refused
from goldthread.practice.session_note import SessionNote
from goldthread.practice.settings import Settings
from goldthread.terms import ItemId, Role


class Request(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody asks for. A request about a folder has `client`; about a plan `plan`; about two folders `other`."""


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """All that an action may look at: who asks, when, the centre's choices, the library, and the folders.

    `notes`: the actor's own session notes; `entries`: all of the folder's. `roles_of` and
    what follows ask the books: `accounts` those that hang on a client, `taken` whether an id or login is somebody's.
    Nothing of it changes anything.
    """

    actor: Actor
    at: datetime.datetime
    settings: Settings
    desk: Desk
    folder: Folder | None = None
    other: Folder | None = None
    notes: Callable[[], tuple[SessionNote, ...]] = tuple
    entries: Callable[[], Sequence[AnyEntry]] = tuple
    roles_of: Callable[[ItemId], tuple[Role, ...]]
    lines: Callable[..., tuple[Line, ...]]
    find: Callable[[str], tuple[Line, ...]]
    traces: Callable[[int], tuple[Trace, ...]]
    glasses: Callable[[GlassAsked], tuple[GlassLine, ...]]
    accounts: Callable[[ItemId], tuple[Holder, ...]]
    taken: Callable[[ItemId, str], bool]

    @property
    def here(self) -> Folder:
        """The folder that the action is about. Policies have made sure that it is there."""
        if self.folder is None:
            raise Refused("no-such-folder", "There is no such folder.", fix="Look the client up again.")
        return self.folder

    @property
    def today(self) -> datetime.date:
        """The day of the action (UTC)."""
        return self.at.date()

    def stamp(self) -> dict[str, Any]:
        """What every entry says of its making: `at`, `by`, `role`."""
        return {"at": self.at, "by": self.actor.id, "role": self.actor.role}


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What comes of a request. `entries` go into the folder, `other_entries` into the second one; `settings` take the
    place of the centre's; `account` changes one. `answer`: small plain values without words about a person, kept for a
    repeated request; `shown`: what the asker gets to see, never kept. `seen`: the clients on a list that is shown."""

    entries: tuple[AnyEntry, ...] = ()
    other_entries: tuple[AnyEntry, ...] = ()
    note: SessionNote | None = None
    account: AccountChange | None = None
    erase: bool = False
    settings: Settings | None = None
    answer: dict[str, Any] = {}
    shown: Any = None
    seen: tuple[ItemId, ...] = ()


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """One verb of the practice. `name` is its key in the tables of permissions and policies; `writes` is false for
    what only reads. `decide` raises Refused where the request itself does not fit."""

    name: str
    title: str
    request: type[Any]
    decide: Callable[[Any, Situation], Decision]
    writes: bool = True


def digest_of(request: Request) -> str:
    """SHA-256 of what was asked for: when somebody showed once more who they are is no part of it."""
    if getattr(request, "reauthenticated_at", None) is not None:
        request = msgspec.structs.replace(request, reauthenticated_at=None)
    plain = msgspec.json.encode([type(request).__name__, request], order="deterministic")
    return hashlib.sha256(plain).hexdigest()
