"""The plan workspace in a real browser: a draft, answers to needs, edits of two people, findings, and who stays out."""

import re

import pytest

from real_browser import SignedIn, Visitor, axe

_PLAN = "/clients/aaliyah-brooks/plans/plan-aaliyah-brooks/"
_PAGES = ("", "?item=g-film", "own/", "needs/overdose-risk/", "agreement/", "checks/need-unanswered/")
_REFUSED = ("", "own/", "agreement/", "agreement/sign/")


def _items(visitor: Visitor, prefix: str) -> list[str]:
    hrefs = visitor.page.eval_on_selector_all(".gt-node", "all => all.map(each => each.getAttribute('href'))")
    return [item for href in hrefs if (item := re.sub(r"\?item=(.*)#.*", r"\1", href)).startswith(prefix)]


def _fill(visitor: Visitor, field: str, text: str) -> None:
    visitor.page.fill(f"#edit [name={field}]", text)


def _save(visitor: Visitor) -> None:
    with visitor.page.expect_navigation():
        visitor.page.click("#edit button.btn-primary")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("page", _PAGES)
def test_axe_finds_nothing_on_any_page_of_a_plan(signed_in: SignedIn, theme: str, page: str) -> None:
    dana = signed_in("dana", color_scheme=theme)
    assert dana.go(_PLAN + page) == 200
    assert axe(dana.page) == []
    assert dana.complaints == []


@pytest.mark.parametrize("page", _PAGES)
def test_no_page_of_a_plan_is_wider_than_a_phone(signed_in: SignedIn, page: str) -> None:
    dana = signed_in("dana", viewport={"width": 320, "height": 700})
    dana.go(_PLAN + page)
    assert dana.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_an_item_opens_beside_the_tree_and_the_thread_leads_both_ways(signed_in: SignedIn) -> None:
    dana = signed_in("dana")
    dana.go(_PLAN)
    dana.page.click("#tree .gt-node[href='?item=g-film#detail']")
    dana.page.wait_for_selector("#detail-title")
    assert "?item=g-film" in dana.page.url
    detail = dana.page.inner_text("#detail")
    assert "It rests on" in detail
    assert "I take the film every morning" in detail
    dana.page.click("#detail a:has-text('I take the film every morning')")
    assert "Stay on the film through the birth" in dana.page.inner_text("#detail")


def test_everything_can_be_read_and_sent_without_script(signed_in: SignedIn) -> None:
    dana = signed_in("dana", java_script_enabled=False)
    path = dana.draft("daniel-kowalski")
    dana.go(path)
    goal = _items(dana, "goal-")[0]
    dana.go(f"{path}?item={goal}")
    _fill(dana, "clinical", "Daniel sleeps through more nights than not.")
    _save(dana)
    assert "Daniel sleeps through more nights than not." in dana.text()


def test_a_draft_is_made_from_the_record_once(signed_in: SignedIn) -> None:
    dana = signed_in("dana")
    path = dana.draft("ethan-cole")
    assert "Draft" in dana.page.inner_text(".gt-head")
    assert dana.draft("ethan-cole") == path


def test_an_option_is_taken_with_the_clients_words_in_the_same_form(signed_in: SignedIn) -> None:
    dana = signed_in("dana")
    path = dana.draft("george-papadakis")
    dana.go(path)
    need = next(
        each
        for each in _items(dana, "")
        if dana.go(f"{path}needs/{each}/") == 200 and dana.page.locator("#options details").count()
    )
    option = dana.page.locator("#options article:has(details)").first
    name = option.locator("h2").inner_text()
    option.locator("summary").click()
    option.locator("[name=client_does]").fill("I bring my own cup and sit by the window.")
    with dana.page.expect_navigation():
        option.locator("button").click()
    assert "It is in the draft" in dana.text()
    dana.go(f"{path}needs/{need}/")
    assert "In the plan" in dana.page.locator(f"#options article:has-text({name!r})").first.inner_text()


def test_what_two_people_change_differently_is_put_before_people_and_nothing_typed_is_lost(
    signed_in: SignedIn,
) -> None:
    dana, carlos = signed_in("dana"), signed_in("carlos")
    path = dana.draft("helen-iversen")
    dana.go(path)
    goal = _items(dana, "goal-")[0]
    for each in (dana, carlos):
        each.go(f"{path}?item={goal}")
    _fill(dana, "clinical", "Helen walks to the water again.")
    _save(dana)
    assert "Saved." in dana.text()
    _fill(carlos, "clinical", "Helen has somebody to walk with.")
    carlos.page.select_option("#edit [name=importance_client]", "7")
    _save(carlos)
    assert "Helen walks to the water again." in carlos.text()
    assert "Helen has somebody to walk with." in carlos.text()
    assert axe(carlos.page) == []
    carlos.page.check("input[value=other]")
    carlos.page.fill("textarea", "Helen walks to the water, and not alone.")
    with carlos.page.expect_navigation():
        carlos.page.click("text=Keep what I chose")
    dana.go(f"{path}?item={goal}")
    assert dana.page.input_value("#edit [name=clinical]") == "Helen walks to the water, and not alone."
    assert dana.page.input_value("#edit [name=importance_client]") == "7"


