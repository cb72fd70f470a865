"""Recording, correcting, importing, setting aside, and forms in parts: what joins the record, and what is refused."""

import datetime
from typing import Any

import msgspec
import pytest

from asking import done, folder_of, refused
from goldthread.practice.actions.answer_form import AnswerForm
from goldthread.practice.actions.close_form import CloseForm
from goldthread.practice.actions.correct_fact import CorrectFact
from goldthread.practice.actions.give_form import GiveForm
from goldthread.practice.actions.import_record import ImportRecord
from goldthread.practice.actions.record_fact import RecordFact
from goldthread.practice.actions.set_aside_domain import SetAsideDomain
from goldthread.practice.folder import Stay
from goldthread.record import Administration, Strength, Withdrawn
from goldthread.terms import LifeDomain, Role
from standing_folders import AT, CLIENT, RUTH, member, standing_books, standing_case

TODAY = AT.date()
THERAPIST = member(Role.THERAPIST)
BY: dict[str, Any] = {"recorded_by": "x", "recorded_on": TODAY, "source": "talk"}


def said(name: str, text: str, said_by: str = "client", **more: Any) -> Strength:
    return Strength(id=name, said_by=said_by, text=text, **BY, **more)


def test_a_correction_takes_the_place_of_a_fact_and_the_former_stays() -> None:
    books = standing_books()
    done(books, RUTH, RecordFact(client=CLIENT, fact=said("s1", "I bake.")))
    done(books, RUTH, CorrectFact(client=CLIENT, fact=said("s2", "I bake bread.", corrects="s1")))
    texts = {
        fact.id: fact.text for fact in folder_of(books).facts if isinstance(fact, Strength) and fact.id[1:] in "12"
    }
    assert texts == {"s1": "I bake.", "s2": "I bake bread."}
    again = CorrectFact(client=CLIENT, fact=said("s3", "I bake cakes.", corrects="s1"))
    assert refused(books, THERAPIST, again) == "corrected-before"
    taken_back = Withdrawn(id="s4", said_by="client", corrects="s2", reason="Not any more.", **BY)
    done(books, RUTH, CorrectFact(client=CLIENT, fact=taken_back))


def test_corrections_that_do_not_fit_are_refused() -> None:
    books = standing_books()
    done(books, THERAPIST, RecordFact(client=CLIENT, fact=said("s1", "Bakes.", said_by="therapist")))
    asks = {
        "no-correction": said("s2", "x"),
        "no-such-fact": said("s2", "x", corrects="nothing"),
        "already-there": said("s1", "x", corrects="s1x"),
        "not-your-words": said("s2", "x", corrects="s1"),
    }
    for code, fact in asks.items():
        assert refused(books, RUTH, CorrectFact(client=CLIENT, fact=fact)) == code
    other = Administration(id="s2", said_by="client", instrument="phq9", answers={"q1": 1}, corrects="s1", **BY)
    assert refused(books, THERAPIST, CorrectFact(client=CLIENT, fact=other)) == "another-kind"


def test_a_client_records_what_they_say_and_nobody_elses_words() -> None:
    books = standing_books()
    assert refused(books, RUTH, RecordFact(client=CLIENT, fact=said("s1", "x", said_by="nurse"))) == "not-your-words"
    correcting = said("s1", "x", corrects="s0")
    assert refused(books, RUTH, RecordFact(client=CLIENT, fact=correcting)) == "is-a-correction"


@pytest.mark.parametrize(
    ("instrument", "answers", "code"),
    [
        ("no_such", {"q1": 1}, "no-such-instrument"),
        ("phq9", {"q1": 7}, "bad-answers"),
        ("phq9", {"q99": 1}, "bad-answers"),
    ],
)
def test_answers_against_the_rules_of_their_instrument_join_no_record(
    instrument: str, answers: dict[str, float], code: str
) -> None:
    fact = Administration(id="a1", said_by="client", instrument=instrument, answers=answers, **BY)
    assert refused(standing_books(), THERAPIST, RecordFact(client=CLIENT, fact=fact)) == code


def test_a_domain_is_set_aside_with_a_reason_and_a_day_ahead() -> None:
    books = standing_books()
    ask: dict[str, Any] = {"client": CLIENT, "domain": LifeDomain.LEGAL}
    later = TODAY + datetime.timedelta(days=30)
    assert refused(books, THERAPIST, SetAsideDomain(fact="d1", reason=" ", look_again_on=later, **ask)) == "no-reason"
    soon = SetAsideDomain(fact="d1", reason="First the hearing.", look_again_on=TODAY, **ask)
    assert refused(books, THERAPIST, soon) == "already-past"
    done(books, RUTH, SetAsideDomain(fact="d1", reason="First the hearing.", look_again_on=later, **ask))
    assert "d1" in {fact.id for fact in folder_of(books).facts}


