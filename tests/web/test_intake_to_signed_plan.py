"""From a call for help to a plan in force and on paper, for three of the cast, in a real browser. Somebody asks; the
record that another house kept arrives; therapist and client finish the plan and sign, in either order."""

import datetime
import io
import re
import uuid
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from goldthread.case import Case, cast_path, read_case
from goldthread.wiring.past import moved
from real_browser import DESKTOP, PHONE, Centre, Visitor, axe
from real_commands import SECRET, House

ENGLISH = re.compile(r"\b(the|your|plan is|what|with you|sign|back|send|more)\b", re.IGNORECASE)
HOPES = {
    "miguel-herrera": "Quiero tocar en la boda de mi hermana sin que me tiemblen las manos.",
    "daniel-kowalski": "I want to hold the level steady again.",
    "helen-iversen": "I want to be at the pool when it opens.",
}


class Harbour(Centre):
    """A new centre: an intake worker, a therapist, and nobody who asked for help yet."""

    def __init__(self, house: House, served: Any) -> None:
        self.house, self.served, self.password = house, served, SECRET
        self.address = f"http://localhost:{served.port}"
        self.token = house.token("tess")


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harbour]:
    house = House(tmp_path_factory.mktemp("harbour") / "home").with_centre()
    house.with_account("ines", "intake")
    house.with_account("tess", "therapist")
    with house.served() as served:
        yield Harbour(house, served)


def at_desk(browser: Browser, harbour: Harbour, login: str) -> Visitor:
    visitor = Visitor(browser.new_context(viewport=DESKTOP), harbour)
    visitor.go("/sign-in/")
    visitor.sign_in(login)
    return visitor


def press(visitor: Visitor, name: str, role: Any = "button") -> None:
    main = visitor.page.get_by_role("main")
    with visitor.page.expect_navigation():
        main.get_by_role(role, name=re.compile(f"^{re.escape(name)}")).first.click()


def the_case(name: str) -> Case:
    """As it would be of today."""
    return moved(read_case(cast_path(name)).case, datetime.datetime.now(datetime.UTC).date(), 1)


@pytest.mark.parametrize(
    ("name", "first"), [("miguel-herrera", "client"), ("daniel-kowalski", "author"), ("helen-iversen", "client")]
)
def test_from_intake_to_a_plan_in_force(browser: Browser, harbour: Harbour, name: str, first: str) -> None:
    case = the_case(name)
    tess = at_desk(browser, harbour, "tess")
    record = taken_in(at_desk(browser, harbour, "ines"), case)
    brought(harbour, record, case)
    agreement = drafted_and_asked(tess, record, name)
    for who in ("client", "author") if first == "client" else ("author", "client"):
        assert f"not signed by the {who} yet" in tess.text()
        if who == "client":
            on_the_phone(browser, tess, case)
        else:
            at_the_desk(tess)
        tess.go(agreement)
        assert f"not signed by the {who} yet" not in tess.text()
    press(tess, "Start the plan")
    assert "The plan is active." in tess.text()
    on_paper(tess, case)
    assert tess.complaints == []
    tess.context.close()


def taken_in(ines: Visitor, case: Case) -> str:
    """The enquiry is taken and treatment begins; the address of the record, which then closes to intake."""
    person = case.record.client
    press(ines, "Take an enquiry", "link")
    ines.page.fill("[name=name]", person.name)
    ines.page.fill("[name=born]", str(person.born))
    ines.page.select_option("[name=language]", person.language)
    ines.page.fill("[name=contact]", "By telephone in the morning")
    press(ines, "Take the enquiry")
    record: str = ines.page.url.removeprefix(ines.centre.address).partition("?")[0]
    press(ines, "Begin treatment", "link")
    ines.page.select_option("[name=seat]", label="Name of tess (therapist)")
    press(ines, "Begin treatment")
    assert ines.go(record) == 403
    ines.context.close()
    return record


def brought(harbour: Harbour, record: str, case: Case) -> None:
    """What the house before wrote down arrives."""
    asked = {"client": record.split("/")[2], "facts": msgspec.to_builtins(case.record.facts)}
    status, answer = harbour.served.act("import-record", harbour.token, asked, Idempotency_Key=uuid.uuid4().hex)
    assert status == 200, answer


