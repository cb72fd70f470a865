"""What asks for another look at the plan: each kind asks once, by whoever wrote it down, until a review is held."""

import datetime
from typing import Any

import pytest

from asking import desk, done, folder_of
from dictionary_books import DictionaryBooks
from goldthread.plan import Level, State
from goldthread.practice.actions.change_level import ChangeLevel
from goldthread.practice.actions.correct_fact import CorrectFact
from goldthread.practice.actions.hold_review import HoldReview
from goldthread.practice.actions.open_plan import OpenPlan
from goldthread.practice.actions.open_review import OpenReview
from goldthread.practice.actions.record_fact import RecordFact
from goldthread.practice.due_today import Due, Ground, due_of
from goldthread.practice.ledger_text import read_folder, write_folder
from goldthread.practice.listing import leading, line_of
from goldthread.practice.review_asks import MISSED_SESSIONS, asks_of
from goldthread.practice.waits import ASK_KINDS, Asked
from goldthread.record import (
    Administration,
    AnyFact,
    Diagnosis,
    Event,
    Housing,
    Medicine,
    Risk,
    SubstanceUse,
    Withdrawn,
    Work,
)
from goldthread.terms import Role, Substance
from standing_folders import AT, CLIENT, PLAN, RUTH, SETTINGS, member, standing_books

TODAY = AT.date()
DAY = datetime.timedelta(days=1)
THERAPIST, NURSE = member(Role.THERAPIST), member(Role.NURSE)


def fact(of: type[Any], known_as: str = "new", /, **what: Any) -> Any:
    base = {"said_by": "client", "recorded_by": "nurse", "recorded_on": TODAY, "source": "talk", "since": TODAY}
    return of(**{**base, "id": known_as, **what})


def asks(books: DictionaryBooks) -> tuple[Asked, ...]:
    folder = folder_of(books)
    return asks_of(folder, leading(folder))


def due(books: DictionaryBooks) -> list[Due]:
    library = desk().library
    ground = Ground(
        settings=SETTINGS, packs=library.rulepacks, instruments=library.instruments, actor=THERAPIST, today=TODAY
    )
    return due_of([line_of(folder_of(books))], ground)


def after(*facts: AnyFact) -> tuple[str, ...]:
    """The kinds that ask after these facts were written down under a plan in force."""
    books = standing_books(plan=State.ACTIVE)
    for each in facts:
        done(books, NURSE, RecordFact(client=CLIENT, fact=each))
    return tuple(each.kind for each in asks(books))


def review(books: DictionaryBooks, name: str, *, at: datetime.datetime = AT) -> None:
    if folder_of(books).plans[PLAN].plan.state is not State.UNDER_REVIEW:
        done(books, THERAPIST, OpenReview(client=CLIENT, plan=PLAN, cause="Something has happened."), at=at)
    done(books, THERAPIST, HoldReview(client=CLIENT, plan=PLAN, review=name, outcome="kept"), at=at)


def test_nothing_asks_of_a_plan_that_everybody_has_just_signed() -> None:
    assert asks(standing_books(plan=State.ACTIVE)) == ()


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("return-to-use", fact(Event, topic="return-to-use", text="Wine on Sunday evening.")),
        ("overdose", fact(Event, topic="overdose", text="Naloxone was given.")),
        ("loss", fact(Event, topic="loss", text="My brother died.")),
        ("life-change", fact(Event, topic="life-change", text="The season is over, and with it the work outside.")),
        ("use", fact(SubstanceUse, substance=Substance.ALCOHOL, name="wine", last_use=TODAY)),
        ("medicine", fact(Medicine, name="naltrexone 50 mg")),
        ("diagnosis", fact(Diagnosis, label="Panic disorder")),
        ("risk", fact(Risk, topic="suicide", level="high")),
        ("housing", fact(Housing, situation="shelter")),
        ("work", fact(Work, situation="unemployed")),
        ("critical-item", fact(Administration, instrument="phq9", answers={f"q{n}": 1 for n in range(1, 10)})),
    ],
)
def test_what_was_written_down_since_asks_once_and_goes_with_the_review(kind: str, written: AnyFact) -> None:
    books = standing_books(plan=State.ACTIVE)
    done(books, NURSE, RecordFact(client=CLIENT, fact=written))
    assert [(each.kind, each.of) for each in asks(books)] == [(kind, "new")]
    (found,) = [each for each in due(books) if each.how == "event"]
    assert (found.what, found.plan, [each.kind for each in found.asks]) == ("review", PLAN, [kind])
    assert due(books)[0] == found
    review(books, "r-new")
    assert asks(books) == ()