def test_a_link_that_ran_out_takes_no_answers() -> None:
    books = standing_books()
    done(books, THERAPIST, GiveForm(client=CLIENT, form="f1", instrument="phq9", to="client"))
    late = AT + datetime.timedelta(hours=73)
    assert refused(books, RUTH, AnswerForm(client=CLIENT, form="f1", answers={"q1": 0.0}), at=late) == "link-expired"


def test_a_record_kept_elsewhere_comes_over_once_with_its_own_days() -> None:
    books = standing_books(stay=Stay.ENQUIRY, plan=None)
    facts = tuple(
        msgspec.structs.replace(fact, id=f"old-{fact.id}", corrects=f"old-{fact.corrects}" if fact.corrects else None)
        for fact in standing_case().record.facts
    )
    intake = member(Role.INTAKE)
    answer = done(books, intake, ImportRecord(client=CLIENT, facts=facts))
    assert answer.answer == {"facts": len(facts), "known": 0}
    assert all(fact in folder_of(books).facts for fact in facts)
    assert done(books, intake, ImportRecord(client=CLIENT, facts=facts)).answer == {"facts": 0, "known": len(facts)}
    changed = msgspec.structs.replace(facts[0], source="another source")
    assert refused(books, intake, ImportRecord(client=CLIENT, facts=(changed,))) == "another-fact"
    tomorrow = TODAY + datetime.timedelta(days=1)
    future = msgspec.structs.replace(facts[0], id="f-new", corrects=None, recorded_on=tomorrow)
    assert refused(books, intake, ImportRecord(client=CLIENT, facts=(future,))) == "not-yet"
    lost = msgspec.structs.replace(facts[0], id="f-new", corrects="not-there")
    assert refused(books, intake, ImportRecord(client=CLIENT, facts=(lost,))) == "does-not-fit"


PARTS = {f"q{number}": 1.0 for number in range(1, 10)}


def test_a_client_fills_in_a_form_in_parts_and_staff_see_the_score() -> None:
    books = standing_books()
    done(books, THERAPIST, GiveForm(client=CLIENT, form="f1", instrument="phq9", to="client"))
    first = {item: PARTS[item] for item in ("q1", "q2", "q3")}
    answer = done(books, RUTH, AnswerForm(client=CLIENT, form="f1", answers=first))
    assert answer.shown["missing"] == ["q4", "q5", "q6", "q7", "q8", "q9"]
    rest = {item: value for item, value in PARTS.items() if item not in first}
    done(books, RUTH, AnswerForm(client=CLIENT, form="f1", answers={**rest, "q1": 2.0}, finish="phq-today"))
    (fact,) = [each for each in folder_of(books).facts if each.id == "phq-today"]
    assert isinstance(fact, Administration)
    assert fact.answers == {**PARTS, "q1": 2.0}
    assert refused(books, RUTH, AnswerForm(client=CLIENT, form="f1", answers={"q1": 0.0})) == "form-closed"


def test_an_answer_that_asks_for_help_at_once_says_so_at_once_and_shows_the_client_no_number() -> None:
    books = standing_books()
    done(books, THERAPIST, GiveForm(client=CLIENT, form="f1", instrument="phq9", to="client"))
    calm = done(books, RUTH, AnswerForm(client=CLIENT, form="f1", answers={"q1": 0.0}))
    grave = done(books, RUTH, AnswerForm(client=CLIENT, form="f1", answers={"q9": 2.0}))
    assert (calm.shown["help_now"], grave.shown["help_now"]) == (False, True)
    assert set(grave.shown) == {"missing", "help_now"}
    score = done(books, THERAPIST, AnswerForm(client=CLIENT, form="f1", answers={"q1": 1.0})).shown
    assert score.has("item9")


def test_forms_that_cannot_be_answered_say_why() -> None:
    books = standing_books()
    assert refused(books, RUTH, AnswerForm(client=CLIENT, form="nothing", answers={})) == "no-such-form"
    done(books, THERAPIST, GiveForm(client=CLIENT, form="f1", instrument="phq9", to="staff"))
    assert (
        refused(books, THERAPIST, GiveForm(client=CLIENT, form="f1", instrument="phq9", to="staff")) == "already-there"
    )
    assert refused(books, THERAPIST, GiveForm(client=CLIENT, form="f2", instrument="none", to="staff")) == (
        "no-such-instrument"
    )
    assert refused(books, RUTH, AnswerForm(client=CLIENT, form="f1", answers={"q1": 0.0})) == "not-your-form"
    assert refused(books, RUTH, CloseForm(client=CLIENT, form="f1", reason="Not mine.")) == "not-your-form"
    assert refused(books, THERAPIST, AnswerForm(client=CLIENT, form="f1", answers={}, finish="x")) == "unfinished"
    done(books, THERAPIST, CloseForm(client=CLIENT, form="f1", reason="Ruth is too tired today."))
    assert refused(books, THERAPIST, CloseForm(client=CLIENT, form="f1", reason="Again.")) == "form-closed"
