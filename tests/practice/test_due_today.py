"""What is due on a day: each kind comes with its rule, is silent where there is nothing, and goes when settled."""

import datetime
from typing import Any

import msgspec
import pytest

from asking import desk, done, folder_of, refused
from dictionary_books import DictionaryBooks
from editing_steps import change, edit
from goldthread.plan import Level, State
from goldthread.practice.actions.answer_form import AnswerForm
from goldthread.practice.actions.confirm_arrival import ConfirmArrival
from goldthread.practice.actions.give_form import GiveForm
from goldthread.practice.actions.hold_review import HoldReview
from goldthread.practice.actions.list_clients import ListClients
from goldthread.practice.actions.open_review import OpenReview
from goldthread.practice.actions.record_disagreement import RecordDisagreement
from goldthread.practice.actions.settle_proposal import SettleProposal
from goldthread.practice.agreement import standing
from goldthread.practice.courses import OffTrack, off_track
from goldthread.practice.due_today import SLEEPS_AFTER, Due, Ground, due_of, kinds_of
from goldthread.practice.folder import Stay
from goldthread.practice.listing import line_of
from goldthread.practice.people import Actor
from goldthread.practice.ports import Line
from goldthread.practice.waits import Arrival, Course, Days, Mark, Waits
from goldthread.terms import Role
from standing_folders import AT, CLIENT, FORM, PLAN, PROPOSAL, RUTH, SETTINGS, SUPPORTER, member, standing_books

TODAY = AT.date()
DAY = datetime.timedelta(days=1)
THERAPIST = member(Role.THERAPIST)
REPLACE = msgspec.structs.replace


def ground(actor: Actor = THERAPIST, *, today: datetime.date = TODAY, pack: str = "", **settings: Any) -> Ground:
    library = desk().library
    return Ground(
        settings=REPLACE(SETTINGS, rule_pack=pack, **settings), packs=library.rulepacks,
        instruments=library.instruments, actor=actor, today=today,
    )  # fmt: skip


def due(books: DictionaryBooks, what: str, **how: Any) -> list[Due]:
    return [each for each in due_of([line_of(folder_of(books))], ground(**how)) if each.what == what]


def of_line(what: str, *, waits: Waits, **more: Any) -> list[Due]:
    how = {name: more.pop(name) for name in ("today", "pack", "actor", "countersign_days") if name in more}
    line = Line(**{"client": CLIENT, "name": "Ruth", "stay": "admitted", "plan_state": "active", **more}, waits=waits)
    return [each for each in due_of([line], ground(**how)) if each.what == what]


# Reviews and other days that rules give


def test_a_review_says_which_rule_makes_it_due_and_the_earlier_one_wins() -> None:
    days = Days(level=Level.OPIOID_PROGRAMME.value, admitted_on=TODAY - 85 * DAY, started_on=TODAY - 80 * DAY)
    waits = Waits(plan=PLAN, days=days)
    (by_rule,) = of_line("review", waits=waits, pack="california-ntp")
    assert (by_rule.how, by_rule.citation) == ("rule", "9 CCR 10305")
    assert TODAY < by_rule.on <= TODAY + 14 * DAY  # type: ignore[operator]  # a rule gives a day
    assert of_line("review", waits=waits) == []
    (agreed,) = of_line("review", waits=waits, pack="california-ntp", due=TODAY - DAY)
    assert (agreed.how, agreed.past, agreed.citation) == ("agreed", True, "")


def test_a_review_that_is_open_is_said_once_and_goes_when_it_was_held() -> None:
    books = standing_books(plan=State.ACTIVE)
    done(books, RUTH, OpenReview(client=CLIENT, plan=PLAN, cause="My plan no longer fits."))
    (found,) = due(books, "review", today=TODAY + 400 * DAY)
    assert found.how == "open"
    held = HoldReview(client=CLIENT, plan=PLAN, review="r-new", outcome="kept", next_on=TODAY + 60 * DAY)
    done(books, THERAPIST, held)
    assert due(books, "review") == []