def drafted_and_asked(tess: Visitor, record: str, name: str) -> str:
    """A draft of the record, what is grave in it settled, a goal in the client's words; the page of signatures."""
    tess.page.reload()
    row = re.compile(f"{re.escape(the_case(name).record.client.name)}, No plan yet")
    with tess.page.expect_navigation():
        tess.page.get_by_role("main").get_by_role("link", name=row).first.click()
    if "/plans/" not in tess.page.url:
        press(tess, "Start a draft", "link")
    press(tess, "Start a draft from the record")
    plan = tess.page.url.partition("?")[0]
    assert plan.startswith(f"{tess.centre.address}{record}plans/")
    press(tess, "Signatures and start", "link")
    assert ("grave" in tess.text()) == (name == "daniel-kowalski")
    if "grave" in tess.text():
        press(tess, "There is a risk of withdrawal", "link")
        tess.page.select_option("#edit [name=monitoring]", "outpatient-daily")
        press(tess, "Save")
    else:
        press(tess, "Back to the plan", "link")
    goal = tess.page.locator("#tree a[href^='?item=goal-']:not(:has(q, .gt-own))").first.get_attribute("href")
    tess.page.goto(f"{plan}{goal}")
    tess.page.fill("#edit [name=own_words]", HOPES[name])
    press(tess, "Save")
    assert HOPES[name] in tess.text()
    press(tess, "Signatures and start", "link")
    assert "grave" not in tess.text()
    tess.page.fill("#cause", "The first plan.")
    press(tess, "Ask them")
    return tess.page.url.removeprefix(tess.centre.address).partition("?")[0]


def on_the_phone(browser: Browser, tess: Visitor, case: Case) -> None:
    """The client reads and signs on an old phone without scripts, in their language; a stranger gets no further."""
    with tess.page.expect_navigation():
        tess.page.locator("article:has-text('(client)') button[value=send]").click()
    link, person = tess.page.input_value("#address"), case.record.client
    spanish = person.language == "es"
    about: Any = {"viewport": PHONE, "java_script_enabled": False, "locale": "es-US" if spanish else "en-US"}
    phone = Visitor(browser.new_context(**about), tess.centre)
    page, born = phone.page, person.born
    assert born is not None
    page.goto(link)
    for year in (born.year + 1, born.year):
        for part, value in (("day", born.day), ("month", born.month), ("year", year)):
            page.fill(f"[name={part}]", str(value))
        page.get_by_role("button", name="Abrir" if spanish else "Open").click()
        assert (HOPES[person.id] in phone.text()) == (year == born.year)
        _in_their_language(phone, spanish)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.fill("[name=name]", person.name)
    page.get_by_role("button", name="Firmar" if spanish else "Sign", exact=True).click()
    assert ("Has firmado" if spanish else "You have signed") in phone.text()
    _in_their_language(phone, spanish)
    phone.context.close()


def _in_their_language(phone: Visitor, spanish: bool) -> None:
    assert phone.page.get_attribute("html", "lang") == ("es" if spanish else "en")
    if spanish:
        assert ENGLISH.findall(phone.text()) == []


def at_the_desk(tess: Visitor) -> None:
    """The author signs, and shows once more who it is."""
    press(tess, "Read and sign", "link")
    assert axe(tess.page) == []
    press(tess, "Sign")
    assert "You have signed." not in tess.text()
    tess.page.fill("[name=password]", tess.centre.password)
    with tess.page.expect_navigation():
        tess.page.press("[name=password]", "Enter")
    assert "You have signed." in tess.text()


def on_paper(tess: Visitor, case: Case) -> None:
    """Each paper: said in whose language it is for, with both names under it where it has names."""
    person = case.record.client
    client, plan = re.findall(r"/clients/([\w-]+)/plans/([\w-]+)/", tess.page.url)[0]
    for kind in ("team", "client", "card", "safety", "evidence"):
        whole = person.id == "miguel-herrera"  # a PDF takes a second or two: of one all of them
        answer = tess.context.request.get(f"{tess.centre.address}/papers/{client}/{plan}/{kind}{'.pdf' * whole}")
        assert answer.status == 200
        text = _text_of(answer.body(), person.language if kind in ("client", "card", "safety") else "en", pdf=whole)
        assert "Harbour House" in text
        if kind in ("team", "client", "evidence"):
            assert person.name in text
            assert "Name of tess" in text
        if kind == "evidence":
            assert text.index("Holes in this packet") < text.index("From need to signature")
        if kind in ("client", "card", "safety") and whole:
            assert re.search("Mi plan|Mi tarjeta|Mi plan de seguridad", text)
            assert not re.search("My plan|My card|Who helps|What I want", text)


def _text_of(body: bytes, language: str, *, pdf: bool) -> str:
    if not pdf:
        page = body.decode()
        assert f'<html lang="{language}"' in page
        return page
    document = PdfReader(io.BytesIO(body))
    root: Any = document.trailer["/Root"].get_object()
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, language)
    return " ".join(" ".join(each.extract_text().split()) for each in document.pages)