def test_two_people_who_change_different_things_both_keep_theirs(signed_in: SignedIn) -> None:
    dana, carlos = signed_in("dana"), signed_in("carlos")
    path = dana.draft("jonah-feld")
    dana.go(path)
    goal = _items(dana, "goal-")[0]
    for each in (dana, carlos):
        each.go(f"{path}?item={goal}")
    _fill(dana, "clinical", "Jonah plays to people again.")
    _save(dana)
    carlos.page.select_option("#edit [name=confidence_client]", "3")
    _save(carlos)
    assert "Saved, together with what others changed meanwhile." in carlos.text()
    assert carlos.page.input_value("#edit [name=clinical]") == "Jonah plays to people again."


def test_a_mistake_in_a_form_is_told_at_its_field_and_what_was_typed_stays(signed_in: SignedIn) -> None:
    dana = signed_in("dana")
    path = dana.draft("jonah-feld")
    dana.go(path)
    goal = _items(dana, "goal-")[0]
    dana.go(f"{path}?item={goal}")
    dana.page.eval_on_selector("#edit [name=clinical]", "field => field.removeAttribute('maxlength')")
    _fill(dana, "clinical", "x" * 4001)
    _save(dana)
    assert "Not saved yet" in dana.text()
    assert dana.page.input_value("#edit [name=clinical]") == "x" * 4001


def test_a_finding_is_explained_and_set_aside_in_a_name_with_a_reason(signed_in: SignedIn) -> None:
    dana = signed_in("dana")
    dana.go(_PLAN)
    with dana.page.expect_navigation():
        dana.page.locator("#detail .gt-row").first.click()
    finding = dana.page.locator("#detail .gt-finding:has-text('Explain')").first
    assert "checks/" in str(finding.locator("a:has-text('Explain')").get_attribute("href"))
    with dana.page.expect_navigation():
        finding.locator("a:has-text('Set aside')").click()
    dana.page.eval_on_selector("#waive [name=reason]", "field => field.removeAttribute('minlength')")
    dana.page.fill("#waive [name=reason]", "short")
    with dana.page.expect_navigation():
        dana.page.click("#waive button")
    assert "Not saved yet" in dana.text()
    dana.page.fill("#waive [name=reason]", "We settle this together at the first review.")
    with dana.page.expect_navigation():
        dana.page.click("#waive button")
    assert "Set aside by Dana Ruiz" in dana.text()


def test_outside_a_draft_a_change_is_proposed_and_settled_by_somebody_else(signed_in: SignedIn) -> None:
    dana, carlos = signed_in("dana"), signed_in("carlos")
    carlos.go(f"{_PLAN}?item=o-class")
    assert carlos.page.inner_text("#edit button.btn-primary") == "Propose"
    _fill(carlos, "text", "I finish the parenting classes by spring.")
    carlos.page.fill("#words", "Two of them are full until March.")
    _save(carlos)
    assert "It is proposed" in carlos.text()
    dana.go(_PLAN)
    card = dana.page.locator("#proposals > div:has-text('by spring')").first
    with dana.page.expect_navigation():
        card.locator("button[value=not-now]").click()
    assert "owed an answer" in dana.text()
    card.locator("textarea").fill("We ask the school for a place first.")
    with dana.page.expect_navigation():
        card.locator("button[value=not-now]").click()
    assert "We ask the school for a place first." in dana.page.inner_text("#proposals")


def test_what_stops_a_plan_is_told_before_it_starts(signed_in: SignedIn) -> None:
    dana = signed_in("dana")
    dana.go(f"{_PLAN}agreement/")
    assert "What keeps the plan from starting" in dana.text()
    dana.page.click("text=Start the plan")
    assert "cannot become active yet" in dana.text()


def test_a_draft_is_laid_before_those_who_sign(signed_in: SignedIn) -> None:
    dana = signed_in("dana")
    path = dana.draft("daniel-kowalski")
    dana.go(f"{path}agreement/")
    dana.page.fill("#cause", "The plan for the time at home.")
    with dana.page.expect_navigation():
        dana.page.click("text=Ask them")
    assert "They are asked to sign." in dana.text()
    assert "0 of" in dana.text()


@pytest.mark.parametrize(
    ("login", "page"),
    [(login, page) for login in ("emil", "admin", "aaliyah", "ines") for page in _REFUSED],
)
def test_who_is_not_on_the_team_is_shown_nothing_of_a_plan(signed_in: SignedIn, login: str, page: str) -> None:
    visitor = signed_in(login)
    assert visitor.go(_PLAN + page) == 403
    assert "film" not in visitor.text()


def test_compliance_reads_a_plan_and_changes_nothing(signed_in: SignedIn) -> None:
    cora = signed_in("cora")
    assert cora.go(f"{_PLAN}?item=g-film") == 200
    assert "Stay on the film" in cora.text()
    assert cora.page.locator("form.gt-card").count() == 0
