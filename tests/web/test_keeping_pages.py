"""A folder as a whole on its pages: joined, taken apart, copied, erased; its accounts; the list of broken glasses."""

import datetime
import json
import re
import time
import uuid
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from asking import ask
from goldthread.case import read_case
from goldthread.plan import Level
from goldthread.practice.actions.admit import Admit
from goldthread.practice.actions.break_glass import BreakGlass
from goldthread.practice.actions.complete import Complete
from goldthread.practice.actions.grant_access import GrantAccess
from goldthread.practice.actions.record_fact import RecordFact
from goldthread.practice.actions.take_enquiry import TakeEnquiry
from goldthread.practice.people import CLINICIANS, Actor
from goldthread.practice.perform import Done
from goldthread.record import Client as Person
from goldthread.record import Strength
from goldthread.terms import Role
from standing_folders import member, outsider
from whole_site import NAMED, NEIGHBOUR, browser_of, site

REASON = "The same person came twice."
NOWHERE = "c-0123456789ab"
LONG_AGO, AGAIN = 3600, "/sign-in/again/"


@pytest.fixture(scope="module", autouse=True)
def _served() -> None:
    """The server, before anybody asks it."""
    site()


def browser(who: str, *, ago: float | None = 0) -> Client:
    """Somebody who showed so many seconds ago who they are; None: not since they signed in."""
    found = browser_of(NAMED[who])
    session = found.session
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session["account_authentication_methods"] = (
        [] if ago is None else [{"method": "password", "at": time.time() - ago, "reauthenticated": True}]
    )
    session.save()
    return found


def send(who: str, path: str, **fields: Any) -> Any:
    """A form; `ago`: as of `browser`."""
    found = browser(who, ago=fields.pop("ago", 0))
    return found.post(path, {"once": uuid.uuid4().hex, **fields})


def read(who: str, path: str) -> str:
    answer = browser(who).get(path)
    assert answer.status_code == 200, (who, path, answer.status_code)
    text: str = unescape(answer.content.decode())
    return text


def done(role: Role, request: Any, *, who: Actor | None = None) -> Done:
    from goldthread.store.books import StoreBooks  # noqa: PLC0415 - Django is set up by then

    now = datetime.datetime.now(datetime.UTC)
    answer = ask(StoreBooks(), who or member(role), request, at=now, key=uuid.uuid4().hex)
    assert isinstance(answer, Done), answer
    return answer


def newcomer(name: str, *, born: datetime.date | None = None, admitted: bool = False, over: bool = False) -> str:
    """A client of the test's own; the id."""
    client, today = f"c-{uuid.uuid4().hex[:12]}", datetime.datetime.now(datetime.UTC).date()
    done(Role.INTAKE, TakeEnquiry(client=client, person=Person(id=client, name=name, born=born)))
    said: dict[str, Any] = {"said_by": "client", "recorded_by": "intake", "recorded_on": today, "source": "talk"}
    fact = Strength(id="fact-one", text=f"I mend nets, says {name}.", **said)
    done(Role.INTAKE, RecordFact(client=client, fact=fact))
    if admitted or over:
        role: dict[str, Any] = {"responsible": "therapist", "as_role": Role.THERAPIST}
        done(Role.INTAKE, Admit(client=client, on=today, level=Level.OUTPATIENT, **role))
    if over:
        done(Role.THERAPIST, Complete(client=client, on=today, outcome="completed"))
    return client


def test_two_folders_are_seen_side_by_side_joined_and_taken_apart() -> None:
    one = newcomer("Nils Ahlgren", born=datetime.date(1990, 5, 1), admitted=True)
    two = newcomer("Nils Ahlgren")
    assert f"?other={two}" in read("compliance", f"/clients/{one}/join/")
    at = f"/clients/{one}/join/?other={two}"
    page = read("compliance", at)
    assert "The two differ in: birth date" in page
    assert "1 facts of both have the same number" in page
    assert "I mend nets" not in page  # nothing of what the record says
    said = {"reason": REASON, "sure": "on"}
    assert send("compliance", at, reason=REASON).status_code == 422  # not sure
    asked = send("compliance", at, ago=LONG_AGO, **said)
    assert urlsplit(asked["Location"]).path == AGAIN
    assert "Goes in" in read("compliance", at)  # nothing was done
    once = uuid.uuid4().hex
    for _ in range(2):  # sent twice, done once
        assert send("compliance", at, once=once, **said).status_code in (302, 422)
    assert "It was joined to another folder" in read("compliance", f"/clients/{two}/folder/")
    record = read("therapist", f"/clients/{one}/")
    assert record.count("I mend nets") >= 2, re.sub(r"<[^>]+>|\s+", " ", record)
    assert "cannot be joined" in read("compliance", at)
    apart = f"/clients/{one}/apart/{two}/"
    assert "1 fact leaves the record" in read("compliance", apart)
    assert send("compliance", apart, reason="Two people after all.").status_code == 302
    assert "enquiry" in read("compliance", f"/clients/{two}/folder/")
    assert "These two are not joined" in read("compliance", apart)
    assert send("compliance", apart, reason="And once more.").status_code == 422


