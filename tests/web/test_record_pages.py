"""The record in a real browser: the whole person on one page, entered fact by fact; nothing typed is lost."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Page

from real_browser import PHONE, SignedIn, Visitor, axe

CLIENT = "/clients/ethan-cole/"
SCREENS = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1200, "height": 900}}


def form_of(page: Page, name: str) -> None:
    """Open one of the small forms."""
    page.locator(f"#add-{name} > summary").click()


def save(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.locator(f"#add-{name} button.btn-primary").click()


def add_strength(visitor: Visitor, text: str, source: str = "first talk") -> None:
    visitor.go(CLIENT)
    form_of(visitor.page, "strength")
    visitor.page.fill("#strength-text", text)
    visitor.page.fill("#strength-source", source)
    save(visitor.page, "strength")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_on_the_record_with_everything_open(
    signed_in: SignedIn, scheme: Literal["light", "dark"], screen: str
) -> None:
    visitor = signed_in("dana", color_scheme=scheme, viewport=SCREENS[screen])
    assert visitor.go("/clients/aaliyah-brooks/") == 200
    visitor.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert axe(visitor.page) == []
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= SCREENS[screen]["width"]
    assert visitor.complaints == []


def test_the_record_begins_with_own_words_and_gives_strengths_the_room_of_problems(signed_in: SignedIn) -> None:
    visitor = signed_in("dana")
    visitor.go(CLIENT)
    assert visitor.page.locator("main section").first.get_attribute("id") == "words"
    assert visitor.page.locator("#words blockquote").count() > 0
    boxes = [visitor.page.locator(f".gt-pair > .{tone}").bounding_box() for tone in ("gt-good", "gt-ask")]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert abs(boxes[0]["width"] - boxes[1]["width"]) <= 1
    assert boxes[0]["x"] < boxes[1]["x"]


def test_every_line_says_who_when_and_from_where(signed_in: SignedIn) -> None:
    visitor = signed_in("dana")
    visitor.go(CLIENT)
    lines = visitor.page.locator("li[id^=fact-]:has(small.gt-quiet)").all_text_contents()
    assert len(lines) > 20
    assert [line for line in lines if not re.search(r"20\d\d", line)] == []
    assert [line for line in lines if "Source:" not in line] == []


def test_no_fact_stands_twice_and_each_reason_of_a_need_leads_to_its_fact(signed_in: SignedIn) -> None:
    visitor = signed_in("dana")
    visitor.go(CLIENT)
    ids = visitor.page.evaluate("[...document.querySelectorAll('[id^=fact-]')].map(each => each.id)")
    assert len(ids) == len(set(ids))
    reasons = visitor.page.evaluate("[...document.querySelectorAll('#needs a[href^=\"#fact-\"]')].map(a => a.hash)")
    assert reasons
    assert [each for each in reasons if each[1:] not in ids] == []


def test_a_strength_is_kept_with_its_source(signed_in: SignedIn) -> None:
    visitor = signed_in("dana")
    add_strength(visitor, "Knows every bird on the pier.", "walk on the pier")
    line = visitor.page.locator("#strengths li", has_text="Knows every bird on the pier")
    assert "walk on the pier" in line.inner_text()
    assert "Ethan Cole" in line.inner_text()
    assert "therapist" in line.inner_text()


def test_a_form_that_is_sent_twice_is_kept_once(signed_in: SignedIn) -> None:
    visitor = signed_in("dana")
    visitor.go(CLIENT)
    sent = visitor.page.evaluate("""async () => {
      const form = document.querySelector("#add-strength form"), data = new FormData(form);
      data.set("text", "Sent by an impatient thumb."); data.set("source", "first talk");
      const send = () => fetch(form.action, {method: "POST", body: new URLSearchParams(data)});
      return [(await send()).status, (await send()).status];
    }""")
    assert sent == [200, 200]
    visitor.go(CLIENT)
    assert visitor.page.locator("#strengths li", has_text="Sent by an impatient thumb").count() == 1


def test_nothing_typed_is_lost_when_something_is_missing(signed_in: SignedIn) -> None:
    visitor = signed_in("dana")
    visitor.go(CLIENT)
    form_of(visitor.page, "support")
    visitor.page.fill("#support-name", "Coach Imani")
    visitor.page.fill("#support-helps_with", "the drive on Mondays")
    save(visitor.page, "support")
    assert "Not saved yet" in visitor.page.inner_text("[role=alert]")
    assert visitor.page.input_value("#support-name") == "Coach Imani"
    assert visitor.page.input_value("#support-helps_with") == "the drive on Mondays"
    assert axe(visitor.page) == []
    visitor.page.fill("#support-relation", "coach")
    visitor.page.fill("#support-source", "first talk")
    save(visitor.page, "support")
    assert "Coach Imani" in visitor.page.inner_text("#supports")


def test_a_side_of_life_is_set_aside_until_a_day_that_lies_ahead(signed_in: SignedIn) -> None:
    visitor = signed_in("dana")
    visitor.go(CLIENT)
    form_of(visitor.page, "set-aside")
    visitor.page.select_option("#set-aside-domain", "legal")
    visitor.page.fill("#set-aside-reason", "The hearing comes first.")
    visitor.page.fill("#set-aside-look_again_on", "2001-01-01")
    save(visitor.page, "set-aside")
    assert "lies not ahead" in visitor.page.inner_text("[role=alert]")
    assert visitor.page.input_value("#set-aside-reason") == "The hearing comes first."
    visitor.page.fill("#set-aside-look_again_on", "2099-01-01")
    save(visitor.page, "set-aside")
    assert "Legal: Set aside until Jan. 1, 2099" in visitor.page.inner_text("#domains > .gt-tags")
    visitor.page.locator("#domains > details", has=visitor.page.locator("table")).locator("> summary").click()
    row = visitor.page.locator("#domains tbody tr", has_text="Legal")
    assert "Set aside until Jan. 1, 2099" in row.inner_text()
    assert "The hearing comes first." in row.inner_text()


def test_a_fact_is_corrected_and_then_taken_back(signed_in: SignedIn) -> None:
    visitor = signed_in("dana")
    add_strength(visitor, "Plays the bass guitar.")
    visitor.page.locator("#strengths li", has_text="bass guitar").get_by_role("link").click()
    visitor.page.wait_for_selector("h1:has-text('Correct')")
    assert visitor.page.input_value("#correct-text") == "Plays the bass guitar."
    assert axe(visitor.page) == []
    former = visitor.page.url
    visitor.page.fill("#correct-text", "Plays the double bass.")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name="Save the correction").click()
    assert "double bass" in visitor.page.inner_text("#strengths")
    assert "bass guitar" not in visitor.page.inner_text("#strengths")
    assert visitor.go(former.removeprefix(visitor.centre.address)) == 404
    visitor.go(CLIENT)
    visitor.page.locator("#strengths li", has_text="double bass").get_by_role("link").click()
    visitor.page.fill("#back-reason_to_take_back", "It was his brother.")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name="Take it back").click()
    assert "double bass" not in visitor.page.inner_text("#strengths")


def test_a_medicine_is_entered_without_any_word_on_how_much(signed_in: SignedIn) -> None:
    visitor = signed_in("dana")
    visitor.go(CLIENT)
    asked = visitor.page.locator("#add-medicine [name]").evaluate_all("all => all.map(each => each.name)")
    assert "name" in asked
    assert {"directions", "dose", "codes"}.isdisjoint(asked)


def test_staff_fill_in_a_form_in_parts_and_it_becomes_a_score(signed_in: SignedIn) -> None:
    visitor = signed_in("noor")
    visitor.go(CLIENT)
    page = visitor.page
    page.locator("#give > summary").click()
    page.select_option("#instrument", "gad7")
    page.get_by_role("button", name="Fill it in together now").click()
    page.wait_for_selector("h1:has-text('GAD-7')")
    assert axe(page) == []
    names = page.locator("fieldset").evaluate_all("all => all.map(each => each.querySelector('input').name)")
    page.check(f"[name='{names[0]}'][value='2']")
    with page.expect_navigation():
        page.get_by_role("button", name="Save, and go on later").click()
    assert page.is_checked(f"[name='{names[0]}'][value='2']")
    for name in names[1:]:
        page.check(f"[name='{name}'][value='1']")
    with page.expect_navigation():
        page.get_by_role("button", name="Finish").click()
    scores = page.inner_text("#scores section[aria-label='GAD-7'] tbody")
    assert re.search(r"\b8\b", scores)


def test_a_form_that_is_finished_without_any_answer_comes_back(signed_in: SignedIn) -> None:
    visitor = signed_in("noor")
    visitor.go(CLIENT)
    visitor.page.locator("#give > summary").click()
    visitor.page.select_option("#instrument", "phq9")
    visitor.page.get_by_role("button", name="Fill it in together now").click()
    visitor.page.wait_for_selector("h1:has-text('PHQ-9')")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name="Finish").click()
    assert "Nothing is answered yet" in visitor.page.inner_text("[role=alert]")


def test_the_client_sees_their_own_words_and_no_score(signed_in: SignedIn) -> None:
    visitor = signed_in("ethan")
    assert visitor.go(CLIENT) == 200
    assert visitor.page.locator("#words blockquote").count() > 0
    assert visitor.page.locator("#scores, #needs, #forms, .gt-chart").count() == 0
    assert visitor.page.locator("#add-view, #add-considered").count() == 0


@pytest.mark.parametrize("who", ["emil", "admin", "ines", "cora", "aaliyah"])
@pytest.mark.parametrize("path", [CLIENT, f"{CLIENT}facts/any/", f"{CLIENT}forms/any/"])
def test_who_is_not_on_the_team_is_shown_nothing(signed_in: SignedIn, who: str, path: str) -> None:
    visitor = signed_in(who)
    assert visitor.go(path) == 403
    assert "Ethan" not in visitor.text()


@pytest.mark.parametrize("who", ["emil", "admin", "aaliyah"])
def test_who_is_not_on_the_team_can_write_nothing(signed_in: SignedIn, who: str) -> None:
    visitor = signed_in(who)
    visitor.go("/")
    status = visitor.page.evaluate(
        """async path => {
          const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
          const data = new URLSearchParams({text: "From outside.", source: "x", said_by: "client",
            once: "0123456789abcdef0123", csrfmiddlewaretoken: token});
          return (await fetch(path, {method: "POST", body: data})).status;
        }""",
        f"{CLIENT}add/strength/",
    )
    assert status == 403
    team = signed_in("dana")
    team.go(CLIENT)
    assert "From outside" not in team.text()


def test_what_is_long_is_folded_on_a_phone_and_what_is_grave_is_not(signed_in: SignedIn) -> None:
    visitor = signed_in("dana", viewport=PHONE)
    for path, screens in (
        ("/clients/daniel-kowalski/", 36), ("/clients/aaliyah-brooks/plans/plan-aaliyah-brooks/own/", 9),
    ):  # fmt: skip
        visitor.go(path)
        assert visitor.page.evaluate("document.documentElement.scrollHeight") <= screens * PHONE["height"], path
        assert visitor.page.locator("main details:not([open]) li").count() > 10, "nothing is left out"
    visitor.go("/clients/daniel-kowalski/")
    for grave in visitor.page.locator("#needs .gt-stop, #scores .gt-stop").all():
        assert grave.is_visible()
