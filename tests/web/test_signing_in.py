"""Signing in: by keyboard, in the same words for every mistake, held up after many, and out again."""

import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Browser

from real_browser import PHONE, Centre, SignedIn, Visitor, axe

WRONG = "Nobody can be signed in with this login and password."


def test_somebody_signs_in_and_out_by_keyboard_alone(visitor: Visitor) -> None:
    visitor.go("/")
    for typed in ("noor", visitor.centre.password):
        while visitor.page.evaluate("document.activeElement.tagName !== 'INPUT'"):
            visitor.page.keyboard.press("Tab")
        visitor.page.keyboard.type(typed)
        visitor.page.keyboard.press("Tab")
    for kind in ("text", "password"):  # what was typed is shown, and covered again
        visitor.page.keyboard.press("Space")
        assert visitor.page.get_attribute("#id_password", "type") == kind
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_selector("h1:has-text('Today')")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.textContent") == "Skip to the content"
    while visitor.page.evaluate("document.activeElement.textContent.trim() !== 'Sign out'"):
        visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_selector("h1:has-text('Sign in')")
    visitor.go("/")
    assert "Sign in" in visitor.text()
    assert visitor.complaints == []


@pytest.mark.parametrize(
    ("login", "password"), [("dana", "wrong"), ("nobody", "wrong"), ("dana", " "), ("dána", "x" * 999)]
)
def test_a_mistake_is_told_in_the_same_words_whatever_it_was(visitor: Visitor, login: str, password: str) -> None:
    visitor.go("/sign-in/")
    visitor.sign_in(login, password)
    assert visitor.page.inner_text("[role=alert]").strip() == WRONG
    assert visitor.page.input_value("[name=password]") == ""
    assert axe(visitor.page) == []


def test_another_centre_is_not_told_from_a_wrong_password(visitor: Visitor) -> None:
    visitor.go("/sign-in/?centre=elsewhere")
    visitor.sign_in("dana")
    assert visitor.page.inner_text("[role=alert]").strip() == WRONG


def test_who_tries_again_and_again_has_to_wait(visitor: Visitor) -> None:
    visitor.go("/sign-in/")
    for _ in range(6):
        visitor.sign_in("pat", "a guess")
        assert visitor.page.inner_text("[role=alert]").strip() == WRONG
    visitor.sign_in("pat")
    assert "Wait five minutes" in visitor.page.inner_text("[role=alert]")


def test_one_of_the_demonstration_is_chosen_without_a_password(visitor: Visitor) -> None:
    visitor.go("/sign-in/")
    visitor.page.get_by_role("button", name="Carlos Mendes").click()
    visitor.page.wait_for_selector("h1:has-text('Today')")
    assert "case manager" in visitor.page.inner_text("header")


def test_nobody_else_is_signed_in_without_a_password(centre: Centre) -> None:
    sent = urllib.request.Request(f"{centre.address}/sign-in/shown/", data=b"login=dana")  # noqa: S310 - our own server
    with pytest.raises(urllib.error.HTTPError) as refused, urllib.request.urlopen(sent, timeout=60):  # noqa: S310 - likewise
        pass
    assert refused.value.code == 403
    refused.value.close()


def test_the_session_is_not_to_be_had_by_a_script_and_ends_with_the_browser(signed_in: SignedIn) -> None:
    visitor = signed_in("dana")
    visitor.go("/")
    cookie = next(each for each in visitor.context.cookies() if each["name"] == "session")
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["expires"]) == (True, "Lax", -1)
    assert "session" not in visitor.page.evaluate("document.cookie")


def test_a_session_begins_under_a_new_key_and_is_over_after_signing_out(visitor: Visitor) -> None:
    def key() -> str | None:
        return next((each["value"] for each in visitor.context.cookies() if each["name"] == "session"), None)

    visitor.go("/sign-in/")
    visitor.context.add_cookies(
        [{"name": "session", "value": "fixed0123456789fixed0123456789fi", "url": visitor.centre.address}]
    )
    visitor.sign_in("sam")
    begun = key()
    assert begun not in (None, "fixed0123456789fixed0123456789fi")
    visitor.page.get_by_role("button", name="Sign out").click()
    visitor.page.wait_for_selector("h1:has-text('Sign in')")
    visitor.context.add_cookies([{"name": "session", "value": str(begun), "url": visitor.centre.address}])
    visitor.go("/")
    assert "Sign in" in visitor.text()


def test_no_login_or_session_key_stands_open_in_the_database(centre: Centre, signed_in: SignedIn) -> None:
    visitor = signed_in("dana")
    visitor.go("/")
    key = next(each["value"] for each in visitor.context.cookies() if each["name"] == "session")
    written = b"".join(path.read_bytes() for path in centre.house.home.glob("goldthread.sqlite3*"))
    assert b"harbour/dana" in written  # the handle: ids of the demonstration can be read, those of a centre are random
    for word in (key.encode(), b"Dana Ruiz", b"_auth_user_id", b'"username"'):
        assert word not in written


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_page_of_signing_in(browser: Browser, centre: Centre, scheme: str) -> None:
    with browser.new_context(viewport=PHONE, color_scheme="dark" if scheme == "dark" else "light") as context:
        visitor = Visitor(context, centre)
        visitor.go("/sign-in/")
        assert axe(visitor.page) == []
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert visitor.complaints == []