@pytest.mark.parametrize("who", ["therapist", "supervisor", "administrator", "intake", "client"])
def test_nobody_else_joins_or_erases(who: str) -> None:
    client = newcomer("Ada Ferris")
    for path in (
        f"/clients/{client}/join/?other={NEIGHBOUR}",
        f"/clients/{client}/erase/",
        f"/clients/{client}/apart/x/",
    ):
        assert browser(who).get(path).status_code == 403, path
        assert send(who, path, reason=REASON, sure="on").status_code == 403, path
    assert "Ada Ferris" in read("compliance", f"/clients/{client}/folder/")


def test_a_form_without_its_token_joins_nothing() -> None:
    one, two = newcomer("Rolf Mann"), newcomer("Rolf Mann")
    found = browser_of(NAMED["compliance"], csrf=True)
    answer = found.post(f"/clients/{one}/join/?other={two}", {"once": uuid.uuid4().hex, "reason": REASON, "sure": "on"})
    assert answer.status_code == 403
    assert "joined to another" not in read("compliance", f"/clients/{two}/folder/")


def test_a_copy_is_handed_out_once_for_each_line_in_the_folder() -> None:
    client = newcomer("Ines Marlow")
    at, once = f"/clients/{client}/copy/", uuid.uuid4().hex
    said = {"to": "Dr. Vogel, river clinic", "purpose": "She goes on there.", "kind": "all"}
    assert send("compliance", at, **{**said, "to": ""}).status_code == 422
    handed = send("compliance", at, once=once, **said)
    assert handed["Content-Type"] == "application/json"
    assert handed["Content-Disposition"] == 'attachment; filename="goldthread-copy.json"'
    assert handed["Cache-Control"] == "no-store"
    assert json.loads(handed.content)["case"]["record"]["client"]["name"] == "Ines Marlow"
    assert send("compliance", at, once=once, **said).status_code == 302  # the same form again: no second copy
    trace = read("compliance", f"/clients/{client}/trace/")
    assert trace.count("Hand out a copy of the folder") == 1
    text = send("compliance", at, **{**said, "kind": "case"})
    assert read_case(text.content.decode(), file="copy").case.record.client.name == "Ines Marlow"
    for who in (
        "therapist",
        "administrator",
        "supervisor",
        "client",
    ):  # she is on the supervisor's team no more than on theirs
        assert send(who, at, **said).status_code == 403, who


def test_a_client_takes_a_copy_of_what_is_kept_about_them() -> None:
    assert "/my/copy/" in read("client", "/my/more/")
    handed = send("client", "/my/copy/", kind="case")
    assert read_case(handed.content.decode(), file="copy").case.record.client.name == "Ruth Okafor"
    assert json.loads(send("client", "/my/copy/", kind="all").content)["stay"] == "admitted"
    assert send("client", "/my/copy/").status_code == 422
    assert send("therapist", "/my/copy/", kind="all").status_code == 403


def test_a_folder_is_erased_for_good_by_who_types_its_name_and_its_accounts_go_too() -> None:
    from goldthread.store.chain import verify  # noqa: PLC0415 - Django is set up by then
    from goldthread.wiring.web_door import door  # noqa: PLC0415 - likewise

    here = newcomer("Jo Lindgren", admitted=True)
    assert "Nobody is erased while in treatment" in read("compliance", f"/clients/{here}/erase/")
    client = newcomer("Jo Lindgren", over=True)
    card = send("therapist", f"/clients/{client}/accounts/", do="open", kind="client", name="Jo", login=f"jo-{client}")
    password = _password(card)
    assert door().sign_in("harbour", f"jo-{client}", password) is not None
    at = f"/clients/{client}/erase/"
    said = {
        "ground": "retention-ended",
        "reason": "The time for keeping is over.",
        "name": " jo  LINDGREN",
        "known": "on",
    }
    for wrong in ({"name": "Jo Lindgrun"}, {"ground": "because"}, {"reason": "over"}, {"known": ""}):
        assert send("compliance", at, **{**said, **wrong}).status_code == 422, wrong
    assert urlsplit(send("compliance", at, ago=None, **said)["Location"]).path == AGAIN
    assert read("compliance", f"/clients/{client}/folder/")
    gone = send("compliance", at, **said)
    assert gone["Location"] == "/centre/erased/"
    assert "can never be read again" in read("compliance", "/centre/erased/")
    assert browser("compliance").get(f"/clients/{client}/folder/").status_code == 410
    assert door().sign_in("harbour", f"jo-{client}", password) is None
    assert door().staff.called("harbour", f"jo-{client}") is None  # type: ignore[union-attr]  # there are accounts here
    assert verify("harbour", using="default") == ()


