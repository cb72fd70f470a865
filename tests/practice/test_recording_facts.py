"""A fact joins the record: by those who may, once, and traced."""

import datetime
from typing import Any

from dictionary_books import DictionaryBooks
from goldthread.plan import Level
from goldthread.practice.actions.record_fact import ACTION, RecordFact
from goldthread.practice.desk import open_desk
from goldthread.practice.entries import Admitted, Enquired, TeamJoined
from goldthread.practice.ledger_text import read_folder, write_entry, write_folder
from goldthread.practice.people import Actor
from goldthread.practice.perform import Done, perform
from goldthread.practice.refusing import Refusal
from goldthread.practice.settings import Settings
from goldthread.record import Client, Strength
from goldthread.terms import Role

AT = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)
DESK = open_desk()
THERAPIST = Actor(id="dana", centre="harbour", role=Role.THERAPIST)
OUTSIDER = Actor(id="omar", centre="harbour", role=Role.THERAPIST)
WALTER = Actor(id="walter", centre="harbour", role=Role.CLIENT, client="c-walter")
FACT = Strength(
    id="f1",
    said_by="client",
    recorded_by="x",
    recorded_on=datetime.date(2020, 1, 1),
    source="talk",
    text="I fix trucks.",
)


def books() -> DictionaryBooks:
    made = DictionaryBooks()
    made.add_centre("harbour", Settings(name="Harbour"))
    stamp: dict[str, Any] = {"at": AT, "by": "intake", "role": Role.INTAKE}
    made.entries["harbour", "c-walter"] = [
        write_entry(Enquired(**stamp, client=Client(id="c-walter", name="Walter Brandt"))),
        write_entry(Admitted(**stamp, on=AT.date(), level=Level.OUTPATIENT, responsible="dana")),
        write_entry(TeamJoined(**stamp, member="dana", as_role=Role.THERAPIST)),
    ]
    return made


def ask(kept: DictionaryBooks, actor: Actor, key: str | None = None) -> Done | Refusal:
    request = RecordFact(client="c-walter", fact=FACT)
    return perform(action=ACTION, request=request, actor=actor, at=AT, books=kept, desk=DESK, key=key)


def test_a_therapist_on_the_team_records_a_fact_and_the_system_says_who_and_when() -> None:
    kept = books()
    assert ask(kept, THERAPIST) == Done(action="record-fact", answer={"fact": "f1"})
    folder = kept.folder_of("harbour", "c-walter")
    assert folder is not None
    (fact,) = folder.record.facts
    assert (fact.recorded_by, fact.recorded_on) == ("therapist", AT.date())
    assert read_folder(write_folder(folder)) == folder
    assert [(each.action, each.outcome) for each in kept.trail["harbour"]] == [("record-fact", "done")]


def test_somebody_outside_the_team_is_refused_and_the_try_is_traced() -> None:
    kept = books()
    answer = ask(kept, OUTSIDER)
    assert isinstance(answer, Refusal)
    assert answer.code == "not-on-care-team"
    assert [(each.member, each.outcome) for each in kept.trail["harbour"]] == [("omar", "not-on-care-team")]


def test_a_request_that_is_sent_twice_is_done_once() -> None:
    kept = books()
    first, again = ask(kept, WALTER, "k1"), ask(kept, WALTER, "k1")
    assert isinstance(first, Done)
    assert isinstance(again, Done)
    assert (again.answer, again.repeated) == (first.answer, True)
    folder = kept.folder_of("harbour", "c-walter")
    assert folder is not None
    assert len(folder.record.facts) == 1
