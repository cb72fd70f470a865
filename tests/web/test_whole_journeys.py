"""Whole ways through the centre in a real browser, each with what must not happen on it."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from by_keyboard import Keyboard
from real_browser import PHONE, Centre, SignedIn, Visitor, axe

Somebody = Callable[..., Visitor]
_NAME, _BORN = "Mara Lindqvist", 1988
_WORDS = "I lie awake until the first tram."
_HOPE = "I want to hear the first tram and turn over."


@pytest.fixture
def somebody(browser: Browser, centre: Centre) -> Iterator[Somebody]:
    """People at browsers of their own, signed in nowhere: `somebody(viewport=…)`."""
    opened = []

    def enter(**options: Any) -> Visitor:
        opened.append(browser.new_context(**{"locale": "en-US", **options}))
        return Visitor(opened[-1], centre)

    yield enter
    for each in opened:
        each.close()


def _link(page: Page, name: str) -> Any:
    return page.get_by_role("main").get_by_role("link", name=name).first


def _button(page: Page, name: str) -> Any:
    return page.get_by_role("main").get_by_role("button", name=re.compile(f"^{re.escape(name)}")).first


def test_from_an_enquiry_to_a_signature_by_keyboard_alone(somebody: Somebody, signed_in: SignedIn) -> None:
    record = _asked_for_help(Keyboard(somebody()))
    emil = signed_in("emil")  # of the other team
    assert emil.go(record) == 403
    assert _NAME not in emil.text()
    dana = Keyboard(somebody())
    agreement, link = _from_her_words_to_a_link(dana, record)
    _signed(Keyboard(somebody(viewport=PHONE)), link)
    dana.visitor.go(agreement)
    assert re.search(r"\b([1-9]\d*) of \1 parts signed", dana.visitor.text())
    assert dana.visitor.complaints == []


def _asked_for_help(ines: Keyboard) -> str:
    """Intake takes the enquiry and lets treatment begin; the address of the record, which then closes to intake."""
    page = ines.page
    ines.sign_in("ines")
    ines.press(_link(page, "Take an enquiry"))
    ines.press(_button(page, "Take the enquiry"))  # with nothing in it
    assert "Not saved yet" in ines.visitor.text() or page.locator("[role=alert], .gt-finding").count()
    for field, typed in (("name", _NAME), ("born", f"0402{_BORN}"), ("contact", "by text message alone")):
        ines.write(f"[name={field}]", typed)
    ines.press(_button(page, "Take the enquiry"))
    assert "by text message alone" in ines.visitor.text()
    record: str = page.url.removeprefix(ines.visitor.centre.address).partition("?")[0]
    ines.press(_link(page, "Begin treatment"))
    ines.choose("[name=seat]", "Dana Ruiz (therapist)")
    ines.press(_button(page, "Begin treatment"))
    assert "Your access to this record has ended with it" in ines.visitor.text()
    assert ines.visitor.go(record) == 403
    assert _NAME not in ines.visitor.text()
    return record


def _from_her_words_to_a_link(dana: Keyboard, record: str) -> tuple[str, str]:
    """The therapist writes down what she says, drafts, asks her and makes a link: the page of signatures, and the
    link's address."""
    page = dana.page
    dana.sign_in("dana")
    dana.press(_link(page, f"{_NAME}, No plan yet"))
    if "/plans/" in page.url:
        dana.visitor.go(record)
    entry = page.locator("#add-words")
    dana.open(entry.locator("summary"))
    dana.choose("#words-domain", "Sleep")
    dana.write("#words-text", _WORDS)
    dana.choose("#words-concern", "much")
    dana.write("#words-source", "first talk")
    dana.press(entry.get_by_role("button", name=re.compile("^Save")))
    assert f"“{_WORDS}”" in dana.visitor.text()
    dana.press(_link(page, "Start a draft"))
    dana.press(_button(page, "Start a draft from the record"))
    plan = page.url.partition("?")[0]
    dana.press(page.locator("#tree a[href^='?item=goal-']").first)
    dana.write("#edit [name=own_words]", _HOPE)
    dana.press(page.locator("#edit button.btn-primary"))
    assert _HOPE in dana.visitor.text()
    dana.press(_link(page, "Signatures and start"))
    dana.write("#cause", "The first plan.")
    dana.press(_button(page, "Ask them"))
    agreement = page.url.removeprefix(dana.visitor.centre.address).partition("?")[0]
    assert agreement == plan.removeprefix(dana.visitor.centre.address) + "agreement/"
    dana.press(page.locator(f"article:has-text('{_NAME}') button[value=send]"))
    return agreement, page.input_value("#address")