def test_a_plan_and_a_countersignature_are_due_by_the_rules_and_go_with_them() -> None:
    days = Days(level=Level.OPIOID_PROGRAMME.value, admitted_on=TODAY - 20 * DAY)
    (plan,) = of_line("plan", waits=Waits(days=days), pack="california-ntp", plan_state="")
    assert plan.citation in ("9 CCR 10305", "42 CFR 8.12(f)(4)(i)")
    (bare,) = of_line("plan", waits=Waits(days=days), plan_state="")
    assert (bare.how, bare.on) == ("", None)
    sealed = REPLACE(days, started_on=TODAY - 10 * DAY, effective_on=TODAY - 10 * DAY)
    assert of_line("plan", waits=Waits(days=sealed), pack="california-ntp") == []
    own = {"countersign_days": 12}
    (asked,) = of_line("signatures", waits=Waits(days=sealed), **own)
    assert (asked.how, asked.citation) == ("rule", "this centre's own setting")
    signed = REPLACE(sealed, countersigned=(Role.SUPERVISOR,))
    assert of_line("signatures", waits=Waits(days=signed), **own) == []


# Scores


def course(*values: float, instrument: str = "phq9", beyond: tuple[bool, ...] = ()) -> Course:
    """The first, the one before, the newest: as many as there are."""
    definition = desk().library.instruments[instrument]
    flags = beyond or (False,) * len(values)
    marks = [
        Mark(TODAY - n * DAY, value, flag)
        for n, (value, flag) in enumerate(zip(values[::-1], flags[::-1], strict=True))
    ]
    marks += [None] * (3 - len(marks))  # type: ignore[list-item]  # what there is not
    return Course(
        instrument=instrument, version=definition.version, scale="total", newest=marks[0], before=marks[1],
        first=marks[2],
    )  # fmt: skip


def judged(*courses: Course, looked_on: datetime.date | None = None) -> list[OffTrack]:
    return list(
        off_track(courses=courses, aims=(), looked_on=looked_on, instruments=desk().library.instruments, today=TODAY)
    )


@pytest.mark.parametrize(
    ("values", "how"),
    [
        ((8, 14), "since-before"),  # a reliable change of the PHQ-9 is six points
        ((8, 13), None),
        ((8, 11, 14), "since-first"),
        ((14, 8), None),
        ((14,), None),
        ((20, 8, 9), None),
    ],
)
def test_a_score_is_off_track_when_it_is_worse_by_more_than_its_error(
    values: tuple[float, ...], how: str | None
) -> None:
    assert [each.how for each in judged(course(*values))] == ([how] if how else [])


def test_where_no_error_is_published_a_published_cut_off_decides() -> None:
    # The BARC-10 has a cut-off at 47, higher is better, and no published error.
    crossed = course(49, 44, instrument="barc10", beyond=(True, False))
    assert judged(crossed) == []
    fell = course(60, 40, instrument="who5", beyond=(False, True))
    assert [each.how for each in judged(fell)] == ["cut-off"]
    assert judged(course(48, 40, instrument="who5", beyond=(True, True))) == []


def test_a_review_on_the_day_of_the_score_has_looked_at_it() -> None:
    assert judged(course(8, 14), looked_on=TODAY) == []
    assert len(judged(course(8, 14), looked_on=TODAY - DAY)) == 1


def fill(books: DictionaryBooks, name: str, total: int, at: datetime.datetime) -> None:
    """A PHQ-9 with that sum."""
    items = [item.id for item in desk().library.instruments["phq9"].items if not item.optional]
    left: float = total
    answers: dict[str, float] = {}
    for item in items:
        answers[item] = min(3, left)
        left -= answers[item]
    done(books, THERAPIST, GiveForm(client=CLIENT, form=name, instrument="phq9", to="staff"), at=at)
    done(books, THERAPIST, AnswerForm(client=CLIENT, form=name, answers=answers, finish=f"phq9-{name}"), at=at)


def test_scores_that_were_filled_in_come_onto_the_list_and_go_with_the_next_one() -> None:
    books = standing_books(plan=State.ACTIVE)
    fill(books, "one", 3, AT)
    fill(books, "two", 20, AT + DAY)
    found = due(books, "scores", today=TODAY + DAY)
    assert [(each.how, each.score.newest.value) for each in found if each.score] == [("since-before", 20.0)]
    assert due(books, "scores", today=TODAY + DAY, actor=member(Role.COMPLIANCE)) == []
    fill(books, "three", 4, AT + 2 * DAY)
    assert [each.how for each in due(books, "scores", today=TODAY + 2 * DAY)] == []


