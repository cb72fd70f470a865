"""A review meeting on a shared screen, from its first word to the plan's next version; and versions side by side."""

import re

import pytest

from real_browser import SignedIn, Visitor, axe

_DANAS = ("jonah-feld", "daniel-kowalski", "george-papadakis", "helen-iversen", "aaliyah-brooks", "ethan-cole")
_EMILS = ("miguel-herrera", "ruth-okafor", "walter-brandt", "linda-park", "keisha-monroe", "tyler-nguyen")


def _in_force(visitor: Visitor, clients: tuple[str, ...]) -> str:
    """The address of a plan that is in force, of one of these."""
    for client in clients:
        path = f"/clients/{client}/plans/plan-{client}/"
        if visitor.go(f"{path}meeting/") == 200 and "Let us begin" in visitor.text():
            return path
    raise AssertionError("none of these clients has a plan in force")


def _press(visitor: Visitor, label: str) -> None:
    with visitor.page.expect_navigation():
        visitor.page.click(f"main button:has-text('{label}')")


def _begin(visitor: Visitor, why: str = "My plan no longer fits") -> str:
    """Open the review; the address of the first goal."""
    visitor.page.check(f"label:has-text('{why}') input")
    _press(visitor, "Let us begin")
    url: str = visitor.page.url
    return url.removeprefix(visitor.centre.address)


def _width(visitor: Visitor) -> int:
    width: int = visitor.page.evaluate("document.documentElement.scrollWidth")
    return width


def _clean(visitor: Visitor, *paths: str) -> None:
    """Nothing for axe and no complaint of the browser, in both themes; no sideways scroll on a narrow phone."""
    for path in paths:
        for scheme in ("light", "dark"):
            visitor.page.emulate_media(color_scheme=scheme)
            assert visitor.go(path) == 200
            assert axe(visitor.page) == [], path
        visitor.page.set_viewport_size({"width": 320, "height": 700})
        assert _width(visitor) <= 320, path
        visitor.page.set_viewport_size({"width": 1280, "height": 800})
    assert visitor.complaints == []


def test_a_review_meeting_leads_from_the_first_word_to_the_next_version(signed_in: SignedIn) -> None:
    dana = signed_in("dana")
    path = _in_force(dana, _DANAS)
    dana.go(path)
    dana.page.click(".gt-head a:has-text('Review meeting')")
    dana.page.fill("[name=words]", "The evenings are too long.")
    first = _begin(dana)

    # The first goal, by keyboard: the client is two steps surer than before, and a number is told for a step.
    sure = int(dana.page.input_value("#confidence_client-typed"))
    dana.page.focus("#confidence_client-slide")
    key = "ArrowLeft" if sure > 8 else "ArrowRight"
    dana.page.keyboard.press(key)
    dana.page.keyboard.press(key)
    now = str(sure - 2 if sure > 8 else sure + 2)
    assert dana.page.input_value("#confidence_client-typed") == now
    counted = dana.page.locator("[name^=now-]").count() > 0
    if counted:
        dana.page.locator("[name^=now-]").first.fill("2.5")
    dana.page.focus("main form:has(#why) button.btn-primary")
    with dana.page.expect_navigation():
        dana.page.keyboard.press("Enter")

    # The second goal ends, and it is said why.
    second = dana.page.url.removeprefix(dana.centre.address)
    assert second != first
    ended = dana.page.inner_text(".gt-aloud blockquote").strip("“”")
    dana.page.check("label:has-text('It ends') input")
    dana.page.fill("#why", "It is not mine any more.")
    _press(dana, "Save and go on")

    dana.go(f"{path}meeting/?at=words")
    dana.page.fill("[name=words]", "I want my mornings back.")
    _press(dana, "Save and go on")
    assert f"{sure} → {now}" in dana.text()
    assert "It is not mine any more." in dana.text()
    _clean(dana, first, f"{path}meeting/", f"{path}meeting/?at=words", f"{path}meeting/?at=end")
    dana.go(f"{path}meeting/?at=words")
    assert "“I want my mornings back.”" in dana.text()
    dana.go(first)
    assert not counted or "Now it is 2.5" in dana.text()

    # What was signed is different: that the plan goes on as it is is refused, and nothing typed is lost.
    dana.go(f"{path}meeting/?at=end")
    dana.page.check("label:has-text('goes on as it is') input")
    dana.page.fill("[name=note]", "Mornings come first.")
    _press(dana, "Save and end our talk")
    assert "sign-again" in dana.text()
    assert dana.page.input_value("[name=note]") == "Mornings come first."
    assert [each for each in dana.complaints if "409" not in each] == []  # which the browser tells of a refusal
    dana.complaints.clear()
    dana.page.check("label:has-text('The plan changes') input")
    _press(dana, "Save and end our talk")
    assert "Thank you" in dana.text()
    assert "Mornings come first." in dana.text()

    dana.page.click("text=Ask everyone to sign")
    dana.page.fill("[name=cause]", "After our talk.")
    _press(dana, "Ask them")
    _side_by_side(dana, path, ended)