def _signed(phone: Keyboard, link: str) -> None:
    """She opens the link on her phone. Somebody who does not know when she was born gets no further."""
    page = phone.page
    page.goto(link)
    for year in (_BORN + 1, _BORN):
        for field, typed in (("day", 2), ("month", 4), ("year", year)):
            phone.write(f"[name={field}]", str(typed))
        phone.press(_button(page, "Open"))
        assert ("This did not open" in phone.visitor.text()) == (year != _BORN)
        assert (_HOPE in phone.visitor.text()) == (year == _BORN)
    assert axe(page) == []
    phone.write("[name=name]", _NAME)
    phone.press(page.get_by_role("button", name="Sign", exact=True))
    assert "You have signed" in phone.visitor.text()
    page.goto(link)
    assert _HOPE not in phone.visitor.text()  # it was used


def _press(visitor: Visitor, name: str) -> None:
    with visitor.page.expect_navigation():
        _button(visitor.page, name).click()


def _new_client(dana: Visitor, name: str) -> str:
    """Somebody whom Dana takes in herself; the address of the record."""
    dana.go("/enquiries/new/")
    dana.page.fill("[name=name]", name)
    _press(dana, "Take the enquiry")
    record: str = dana.page.url.removeprefix(dana.centre.address).partition("?")[0]
    dana.go(f"{record}admission/")
    dana.page.select_option("[name=seat]", label="Dana Ruiz (therapist)")
    _press(dana, "Begin treatment")
    return record


def test_who_loses_their_place_on_the_team_while_typing_loses_the_record_and_not_their_words(
    signed_in: SignedIn,
) -> None:
    dana, noor = signed_in("dana"), signed_in("noor")
    record = _new_client(dana, "Ansel Whitcombe")
    assert noor.go(record) == 403
    dana.page.select_option("[name=seat]", label="Noor Haddad (nurse)")
    _press(dana, "Give access")
    assert noor.go(record) == 200
    noor.page.locator("#add-strength > summary").click()
    noor.page.fill("#strength-text", "Names every bird by its call")
    noor.page.fill("#strength-source", "walk to the clinic")
    dana.page.locator("li:has-text('Noor Haddad') button:has-text('End access')").click()
    dana.page.get_by_text("The access has ended.").wait_for()
    noor.page.click("#add-strength button.btn-primary")
    noor.page.get_by_text("not on this client's care team").wait_for()
    assert "Ansel" not in noor.text()
    noor.go("/")
    elsewhere = noor.page.locator("[data-notice=kept-elsewhere]")
    with noor.page.expect_navigation():
        elsewhere.get_by_role("link").click()
    assert "not on this client's care team" in noor.text()
    dana.page.select_option("[name=seat]", label="Noor Haddad (nurse)")
    _press(dana, "Give access")
    noor.go(record)
    expect(noor.page.locator("#strength-text")).to_have_value("Names every bird by its call")
    with noor.page.expect_navigation():
        noor.page.click("#add-strength button.btn-primary")
    assert "Names every bird by its call" in noor.page.inner_text("#strengths")


def test_the_glass_is_broken_with_a_reason_that_client_and_compliance_read(signed_in: SignedIn) -> None:
    carlos, linda, cora = signed_in("carlos"), signed_in("linda", viewport=PHONE), signed_in("cora")
    record, reason = "/clients/linda-park/", "She was found on the platform and does not answer."
    assert carlos.go(record) == 403
    assert "Linda" not in carlos.text()
    with carlos.page.expect_navigation():
        _link(carlos.page, "In an emergency: break the glass").click()
    assert "Linda" not in carlos.text()
    carlos.page.fill("[name=reason]", "Quick")
    _press(carlos, "Break the glass")
    assert carlos.page.input_value("[name=reason]") == "Quick"
    assert axe(carlos.page) == []
    linda.go("/my/trace/")
    assert reason not in linda.text()
    carlos.page.fill("[name=reason]", reason)
    _press(carlos, "Break the glass")
    assert "The glass is broken" in carlos.text()
    assert "Linda Park" in carlos.text()
    plan = "/clients/linda-park/plans/plan-linda-park/"
    assert carlos.go(plan) == 200
    assert carlos.page.locator("#edit").count() == 0  # to look, not to plan
    assert carlos.go(f"{record}team/") in (200, 403)
    linda.go("/my/trace/")
    assert "Carlos Mendes" in linda.text()
    assert reason in linda.text()
    with cora.page.expect_navigation():
        cora.go("/")
        cora.page.locator("tbody").get_by_role("link", name="Linda Park").click()
    assert reason in cora.page.inner_text("section[aria-labelledby=glass-head]")
    assert carlos.go(f"{record}trace/") == 403


