"""A centre with its people, as the tests of the store know it."""

import datetime
from typing import Any

from goldthread.plan import Level
from goldthread.practice.entries import Admitted, AnyEntry, Enquired, FactRecorded, TeamJoined
from goldthread.practice.people import Actor
from goldthread.practice.ports import Trace
from goldthread.practice.settings import Settings
from goldthread.record import Client, Strength
from goldthread.store.accounts import create_centre
from goldthread.store.books import StoreBooks
from goldthread.terms import Role

AT = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)
SETTINGS = Settings(name="Harbour House")
DANA = Actor(id="dana", centre="harbour", role=Role.THERAPIST)
INTAKE = Actor(id="ines", centre="harbour", role=Role.INTAKE)
STAMP: dict[str, Any] = {"at": AT, "by": "ines", "role": Role.INTAKE}


def arrival(client: str = "c-walter", name: str = "Walter Brandt") -> tuple[AnyEntry, ...]:
    """A client is taken in, and Dana joins the team."""
    person = Client(id=client, name=name, born=datetime.date(1979, 5, 17))
    return (
        Enquired(**STAMP, client=person, words="I cannot go on driving like this."),
        Admitted(**STAMP, on=AT.date(), level=Level.OUTPATIENT, responsible="dana"),
        TeamJoined(**STAMP, member="dana", as_role=Role.THERAPIST),
    )


def strength(number: int, text: str = "I fix trucks.") -> FactRecorded:
    """A fact about what the client is good at."""
    fact = Strength(
        id=f"f{number}", said_by="client", recorded_by="therapist", recorded_on=AT.date(), source="talk", text=text
    )
    return FactRecorded(**STAMP, fact=fact)


def trace(action: str = "record-fact", client: str | None = "c-walter", **more: Any) -> Trace:
    """A line for the audit trail."""
    return Trace(at=AT, member="dana", role=Role.THERAPIST, action=action, client=client, **more)


def write(books: StoreBooks, entries: tuple[AnyEntry, ...], client: str = "c-walter", actor: Actor = DANA) -> None:
    """Add entries to a folder, traced."""
    with books.open(actor=actor, clients=(client,)) as pages:
        pages.add(client, entries)
        pages.trace(trace(client=client))


def harbour(books: StoreBooks, centre: str = "harbour") -> None:
    """The centre itself."""
    create_centre(centre=centre, settings=SETTINGS, using=books.using)
