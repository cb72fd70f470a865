"""Folders opened together: locked, read, and written when they are closed, in one transaction."""

import datetime
from collections.abc import Sequence

import msgspec
from django.db.backends.utils import CursorWrapper

from goldthread.practice.accounts_of_client import AccountChange
from goldthread.practice.entries import AnyEntry
from goldthread.practice.folder import Folder
from goldthread.practice.people import Actor
from goldthread.practice.ports import Kept, Trace
from goldthread.practice.session_note import SessionNote
from goldthread.practice.settings import Settings
from goldthread.store import accounts, accounts_of_client, answers, ledger, projections, sealing, trail
from goldthread.store import keys as key_rows
from goldthread.store.keys import FOLDER, CentreKeys, ClientKeys
from goldthread.store.ledger import Span
from goldthread.store.memory import Memory
from goldthread.store.opening import locking


class _Opened(msgspec.Struct, kw_only=True):
    """One client's folder while it is open. `there`: it has a row; `count`: how many entries that says it has;
    `snapshot`: of how many entries its snapshot is."""

    there: bool = False
    erased: bool = False
    count: int = 0
    keys: ClientKeys | None = None
    folder: Folder | None = None
    read: bool = False
    snapshot: int = 0


class StorePages:
    """`practice.ports.Pages`. Nothing is written before `close`, and nobody sees it before the transaction ends."""

    def __init__(
        self, cursor: CursorWrapper, actor: Actor, clients: tuple[str, ...], memory: Memory | None = None
    ) -> None:
        self.cursor = cursor
        self.memory = memory
        self.actor = actor
        self.centre = actor.centre
        self.added: list[tuple[str, Sequence[AnyEntry]]] = []
        self.added_notes: list[tuple[str, SessionNote]] = []
        self.traced: list[Trace] = []
        self.answered: list[tuple[str, Kept]] = []
        self.erasing: list[str] = []
        self.changed_accounts: list[AccountChange] = []
        self.changed_settings: Settings | None = None
        self._keys: CentreKeys | None = None
        self._opened = {client: _Opened() for client in sorted(clients)}
        if clients:
            self._lock()

    # Reading

    def folder(self, client: str) -> Folder | None:
        """The folder as it stands; None where there is none."""
        opened = self._opened[client]
        if not opened.read and opened.keys is not None:
            reads = ledger if self.memory is None else self.memory
            opened.folder, opened.snapshot = reads.folder(self.cursor, opened.keys, opened.count)
        elif not opened.read and opened.count and not opened.erased:
            raise sealing.Unreadable  # a folder was written here, and nobody destroyed its key
        opened.read = True
        return opened.folder

    def entries(self, client: str) -> Sequence[AnyEntry]:
        """All entries of the folder, the oldest first."""
        own = self._opened[client].keys
        return () if own is None else tuple(ledger.entries(self.cursor, own))

    def newest(self) -> datetime.datetime | None:
        """When the newest line of the centre's audit trail was written."""
        self._keys, _, at = key_rows.centre_row(self.cursor, self.centre)
        return trail.time_of(at) if at else None

    def notes(self, client: str, author: str) -> tuple[SessionNote, ...]:
        """The session notes of one author about one client."""
        own = key_rows.client_keys(self.cursor, self.centre, client, ledger.notes_of(author))
        if own is None and not self.erased(client):
            ledger.refuse_notes(self.cursor, self.centre, client, author)
        return () if own is None else ledger.notes(self.cursor, author, own)

    def erased(self, client: str) -> bool:
        """Whether the client's keys were destroyed."""
        return self._opened[client].erased

    def kept(self, key: str) -> Kept | None:
        """The answer that this actor was given for that key."""
        if self.cursor.db.vendor == "postgresql":
            # The same request may have come twice at once: the second one waits here for the answer to the first.
            self._alone(b"answer", self._answer_where(key))
        self.cursor.execute(
            "SELECT sealed FROM store_answer WHERE centre = %s AND member = %s AND key = %s",
            [self.centre, self.actor.id, self._blind(key)],
        )
        row = self.cursor.fetchone()
        if row is None:
            return None
        plain = sealing.unseal(self._centre_keys.answers, bytes(row[0]), self._answer_where(key))
        return msgspec.json.decode(plain, type=Kept)

    # Writing

    def add(self, client: str, entries: Sequence[AnyEntry]) -> None:
        """Add entries to a folder, in this order."""
        self.added.append((client, entries))

    def add_note(self, client: str, note: SessionNote) -> None:
        """Add a session note, apart from the folder and under a key of its own."""
        self.added_notes.append((client, note))

    def change_account(self, change: AccountChange) -> None:
        """Open, close or lock an account that hangs on a client."""
        self.changed_accounts.append(change)

    def change_settings(self, settings: Settings) -> None:
        """Put these settings in the place of the centre's."""
        self.changed_settings = settings

    def erase(self, client: str) -> None:
        """Destroy the keys of the client."""
        self.erasing.append(client)

    def trace(self, trace: Trace) -> None:
        """Add a line to the audit trail."""
        self.traced.append(trace)

    def keep(self, key: str, kept: Kept) -> None:
        """Keep the answer under the actor's key."""
        self.answered.append((key, kept))

    def close(self) -> None:
        """Write it all; the trail comes last, because its head is what everybody in the centre waits for."""
        wrote = [self._write(client, entries) for client, entries in self.added]
        wrote.extend(self._write_note(client, note) for client, note in self.added_notes)
        wrote.extend(self._erase(client) for client in self.erasing)
        for change in self.changed_accounts:
            accounts_of_client.change(self.centre, change, self.cursor.db.alias)
        for key, kept in self.answered:
            self._keep(key, kept)
        if self.changed_settings is not None:
            accounts.put_settings(self.cursor, self.centre, self.changed_settings)
        if self.traced:
            trail.append(self.cursor, self._centre_keys, self.traced, wrote)
        elif wrote:
            raise RuntimeError("What is written is traced in the same transaction.")

    def _write(self, client: str, entries: Sequence[AnyEntry]) -> Span:
        before, opened = self.folder(client), self._opened[client]
        own = opened.keys or self._make_keys(client, FOLDER)
        opened.keys = own
        after, renewed = projections.fold_on(before, entries, opened.snapshot)
        assert after is not None  # noqa: S101 - there are entries, or fold refuses
        span = ledger.add_entries(self.cursor, own, opened.count, entries)
        opened.count = after.entries
        self.cursor.execute(
            "UPDATE store_client SET entries = %s WHERE centre = %s AND client = %s",
            [opened.count, self.centre, client],
        )
        projections.project(self.cursor, self._centre_keys, own, before, after)
        if renewed is not None:
            projections.snapshot(self.cursor, own, renewed)
            opened.snapshot = renewed.entries
        opened.folder = after
        return span

    def _write_note(self, client: str, note: SessionNote) -> Span:
        stream = ledger.notes_of(note.by)
        own = key_rows.client_keys(self.cursor, self.centre, client, stream) or self._make_keys(client, stream)
        return ledger.add_note(self.cursor, own, note)

    def _make_keys(self, client: str, stream: str) -> ClientKeys:
        opened = self._opened[client]
        if not opened.there:
            self.cursor.execute(
                "INSERT INTO store_client (centre, client, erased) VALUES (%s, %s, 0)", [self.centre, client]
            )
            opened.there = True
        return key_rows.new_client_keys(self.cursor, self.centre, client, stream)

    def _erase(self, client: str) -> Span:
        if self.memory is not None:
            self.memory.forget(centre=self.centre, client=client)
        key_rows.destroy_client_keys(self.cursor, self.centre, client)
        projections.remove(self.cursor, self.centre, client)
        accounts_of_client.forget(self.cursor, self.centre, client)
        self.cursor.execute(
            "UPDATE store_client SET erased = 1 WHERE centre = %s AND client = %s", [self.centre, client]
        )
        return Span(client, "", 0, 0)

    def _keep(self, key: str, kept: Kept) -> None:
        blind, at = self._blind(key), trail.micros_of(self.traced[-1].at)  # what is kept is traced, too
        sealed = sealing.seal(self._centre_keys.answers, msgspec.json.encode(kept), self._answer_where(key))
        self.cursor.execute(
            "INSERT INTO store_answer (centre, member, key, sealed, at) VALUES (%s, %s, %s, %s, %s)",
            [self.centre, self.actor.id, blind, sealed, at],
        )
        if blind[0] % answers.CLEARED_EVERY == 0:
            answers.clear(self.cursor, self.centre, at)

    @property
    def _centre_keys(self) -> CentreKeys:
        if self._keys is None:
            self._keys = key_rows.centre_keys(self.cursor, self.centre)
        return self._keys

    def _blind(self, key: str) -> bytes:
        return sealing.blind(self._centre_keys.answers, key)

    def _answer_where(self, key: str) -> bytes:
        return sealing.place("answer", self.centre, self.actor.id, self._blind(key).hex())

    # Locking

    def _lock(self) -> None:
        """Lock the clients' rows in the order of their ids.

        Nobody waits in a circle: everybody waits first for the places of new clients, then for the rows of clients,
        both in the order of their ids, then for the answer to the same key, and last for the head of the trail. On
        SQLite the transaction was begun alone.
        """
        server = self.cursor.db.vendor == "postgresql"
        several = server and len(self._opened) > 1
        if several:
            self.cursor.execute("SAVEPOINT rows")
        self._read_rows()
        missing = [client for client, opened in self._opened.items() if not opened.there]
        if missing and server:
            if several:
                # Rows that are kept while waiting for a new client's place may be wanted by who took that client in
                # before: they are let go of, and locked again in order when all of them are there.
                self.cursor.execute("ROLLBACK TO SAVEPOINT rows")
            # No row to lock yet: whoever takes in the same new client at the same time waits here.
            for client in missing:
                self._alone(b"client", sealing.place(self.centre, client))
            self._read_rows()

    def _alone(self, kind: bytes, where: bytes) -> None:
        """Wait until nobody else is at that place, and keep it until the transaction ends."""
        number = int.from_bytes(sealing.mark(kind, where)[:8], signed=True)
        self.cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])

    def _read_rows(self) -> None:
        marks = ", ".join(["%s"] * len(self._opened))
        self.cursor.execute(
            "SELECT c.client, c.erased, c.entries, k.key_id, k.wrapped FROM store_client c LEFT JOIN store_clientkey k "
            "ON k.centre = c.centre AND k.client = c.client AND k.stream = %s "
            f"WHERE c.centre = %s AND c.client IN ({marks}) ORDER BY c.client{locking(self.cursor, ' OF c')}",
            [FOLDER, self.centre, *self._opened],
        )
        for client, erased, count, key_id, wrapped in self.cursor.fetchall():
            opened = self._opened[client]
            opened.there, opened.erased, opened.count = True, bool(erased), count
            opened.keys = None
            if key_id is not None:
                opened.keys = key_rows.open_client_keys(self.centre, client, FOLDER, key_id, wrapped)