def test_a_step_whose_day_has_passed_without_its_score_is_off_track() -> None:
    books = standing_books(plan=State.DRAFT)
    line = line_of(folder_of(books))
    assert line.waits is not None
    assert line.waits.aims == ()  # nobody lives by a draft
    books = standing_books(plan=State.ACTIVE)
    plan = folder_of(books).plans[PLAN].plan
    known = [each for each in plan.objectives if each.measure in desk().library.instruments]
    late = max(each.target_date for each in known if each.target_date) + DAY
    fill(books, "one", 15, AT)
    found = due(books, "scores", today=late)
    assert {(each.how, each.item) for each in found} >= {
        ("day-passed", each.id) for each in known if each.measure == "phq9"
    }


def test_who_may_not_open_the_record_gets_no_score_in_the_list() -> None:
    books = standing_books(plan=State.ACTIVE)
    fill(books, "one", 3, AT)
    (line,) = [
        each for each in done(books, member(Role.COMPLIANCE), ListClients(), at=AT).shown if each.client == CLIENT
    ]
    assert (line.waits.courses, line.waits.forms, line.waits.aims) == ((), (), ())
    (own,) = done(books, THERAPIST, ListClients(), at=AT).shown
    assert own.waits.courses


# What waits for a word


def test_a_proposal_waits_until_it_is_settled() -> None:
    books = standing_books(plan=State.DRAFT)
    (found,) = due(books, "proposal")
    waiting = found.count
    done(
        books, THERAPIST, SettleProposal(client=CLIENT, plan=PLAN, proposal=PROPOSAL, outcome="not-now", answer="Soon.")
    )
    assert [each.count for each in due(books, "proposal")] == ([waiting - 1] if waiting > 1 else [])


def test_a_disagreement_waits_until_it_is_answered() -> None:
    books = standing_books(plan=State.ACTIVE)
    before = due(books, "disagreement")
    goal = folder_of(books).plans[PLAN].plan.goals[0].id
    said = RecordDisagreement(client=CLIENT, plan=PLAN, disagreement="d-new", about=goal, words="Not like this.")
    done(books, RUTH, said)
    (found,) = due(books, "disagreement")
    assert found.count == 1 + sum(each.count for each in before)
    answer = RecordDisagreement(client=CLIENT, plan=PLAN, disagreement="d-new", answer="We change it.")
    done(books, THERAPIST, answer)
    assert [each.count for each in due(books, "disagreement")] == [each.count for each in before]


def test_missing_signatures_tell_the_reader_of_their_own() -> None:
    waits = Waits(plan=PLAN, missing=(SUPPORTER, "therapist"), sign_by=TODAY - DAY)
    (own,) = of_line("signatures", waits=waits, unsigned=2)
    assert (own.how, own.past, own.plan) == ("own", True, PLAN)
    (others,) = of_line("signatures", waits=waits, unsigned=2, actor=member(Role.NURSE))
    assert others.how == "others"
    assert of_line("signatures", waits=Waits(plan=PLAN)) == []


def test_a_draft_is_asleep_until_somebody_works_on_it() -> None:
    books = standing_books(plan=State.DRAFT)
    begun = line_of(folder_of(books)).waits
    assert begun is not None
    assert begun.touched_on is not None
    later = begun.touched_on + SLEEPS_AFTER
    assert due(books, "draft", today=later - DAY) == []
    (found,) = due(books, "draft", today=later)
    assert (found.plan, found.on) == (PLAN, begun.touched_on)
    goal = folder_of(books).plans[PLAN].plan.goals[0].id
    at = datetime.datetime.combine(later, datetime.time(9), datetime.UTC)
    done(books, THERAPIST, edit(change(goal, "clinical", "Sleeps through.")), at=at)
    assert due(books, "draft", today=later) == []


def test_a_form_waits_until_it_is_filled_in() -> None:
    books = standing_books(plan=State.ACTIVE)
    (found,) = due(books, "form")
    assert (found.item, found.how) == (FORM, "phq9")
    answers: dict[str, float] = {item.id: 0 for item in desk().library.instruments["phq9"].items if not item.optional}
    done(books, RUTH, AnswerForm(client=CLIENT, form=FORM, answers=answers, finish="phq9-form-open"))
    assert due(books, "form") == []