def test_what_is_written_on_the_day_of_a_review_and_after_it_is_not_lost() -> None:
    books = standing_books(plan=State.ACTIVE)
    review(books, "r-morning")
    relapse = fact(Event, topic="return-to-use", text="In the evening, after the talk.")
    done(books, NURSE, RecordFact(client=CLIENT, fact=relapse), at=AT + datetime.timedelta(hours=8))
    assert [each.kind for each in asks(books)] == ["return-to-use"]


def test_while_a_review_is_open_what_asks_stands_in_the_plan_and_not_a_second_time_on_the_list() -> None:
    books = standing_books(plan=State.ACTIVE)
    done(books, NURSE, RecordFact(client=CLIENT, fact=fact(Event, topic="loss", text="My brother died.")))
    done(books, RUTH, OpenReview(client=CLIENT, plan=PLAN, cause="My plan no longer fits."))
    shown = done(books, THERAPIST, OpenPlan(client=CLIENT, plan=PLAN)).shown
    assert [each.kind for each in shown.asks] == ["loss"]
    assert [each.how for each in due(books) if each.what == "review"] == ["open"]


def test_what_happened_before_the_plan_and_is_told_now_belongs_to_the_record_alone() -> None:
    began = folder_of(standing_books(plan=State.ACTIVE)).plans[PLAN].plan.started_on
    past = fact(Event, topic="overdose", text="Years ago.", since=began - DAY)
    used = fact(SubstanceUse, "used", substance=Substance.ALCOHOL, name="wine", last_use=began - DAY)
    assert after(past, used) == ()
    assert after(fact(Event, topic="encounter", text="A visit at the dentist.")) == ()


def test_one_missed_session_is_a_day_like_any_other_and_two_ask() -> None:
    missed = [fact(Event, f"missed-{n}", topic="missed-session", text="Did not come.") for n in range(MISSED_SESSIONS)]
    assert after(*missed[:-1]) == ()
    assert after(*missed) == ("missed-sessions",)


def test_what_was_put_right_or_taken_back_asks_no_more() -> None:
    books = standing_books(plan=State.ACTIVE)
    done(books, NURSE, RecordFact(client=CLIENT, fact=fact(Event, topic="arrest", text="Another person's file.")))
    wrong = fact(Withdrawn, "taken-back", reason="It was somebody else.", corrects="new")
    done(books, NURSE, CorrectFact(client=CLIENT, fact=wrong))
    assert asks(books) == ()


def test_a_risk_that_is_no_higher_and_a_home_that_is_the_same_do_not_ask() -> None:
    books = standing_books(plan=State.ACTIVE)
    for name in ("one", "two"):
        done(books, NURSE, RecordFact(client=CLIENT, fact=fact(Risk, name, topic="suicide", level="moderate")))
        done(books, NURSE, RecordFact(client=CLIENT, fact=fact(Housing, f"home-{name}", situation="shelter")))
        if name == "one":
            review(books, "r-between")
    assert asks(books) == ()


def test_another_level_of_care_asks() -> None:
    books = standing_books(plan=State.ACTIVE)
    now = folder_of(books).episode
    assert now is not None
    other = next(each for each in Level if each is not now.level)
    done(books, THERAPIST, ChangeLevel(client=CLIENT, level=other, on=TODAY, reason="More help is needed for a while."))
    assert [each.kind for each in asks(books)] == ["level"]
    review(books, "r-level")
    assert asks(books) == ()


def test_the_gravest_comes_first() -> None:
    found = after(
        fact(Medicine, "m", name="naltrexone 50 mg"),
        fact(Event, "u", topic="return-to-use", text="Wine on Sunday."),
        fact(Event, "o", topic="overdose", text="Naloxone was given."),
    )
    assert found == ("overdose", "return-to-use", "medicine")
    assert list(found) == sorted(found, key=ASK_KINDS.index)


def test_a_folder_keeps_when_it_was_looked_at() -> None:
    books = standing_books(plan=State.ACTIVE)
    review(books, "r-kept")
    folder = folder_of(books)
    assert folder.looked is not None
    assert folder.looked.facts == len(folder.facts)
    assert read_folder(write_folder(folder)) == folder