def _password(answer: Any) -> str:
    found = re.search(r"data-first-password>([^<]+)<", answer.content.decode())
    assert found is not None, answer.content.decode()
    return found.group(1)


def test_a_team_opens_accounts_for_the_client_and_for_whom_the_client_may_let_in() -> None:
    from goldthread.wiring.web_door import door  # noqa: PLC0415 - Django is set up by then

    client = newcomer("Mira Sole", admitted=True)
    at, once = f"/clients/{client}/accounts/", uuid.uuid4().hex
    said = {"do": "open", "kind": "client", "name": "Mira Sole", "login": f"mira-{client}"}
    made = send("therapist", at, once=once, **said)
    password = _password(made)
    assert made.content.decode().count("Mira Sole") >= 1
    assert not {"treatment plan", "therap", "clinic"} & set(re.split(r"\W+", _card(made).lower()))
    account = door().sign_in("harbour", said["login"], password)
    assert account is not None
    assert (account.client, account.roles) == (client, (Role.CLIENT,))
    assert send("therapist", at, once=once, **said).status_code == 302  # sent twice: one account, no second password
    assert door().sign_in("harbour", said["login"], password) is not None
    assert "has an account already" in send("therapist", at, **{**said, "login": "another"}).content.decode()
    other = {"do": "open", "kind": "supporter", "name": "Ola Sole"}
    assert "signs in with this login" in send("therapist", at, **other, login=said["login"].upper()).content.decode()
    assert _password(send("therapist", at, **other, login=f"ola-{client}"))
    ola = door().staff.called("harbour", f"ola-{client}")  # type: ignore[union-attr]  # there are accounts here
    assert ola is not None
    assert ola.roles == (Role.SUPPORTER,)
    fresh = _password(send("therapist", at, do="password", member=account.id))
    assert door().sign_in("harbour", said["login"], password) is None
    assert door().sign_in("harbour", said["login"], fresh) is not None
    assert send("therapist", at, do="close", member=account.id).status_code == 302
    assert door().sign_in("harbour", said["login"], fresh) is None
    assert "Closed" in read("therapist", at)


def test_a_client_who_lost_their_phone_signs_in_again_with_a_new_password_alone() -> None:
    from allauth.mfa.models import Authenticator  # noqa: PLC0415 - Django is set up by then

    from goldthread.web.models import Account  # noqa: PLC0415 - likewise
    from goldthread.wiring.web_door import door  # noqa: PLC0415 - likewise

    client = newcomer("Nora Lind", admitted=True)
    at, login = f"/clients/{client}/accounts/", f"nora-{client}"
    first = _password(send("therapist", at, do="open", kind="client", name="Nora Lind", login=login))
    nora = door().sign_in("harbour", login, first)
    assert nora is not None
    steps = Authenticator.objects.filter(user_id=Account.objects.create(id=f"harbour/{nora.id}").pk)
    secret = door().seals.seal_secret("harbour", "JBSWY3DPEHPK3PXP")
    Authenticator.objects.create(user_id=f"harbour/{nora.id}", type="totp", data={"secret": secret})
    for who in ("nurse", "administrator", "client", "therapist outside the team"):
        assert send(who, at, do="second", member=nora.id).status_code == 403, who
    assert "not of this client" in send("therapist", at, do="second", member="ruth").content.decode()
    assert send("therapist", at, do="second", member=nora.id, ago=LONG_AGO).headers["Location"].startswith(AGAIN)
    assert _password(send("therapist", at, do="password", member=nora.id))
    assert steps.count() == 1  # another password alone leaves it
    fresh = _password(send("therapist", at, do="second", member=nora.id))
    assert steps.count() == 0
    visitor = Client()
    visitor.post("/sign-in/", {"centre": "harbour", "login": login, "password": fresh})
    assert visitor.get("/still-here/").status_code == 204


