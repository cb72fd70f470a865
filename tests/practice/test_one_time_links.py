"""One-time links: what opens them, what they open and nothing else, and how they end."""

import datetime
from typing import Any

import msgspec
import pytest

from asking import desk
from dictionary_books import DictionaryBooks
from goldthread.plan import State
from goldthread.practice.action import Request
from goldthread.practice.actions import all_actions
from goldthread.practice.actions.answer_form import AnswerForm
from goldthread.practice.actions.decline_to_sign import DeclineToSign
from goldthread.practice.actions.end_link import EndLink
from goldthread.practice.actions.give_form import GiveForm
from goldthread.practice.actions.make_link import MakeLink
from goldthread.practice.actions.open_link import OpenLink
from goldthread.practice.actions.open_plan import OpenPlan
from goldthread.practice.actions.open_record import OpenRecord
from goldthread.practice.actions.see_link import SeeLink
from goldthread.practice.actions.sign import Sign
from goldthread.practice.entries import ClientDescribed
from goldthread.practice.folder import Link, Stay
from goldthread.practice.ledger_text import write_entry
from goldthread.practice.people import Actor
from goldthread.practice.perform import Done, perform
from goldthread.practice.refusing import Refusal
from goldthread.terms import Role
from signatures import NURSE, THERAPIST, png, revise
from signatures import asking as asked_for_signatures
from standing_folders import AT, CENTRE, CLIENT, CODE, FORM, KWAME, PLAN, RUTH, SUPPORTER, member, standing_books
from valid_requests import built_actions, valid_request

BY_REQUEST = {action.request: action for action in all_actions().values()}
BY_LINK = Actor(id=CLIENT, centre=CENTRE, role=Role.CLIENT, client=CLIENT, link="link-new")
KWAME_BY_LINK = msgspec.structs.replace(KWAME, link="link-new")
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def books() -> DictionaryBooks:
    return standing_books(plan=State.PROPOSED)


def ask(books: DictionaryBooks, actor: Actor, request: Request, at: datetime.datetime = AT) -> Done | Refusal:
    return perform(action=BY_REQUEST[type(request)], request=request, actor=actor, at=at, books=books, desk=desk())


def done(books: DictionaryBooks, actor: Actor, request: Request, at: datetime.datetime = AT) -> Done:
    answer = ask(books, actor, request, at)
    assert isinstance(answer, Done), answer
    return answer


def refused(books: DictionaryBooks, actor: Actor, request: Request, at: datetime.datetime = AT) -> str:
    answer = ask(books, actor, request, at)
    assert isinstance(answer, Refusal), answer
    return answer.code


def made(**how: Any) -> MakeLink:
    return MakeLink(client=CLIENT, link="link-new", **how)


def born(books: DictionaryBooks) -> datetime.date:
    folder = books.folder_of(CENTRE, CLIENT)
    assert folder is not None
    assert folder.client.born is not None
    return folder.client.born


def opening(books: DictionaryBooks, **wrong: Any) -> OpenLink:
    return OpenLink(client=CLIENT, link="link-new", **(wrong or {"birth_date": born(books)}))


def link(books: DictionaryBooks) -> Link:
    folder = books.folder_of(CENTRE, CLIENT)
    assert folder is not None
    found = folder.link("link-new")
    assert found is not None
    return found


SEEN = SeeLink(client=CLIENT, link="link-new")
ANSWER = AnswerForm(client=CLIENT, form=FORM, answers={"q1": 1.0})
SIGNED = Sign(
    client=CLIENT, plan=PLAN, version=1, capacity="client", kind="drawn", picture=png(), picture_type="image/png",
    reauthenticated_at=AT,
)  # fmt: skip


def test_a_link_opens_with_the_birth_date_and_leads_to_its_form_alone(books: DictionaryBooks) -> None:
    assert done(books, THERAPIST, made(form=FORM)).answer["opens_with"] == "birth-date"
    assert refused(books, BY_LINK, SEEN) == refused(books, BY_LINK, ANSWER) == "link-over"  # not opened yet
    assert done(books, BY_LINK, opening(books)).answer == {"opened": True, "left": 5}
    shown = done(books, BY_LINK, SEEN).shown
    assert (shown.form.given.form, shown.plan) == (FORM, None)
    done(books, BY_LINK, ANSWER)
    done(books, BY_LINK, msgspec.structs.replace(ANSWER, answers={}, finish="fact-by-link"))
    assert link(books).ended == "used"
    assert refused(books, BY_LINK, SEEN) == refused(books, BY_LINK, ANSWER) == "link-over"


