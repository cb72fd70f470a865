"""The client and compliance see who looked at and changed what, when, and why the glass was broken."""

import datetime

from asking import ask, done
from dictionary_books import DictionaryBooks
from goldthread.practice.actions.break_glass import BreakGlass
from goldthread.practice.actions.list_clients import ListClients
from goldthread.practice.actions.merge_charts import MergeCharts
from goldthread.practice.actions.open_record import OpenRecord
from goldthread.practice.actions.read_session_notes import ReadSessionNotes
from goldthread.practice.actions.see_trace import SeeTrace
from goldthread.practice.actions.write_session_note import WriteSessionNote
from goldthread.practice.people import Actor
from goldthread.practice.trace_view import TraceLine, TraceView
from goldthread.terms import Role
from standing_folders import AT, CLIENT, NEIGHBOUR, RUTH, SECOND, WALTER, member, outsider, standing_books

REASON = "Brought to the emergency room tonight."
MINUTE = datetime.timedelta(minutes=1)
NURSE = outsider(Role.NURSE)
COMPLIANCE = member(Role.COMPLIANCE)
LOOK = OpenRecord(client=CLIENT)


def trace(books: DictionaryBooks, actor: Actor = RUTH, *, client: str = CLIENT, limit: int = 500) -> TraceView:
    shown = done(books, actor, SeeTrace(client=client, limit=limit), at=AT + 10 * MINUTE).shown
    assert isinstance(shown, TraceView)
    return shown


def told(line: TraceLine) -> tuple[str, str, str]:
    return line.member, line.action, line.outcome


def test_who_looked_and_who_was_refused_is_told_newest_first_in_plain_words() -> None:
    books = standing_books()
    done(books, member(Role.NURSE), LOOK)
    ask(books, NURSE, LOOK, at=AT + MINUTE)
    lines = trace(books).lines
    assert [told(line) for line in lines] == [
        ("other-nurse", "open-record", "not-on-care-team"),
        ("nurse", "open-record", "done"),
    ]
    assert lines[1].words == f"{AT:%Y-%m-%d %H:%M} UTC, nurse (nurse): Open a record"
    assert lines[0].words.endswith("nurse (other-nurse): Open a record (refused: not on care team)")
    assert told(trace(books).lines[0]) == ("ruth", "see-trace", "done")
    assert [told(line) for line in trace(books, limit=1).lines] == [("ruth", "see-trace", "done")]


def test_client_and_compliance_see_why_the_glass_was_broken_and_what_was_looked_at_through_it() -> None:
    books = standing_books()
    done(books, NURSE, BreakGlass(client=CLIENT, reason=REASON))
    done(books, NURSE, LOOK, at=AT + MINUTE)
    for actor in (RUTH, COMPLIANCE):
        shown = trace(books, actor)
        looked, broke = [line for line in shown.lines if line.member == NURSE.id]
        assert (broke.reason, broke.through_glass) == (REASON, False)
        assert broke.words.endswith(f"Break the glass, because: {REASON}")
        assert (looked.reason, looked.through_glass) == ("", True)
        assert looked.words.endswith("Open a record through a broken glass")
        assert [glass.reason for glass in shown.glass] == [REASON]


def test_a_look_by_the_team_is_not_told_as_one_through_the_glass() -> None:
    books = standing_books(glass=True)
    done(books, member(Role.NURSE), LOOK)
    assert [line.through_glass for line in trace(books).lines] == [False]


def test_that_there_are_session_notes_is_told_to_nobody() -> None:
    books = standing_books()
    therapist = member(Role.THERAPIST)
    note = WriteSessionNote(client=CLIENT, note="n1", kind="psychotherapy", on=AT.date(), text="What we talked about.")
    done(books, therapist, note)
    ask(books, therapist, note)  # refused: there is one with this id
    done(books, therapist, ReadSessionNotes(client=CLIENT))
    ask(books, NURSE, ReadSessionNotes(client=CLIENT))
    for actor in (RUTH, COMPLIANCE, member(Role.SUPERVISOR)):
        lines = [line for line in trace(books, actor).lines if line.action != "see-trace"]
        assert [told(line) for line in lines] == [("other-nurse", "read-session-notes", "role-may-not")]


def test_a_list_on_which_the_client_stood_and_a_merge_are_told_to_those_whom_they_are_about() -> None:
    books = standing_books()
    done(books, COMPLIANCE, ListClients())
    done(books, COMPLIANCE, MergeCharts(client=CLIENT, other=SECOND, reason="One person."), at=AT + MINUTE)
    of_ruth = [line.action for line in trace(books, COMPLIANCE).lines]
    of_second = [line.action for line in trace(books, COMPLIANCE, client=SECOND).lines]
    of_walter = [line.action for line in trace(books, WALTER, client=NEIGHBOUR).lines]
    assert of_ruth == ["merge-charts", "list-clients"]
    assert of_second == ["merge-charts", "list-clients"]
    assert of_walter == ["list-clients"]
