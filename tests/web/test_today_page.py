"""Today in a real browser: the day begins with what is due, each line with its rule and its page."""

import re
from typing import Literal

import pytest

from real_browser import SignedIn, axe

SCREENS = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1200, "height": 900}}


def test_each_thing_that_waits_says_whose_it_is_and_by_which_rule(signed_in: SignedIn) -> None:
    visitor = signed_in("sam")
    visitor.go("/")
    rows = visitor.page.locator("main .gt-rows li")
    assert rows.count() > 3
    for row in rows.all():
        assert row.locator("strong").inner_text()
        assert row.locator("small").inner_text().strip()
        assert row.locator("a").count() == 1


def test_an_enquiry_leads_intake_to_the_record(signed_in: SignedIn) -> None:
    visitor = signed_in("ines")
    visitor.go("/?what=enquiry")
    row = visitor.page.locator("main .gt-rows li").filter(has_text="Bea Lindholm")
    assert row.count() == 1
    assert re.fullmatch(r"/clients/[^/]+/", str(row.locator("a").first.evaluate("a => a.pathname")))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_on_today(signed_in: SignedIn, scheme: Literal["light", "dark"], screen: str) -> None:
    visitor = signed_in("dana", color_scheme=scheme, viewport=SCREENS[screen])
    assert visitor.go("/") == 200
    assert axe(visitor.page) == []
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= SCREENS[screen]["width"]
    assert visitor.complaints == []


def test_somebody_sees_their_own_clients_and_no_others(signed_in: SignedIn) -> None:
    visitor = signed_in("dana")
    visitor.go("/")
    assert "Ethan Cole" in visitor.text()
    assert "Keisha Monroe" not in visitor.text()


def test_each_line_leads_to_a_page(signed_in: SignedIn) -> None:
    visitor = signed_in("dana")
    visitor.go("/")
    for href in visitor.page.locator("main .gt-rows a, main tbody a").evaluate_all("all => all.map(a => a.pathname)"):
        assert visitor.go(href) == 200


def test_a_filtered_list_can_be_linked_to(signed_in: SignedIn) -> None:
    visitor = signed_in("sam")
    visitor.go("/")
    everybody = visitor.page.locator("tbody tr").count()
    visitor.page.get_by_text("Filter by colleague or stay").click()
    visitor.page.select_option("#filter-team", label="Carlos Mendes")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name="Show", exact=True).click()
    assert "team=carlos" in visitor.page.url
    assert 0 < visitor.page.locator("tbody tr").count() < everybody
    visitor.go("/?stay=completed")
    assert visitor.page.locator("tbody tr").count() == 1
    assert "Ruth Okafor" in visitor.text()
    visitor.go("/?stay=completed&team=carlos")
    assert "No client is on your list" in visitor.text()
    visitor.go("/?stay=admitted&what=review")
    assert visitor.page.locator(".gt-rows li").count() > 0
    assert visitor.page.locator("tbody tr").count() == 0


@pytest.mark.parametrize("asked", ["?stay=elsewhere&what=<b>", "?team=nobody", "?team=%00"])
def test_a_filter_that_is_not_known_shows_no_more_than_the_list(signed_in: SignedIn, asked: str) -> None:
    visitor = signed_in("dana")
    assert visitor.go(f"/{asked}") == 200
    assert "Keisha Monroe" not in visitor.text()


def test_the_administrator_sees_no_client(signed_in: SignedIn) -> None:
    visitor = signed_in("admin")
    visitor.go("/")
    assert "no list of clients" in visitor.text()


def test_intake_sees_no_client_whose_treatment_has_begun(signed_in: SignedIn) -> None:
    visitor = signed_in("ines")
    visitor.go("/")
    assert "Bea Lindholm" in visitor.text()
    assert "Ethan Cole" not in visitor.text()
    assert "Owen Castellan" not in visitor.text()


def test_a_client_is_led_to_their_own_pages(signed_in: SignedIn) -> None:
    visitor = signed_in("ethan")
    visitor.go("/")
    assert visitor.page.url.endswith("/my/")
