"""What the practice asks of whoever keeps the books. The store answers for real; nothing here knows how."""

import datetime
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

import msgspec

from goldthread.practice.accounts_of_client import AccountChange, Holder
from goldthread.practice.entries import AnyEntry
from goldthread.practice.folder import Folder
from goldthread.practice.people import Actor
from goldthread.practice.session_note import SessionNote
from goldthread.practice.settings import Settings
from goldthread.practice.waits import Waits
from goldthread.terms import ItemId, Role


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the audit trail: who did or read what, of whom, when, and how it ended. Holds no word about a person.

    `outcome` is "done" or the code of the refusal; `seen` the clients of a list that was shown; `ground` the code of
    the legal ground on which a client was erased.
    """

    at: datetime.datetime
    member: ItemId
    role: Role
    action: str
    client: ItemId | None = None
    outcome: str = "done"
    seen: tuple[ItemId, ...] = ()
    ground: str = ""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that was given to a request with a key. `digest` is of the request."""

    digest: str
    answer: dict[str, Any]


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """Who has access to a client's folder, in which role and until when."""

    member: ItemId
    as_role: Role
    until: datetime.datetime | None = None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One client on a list: from a projection, without opening the folder. `due` is the next review of the plan.
    `waits` is None where an earlier version kept the line and the lists were not made anew since."""

    client: ItemId
    name: str
    stay: str
    level: str = ""
    plan_state: str = ""
    due: datetime.date | None = None
    unsigned: int = 0
    team: tuple[Seat, ...] = ()
    waits: Waits | None = None


class GlassLine(msgspec.Struct, frozen=True, kw_only=True):
    """One broken glass on the centre's list: from a projection, without opening the folder. `until` None and no
    reason: it is from before there was this list, and the list was not made anew since."""

    client: ItemId
    name: str
    member: ItemId
    role: Role
    since: datetime.datetime
    until: datetime.datetime | None = None
    reason: str = ""
    reviewed_at: datetime.datetime | None = None
    reviewed_by: ItemId | None = None
    review: str = ""


class GlassAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Which broken glasses are asked for: as in `actions.list_glasses`."""

    reviewed: bool | None = None
    member: ItemId | None = None
    first: datetime.datetime | None = None
    end: datetime.datetime | None = None
    below: tuple[datetime.datetime, ItemId, ItemId] | None = None
    limit: int = 25


class Pages(Protocol):
    """Some folders, opened to be written in one transaction; closed without error, all of it is kept, else nothing."""

    def folder(self, client: ItemId) -> Folder | None:
        """The folder as it stands; None where there is none. Nobody else changes it until this is closed."""

    def entries(self, client: ItemId) -> Sequence[AnyEntry]:
        """All entries of the folder, the oldest first; none where there is no folder."""

    def newest(self) -> datetime.datetime | None:
        """When the newest line of the centre's audit trail was written."""

    def add(self, client: ItemId, entries: Sequence[AnyEntry]) -> None:
        """Add entries to a folder, in this order; the first entry makes a new one."""

    def notes(self, client: ItemId, author: ItemId) -> tuple[SessionNote, ...]:
        """The session notes of one author about one client: nobody else's."""

    def add_note(self, client: ItemId, note: SessionNote) -> None:
        """Add a session note, apart from the folder and under a key of its own."""

    def change_account(self, change: AccountChange) -> None:
        """Open, close or lock an account that hangs on a client."""

    def change_settings(self, settings: Settings) -> None:
        """Put these settings in the place of the centre's, whose `revision` is one less."""

    def erase(self, client: ItemId) -> None:
        """Destroy the keys of the client: what was written can never be read again."""

    def erased(self, client: ItemId) -> bool:
        """Whether the client's keys were destroyed."""

    def trace(self, trace: Trace) -> None:
        """Add a line to the audit trail."""

    def kept(self, key: str) -> Kept | None:
        """The answer that this actor was given for that key."""

    def keep(self, key: str, kept: Kept) -> None:
        """Keep the answer under the actor's key."""


class Books(Protocol):
    """The books of all centres."""

    def open(self, *, actor: Actor, clients: tuple[ItemId, ...]) -> AbstractContextManager[Pages]:
        """Folders of the actor's centre, opened together (always in the order of their ids, so that nobody waits in a
        circle)."""

    def settings(self, centre: ItemId) -> Settings:
        """The centre's own choices."""

    def lines(self, *, actor: Actor, member: ItemId | None, stay: str | None, limit: int) -> tuple[Line, ...]:
        """Clients of the actor's centre by id: those with `member` on the team, in that stay."""

    def find(self, *, actor: Actor, words: str) -> tuple[Line, ...]:
        """Clients of the actor's centre whose name or birth date holds all these words."""

    def member_role(self, *, centre: ItemId, member: ItemId) -> tuple[Role, ...]:
        """The roles of an account of the centre; empty where there is none."""

    def glasses(self, *, actor: Actor, asked: GlassAsked) -> tuple[GlassLine, ...]:
        """Broken glasses of the actor's centre, the newest first; of one moment by client, last to first."""

    def accounts_of(self, *, centre: ItemId, client: ItemId) -> tuple[Holder, ...]:
        """The accounts that hang on a client's folder, by id."""

    def taken(self, *, centre: ItemId, member: ItemId, login: str) -> bool:
        """Whether somebody has this id, or signs in with this login."""

    def traces(self, *, actor: Actor, client: ItemId, limit: int) -> tuple[Trace, ...]:
        """The newest lines of the audit trail that are about the client, newest first."""