def _side_by_side(dana: Visitor, path: str, ended: str) -> None:
    """The new version beside the one before it."""
    dana.go(path)
    dana.page.click(".gt-head a:has-text('Versions')")
    said = dana.text()
    assert "After our talk." in said
    assert "The evenings are too long." in said
    card = dana.page.locator(f"#sides article:has-text({ended!r})")
    assert "Ended" in card.inner_text()
    assert "It is not mine any more." in card.inner_text()
    assert card.locator("del .visually-hidden").first.inner_text().strip() == "[taken out:"
    assert card.locator("ins .visually-hidden").first.inner_text().strip() == "[new:"
    assert dana.page.locator("#sides details").get_attribute("open") is None
    holds = re.search(r"still holds for (\d+) of (\d+) parts", said)
    assert holds is not None
    assert int(holds[2]) - int(holds[1]) >= 1
    asked = dana.page.locator("#signatures .gt-finding").first
    asked.locator("summary").click()
    assert ended in asked.inner_text()
    newest = dana.page.eval_on_selector("#filter-to", "each => Number(each.value)")
    _clean(dana, f"{path}versions/", f"{path}versions/?from={newest}&to={newest - 1}")
    assert dana.page.eval_on_selector("#filter-to", "each => Number(each.value)") == newest
    assert dana.go(f"{path}versions/?from=77") == 404
    assert dana.go(f"{path}versions/?to=one") == 404


def test_without_script_a_slider_or_a_number_counts_and_the_plan_can_go_on(signed_in: SignedIn) -> None:
    emil = signed_in("emil", java_script_enabled=False)
    path = _in_force(emil, _EMILS)
    first = _begin(emil, "It is the time")
    emil.page.fill("[name=importance_client_slide]", "3")
    emil.page.fill("[name=confidence_client]", "1")
    _press(emil, "Save and go on")
    emil.go(first)
    assert emil.page.input_value("[name=importance_client]") == "3"
    assert emil.page.input_value("[name=confidence_client]") == "1"
    emil.page.fill("[name=confidence_client]", "11")
    _press(emil, "Save and go on")
    assert "a number from 0 to 10" in emil.text()
    assert emil.page.input_value("[name=confidence_client]") == "11"
    emil.go(f"{path}meeting/?at=end")
    _press(emil, "Save and end our talk")
    assert "The plan goes on as it is." in emil.text()
    emil.go(path)
    assert "Active" in emil.page.inner_text(".gt-head")
    emil.go(f"{path}versions/")
    assert "holds for all that was signed" in emil.text()


def test_a_return_to_use_on_a_sunday_brings_people_together_and_blames_nobody(signed_in: SignedIn) -> None:
    emil = signed_in("emil")
    path = _in_force(emil, _EMILS)
    record = path.partition("plans/")[0]
    emil.go(record)
    today = emil.page.evaluate("new Date().toISOString().slice(0, 10)")
    emil.page.click("#add-event > summary")
    for field, typed in (("text", "Two beers on Sunday, at his brother’s."), ("since", today), ("source", "phone")):
        emil.page.fill(f"#event-{field}", typed)
    emil.page.select_option("#event-topic", "return-to-use")
    with emil.page.expect_navigation():
        emil.page.click("#add-event button.btn-primary")
    assert "Two beers on Sunday" in emil.page.inner_text("section:has(> #events-head)")

    emil.go("/")
    row = emil.page.locator(f"main a[href='{path}meeting/']:has-text('Something has changed')")
    assert "a return to use" in row.inner_text()
    with emil.page.expect_navigation():
        row.click()
    assert "This has changed:" in emil.text()
    assert "a return to use" in emil.text()
    assert emil.page.is_checked("label:has-text('Something has happened') input")
    _clean(emil, f"{path}meeting/", record)
    emil.go(f"{path}meeting/")
    _press(emil, "Let us begin")
    emil.go(f"{path}meeting/?at=end")
    emil.page.check("label:has-text('goes on as it is') input")
    _press(emil, "Save and end our talk")
    emil.go("/")
    assert row.count() == 0


@pytest.mark.parametrize(
    ("login", "meeting", "versions"),
    [("emil", 403, 403), ("admin", 403, 403), ("ines", 403, 403), ("daniel", 403, 403), ("cora", 403, 200),
     ("noor", 200, 200)],
)  # fmt: skip
def test_who_is_not_on_the_team_sees_no_meeting_and_compliance_sees_the_versions(
    signed_in: SignedIn, login: str, meeting: int, versions: int
) -> None:
    visitor = signed_in(login)
    path = "/clients/daniel-kowalski/plans/plan-daniel-kowalski/"
    assert visitor.go(f"{path}meeting/") == meeting
    assert ("Daniel" in visitor.page.inner_text("main")) == (meeting == 200)
    assert visitor.go(f"{path}versions/") == versions
