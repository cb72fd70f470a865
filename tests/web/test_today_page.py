"""Today in a real browser: the day begins with what is due, each line with its rule and its page."""

import datetime
from typing import Literal

import pytest

from goldthread.practice.ports import Line
from goldthread.terms import Role
from real_browser import SignedIn, axe
from real_databases import set_up

set_up()

from goldthread.web.today.due import due_of  # noqa: E402 - Django's settings first

TODAY = datetime.date(2026, 3, 10)
SCREENS = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1200, "height": 900}}


def line(**more: object) -> Line:
    said: dict[str, object] = {"client": "c-1", "name": "Ruth", "stay": "admitted", "plan_state": "active", **more}
    return Line(**said)  # type: ignore[arg-type]  # a test says what it needs


def whats(*lines: Line, role: Role = Role.THERAPIST) -> list[str]:
    return [each.what for each in due_of(lines, role=role, today=TODAY)]


@pytest.mark.parametrize("days", [-30, 0, 14])
def test_a_review_that_is_due_within_two_weeks_is_on_the_list_with_its_rule(days: int) -> None:
    (found,) = due_of([line(due=TODAY + datetime.timedelta(days=days))], role=Role.THERAPIST, today=TODAY)
    assert found.what == "review"
    assert found.rule
    assert found.past is (days < 0)


def test_a_review_further_off_is_not_on_the_list() -> None:
    assert whats(line(due=TODAY + datetime.timedelta(days=15))) == []


def test_missing_signatures_an_open_review_and_a_missing_plan_are_on_the_list() -> None:
    assert whats(line(unsigned=2)) == ["signatures"]
    assert whats(line(plan_state="under-review")) == ["review"]
    assert whats(line(plan_state="")) == ["plan"]


def test_who_cannot_draft_is_not_told_to_begin_a_plan() -> None:
    assert whats(line(plan_state=""), role=Role.NURSE) == []


def test_enquiries_lead_intake_to_the_record() -> None:
    (found,) = due_of([line(stay="enquiry", plan_state="")], role=Role.INTAKE, today=TODAY)
    assert (found.what, found.href) == ("enquiry", "/clients/c-1/")


def test_what_is_past_comes_before_what_is_due_and_that_before_what_has_no_day() -> None:
    listed = [
        line(client="c-3", unsigned=1),
        line(client="c-2", due=TODAY + datetime.timedelta(days=3)),
        line(client="c-1", due=TODAY - datetime.timedelta(days=3)),
    ]
    assert [each.client for each in due_of(listed, role=Role.THERAPIST, today=TODAY)] == ["c-1", "c-2", "c-3"]


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
    visitor.go("/?team=mine&stay=admitted&what=review")
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
