"""What is typed comes back: after a lost connection, a closed window, an ended session, a covered page; and only to the
person who typed it."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from real_browser import DESKTOP, Centre, Visitor, axe

_WORDS = "He hums when the herons come back to the pier"
_RECORD = "/clients/ethan-cole/"


@pytest.fixture
def dana(browser: Browser, centre: Centre) -> Iterator[Visitor]:
    """Dana, in a browser of her own: her session ends in it."""
    with browser.new_context(viewport=DESKTOP) as context:
        visitor = Visitor(context, centre)
        visitor.go("/sign-in/")
        visitor.sign_in("dana")
        yield visitor


def _typed(visitor: Visitor, words: str = _WORDS) -> None:
    """A strength is typed, and not saved."""
    visitor.go(_RECORD)
    visitor.page.locator("#add-strength > summary").click()
    visitor.page.fill("#strength-text", words)
    visitor.page.fill("#strength-source", "walk on the pier")
    _wait_until_kept(visitor)


def _wait_until_kept(visitor: Visitor, words: str = "walk on the pier") -> None:
    visitor.page.wait_for_function("Object.keys(localStorage).some((each) => each.startsWith('kept:'))")
    visitor.page.wait_for_timeout(50)  # the last letter is sealed by then


def _kept(visitor: Visitor) -> list[str]:
    found: list[str] = visitor.page.evaluate(
        "Object.keys(localStorage).filter((each) => each.startsWith('kept:')).map((each) => localStorage[each])"
    )
    return found


def _save(visitor: Visitor) -> None:
    with visitor.page.expect_navigation():
        visitor.page.click("#add-strength button.btn-primary")


def _back_in_the_form(visitor: Visitor, words: str = _WORDS) -> None:
    expect(visitor.page.locator("#add-strength [data-notice=kept]")).to_be_visible()
    assert visitor.page.input_value("#strength-text") == words
    assert visitor.page.locator("#strength-text").is_visible()


def test_words_come_back_after_a_lost_connection_and_a_closed_window_and_are_gone_once_saved(dana: Visitor) -> None:
    _typed(dana)
    dana.context.set_offline(True)
    dana.page.click("#add-strength button.btn-primary")
    notice = dana.page.locator("#add-strength [data-notice=unreached]")
    expect(notice).to_contain_text("Your words are still here")
    assert dana.page.input_value("#strength-text") == _WORDS
    assert axe(dana.page) == []
    dana.page.close()
    dana.context.set_offline(False)
    dana.page = dana._new_page()  # the window is closed, and opened again
    dana.go("/")
    elsewhere = dana.page.locator("[data-notice=kept-elsewhere]")
    expect(elsewhere).to_contain_text("not sent yet")
    with dana.page.expect_navigation():
        elsewhere.get_by_role("link").click()
    _back_in_the_form(dana)
    assert axe(dana.page) == []
    _save(dana)
    assert _WORDS in dana.page.inner_text("#strengths")
    dana.page.wait_for_function("!Object.keys(localStorage).some((each) => each.startsWith('kept:'))")
    dana.go("/")
    assert dana.page.locator("[data-notice]").count() == 0


def test_words_that_were_saved_although_the_answer_was_lost_are_not_saved_twice(dana: Visitor) -> None:
    words = "Remembers every tide table"
    _typed(dana, words)
    dana.page.route("**/add/strength/", lambda route: (route.fetch(max_redirects=0), route.abort()))
    dana.page.click("#add-strength button.btn-primary")
    expect(dana.page.locator("#strength-text")).to_have_count(0)  # the browser's own page of a lost connection
    dana.page.unroute("**/add/strength/")
    dana.go(_RECORD)
    assert dana.page.locator("#strengths li", has_text=words).count() == 1
    assert dana.page.locator("[data-notice=kept]").count() == 0


def test_words_can_be_thrown_away(dana: Visitor) -> None:
    _typed(dana)
    dana.go(_RECORD)
    _back_in_the_form(dana)
    dana.page.click("#add-strength [data-throw-away]")
    assert dana.page.input_value("#strength-text") == ""
    assert _kept(dana) == []


def test_a_session_that_ended_leads_back_to_the_form_with_the_words(dana: Visitor) -> None:
    _typed(dana)
    sealed = _kept(dana)
    assert len(sealed) == 1
    assert "heron" not in sealed[0]
    for cookie in dana.context.cookies():
        if cookie["name"] == "session":
            dana.context.clear_cookies(name="session")
    dana.page.click("#add-strength button.btn-primary")
    notice = dana.page.locator("#add-strength [data-notice=signed-out]")
    expect(notice).to_be_visible()
    with dana.page.expect_navigation():
        notice.get_by_role("link").click()
    dana.sign_in("emil")  # somebody else at the same desk sees nothing of it
    dana.go("/")
    assert dana.page.locator("[data-notice]").count() == 0
    assert _kept(dana) == sealed
    dana.page.get_by_role("button", name="Sign out").click()
    dana.page.wait_for_selector("h1:has-text('Sign in')")
    dana.go(_RECORD)
    dana.sign_in("dana")
    _back_in_the_form(dana)
    dana.page.get_by_role("button", name="Sign out").click()
    dana.page.wait_for_selector("h1:has-text('Sign in')")
    assert _kept(dana) == []


def test_a_form_that_is_sent_after_the_session_ended_leads_to_the_page_that_it_stood_on(dana: Visitor) -> None:
    _typed(dana)
    dana.page.evaluate("document.querySelector('#add-strength form').dataset.go = ''")  # as without the script
    dana.context.clear_cookies(name="session")
    _save(dana)
    dana.sign_in("dana")
    assert dana.page.url == dana.centre.address + _RECORD
    _back_in_the_form(dana)


def test_a_page_that_nobody_looks_after_is_covered_and_opens_for_the_same_person_with_their_words(
    dana: Visitor,
) -> None:
    dana.page.clock.install(time=time.time())
    _typed(dana)
    dana.page.clock.fast_forward("14:00")
    dana.page.press("#strength-text", "End")
    dana.page.clock.fast_forward("14:00")
    assert dana.page.locator("#strength-text").is_visible()
    dana.page.clock.fast_forward("02:00")
    dana.page.wait_for_url("**/locked/**")
    assert "Ethan" not in dana.page.content()
    assert axe(dana.page) == []
    dana.page.go_back()
    dana.go(_RECORD)
    assert "This page is covered" in dana.text()
    dana.page.fill("#password", "not this one")
    dana.page.press("#password", "Enter")
    expect(dana.page.locator("[role=alert]")).to_contain_text("not your password")
    dana.page.fill("#password", dana.centre.password)
    with dana.page.expect_navigation():
        dana.page.press("#password", "Enter")
    assert dana.page.url == dana.centre.address + _RECORD
    _back_in_the_form(dana)


def test_what_was_sent_while_it_was_locked_goes_on_after_the_password_without_script(
    browser: Browser, centre: Centre
) -> None:
    words = "Whistles two tunes at once"
    with browser.new_context(java_script_enabled=False) as context:
        plain, other = Visitor(context, centre), Visitor(context, centre)
        plain.go("/sign-in/")
        plain.sign_in("dana")
        plain.go(_RECORD)
        plain.page.locator("#add-strength > summary").click()
        plain.page.fill("#strength-text", words)
        plain.page.fill("#strength-source", "a talk")
        _lock(other)
        _save(plain)
        assert "This page is covered" in plain.text()
        plain.page.fill("#password", centre.password)
        with plain.page.expect_navigation():
            plain.page.press("#password", "Enter")
        assert words in plain.page.inner_text("#strengths")


def test_help_in_a_bad_hour_is_there_while_a_clients_pages_are_covered(browser: Browser, centre: Centre) -> None:
    with browser.new_context(viewport={"width": 320, "height": 640}) as context:
        client = Visitor(context, centre)
        client.go("/sign-in/")
        client.sign_in("ethan")
        _lock(client)
        client.go("/my/steps/")
        assert "This page is covered" in client.text()
        assert "Ethan" not in client.page.content()
        assert axe(client.page) == []
        with client.page.expect_navigation():
            client.page.click(".gt-bad-hour a")
        assert "988" in client.text()
        client.go("/my/")
        client.page.get_by_role("button", name="Sign in as somebody else").click()
        client.page.wait_for_selector("h1:has-text('Sign in')")


def _lock(visitor: Visitor) -> None:
    visitor.go("/sign-out/")
    token = visitor.page.locator("main [name=csrfmiddlewaretoken]").get_attribute("value")
    there = visitor.centre.address
    answer = visitor.context.request.post(
        f"{there}/locked/now/", form={"csrfmiddlewaretoken": token or ""}, headers={"Referer": there}
    )
    assert answer.ok
