"""What keeps a plan from becoming active: told at once, each with what to do, each a choice of the centre."""

from typing import Any

import msgspec
import pytest

from dictionary_books import DictionaryBooks
from goldthread.checks import Finding, Severity
from goldthread.plan import Disposition, State
from goldthread.plan.operations import ChangeField
from goldthread.practice.actions import activate, open_plan
from goldthread.practice.entries import PlanChanged, PlanMoved, PlanStarted
from goldthread.practice.ledger_text import write_entry
from goldthread.practice.perform import Done, perform
from goldthread.practice.refusing import Refusal
from goldthread.practice.settings import Settings, Stop
from goldthread.practice.stops import stops
from goldthread.terms import Role
from signatures import DESK, SUPERVISOR, THERAPIST, asking, countersigning, declining, done, plan_file, typed
from standing_folders import AT, CENTRE, CLIENT, PLAN, RUTH, standing_books

GRAVE = Finding(check="no-safety-plan", code="GT000", severity=Severity.STOP, message="Somebody must act.")
ASKED = msgspec.structs.replace(GRAVE, severity=Severity.ASK)
WAIVED = msgspec.structs.replace(GRAVE, waived_by="Dana")
BY: dict[str, Any] = {"at": AT, "by": "therapist", "role": Role.THERAPIST}


def settings(*chosen: Stop) -> Settings:
    return Settings(name="Harbour", stops=chosen)


def start(books: DictionaryBooks, version: int = 1, **more: Any) -> Done | Refusal:
    request = activate.Activate(client=CLIENT, plan=PLAN, version=version, **more)
    return perform(action=activate.ACTION, request=request, actor=THERAPIST, at=AT, books=books, desk=DESK)


def stopped(books: DictionaryBooks, version: int = 1) -> list[str]:
    answer = start(books, version)
    assert isinstance(answer, Refusal)
    assert answer.code == "stopped"
    told = answer.details["told"]
    assert [each["code"] for each in told] == answer.details["stops"]
    assert all(each["message"] and each["fix"] for each in told)
    codes: list[str] = answer.details["stops"]
    return codes


def change(books: DictionaryBooks, collection: str, field: str, value: Any) -> None:
    """The therapist changes the first item of a collection (a draft's, or what a proposed plan becomes)."""
    file = plan_file(books)
    item = getattr(file.plan, collection)[0]
    operation = ChangeField(collection=collection, id=item.id, field=field, before=getattr(item, field), after=value)
    entry = PlanChanged(**BY, plan=PLAN, revision=file.revision + 1, operations=(operation,))
    books.entries[CENTRE, CLIENT].append(write_entry(entry))


def test_when_both_have_signed_the_plan_is_agreed_on_and_starts() -> None:
    books = standing_books(plan=State.PROPOSED, signed=True)
    answer = start(books)
    assert isinstance(answer, Done), answer
    file = plan_file(books)
    assert file.plan.state is State.ACTIVE
    assert answer.answer == {"version": 1, "revision": file.revision}


def test_a_plan_that_was_agreed_on_only_starts() -> None:
    books = standing_books(plan=State.AGREED)
    before = plan_file(books).revision
    assert isinstance(start(books), Done)
    file = plan_file(books)
    assert (file.plan.state, file.revision) == (State.ACTIVE, before + 1)


def test_all_that_stops_it_is_told_at_once() -> None:
    books = standing_books(plan=State.PROPOSED)
    change(books, "needs", "disposition", Disposition.OPEN)
    books.centres[CENTRE] = settings("client-signature", "author-signature", "countersignature")
    assert stopped(books) == ["not-sealed", "not-yet", "client-signature", "author-signature", "countersignature"]
    assert plan_file(books).plan.state is State.PROPOSED


def test_words_that_she_never_said_are_grave_and_stop_it_where_the_centre_wants_that() -> None:
    books = standing_books(plan=State.DRAFT)
    own = plan_file(books).plan.goals[0].own_words
    assert own is not None
    change(books, "goals", "own_words", msgspec.structs.replace(own, text="I would like to do as I am told."))
    done(books, THERAPIST, asking())
    for actor, capacity in ((RUTH, "client"), (THERAPIST, "author")):
        done(books, actor, typed(capacity))
    answer = start(books)
    assert isinstance(answer, Refusal)
    assert answer.details["stops"] == ["grave-findings"]
    assert answer.details["told"][0]["checks"] == ["own-words-differ-from-record"]
    books.centres[CENTRE] = settings("client-signature", "author-signature")
    assert isinstance(start(books), Done)


