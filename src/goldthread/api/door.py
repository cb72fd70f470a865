"""What the door stands on: handed in by whoever opens it, so that nothing here knows how anything is kept."""

import datetime
from collections.abc import Callable
from typing import Protocol

import msgspec

from goldthread.practice.desk import Desk
from goldthread.practice.ports import Books
from goldthread.terms import ItemId, Role


class Account(Protocol):
    """Somebody who may sign in. `client` is the folder that is their own, for a client."""

    @property
    def id(self) -> ItemId:
        """The account's id, which stands in every entry and trace."""

    @property
    def centre(self) -> ItemId:
        """The one centre that the account belongs to."""

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles that the account may act in, one at a time."""

    @property
    def client(self) -> ItemId | None:
        """The client's own folder."""


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """Whether each part works: the database answers, the key opens what it keeps, no migration is missing."""

    database: bool
    key: bool
    migrations: bool

    @property
    def whole(self) -> bool:
        """All of it works."""
        return self.database and self.key and self.migrations


class Door(msgspec.Struct, frozen=True, kw_only=True):
    """The books and the library, how a token becomes an account, whether a login and a password are an account's, the
    clock (UTC), and how the parts are.

    `troubles` are the errors of the store that pass by themselves or by a hand on the machine: the request may be sent
    again. An attempt that raises one of them has done nothing.
    """

    books: Books
    desk: Desk
    account_of: Callable[[str], Account | None]
    signs_in: Callable[[Account, str, str], bool]
    health: Callable[[], Health]
    now: Callable[[], datetime.datetime]
    troubles: tuple[type[Exception], ...] = ()
