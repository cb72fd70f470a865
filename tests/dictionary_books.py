"""Books kept in plain dictionaries: what the store must answer like. No encryption, no database, one process."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

import msgspec

from goldthread.practice.accounts_of_client import AccountChange, Holder
from goldthread.practice.entries import AnyEntry
from goldthread.practice.folder import Folder
from goldthread.practice.folding import fold
from goldthread.practice.ledger_text import read_entry, write_entry
from goldthread.practice.listing import line_of
from goldthread.practice.people import Actor
from goldthread.practice.ports import GlassAsked, GlassLine, Kept, Line, Trace
from goldthread.practice.session_note import SessionNote
from goldthread.practice.settings import Settings
from goldthread.terms import Role

Key = tuple[str, str]


@lru_cache(maxsize=1000)
def _folded(entries: tuple[bytes, ...]) -> Folder | None:
    return fold(read_entry(each) for each in entries)  # a frozen value: tests by the thousand ask for the same


class DictionaryBooks:
    """The books of centres as dictionaries by centre and client."""

    def __init__(self) -> None:
        self.entries: dict[Key, list[bytes]] = {}
        self.note_entries: dict[tuple[str, str, str], list[SessionNote]] = {}
        self.erased_clients: set[Key] = set()
        self.trail: dict[str, list[Trace]] = {}
        self.answers: dict[tuple[str, str, str], Kept] = {}
        self.centres: dict[str, Settings] = {}
        self.members: dict[Key, tuple[Role, ...]] = {}
        self.logins: dict[Key, str] = {}
        self.hanging: dict[Key, str] = {}  # accounts, and the client that each hangs on

    def add_centre(self, centre: str, settings: Settings) -> None:
        self.centres[centre] = settings
        self.trail[centre] = []

    def add_member(self, centre: str, member: str, *roles: Role, client: str | None = None) -> None:
        self.members[centre, member], self.logins[centre, member] = roles, member
        if client is not None:
            self.hanging[centre, member] = client

    def folder_of(self, centre: str, client: str) -> Folder | None:
        if (centre, client) in self.erased_clients:
            return None
        return _folded(tuple(self.entries.get((centre, client), ())))

    @contextmanager
    def open(self, *, actor: Actor, clients: tuple[str, ...]) -> Iterator["DictionaryPages"]:  # noqa: ARG002 - the port's signature
        pages = DictionaryPages(self, actor)
        yield pages
        pages.close()

    def settings(self, centre: str) -> Settings:
        return self.centres[centre]

    def lines(self, *, actor: Actor, member: str | None, stay: str | None, limit: int) -> tuple[Line, ...]:
        found = []
        for centre, client in sorted(self.entries):
            folder = self.folder_of(centre, client) if centre == actor.centre else None
            if folder is None:
                continue
            line = line_of(folder)
            if (member is None or member in {seat.member for seat in line.team}) and (
                stay is None or stay == line.stay
            ):
                found.append(line)
        return tuple(found[:limit])

    def find(self, *, actor: Actor, words: str) -> tuple[Line, ...]:
        wanted = words.casefold().split()
        found = []
        for line in self.lines(actor=actor, member=None, stay=None, limit=10**9):
            folder = self.folder_of(actor.centre, line.client)
            assert folder is not None
            held = {*folder.client.name.casefold().split(), str(folder.client.born)}
            if wanted and held.issuperset(wanted):
                found.append(line)
        return tuple(found)

    def member_role(self, *, centre: str, member: str) -> tuple[Role, ...]:
        return self.members.get((centre, member), ())

    def glasses(self, *, actor: Actor, asked: GlassAsked) -> tuple[GlassLine, ...]:
        found = []
        for line in self.lines(actor=actor, member=None, stay=None, limit=10**9):
            folder = self.folder_of(actor.centre, line.client)
            assert folder is not None
            found += [
                GlassLine(client=line.client, name=line.name, **msgspec.structs.asdict(each)) for each in folder.glass
            ]
        wanted = [
            each
            for each in found
            if (asked.reviewed is None or asked.reviewed == (each.reviewed_at is not None))
            and asked.member in (None, each.member)
            and (asked.first is None or asked.first <= each.since)
            and (asked.end is None or each.since < asked.end)
            and (asked.below is None or (each.since, each.client, each.member) < asked.below)
        ]
        return tuple(
            sorted(wanted, key=lambda each: (each.since, each.client, each.member), reverse=True)[: asked.limit]
        )

    def accounts_of(self, *, centre: str, client: str) -> tuple[Holder, ...]:
        found = sorted(key for key, hangs_on in self.hanging.items() if (key[0], hangs_on) == (centre, client))
        return tuple(Holder(member=key[1], roles=self.members[key]) for key in found)

    def taken(self, *, centre: str, member: str, login: str) -> bool:
        wanted = login.strip().casefold()
        return (centre, member) in self.members or wanted in {
            each.casefold() for (there, _), each in self.logins.items() if there == centre
        }

    def traces(self, *, actor: Actor, client: str, limit: int) -> tuple[Trace, ...]:
        about = [each for each in self.trail[actor.centre] if each.client == client or client in each.seen]
        return tuple(reversed(about))[:limit]


class DictionaryPages:
    """Folders opened together; kept when closed, forgotten when an error comes before."""

    def __init__(self, books: DictionaryBooks, actor: Actor) -> None:
        self.books = books
        self.actor = actor
        self.added: list[tuple[str, Sequence[AnyEntry]]] = []
        self.added_notes: list[tuple[str, SessionNote]] = []
        self.traced: list[Trace] = []
        self.answered: list[tuple[str, Kept]] = []
        self.erasing: list[str] = []
        self.changed_accounts: list[AccountChange] = []

    def folder(self, client: str) -> Folder | None:
        return self.books.folder_of(self.actor.centre, client)

    def entries(self, client: str) -> Sequence[AnyEntry]:
        return tuple(read_entry(each) for each in self.books.entries.get((self.actor.centre, client), ()))

    def newest(self) -> datetime.datetime | None:
        trail = self.books.trail[self.actor.centre]
        return trail[-1].at if trail else None

    def add(self, client: str, entries: Sequence[AnyEntry]) -> None:
        self.added.append((client, entries))

    def notes(self, client: str, author: str) -> tuple[SessionNote, ...]:
        return tuple(self.books.note_entries.get((self.actor.centre, client, author), ()))

    def add_note(self, client: str, note: SessionNote) -> None:
        self.added_notes.append((client, note))

    def change_account(self, change: AccountChange) -> None:
        self.changed_accounts.append(change)

    def change_settings(self, settings: Settings) -> None:
        self.books.centres[self.actor.centre] = settings

    def erase(self, client: str) -> None:
        self.erasing.append(client)

    def erased(self, client: str) -> bool:
        return (self.actor.centre, client) in self.books.erased_clients

    def trace(self, trace: Trace) -> None:
        self.traced.append(trace)

    def kept(self, key: str) -> Kept | None:
        return self.books.answers.get((self.actor.centre, self.actor.id, key))

    def keep(self, key: str, kept: Kept) -> None:
        self.answered.append((key, kept))

    def close(self) -> None:
        centre = self.actor.centre
        for client, entries in self.added:
            self.books.entries.setdefault((centre, client), []).extend(write_entry(entry) for entry in entries)
        for client, note in self.added_notes:
            self.books.note_entries.setdefault((centre, client, self.actor.id), []).append(note)
        for client in self.erasing:
            self.books.erased_clients.add((centre, client))
            for holder in self.books.accounts_of(centre=centre, client=client):
                self.books.members[centre, holder.member], self.books.logins[centre, holder.member] = (), ""
            self.books.entries[centre, client] = []
            for key in [key for key in self.books.note_entries if key[:2] == (centre, client)]:
                del self.books.note_entries[key]
        for change in self.changed_accounts:
            if change.what == "open":
                self.books.add_member(centre, change.member, change.role, client=change.client)
                self.books.logins[centre, change.member] = change.login
            elif change.what == "close":
                self.books.members[centre, change.member] = ()
        self.books.trail[centre].extend(self.traced)
        for name, kept in self.answered:
            self.books.answers[centre, self.actor.id, name] = kept
