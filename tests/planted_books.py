"""Two centres with the same people's ids in each, in the store and in plain dictionaries; and words planted in every
folder, by which a test knows whose folder something that was shown came from."""

import itertools
from typing import Any

import msgspec

from dictionary_books import DictionaryBooks
from goldthread.plan import State
from goldthread.practice import entries as e
from goldthread.practice.agreement import item_hashes
from goldthread.practice.folder import Stay
from goldthread.practice.ledger_text import read_entry
from goldthread.practice.people import CLINICIANS, Actor
from goldthread.practice.ports import Trace
from goldthread.practice.settings import Settings
from goldthread.record import Client, Strength
from goldthread.store.accounts import create_centre, create_member
from goldthread.store.books import StoreBooks
from goldthread.store.memory import Memory
from goldthread.store.opening import within
from goldthread.terms import Role
from standing_folders import (
    BEFORE,
    CENTRE,
    CLIENT,
    KWAME,
    NEIGHBOUR,
    RUTH,
    SECOND,
    STRANGER,
    WALTER,
    member,
    outsider,
    standing_books,
)

SADE = Actor(id="sade", centre=CENTRE, role=Role.SUPPORTER)  # let into the safety plan alone
MATEO = Actor(id="mateo", centre=CENTRE, role=Role.SUPPORTER)  # let into the plan, not into safety and aftercare
_STAFF = tuple(role for role in Role if role not in {Role.CLIENT, Role.SUPPORTER})
PEOPLE = (
    *(member(role) for role in _STAFF),
    *(outsider(role) for role in CLINICIANS),
    RUTH, WALTER, KWAME, SADE, MATEO, STRANGER,
)  # fmt: skip
_numbers = itertools.count(1)


class Planted(msgspec.Struct, frozen=True):
    """Where a word was planted: its kind says which part of the folder; `by` who wrote it, where that matters."""

    kind: str
    client: str
    centre: str
    by: str = ""

    @property
    def word(self) -> str:
        return f"zq{self.kind}{self.by}of{self.client}in{self.centre}".replace("-", "")


class TwoCentres:
    """The same two centres in `stored` and in `plain`; `words` finds out what was planted where."""

    def __init__(self, using: str, *, stay: Stay = Stay.ADMITTED, plan: State | None = State.DRAFT) -> None:
        self._hashes: dict[str, str] = {}
        number = next(_numbers)
        self.harbour, self.lake = f"harbour-{number}", f"lake-{number}"
        # Two folders stay open: what random people do meets folders that were kept, that went on, and that were let go.
        self.stored, self.plain = StoreBooks(using=using, memory=Memory(most=2)), DictionaryBooks()
        self.words: dict[str, Planted] = {}
        for centre in (self.harbour, self.lake):
            self._make(centre)
        for client, ledger in standing_books(stay=stay, plan=plan).entries.items():
            self._fill(self.harbour, client[1], self._entries(self.harbour, client[1], ledger))
        begun = [e.Enquired, e.FactRecorded, e.Admitted, e.TeamJoined]
        for client, ledger in standing_books(stay=Stay.ADMITTED, plan=None).entries.items():
            short = [each for each in self._entries(self.lake, client[1], ledger) if type(each) in begun]
            self._fill(self.lake, client[1], [*short[:4], *short[-9:]] if len(short) > 13 else short)

    def plant(self, kind: str, client: str, centre: str, by: str = "") -> str:
        """The word of that part of that folder."""
        planted = Planted(kind, client, centre, by)
        self.words[planted.word] = planted
        return planted.word

    def _make(self, centre: str) -> None:
        settings = Settings(name=centre)
        self.plain.add_centre(centre, settings)
        with within(centre, using=self.stored.using):
            create_centre(centre=centre, settings=settings, using=self.stored.using)
            for who in PEOPLE:
                self.plain.add_member(centre, who.id, who.role, client=who.client)
                create_member(
                    centre=centre, member=who.id, name=who.id, login=who.id, password="", roles=(who.role,),
                    client=who.client, using=self.stored.using,
                )  # fmt: skip

    def _entries(self, centre: str, client: str, ledger: list[bytes]) -> list[e.AnyEntry]:
        made = [self._planted(centre, client, read_entry(each)) for each in ledger]
        by: dict[str, Any] = {"at": BEFORE, "by": "intake", "role": Role.INTAKE}
        fact = Strength(
            id="strength-first", said_by="client", recorded_by="intake", recorded_on=BEFORE.date(), source="talk",
            text=f"I can wait. {self.plant('record', client, centre)}",
        )  # fmt: skip
        made.insert(1, e.FactRecorded(**by, fact=fact))
        if client == CLIENT:
            theirs: dict[str, Any] = {"at": BEFORE, "by": RUTH.id, "role": Role.CLIENT, "as_role": Role.SUPPORTER}
            made.append(e.TeamJoined(**theirs, member=SADE.id, scopes=("safety",)))
            made.append(e.TeamJoined(**theirs, member=MATEO.id, scopes=("plan", "propose")))
        return made

    def _planted(self, centre: str, client: str, entry: e.AnyEntry) -> e.AnyEntry:
        if isinstance(entry, e.Enquired):
            return msgspec.structs.replace(
                entry, client=self.named(entry.client, centre), words=self.plant("record", client, centre)
            )
        if isinstance(entry, e.PlanStarted):
            plan, changes = entry.plan, {}
            for kind, collection, field in (
                ("plan", "goals", "clinical"), ("safety", "safety", "text"), ("aftercare", "aftercare", "text"),
            ):  # fmt: skip
                first, *others = getattr(plan, collection)
                text = f"{getattr(first, field)} {self.plant(kind, client, centre)}"
                changes[collection] = (msgspec.structs.replace(first, **{field: text}), *others)
            planted = msgspec.structs.replace(plan, **changes)
            self._hashes = item_hashes(planted)
            return msgspec.structs.replace(entry, plan=planted)
        if isinstance(entry, e.Signed):
            return msgspec.structs.replace(entry, items=self._hashes)
        if isinstance(entry, e.ChangeProposed):
            said = self.plant("said", client, centre, by=entry.by)
            return msgspec.structs.replace(entry, words=f"{entry.words} {said}")
        return entry

    def named(self, person: Client, centre: str) -> Client:
        """The person with a planted word in the name."""
        return msgspec.structs.replace(person, name=f"{person.name} {self.plant('name', person.id, centre)}")

    def _fill(self, centre: str, client: str, ledger: list[e.AnyEntry]) -> None:
        intake = msgspec.structs.replace(member(Role.INTAKE), centre=centre)
        trace = Trace(at=BEFORE, member=intake.id, role=intake.role, action="take-enquiry", client=client)
        for books in (self.stored, self.plain):
            with books.open(actor=intake, clients=(client,)) as pages:
                pages.add(client, ledger)
                pages.trace(trace)


__all__ = ["CLIENT", "NEIGHBOUR", "PEOPLE", "SECOND", "Planted", "TwoCentres"]
