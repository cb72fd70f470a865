"""Two people in one draft at once: each sees that the other changed something, and loses nothing of their own."""

import re
import time

from playwright.sync_api import expect

from real_browser import SignedIn, Visitor, axe

_CLIENT = "/clients/daniel-kowalski/"


def test_two_people_see_each_others_changes_and_keep_what_they_type(signed_in: SignedIn) -> None:
    dana, noor = signed_in("dana"), signed_in("noor")
    for each in (dana, noor):
        each.page.clock.install(time=time.time())
    path = dana.draft("daniel-kowalski")
    goal, other = _goals(dana)[:2]
    dana.go(f"{path}?item={goal}")
    noor.go(f"{path}?item={other}")
    dana.page.fill("#edit [name=clinical]", "Dana is in the middle of this sentence")
    asked: list[str] = []
    dana.page.on(
        "response", lambda answer: asked.append(f"{answer.status} {answer.url}") if "/news/" in answer.url else None
    )
    _tick(dana)
    _tick(dana)
    assert [each.partition(" ")[0] for each in asked] == ["200", "204"]  # the second one opened nothing
    assert dana.page.inner_text("#news") == ""
    noor.page.fill("#edit [name=clinical]", "Noor has written this meanwhile.")
    with noor.page.expect_navigation():
        noor.page.click("#edit button.btn-primary")
    _tick(dana)
    expect(dana.page.locator("#news")).to_contain_text("Noor Haddad changed 1 item just now")
    assert axe(dana.page) == []
    dana.page.click("#news a")
    expect(dana.page.locator("#news a")).to_have_count(0)
    assert dana.page.input_value("#edit [name=clinical]") == "Dana is in the middle of this sentence"
    with dana.page.expect_navigation():
        dana.page.click("#edit button.btn-primary")
    assert "together with what others changed" in dana.text()
    dana.go(f"{path}?item={other}")
    assert dana.page.input_value("#edit [name=clinical]") == "Noor has written this meanwhile."
    assert dana.complaints == []


def test_who_may_not_open_a_plan_hears_nothing_new_of_it(signed_in: SignedIn) -> None:
    emil = signed_in("emil")
    emil.go("/")
    answer = emil.context.request.get(f"{emil.centre.address}{_CLIENT}plans/plan-daniel-kowalski/news/?seen=0")
    assert re.sub(r"\s", "", answer.text()) == '<divid="news"></div>'


def _tick(visitor: Visitor) -> None:
    with visitor.page.expect_response(lambda answer: "/news/" in answer.url):
        visitor.page.clock.fast_forward("00:21")
    visitor.page.wait_for_timeout(100)  # until it stands on the page


def _goals(visitor: Visitor) -> list[str]:
    hrefs = visitor.page.eval_on_selector_all(".gt-node", "all => all.map(each => each.getAttribute('href'))")
    return [item for href in hrefs if (item := re.sub(r"\?item=(.*)#.*", r"\1", href)).startswith("goal-")]