# Arrivals


def arrivals(books: DictionaryBooks) -> list[Due]:
    return due(books, "arrival", today=TODAY + 1000 * DAY)


@pytest.mark.parametrize(("stay", "plan"), [(Stay.ADMITTED, State.ACTIVE), (Stay.COMPLETED, State.COMPLETED)])
def test_an_arrival_is_asked_after_from_the_day_after_until_somebody_says(stay: Stay, plan: State) -> None:
    books = standing_books(stay=stay, plan=plan)
    first, *others = arrivals(books)
    assert (first.how, first.past) == ("unknown", True)
    assert first.kind == folder_of(books).plans[PLAN].plan.item(first.item).type  # type: ignore[union-attr]  # aftercare
    assert due(books, "arrival", today=first.on) == []
    hashes = {each.signer: each.asks for each in standing(folder_of(books).plans[PLAN]).signers}
    done(books, member(Role.NURSE), ConfirmArrival(client=CLIENT, plan=PLAN, item=first.item, outcome="arrived"))
    assert [each.item for each in arrivals(books)] == [each.item for each in others]
    # Nobody is asked to sign again because somebody arrived.
    assert {each.signer: each.asks for each in standing(folder_of(books).plans[PLAN]).signers} == hashes


def test_an_arrival_that_was_missed_needs_a_word_on_what_happens_now() -> None:
    (missed,) = of_line("arrival", waits=Waits(arrivals=(Arrival("a-home", PLAN, None, True),)))
    assert missed.how == "missed"
    books = standing_books(plan=State.ACTIVE)
    item = arrivals(books)[0].item
    planned = folder_of(books).plans[PLAN].plan.item(item)
    assert planned is not None
    assert planned.if_not  # type: ignore[attr-defined]  # aftercare
    done(books, THERAPIST, ConfirmArrival(client=CLIENT, plan=PLAN, item=item, outcome="missed"))
    assert item not in [each.item for each in arrivals(books)]  # the plan says what happens then
    assert refused(books, THERAPIST, ConfirmArrival(client=CLIENT, plan=PLAN, item="none", outcome="arrived")) == (
        "no-such-item"
    )


def test_where_the_plan_says_nothing_instead_it_has_to_be_said() -> None:
    books = standing_books(plan=State.DRAFT)
    plan = folder_of(books).plans[PLAN].plan
    item = plan.aftercare[0].id
    done(books, THERAPIST, edit(change(item, "if_not", "")))
    emptied = folder_of(books).plans[PLAN].plan
    asked = ConfirmArrival(client=CLIENT, plan=PLAN, item=item, outcome="missed")
    assert refused(books, THERAPIST, asked) == "not-in-this-state"
    assert emptied.item(item).if_not == ""  # type: ignore[union-attr]  # aftercare


# Who is told, and in which order


def test_who_cannot_settle_it_is_not_told() -> None:
    assert "scores" not in kinds_of(member(Role.COMPLIANCE))
    assert "plan" not in kinds_of(member(Role.NURSE))
    assert kinds_of(member(Role.INTAKE)) == ("scores", "form", "enquiry")


def test_what_has_passed_stands_before_what_is_to_come_and_that_before_what_waits() -> None:
    lines = [
        Line(
            client="c-3",
            name="C",
            stay="admitted",
            plan_state="active",
            waits=Waits(draft=PLAN, touched_on=TODAY - 90 * DAY),
        ),
        Line(client="c-2", name="B", stay="admitted", plan_state="active", due=TODAY + DAY, waits=Waits()),
        Line(client="c-1", name="A", stay="admitted", plan_state="active", due=TODAY - DAY, waits=Waits()),
    ]
    assert [each.line.client for each in due_of(lines, ground())] == ["c-1", "c-2", "c-3"]


def test_a_line_of_an_earlier_version_tells_what_stands_open_in_it() -> None:
    line = Line(client=CLIENT, name="Ruth", stay="admitted", plan_state="active", due=TODAY, unsigned=1)
    assert [each.what for each in due_of([line], ground())] == ["review", "signatures"]