def test_through_a_link_nothing_else_can_be_asked_for(books: DictionaryBooks) -> None:
    done(books, THERAPIST, GiveForm(client=CLIENT, form="form-other", instrument="gad7", to="client"))
    done(books, THERAPIST, made(form=FORM))
    done(books, BY_LINK, opening(books))
    folder = books.folder_of(CENTRE, CLIENT)
    assert folder is not None
    for action in sorted(built_actions() - {"answer-form"}):
        request = valid_request(action, BY_LINK, folder)
        outcome = refused(books, BY_LINK, request)
        assert outcome in {"not-through-this-link", "role-may-not", "not-granted"}, action
    other = msgspec.structs.replace(ANSWER, form="form-other")
    assert refused(books, BY_LINK, other) == "not-through-this-link"
    for elsewhere in (OpenRecord(client="walter-brandt"), OpenPlan(client="walter-brandt", plan=PLAN)):
        assert refused(books, BY_LINK, elsewhere) == "not-your-folder"
    assert refused(books, BY_LINK, msgspec.structs.replace(SEEN, link="link-form")) == "not-through-this-link"
    stolen = msgspec.structs.replace(BY_LINK, link="link-supporter")
    assert refused(books, stolen, SEEN) == "link-over"


def test_five_wrong_dates_end_it_and_the_right_one_comes_too_late(books: DictionaryBooks) -> None:
    done(books, THERAPIST, made(form=FORM))
    guesses = [datetime.date(1970, 1, day) for day in range(1, 5)]
    lefts = [done(books, BY_LINK, opening(books, birth_date=day)).answer["left"] for day in guesses]
    assert lefts == [4, 3, 2, 1]
    assert not link(books).ended
    assert done(books, BY_LINK, opening(books, code=CODE)).answer == {"opened": False, "left": 0}
    assert link(books).ended == "tries"
    assert refused(books, BY_LINK, opening(books)) == "link-over"


def test_without_a_birth_date_a_code_opens_it(books: DictionaryBooks) -> None:
    folder = books.folder_of(CENTRE, CLIENT)
    assert folder is not None
    nameless = msgspec.structs.replace(folder.client, born=None)
    entry = ClientDescribed(at=AT, by="therapist", role=Role.THERAPIST, client=nameless)
    books.entries[CENTRE, CLIENT].append(write_entry(entry))
    assert refused(books, THERAPIST, made(form=FORM)) == "no-code"
    assert done(books, THERAPIST, made(form=FORM, code=CODE)).answer["opens_with"] == "code"
    assert not done(books, BY_LINK, opening(books, birth_date=None, code="")).answer["opened"]
    assert done(books, BY_LINK, opening(books, code=CODE)).answer["opened"]


def test_it_ends_with_its_time_when_it_is_withdrawn_and_when_another_is_made(books: DictionaryBooks) -> None:
    done(books, THERAPIST, made(form=FORM))
    done(books, BY_LINK, opening(books))
    assert refused(books, BY_LINK, ANSWER, AT + 73 * HOUR) == "link-over"
    books = standing_books(plan=State.PROPOSED)
    done(books, THERAPIST, made(form=FORM))
    done(books, NURSE, EndLink(client=CLIENT, link="link-new"))
    assert refused(books, BY_LINK, opening(books)) == "link-over"
    assert refused(books, NURSE, EndLink(client=CLIENT, link="link-new")) == "link-over"
    books = standing_books(plan=State.PROPOSED)
    done(books, THERAPIST, made(form=FORM))
    done(books, THERAPIST, msgspec.structs.replace(made(form=FORM), link="link-newer"))
    assert link(books).ended == "replaced"