def _card(answer: Any) -> str:
    text: str = answer.content.decode()
    return re.sub(r"<[^>]+>", " ", text[text.index("To hand over") : text.index("Who can sign in")])


def test_accounts_of_others_are_out_of_reach() -> None:
    from goldthread.wiring.web_door import door  # noqa: PLC0415 - Django is set up by then

    client = newcomer("Finn Dahl", admitted=True)
    at = f"/clients/{client}/accounts/"
    done(Role.THERAPIST, GrantAccess(client=client, member="nurse", as_role=Role.NURSE))
    for who in ("nurse", "prescriber", "compliance", "administrator", "client", "therapist outside the team"):
        assert browser(who).get(at).status_code == 403, who
        said = {"do": "open", "kind": "client", "name": "Finn", "login": f"finn-{who[:3]}"}
        assert send(who, at, **said).status_code == 403, who
    before = door().account("harbour", "nurse")
    for do in ("close", "password"):  # an account that hangs on nobody, and one of another client
        for whose in ("nurse", "ruth", "administrator"):
            assert "not of this client" in send("therapist", at, do=do, member=whose).content.decode()
    assert door().account("harbour", "nurse") == before
    assert send("therapist", at, do="rename", member="ruth").status_code == 404


def test_compliance_finds_every_broken_glass_and_notes_that_it_looked() -> None:
    client, why = newcomer("Vera Quist", admitted=True), "She was found on the stairs."
    who = "nurse outside the team"
    assert send(who, f"/clients/{client}/glass/", reason=why).status_code == 302
    page = read("compliance", "/centre/glasses/?state=open&days=7&who=other-nurse")
    assert why in page
    assert "Vera Quist" in page
    assert why not in read("compliance", "/centre/glasses/?state=looked")
    assert why not in read("compliance", "/centre/glasses/?who=therapist")
    card = page[page.index(f"/clients/{client}/trace/") :]
    hidden = dict(re.findall(r'name="(member|since)" value="([^"]+)"', card)[:2])
    once, said = uuid.uuid4().hex, {"client": client, **hidden, "words": "We spoke. It was needed."}
    for _ in range(2):  # sent twice, noted once
        assert send("compliance", "/centre/glasses/", once=once, **said).status_code == 302
    assert "We spoke. It was needed." in read("compliance", "/centre/glasses/?state=looked")
    assert why not in read("compliance", "/centre/glasses/?state=open")
    assert send("compliance", "/centre/glasses/", **said).status_code == 409
    assert send("compliance", "/centre/glasses/", **{**said, "member": "nobody"}).status_code == 404
    for other in ("nurse", "supervisor", "administrator", "client", "intake"):
        assert browser(other).get("/centre/glasses/").status_code == 403, other
        assert send(other, "/centre/glasses/", **said).status_code == 403, other
    for bad in ("yesterday~a~b", "2026-01-01~a~b", f"{hidden['since']}~a"):
        assert browser("compliance").get("/centre/glasses/", {"below": bad}).status_code == 400, bad


def test_the_list_of_glasses_is_turned_page_by_page_and_names_each_once() -> None:
    for _ in range(4):
        client = newcomer("Many Nights")
        for role in CLINICIANS:
            done(role, BreakGlass(client=client, reason="A page of many reasons."), who=outsider(role))
    first = read("compliance", "/centre/glasses/")
    older = re.search(r'href="(\?[^"]*below=[^"]*)"', first)
    assert older is not None
    second = read("compliance", f"/centre/glasses/{older.group(1)}")
    found = [re.findall(r'name="since" value="([^"]+)"', page) for page in (first, second)]
    assert (len(found[0]), len(set(found[0] + found[1]))) == (25, len(found[0] + found[1]))
    assert len(found[0] + found[1]) >= 28


def test_whether_there_is_a_folder_is_told_to_nobody_outside() -> None:
    client = newcomer("Tess Arden", admitted=True)
    for who in ("therapist outside the team", "nurse outside the team"):
        for page in ("", "team/", "stay/", "trace/"):
            there, nowhere = (browser(who).get(f"/clients/{each}/{page}") for each in (client, NOWHERE))
            assert there.status_code == nowhere.status_code == 403
            assert main_of(there).replace(client, NOWHERE) == main_of(nowhere)


def main_of(answer: Any) -> str:
    text: str = answer.content.decode()
    return text[text.index("<main") : text.index("</main>")]
