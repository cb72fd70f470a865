"""One-time links on a phone: a questionnaire, a drawn signature, and everything that must not open."""

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from goldthread.case import cast_path, read_case
from real_browser import PHONE, Centre, SignedIn, Visitor, axe
from real_commands import demonstration

CLIENT = "helen-iversen"


@pytest.fixture
def phone(browser: Browser, centre: Centre) -> Iterator[Visitor]:
    """Somebody who is signed in nowhere, on an old phone without JavaScript."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, locale="en-US")
    yield Visitor(context, centre)
    context.close()


def act(centre: Centre, login: str, action: str, body: dict[str, Any]) -> Any:
    signed = ("--by", login, "--password-file", centre.house.home / "demo-password")
    token = centre.house.done("user", "token", *signed).strip()
    status, answer = centre.served.act(action, token, body, Idempotency_Key=uuid.uuid4().hex)
    assert status == 200, answer
    return answer


def born(page: Page, *, right: bool, client: str = CLIENT) -> None:
    date = read_case(cast_path(client)).case.record.client.born
    assert date is not None
    for part in ("day", "month"):
        page.fill(f"[name={part}]", str(getattr(date, part)))
    page.fill("[name=year]", str(date.year if right else date.year - 1))
    page.get_by_role("button", name="Open").click()


def link_to_form(centre: Centre, dana: Visitor) -> str:
    form = f"form-{uuid.uuid4().hex[:8]}"
    act(centre, "dana", "give-form", {"client": CLIENT, "form": form, "instrument": "phq9", "to": "client"})
    dana.go(f"/clients/{CLIENT}/forms/{form}/")
    dana.page.get_by_role("button", name="Make a one-time link").click()
    dana.page.wait_for_selector("#address")
    assert axe(dana.page) == []
    address = dana.page.input_value("#address")
    assert re.fullmatch(r"http://localhost:\d+/l/[\w-]{43}/", address)
    return address.removeprefix(centre.address)


def test_a_client_answers_by_link_without_an_account_and_the_link_opens_nothing_else(
    signed_in: SignedIn, phone: Visitor, centre: Centre
) -> None:
    path = link_to_form(centre, signed_in("dana"))
    nowhere = "/l/" + "a" * 43 + "/"
    phone.go(nowhere)
    said_of_nothing = phone.text()
    phone.go(path)
    assert phone.text() == said_of_nothing  # not even whether there is such a link
    assert phone.page.get_by_role("link", name="A bad hour?").is_visible()
    for more in ("open/", "questions/1/", "questions/end/", "signature/", "signature/no/"):
        phone.go(path + more)
        assert phone.page.url == centre.address + path
    born(phone.page, right=False)
    wrong = phone.text()
    born(phone.page, right=True)
    assert "/questions/1/" in phone.page.url
    phone.go(nowhere)
    born(phone.page, right=True)
    assert phone.text() == wrong
    for elsewhere in ("/my/", "/today/", f"/clients/{CLIENT}/", "/my/questions/"):
        phone.go(elsewhere)
        assert "/sign-in/" in phone.page.url or "There is nothing here" in phone.text()
    assert phone.go(path + "signature/") == 404
    phone.go(path)
    while "/questions/end/" not in phone.page.url:
        assert "Helen" not in phone.page.content()
        phone.page.locator("[name=answer]").first.check()
        phone.page.locator("button[value=on]").click()
    phone.page.get_by_role("button", name="Send my answers").click()
    assert "You can close this page." in phone.text()
    phone.go(path)
    assert "Is it you?" in phone.text()
    born(phone.page, right=True)
    assert phone.text() == wrong  # it was used


def test_five_wrong_dates_end_a_link_and_staff_can_take_one_back(
    signed_in: SignedIn, phone: Visitor, centre: Centre
) -> None:
    dana = signed_in("dana")
    path = link_to_form(centre, dana)
    phone.go(path)
    for _ in range(5):
        born(phone.page, right=False)
    born(phone.page, right=True)
    assert "This did not open" in phone.text()
    path = link_to_form(centre, dana)
    dana.page.go_back()
    dana.page.reload()
    dana.page.get_by_role("button", name="Take it back").click()
    phone.go(path)
    born(phone.page, right=True)
    assert "This did not open" in phone.text()


def test_a_cookie_that_was_planted_opens_nothing_and_one_link_never_opens_another(
    signed_in: SignedIn, phone: Visitor, centre: Centre
) -> None:
    dana = signed_in("dana")
    first, second = link_to_form(centre, dana), link_to_form(centre, dana)
    planted = {"name": "link", "value": "x" * 32, "domain": "localhost", "path": first}
    phone.context.add_cookies([planted])  # type: ignore[list-item]  # as Playwright takes it
    phone.go(first)
    born(phone.page, right=True)
    (cookie,) = [each for each in phone.context.cookies(centre.address + first) if each.get("name") == "link"]
    assert cookie.get("value") != planted["value"]
    assert (cookie.get("httpOnly"), cookie.get("path")) == (True, first)
    stolen = {"name": "link", "value": cookie.get("value", ""), "domain": "localhost", "path": second}
    phone.context.add_cookies([stolen])  # type: ignore[list-item]  # as Playwright takes it
    phone.go(second + "questions/1/")
    assert phone.page.url == centre.address + second


@pytest.fixture
def untouched(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Centre, SignedIn]]:
    """A demonstration of its own: in the shared one somebody may have signed already."""
    house = demonstration(tmp_path_factory)
    with house.served() as served:
        centre = Centre(house, served)
        opener = SignedIn(browser, centre)
        yield centre, opener
        opener.close()


def test_a_client_draws_their_name_on_a_tablet_that_is_handed_over(untouched: tuple[Centre, SignedIn]) -> None:
    centre, signed_in = untouched
    client, plan = "ethan-cole", "plan-ethan-cole"
    asked = {"client": client, "plan": plan, "of": {client: "client"}, "cause": "The first plan."}
    act(centre, "dana", "ask-for-signatures", asked)
    tablet, desk = signed_in("dana"), signed_in("dana")
    tablet.go("/sign-in/")
    tablet.context.clear_cookies()  # a session of its own, which ends with the hand-over
    tablet.go("/sign-in/")
    tablet.sign_in("dana")
    agreement = f"/clients/{client}/plans/{plan}/agreement/"
    tablet.go(agreement)
    tablet.page.locator(f"form:has([name=signer][value={client}]) button[value=hand-over]").click()
    tablet.page.wait_for_url("**/l/**")
    link = tablet.page.url.removeprefix(centre.address)
    tablet.go(agreement)
    assert "/sign-in/" in tablet.page.url
    tablet.go(link)
    assert axe(tablet.page) == []
    born(tablet.page, right=True, client=client)
    tablet.page.wait_for_url("**/signature/")
    assert axe(tablet.page) == []
    tablet.page.locator("canvas").scroll_into_view_if_needed()
    box = tablet.page.locator("canvas").bounding_box()
    assert box is not None
    tablet.page.mouse.move(box["x"] + 20, box["y"] + 40)
    tablet.page.mouse.down()
    for step in range(8):
        tablet.page.mouse.move(box["x"] + 40 + 30 * step, box["y"] + (30 if step % 2 else 80))
    tablet.page.mouse.up()
    tablet.page.fill("[name=name]", "Ethan Cole")
    tablet.page.get_by_role("button", name="Sign", exact=True).click()
    tablet.page.get_by_text("Please give the tablet back now.").wait_for()
    desk.go(agreement)
    picture = desk.page.get_by_role("img", name="The signature of Ethan Cole")
    assert picture.evaluate("each => each.naturalWidth") == 640
    assert "witness: Dana" in desk.text()
    assert desk.complaints == tablet.complaints == []