def test_she_signs_by_link_with_a_drawn_name_once(books: DictionaryBooks) -> None:
    done(books, THERAPIST, made(of_plan=PLAN, version=1))
    done(books, BY_LINK, opening(books))
    assert done(books, BY_LINK, SEEN).shown.plan.plan.id == PLAN
    for other in ({"version": 2}, {"capacity": "author"}, {"plan": "plan-other"}, {"witness": "nurse"}):
        assert refused(books, BY_LINK, msgspec.structs.replace(SIGNED, **other)) == "not-through-this-link"
    assert done(books, BY_LINK, SIGNED).answer["left"] == 0
    folder = books.folder_of(CENTRE, CLIENT)
    assert folder is not None
    (signed,) = folder.plans[PLAN].signed
    assert (signed.signer, signed.by, signed.witness, signed.picture) == (CLIENT, CLIENT, None, png())
    assert link(books).ended == "used"
    assert refused(books, BY_LINK, SIGNED) == "link-over"
    assert done(books, THERAPIST, OpenPlan(client=CLIENT, plan=PLAN)).shown.signed[0].picture == b""
    assert done(books, THERAPIST, OpenPlan(client=CLIENT, plan=PLAN, pictures=True)).shown.signed[0].picture == png()


def test_on_a_device_that_is_handed_over_whoever_hands_it_over_is_the_witness(books: DictionaryBooks) -> None:
    done(books, THERAPIST, made(of_plan=PLAN, version=1, in_hand=True))
    done(books, BY_LINK, opening(books))
    assert refused(books, BY_LINK, SIGNED) == "not-through-this-link"
    done(books, BY_LINK, msgspec.structs.replace(SIGNED, witness="therapist"))


def test_whoever_does_not_sign_has_used_the_link_too_and_a_new_version_ends_it(books: DictionaryBooks) -> None:
    done(books, THERAPIST, made(of_plan=PLAN, version=1))
    done(books, BY_LINK, opening(books))
    no = DeclineToSign(client=CLIENT, plan=PLAN, version=1, capacity="client", why="not-now")
    done(books, BY_LINK, no)
    assert link(books).ended == "used"
    done(books, THERAPIST, msgspec.structs.replace(made(of_plan=PLAN, version=1), link="link-second"))
    revise(books, clinical="Another wording.")
    done(books, THERAPIST, asked_for_signatures())
    folder = books.folder_of(CENTRE, CLIENT)
    assert folder is not None
    second = folder.link("link-second")
    assert second is not None
    assert second.ended == "replaced"


def test_a_supporter_signs_by_a_link_of_their_own_with_a_code(books: DictionaryBooks) -> None:
    for_kwame = made(of_plan=PLAN, version=1, signer=SUPPORTER)
    assert refused(books, THERAPIST, for_kwame) == "no-code"  # the client's birth date is not theirs
    done(books, THERAPIST, msgspec.structs.replace(for_kwame, code=CODE))
    assert not done(books, KWAME_BY_LINK, opening(books)).answer["opened"]
    assert refused(books, RUTH, opening(books)) == "not-your-link"
    assert done(books, KWAME_BY_LINK, opening(books, code=CODE)).answer["opened"]
    done(books, KWAME_BY_LINK, SIGNED)
    folder = books.folder_of(CENTRE, CLIENT)
    assert folder is not None
    assert folder.plans[PLAN].signed[-1].signer == SUPPORTER


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({}, "one-purpose"),
        ({"form": FORM, "of_plan": PLAN}, "one-purpose"),
        ({"form": "form-none"}, "no-such-form"),
        ({"form": FORM, "signer": SUPPORTER}, "not-your-form"),
        ({"of_plan": "plan-none", "version": 1}, "no-such-plan"),
        ({"of_plan": PLAN, "version": 7}, "stale-version"),
        ({"of_plan": PLAN, "version": 1, "signer": "nurse"}, "not-a-signer"),
    ],
)
def test_a_link_that_would_lead_nowhere_is_not_made(how: Any, code: str, books: DictionaryBooks) -> None:
    assert refused(books, THERAPIST, made(**how)) == code


def test_a_plan_that_is_signed_and_one_that_is_a_draft_get_no_link() -> None:
    assert refused(standing_books(plan=State.ACTIVE), THERAPIST, made(of_plan=PLAN, version=1)) == "nothing-to-sign"
    assert refused(standing_books(), THERAPIST, made(of_plan=PLAN, version=1)) == "not-in-this-state"


def test_intake_makes_one_while_the_client_is_an_enquiry() -> None:
    books = standing_books(stay=Stay.ENQUIRY, plan=None)
    done(books, member(Role.INTAKE), made(form=FORM))
    done(books, BY_LINK, opening(books))
    done(books, BY_LINK, ANSWER)
