"""The books of all centres, kept in a database: what the practice's port asks for."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

from goldthread.practice.accounts_of_client import Holder
from goldthread.practice.people import Actor
from goldthread.practice.ports import GlassAsked, GlassLine, Line, Trace
from goldthread.practice.settings import Settings
from goldthread.store import accounts, accounts_of_client, glasses, projections, trail
from goldthread.store.keys import centre_keys
from goldthread.store.memory import Memory
from goldthread.store.opening import within
from goldthread.store.pages import StorePages
from goldthread.store.trouble import told
from goldthread.terms import Role


class StoreBooks:
    """`practice.ports.Books` in the database that Django knows as `using`. Raises StoreTrouble, and then nothing was
    done (or, where the connection broke while it was being kept, nobody was told that it was). With a `memory`, folders
    that were opened a moment ago are not unsealed again."""

    def __init__(self, using: str = "default", *, memory: Memory | None = None) -> None:
        self.using = using
        self.memory = memory

    @contextmanager
    def open(self, *, actor: Actor, clients: tuple[str, ...]) -> Iterator[StorePages]:
        """Folders of the actor's centre, opened together and locked in the order of their ids; one transaction."""
        with within(actor.centre, using=self.using) as cursor:
            pages = StorePages(cursor, actor, clients, self.memory)
            yield pages
            pages.close()
        if pages.erasing:
            _sweep(self.using)

    def settings(self, centre: str) -> Settings:
        """The centre's own choices."""
        with within(centre, using=self.using, reading=True) as cursor:
            return accounts.read_settings(cursor, centre)

    def lines(self, *, actor: Actor, member: str | None, stay: str | None, limit: int) -> tuple[Line, ...]:
        """Clients of the actor's centre by id: those with `member` on the team, in that stay."""
        with within(actor.centre, using=self.using, reading=True) as cursor:
            return projections.lines(cursor, actor.centre, member=member, stay=stay, limit=limit)

    def find(self, *, actor: Actor, words: str) -> tuple[Line, ...]:
        """Clients of the actor's centre whose name or birth date holds all these words."""
        with within(actor.centre, using=self.using, reading=True) as cursor:
            return projections.find(cursor, centre_keys(cursor, actor.centre), words.casefold().split())

    def member_role(self, *, centre: str, member: str) -> tuple[Role, ...]:
        """The roles of an account of the centre; empty where there is none."""
        with within(centre, using=self.using, reading=True) as cursor:
            return accounts.roles_of(cursor, centre, member)

    def glasses(self, *, actor: Actor, asked: GlassAsked) -> tuple[GlassLine, ...]:
        """Broken glasses of the actor's centre, the newest first."""
        with within(actor.centre, using=self.using, reading=True) as cursor:
            return glasses.listed(cursor, actor.centre, asked)

    def accounts_of(self, *, centre: str, client: str) -> tuple[Holder, ...]:
        """The accounts that hang on a client's folder, by id."""
        with within(centre, using=self.using, reading=True) as cursor:
            return accounts_of_client.holders(cursor, centre, client)

    def taken(self, *, centre: str, member: str, login: str) -> bool:
        """Whether somebody has this id, or signs in with this login."""
        with within(centre, using=self.using, reading=True) as cursor:
            return accounts_of_client.taken(cursor, centre, member, login)

    def traces(self, *, actor: Actor, client: str, limit: int) -> tuple[Trace, ...]:
        """The newest lines of the audit trail that are about the client, newest first."""
        with within(actor.centre, using=self.using, reading=True) as cursor:
            return trail.traces(cursor, actor.centre, client, limit)


def _sweep(using: str) -> None:
    """Let the database forget the bytes of destroyed keys now rather than some day."""
    connection = connections[using]
    with told(using), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM store_clientkey")
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
