"""Signing on the pages of the team: one's own name, a no, what came of asking others, and what is asked again."""

import datetime
import time
from base64 import b64encode
from typing import Any

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from asking import ask
from goldthread.plan import Goal, State
from goldthread.plan.operations import ChangeField
from goldthread.practice.action import Request
from goldthread.practice.actions.ask_for_signatures import AskForSignatures
from goldthread.practice.actions.edit_plan import EditPlan
from goldthread.practice.actions.open_plan import OpenPlan
from goldthread.practice.actions.take_back_plan import TakeBackPlan
from goldthread.practice.entries import Signed
from goldthread.practice.perform import Done
from goldthread.practice.viewing import PlanView
from goldthread.terms import Role
from signatures import JPEG, png
from standing_folders import member
from whole_site import CLIENT, NAMED, PLAN, _make, browser_of, site

CENTRE = "harbour-signing"
AGREEMENT = f"/clients/{CLIENT}/plans/{PLAN}/agreement/"
DRAWN = f"data:image/png;base64,{b64encode(png()).decode()}"
THERAPIST = msgspec.structs.replace(member(Role.THERAPIST), centre=CENTRE)


@pytest.fixture(scope="module", autouse=True)
def _centre() -> None:
    """A centre of its own: nobody else stumbles over what is signed here."""
    site()
    _make(CENTRE, State.PROPOSED)


def at_desk(name: str, *, again: float | None = 0.0) -> Client:
    """Somebody's browser; `again`: how many seconds ago they showed once more who they are; None: not at all."""
    browser = browser_of(NAMED[name], centre=CENTRE)
    if again is not None:
        shown(browser, again)
    return browser


def shown(browser: Client, ago: float = 0.0) -> None:
    session = browser.session
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time() - ago, "reauthenticated": True}
    ]
    session.save()


def by_program(request: Request) -> Any:
    from goldthread.store.books import StoreBooks  # noqa: PLC0415 - Django is set up by now

    done = ask(StoreBooks(), THERAPIST, request, at=datetime.datetime.now(datetime.UTC), key=f"k-{time.time_ns()}")
    assert isinstance(done, Done), done
    return done


def opened() -> PlanView:
    view: PlanView = by_program(OpenPlan(client=CLIENT, plan=PLAN)).shown
    return view


def signed() -> tuple[Signed, ...]:
    return opened().signed


def sent(**more: Any) -> dict[str, Any]:
    version = opened().versions[-1].number  # the newest one, as the page has it
    return {"once": f"key-{time.time_ns()}", "version": version, "name": "Their whole name", **more}


def test_no_name_counts_before_it_is_known_whose_it_is_neither_typed_nor_drawn() -> None:
    before = signed()
    for name, path in (("nurse", f"{AGREEMENT}sign/"), ("client", "/my/signature/")):
        for ago in (None, 301.0):
            for drawn in ("", DRAWN):
                answer = at_desk(name, again=ago).post(path, sent(drawn=drawn))
                assert answer.status_code == 302
                assert answer.headers["Location"].startswith("/sign-in/again/")
    assert signed() == before


def test_a_version_that_was_not_before_them_is_not_signed() -> None:
    before = signed()
    for name, path in (("nurse", f"{AGREEMENT}sign/"), ("client", "/my/signature/")):
        for version in ("", "7", "٣"):
            answer = at_desk(name).post(path, sent(version=version))
            assert answer.status_code in (200, 409, 422), answer.status_code
    assert signed() == before


def test_the_supervisor_chooses_as_what_she_signs_and_writes_down_a_no_with_words() -> None:
    browser = at_desk("supervisor")
    page = browser.get(f"{AGREEMENT}sign/").content.decode()
    assert 'value="countersign"' in page
    assert "Open the plan" in page
    without = browser.post(f"{AGREEMENT}no/", sent(**{"as": "supervisor", "why": "does-not-agree", "words": " "}))
    assert without.status_code == 422
    words = "The goal on sleep has no first step."
    said = browser.post(
        f"{AGREEMENT}no/", sent(**{"as": "supervisor", "why": "does-not-agree", "words": words}), follow=True
    )
    assert f"“{words}”" in said.content.decode()
    assert [each.words for each in opened().declined][-1] == words


