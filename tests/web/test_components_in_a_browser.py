"""The page of components in a real browser: both themes, a phone, a keyboard, no script."""

from typing import Literal

import pytest

from real_browser import DESKTOP, PHONE, SignedIn, axe

PAGE = "/manual/components/"
TOO_SMALL = """() => [...document.querySelectorAll("main .btn, main summary, main .gt-node, main .gt-choice, .gt-scale label, .gt-bad-hour a")]
  .filter(each => each.offsetParent && each.getBoundingClientRect().height < 44 || each.offsetParent && each.getBoundingClientRect().width < 44)
  .map(each => each.outerHTML.slice(0, 80))"""  # noqa: E501 - a program in another language
UNDER_THE_BUTTON = """() => {
  const hidden = [], bar = document.querySelector(".gt-bad-hour");
  for (const each of document.querySelectorAll("main a, main button, main input, main select, main summary")) {
    if (!each.offsetParent) continue;
    each.focus();
    if (each.getBoundingClientRect().top >= bar.getBoundingClientRect().top) hidden.push(each.outerHTML.slice(0, 80));
  }
  return hidden;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_on_the_components(
    signed_in: SignedIn, scheme: Literal["light", "dark"], screen: dict[str, int]
) -> None:
    visitor = signed_in("dana", color_scheme=scheme, viewport=screen)
    assert visitor.go(PAGE) == 200
    assert axe(visitor.page) == []
    assert visitor.complaints == []


def test_the_components_fit_a_narrow_phone_and_a_thumb(signed_in: SignedIn) -> None:
    page = signed_in("dana", viewport=PHONE).page
    page.goto(signed_in("dana").centre.address + PAGE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert page.evaluate(TOO_SMALL) == []


def test_what_the_keyboard_reaches_is_never_under_the_button_for_a_bad_hour(signed_in: SignedIn) -> None:
    visitor = signed_in("dana", viewport=PHONE)
    visitor.go(PAGE)
    assert visitor.page.evaluate(UNDER_THE_BUTTON) == []


def test_the_button_for_a_bad_hour_is_in_sight_wherever_one_is_on_the_page(signed_in: SignedIn) -> None:
    visitor = signed_in("dana", viewport=PHONE, java_script_enabled=False)
    visitor.go(PAGE)
    place = visitor.page.locator(".gt-bad-hour a").bounding_box()
    assert place is not None
    assert place["y"] + place["height"] <= PHONE["height"]


def test_a_message_is_closed_and_the_keyboard_goes_on_from_there(signed_in: SignedIn) -> None:
    visitor = signed_in("dana")
    visitor.go(PAGE)
    messages = visitor.page.locator("[data-toast]")
    before = messages.count()
    visitor.page.locator("[data-close]").first.press("Enter")
    assert messages.count() == before - 1
    assert visitor.page.evaluate("document.activeElement.hasAttribute('data-close')")


def test_a_link_into_something_folded_opens_it(signed_in: SignedIn) -> None:
    visitor = signed_in("dana")
    visitor.go(PAGE)
    visitor.page.evaluate("document.querySelector('#tree details').open = false")
    visitor.page.evaluate("document.querySelector('#tree details ul').id = 'within'; location.hash = '#within'")
    visitor.page.wait_for_function("document.querySelector('#tree details').open")


def test_the_page_says_when_the_connection_is_gone_and_when_it_is_back(signed_in: SignedIn) -> None:
    visitor = signed_in("dana")
    visitor.go(PAGE)
    status = visitor.page.locator("#save-status")
    assert "Nothing is lost" in status.inner_text()
    visitor.page.context.set_offline(True)
    visitor.page.wait_for_selector("#save-status[data-state=waiting]")
    assert "No connection" in status.inner_text()
    visitor.page.context.set_offline(False)
    visitor.page.wait_for_selector("#save-status:not([data-state])")
    assert "Nothing is lost" in status.inner_text()