def test_a_link_that_ends_while_it_is_open_shows_nothing_more_and_keeps_what_was_answered(
    somebody: Somebody, signed_in: SignedIn, centre: Centre
) -> None:
    dana, phone = signed_in("dana"), somebody(viewport=PHONE, java_script_enabled=False)
    record = _new_client(dana, "Teodor Vance")  # nobody knows when he was born: a code opens his link
    dana.go(record)
    dana.page.locator("#give > summary").click()
    dana.page.select_option("#instrument", "phq9")
    _press(dana, "Give it to the client")
    dana.page.locator("#forms a").first.click()
    _press(dana, "Make a one-time link")
    link, code = dana.page.input_value("#address"), dana.page.locator("main .font-monospace strong").inner_text()
    phone.page.goto(link)
    _coded(phone, f"{(int(code) + 1) % 10**6:06}")
    assert "This did not open" in phone.text()
    _coded(phone, code)
    assert "Question 1 of" in phone.text()
    phone.page.get_by_role("link", name="A bad hour?").click()
    assert "988" in phone.text()
    phone.page.get_by_role("main").get_by_role("link", name="Back").click()
    phone.page.locator("[name=answer]").nth(1).check()
    _press(phone, "Next")
    assert "Question 2 of" in phone.text()
    phone.page.locator("[name=answer]").nth(2).check()
    _time_passes(centre)
    _press(phone, "Next")
    for _again in range(2):
        assert "This did not open" in phone.text()
        assert "Question" not in phone.text()
        _coded(phone, code)
    dana.go(record)
    dana.page.locator("#forms a").first.click()
    assert dana.page.locator("main fieldset input:checked").count() == 1


def _coded(phone: Visitor, code: str) -> None:
    phone.page.fill("[name=code]", code)
    _press(phone, "Open")


def _time_passes(centre: Centre) -> None:
    """All links that were made are over, as they are some hours later."""
    with sqlite3.connect(centre.house.home / "goldthread.sqlite3") as database:
        database.execute("UPDATE web_linkaddress SET until = '2001-01-01 00:00:00'")
    database.close()


def test_a_centre_is_set_up_and_somebody_comes_to_work_and_leaves(somebody: Somebody, signed_in: SignedIn) -> None:
    ada, walter = signed_in("admin"), signed_in("walter", viewport=PHONE)
    ada.go("/")
    with ada.page.expect_navigation():
        _link(ada.page, "Settings of the centre").click()
    line = ada.page.locator("details:has-text('Another line')").first
    line.locator("summary").click()
    line.locator("[name$=-name]").fill("Night line of the house")
    line.locator("[name$=-phone]").fill("ask at the desk")
    _press(ada, "Save the settings")
    assert "a number that a telephone can dial" in ada.text()
    assert axe(ada.page) == []
    ada.page.locator("[name^=line-][name$=-phone]").nth(1).fill("555-0123")
    _press(ada, "Save the settings")
    assert "The settings are changed." in ada.text()
    theirs = "a[href^='tel:']:has-text('Night line of the house')"
    walter.go("/my/bad-hour/")
    assert walter.page.locator(theirs).count() == 1
    assert walter.page.locator("a[href='tel:988']").count() == 1
    ada.page.locator("[name^=line-][name$=-DELETE]").nth(1).check()
    _press(ada, "Save the settings")
    walter.go("/my/bad-hour/")
    assert walter.page.locator(theirs).count() == 0
    nia = somebody()
    _comes_to_work(ada, nia)
    _press(ada, "Close the account")
    nia.go("/")
    assert "Sign in" in nia.text()
    nia.sign_in("nia", _SECRET)
    assert "Nobody can be signed in" in nia.text()
    ada.go("/centre/catalogue/")
    assert axe(ada.page) == []


_SECRET = "eleven geese over the harbour"  # noqa: S105 - nobody's


def _comes_to_work(ada: Visitor, nia: Visitor) -> None:
    """A nurse gets an account, sees nobody who is not hers, and becomes intake while she is signed in."""
    ada.go("/centre/staff/")
    ada.page.fill("[name=name]", "Nia Okoro")
    ada.page.fill("[name=login]", "nia")
    ada.page.check("[name=roles][value=nurse]")
    _press(ada, "Add")
    password = ada.page.locator("[data-first-password]").inner_text()
    assert axe(ada.page) == []
    nia.go("/sign-in/")
    nia.sign_in("nia", password)
    nia.go("/")
    assert "nurse" in nia.page.inner_text("header")
    assert "No client is on your list." in nia.text()
    assert nia.go("/clients/linda-park/") == 403
    with ada.page.expect_navigation():
        ada.page.get_by_role("link", name="Nia Okoro").click()
    ada.page.uncheck("[name=roles][value=nurse]")
    ada.page.check("[name=roles][value=intake]")
    _press(ada, "Change the roles")
    nia.go("/")
    assert "Bea Lindholm" in nia.text()
    assert "intake" in nia.page.inner_text("header")