def test_what_came_of_asking_her_is_written_down_as_hers_with_who_wrote_it() -> None:
    browser, path = at_desk("case-manager"), f"{AGREEMENT}signers/{CLIENT}/"
    assert browser.post(path, sent(do="tried", how="phone", outcome="")).status_code == 422
    said = browser.post(path, sent(do="tried", how="phone", outcome="Nobody answered."), follow=True).content.decode()
    assert "by telephone: Nobody answered." in said
    assert browser.post(path, sent(do="no", why="unable", words="")).status_code == 422
    told = sent(do="no", why="unable", words="Her hand is in plaster.", instead="The supervisor looks at it.")
    said = browser.post(path, told, follow=True).content.decode()
    assert "cannot sign" in said
    assert "written down by Holder case-manager" in said
    hidden = SimpleUploadedFile("page.png", b"%PDF-1.7", content_type="image/png")
    assert browser.post(path, sent(do="paper", page=hidden)).status_code == 422
    scan = SimpleUploadedFile("page.jpg", JPEG, content_type="image/jpeg")
    said = browser.post(path, sent(do="paper", page=scan), follow=True).content.decode()
    assert "data:image/jpeg;base64," in said
    last = signed()[-1]
    assert (last.signer, last.by, last.kind) == (CLIENT, "case-manager", "paper-scan")


def test_of_a_colleague_only_a_try_can_be_written_down() -> None:
    nurse, path = at_desk("nurse"), f"{AGREEMENT}signers/therapist/"
    assert "They do not sign" not in nurse.get(path).content.decode()
    before = opened().declined
    assert nurse.post(path, sent(do="no", why="unable", words="She is away.")).status_code == 422
    assert opened().declined == before
    assert nurse.get(f"{AGREEMENT}signers/nobody/").status_code == 404


def test_several_sign_in_any_order_and_only_what_changed_asks_again() -> None:
    nurse = at_desk("nurse")
    assert nurse.post(f"{AGREEMENT}sign/", sent(drawn=DRAWN)).headers["Location"] == AGREEMENT
    assert (signed()[-1].capacity, signed()[-1].kind) == ("team", "drawn")
    shown(nurse)
    said = at_desk("therapist").post(f"{AGREEMENT}sign/", sent(), follow=True).content.decode()
    assert "Holder therapist (author)" in said
    goal = _changed_and_asked_again()
    page = nurse.get(f"{AGREEMENT}sign/").content.decode()
    assert "1 part is new or has changed" in page
    assert "Changed since you signed" in page
    nurse.post(f"{AGREEMENT}sign/", sent())
    assert set(signed()[-1].items) == {goal}
    assert "Nothing here asks for your signature." in nurse.get(f"{AGREEMENT}sign/", follow=True).content.decode()


def _changed_and_asked_again() -> str:
    by_program(TakeBackPlan(client=CLIENT, plan=PLAN, reason="One goal is said otherwise."))
    view = opened()
    assert view.plan is not None
    goal: Goal = view.plan.goals[0]
    change = ChangeField(
        collection="goals", id=goal.id, field="clinical", before=goal.clinical, after="She sails to the second buoy."
    )
    by_program(EditPlan(client=CLIENT, plan=PLAN, seen=view.revision, operations=(change,)))
    by_program(AskForSignatures(client=CLIENT, plan=PLAN, of={"nurse": "team", CLIENT: "client"}, cause="One goal."))
    return goal.id


def test_each_thing_that_stops_a_plan_leads_to_where_it_is_mended() -> None:
    page = at_desk("therapist").get(AGREEMENT).content.decode()
    assert f'href="#signer-{CLIENT}-client"' in page
    assert f'id="signer-{CLIENT}-client"' in page
    assert f"{AGREEMENT}sign/?as=author" in page
    assert at_desk("compliance").get(f"{AGREEMENT}sign/").status_code == 403


def test_what_was_drawn_stands_on_the_papers_with_the_name_of_the_centre() -> None:
    evidence = at_desk("compliance").get(f"/papers/{CLIENT}/{PLAN}/evidence").content.decode()
    assert "The signature of Holder nurse" in evidence
    assert DRAWN in evidence
    hers = at_desk("client").get(f"/papers/{CLIENT}/{PLAN}/client").content.decode()
    assert f"House of {CENTRE}" in hers
    assert "Who has said yes to it" in hers
    assert f"House of {CENTRE}" in at_desk("client").get(f"/papers/{CLIENT}/{PLAN}/card").content.decode()
