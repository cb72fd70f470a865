"""What the pages stand on: handed in by wiring, so that nothing here knows how anything is kept."""

import datetime
from collections.abc import Callable, Sequence
from functools import cache
from typing import Protocol, cast

import msgspec
from django.conf import settings
from django.utils.module_loading import import_string

from goldthread.practice.desk import Desk
from goldthread.practice.people import Actor
from goldthread.practice.ports import Books
from goldthread.practice.refusing import Refusal
from goldthread.terms import ItemId, Role


class Member(Protocol):
    """Somebody who may sign in. `client` is the folder that is their own, for a client."""

    @property
    def id(self) -> ItemId:
        """The account's id, which stands in every entry and trace."""

    @property
    def centre(self) -> ItemId:
        """The one centre that the account belongs to."""

    @property
    def name(self) -> str:
        """What the person is called."""

    @property
    def login(self) -> str:
        """By which the person signs in."""

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles that the account may act in, one at a time; none: the account is closed."""

    @property
    def client(self) -> ItemId | None:
        """The client's own folder."""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """An account as it stands now. `mark` changes with its password: sessions from before then end."""

    member: Member
    mark: str


class Shown(Protocol):
    """An account of the demonstration, with one line on who it is."""

    @property
    def login(self) -> str:
        """By which it is chosen."""

    @property
    def name(self) -> str:
        """Who it is."""

    @property
    def role(self) -> Role:
        """The role it acts in."""

    @property
    def story(self) -> str:
        """One line on who it is."""


class Seals(Protocol):
    """Sealing with keys that are never in the database."""

    def seal(self, text: bytes, where: str) -> bytes:
        """The text of a session, sealed for one place."""

    def unseal(self, sealed: bytes, where: str) -> bytes | None:
        """What was sealed; None where that cannot be known any more (another key, another place, changed)."""

    def seal_secret(self, centre: str, text: str) -> str:
        """A secret of a second factor, sealed with the centre's own key."""

    def unseal_secret(self, sealed: str) -> str:
        """What was sealed."""

    def blind(self, centre: str, word: str) -> str:
        """Who somebody is elsewhere, so that it can be found again and nobody can read it."""


class Staff(Protocol):
    """The accounts of a centre, as its administrators look after them. Each change is traced in the same transaction; a
    refusal says why nothing was changed."""

    def all(self, centre: str) -> Sequence[Member]:
        """The accounts that are no client's, closed ones too."""

    def called(self, centre: str, login: str) -> Member | None:
        """The account with that login."""

    def add(self, by: Actor, *, login: str, name: str, roles: tuple[Role, ...]) -> str | Refusal:
        """A new account; its first password, which is nowhere else and cannot be shown again."""

    def change_roles(self, by: Actor, member: ItemId, roles: tuple[Role, ...]) -> Refusal | None:
        """These roles and no others."""

    def close(self, by: Actor, member: ItemId) -> Refusal | None:
        """Nobody signs in as this account any more; its sessions and tokens end."""

    def new_password(self, by: Actor, member: ItemId) -> str | Refusal:
        """Another password, made up and shown once; sessions and tokens end."""

    def forget_second_factor(self, by: Actor, member: ItemId) -> Refusal | None:
        """The account signs in by its password alone until it has set up a second factor again."""


class Place(Protocol):
    """Where a try to sign in came from."""

    @property
    def address(self) -> str:
        """Of the network."""

    @property
    def browser(self) -> str:
        """Of which kind, as it says itself."""


class SignIn(Protocol):
    """One try to sign in. `number` orders them; `how`: by what; `outcome`: "done", or what was wrong."""

    @property
    def number(self) -> int:
        """Later ones have higher numbers."""

    @property
    def at(self) -> datetime.datetime:
        """When, in UTC."""

    @property
    def member(self) -> ItemId:
        """The account's id; "nobody" where no account has the login that was typed."""

    @property
    def how(self) -> str:
        """By what: "password", "passkey" …"""

    @property
    def outcome(self) -> str:
        """ "done", or what was wrong."""

    @property
    def where(self) -> Place:
        """From where."""


class OwnAccount(Protocol):
    """What everybody does with their own account, and who signed in when."""

    def change_password(self, by: Actor, password: str) -> Refusal | None:
        """Another password for the actor's own account; its tokens end. A refusal says what is wrong with it."""

    def called(self, centre: str, login: str) -> Member | None:
        """The account with that login; None also where there is no such centre."""

    def note(self, centre: str, member: Member | None, *, how: str, outcome: str, address: str, browser: str) -> None:
        """Put a try to sign in into the trail. `member` None: no account has that login."""

    def sign_ins(self, centre: str, *, member: str | None, before: int | None, limit: int) -> Sequence[SignIn]:
        """The newest tries of an account, or of all, newest first: before the one with that number."""


class Door(msgspec.Struct, frozen=True, kw_only=True):
    """The books and the library, who has a login and password, an account by its centre and id, the clock (UTC), and
    how to seal. `centre` is whose sign-in page it is where none is named.

    `troubles` are the errors of the store that pass by themselves or by a hand on the machine. `shown` are the accounts
    that a demonstration offers on its sign-in page, and `sign_in_shown` signs in as one of them; elsewhere: none.
    `counted`: how many entries a client's folder has (centre, client): a number by which a page learns that something
    was written, and nothing of what.
    """

    books: Books
    desk: Desk
    sign_in: Callable[[str, str, str], Member | None]
    account: Callable[[str, str], Known | None]
    named: Callable[[str, set[str]], dict[str, Member]] = lambda *_: {}  # several accounts of a centre, by id
    now: Callable[[], datetime.datetime]
    seals: Seals
    centre: str
    troubles: tuple[type[Exception], ...] = ()
    shown: tuple[Shown, ...] = ()
    sign_in_shown: Callable[[str], Member | None] = lambda _: None
    staff: Staff | None = None
    own: OwnAccount | None = None
    counted: Callable[[str, str], int] = lambda *_: 0


@cache
def door() -> Door:
    """The door of this process: what the setting GOLDTHREAD_DOOR names makes it."""
    return cast(Door, import_string(settings.GOLDTHREAD_DOOR)())