@pytest.mark.parametrize(("findings", "codes"), [((GRAVE,), ["grave-findings"]), ((ASKED, WAIVED), []), ((), [])])
def test_only_grave_findings_that_nobody_set_aside_stop(findings: tuple[Finding, ...], codes: list[str]) -> None:
    file = plan_file(standing_books(plan=State.PROPOSED))
    found = stops(file=file, settings=settings("grave-findings"), findings=findings)
    assert [each.code for each in found] == codes


def test_whoever_opens_a_plan_sees_early_what_would_stop_it() -> None:
    for state, codes in (
        (State.DRAFT, ["not-sealed", "client-signature", "author-signature"]),
        (State.PROPOSED, ["client-signature", "author-signature"]),
        (State.AGREED, []),
        (State.ACTIVE, []),
    ):
        request = open_plan.OpenPlan(client=CLIENT, plan=PLAN)
        books = standing_books(plan=state)
        books.centres[CENTRE] = Settings(name="Harbour", rule_pack="cmhc")
        shown = perform(action=open_plan.ACTION, request=request, actor=THERAPIST, at=AT, books=books, desk=DESK)
        assert isinstance(shown, Done)
        assert [each.code for each in shown.shown.stops] == codes
        assert {each.citation for each in shown.shown.ruling.dates} == {"42 CFR 485.916"}


def test_a_supervisor_in_the_place_of_her_signature_lets_it_start() -> None:
    books = standing_books(plan=State.PROPOSED)
    done(books, THERAPIST, typed("author"))
    assert stopped(books) == ["client-signature"]
    done(books, THERAPIST, declining(capacity="client", why="unable", words="She was taken to hospital."))
    assert stopped(books) == ["client-signature"]
    done(books, SUPERVISOR, typed("supervisor"))
    assert isinstance(start(books), Done)


def test_where_the_centre_wants_it_nothing_starts_before_it_is_countersigned() -> None:
    books = standing_books(plan=State.PROPOSED, signed=True)
    books.centres[CENTRE] = settings("countersignature")
    assert stopped(books) == ["countersignature"]
    done(books, SUPERVISOR, countersigning())
    assert isinstance(start(books), Done)


def test_a_centre_may_do_without_stops_and_still_starts_only_what_was_sealed() -> None:
    books = standing_books(plan=State.PROPOSED)
    books.centres[CENTRE] = settings()
    change(books, "goals", "clinical", "Another wording.")
    assert stopped(books) == ["not-sealed"]
    done(books, THERAPIST, asking())
    assert isinstance(start(books, 2), Done)


def test_whoever_saw_an_older_version_does_not_start_the_newer_one() -> None:
    books = standing_books(plan=State.PROPOSED, signed=True)
    answer = start(books, 7)
    assert isinstance(answer, Refusal)
    assert (answer.code, answer.details) == ("stale-version", {"newest": 1})


def second_plan(books: DictionaryBooks, *verbs: str) -> None:
    other = msgspec.structs.replace(plan_file(books).plan, id="plan-before", state=State.DRAFT)
    books.entries[CENTRE, CLIENT].append(write_entry(PlanStarted(**BY, plan=other)))
    for revision, verb in enumerate(verbs, 1):
        moved = PlanMoved(**BY, plan="plan-before", revision=revision, verb=verb)
        books.entries[CENTRE, CLIENT].append(write_entry(moved))


def test_a_plan_takes_the_place_of_another() -> None:
    books = standing_books(plan=State.PROPOSED, signed=True)
    second_plan(books, "propose", "agree", "start")
    assert isinstance(start(books, instead_of="plan-before"), Done)
    folder = books.folder_of(CENTRE, CLIENT)
    assert folder is not None
    assert folder.plans["plan-before"].plan.state is State.SUPERSEDED
    assert folder.plans[PLAN].plan.state is State.ACTIVE


@pytest.mark.parametrize(
    ("other", "code"), [("plan-before", "not-from-here"), (PLAN, "no-such-plan"), ("plan-of-nobody", "no-such-plan")]
)
def test_only_another_plan_that_is_lived_by_is_superseded(other: str, code: str) -> None:
    books = standing_books(plan=State.PROPOSED, signed=True)
    second_plan(books)
    answer = start(books, instead_of=other)
    assert isinstance(answer, Refusal)
    assert answer.code == code
    assert plan_file(books).plan.state is State.PROPOSED


def test_a_refusal_of_activation_holds_no_word_about_her() -> None:
    books = standing_books(plan=State.PROPOSED)
    change(books, "goals", "clinical", "Takes sertraline 50 mg every morning.")
    answer = start(books)
    assert isinstance(answer, Refusal)
    told = msgspec.json.encode(answer).decode().lower()
    assert "sertraline" not in told
    assert "ruth" not in told
