"""The tutorial, walked through as it is written: from somebody new to a plan that he has signed, in a real browser."""

import re
from pathlib import Path

from real_browser import SignedIn, Visitor

_TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial" / "first-plan.md"
_OWEN = "/clients/owen-castellan/"
_WORDS = "I want somebody to be in the kitchen when my hands shake."
_PHONE_LOOK = {"width": 390, "height": 844}


def _press(visitor: Visitor, name: str) -> None:
    """Press the button that the tutorial names, and wait for the page after it."""
    assert f"**{name}**" in _TUTORIAL.read_text("utf-8"), f"the tutorial does not name “{name}”"
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=re.compile(f"^{re.escape(name)}")).first.click()


def _save(visitor: Visitor) -> None:
    with visitor.page.expect_navigation():
        visitor.page.click("#edit button.btn-primary")


def _unfold(visitor: Visitor, title: str) -> None:
    assert f"**{title}**" in _TUTORIAL.read_text("utf-8"), f"the tutorial does not name “{title}”"
    visitor.page.locator(f"summary:has-text('{title}')").first.click()


def test_from_somebody_new_to_a_signed_plan_as_the_tutorial_says(visitor: Visitor, signed_in: SignedIn) -> None:
    dana = visitor
    dana.go("/sign-in/")
    _press(dana, "Dana Ruiz")
    _the_record(dana)
    path = _the_plan(dana)
    _his_signature(signed_in)
    dana.go(f"{path}agreement/")
    assert re.search(r"Owen Castellan \(client\): (\d+) of \1 parts signed", dana.text())
    assert "not signed by the client yet" not in dana.text()
    assert dana.complaints == []


def _the_record(dana: Visitor) -> None:
    assert "Owen Castellan: No plan yet" in dana.text()
    with dana.page.expect_navigation():
        dana.page.get_by_role("link", name="Owen Castellan", exact=True).click()
    assert "warm roll with Imke" in dana.text()
    _unfold(dana, "Write down what the client says")
    entry = dana.page.locator("#add-words")
    entry.locator("[name=domain]").select_option("withdrawal")
    entry.locator("[name=text]").fill("Sundays I do not drink until four, and by three my hands shake in the flour.")
    entry.locator("[name=concern]").select_option("some")
    entry.locator("[name=source]").fill("second talk")
    assert "**Save**" in _TUTORIAL.read_text("utf-8")
    with dana.page.expect_navigation():
        entry.get_by_role("button", name=re.compile("^Save")).click()
    assert "my hands shake in the flour" in dana.text()
    _unfold(dana, "Give a form")
    dana.page.select_option("#instrument", "auditc")
    _press(dana, "Fill it in together now")
    for card in dana.page.locator("main fieldset").all():
        card.locator("input[type=radio]").nth(3).check()
    _press(dana, "Finish")
    assert "AUDIT-C" in dana.page.inner_text("#scores")


def _the_plan(dana: Visitor) -> str:
    dana.go(f"{_OWEN}plans/")
    _press(dana, "Start a draft from the record")
    path = dana.page.url.removeprefix(dana.centre.address).partition("?")[0]
    assert "warm roll with Imke" in dana.text()
    dana.go(f"{path}?item=wd-alcohol")
    dana.page.select_option("#edit [name=monitoring]", "outpatient-daily")
    _save(dana)
    dana.go(f"{path}?item=goal-alcohol-withdrawal")
    dana.page.fill("#edit [name=own_words]", _WORDS)
    _save(dana)
    assert _WORDS in dana.text()
    dana.go(f"{path}agreement/")
    dana.page.fill("#cause", "The first plan.")
    _press(dana, "Ask them")
    assert "They are asked to sign." in dana.text()
    return path


def _his_signature(signed_in: SignedIn) -> None:
    owen = signed_in("owen", viewport=_PHONE_LOOK)
    owen.go("/my/")
    assert _WORDS in owen.text()
    with owen.page.expect_navigation():
        owen.page.get_by_role("link", name="Read and sign").click()
    owen.page.fill("[name=name]", "Owen Castellan")
    with owen.page.expect_navigation():
        owen.page.get_by_role("button", name="Sign", exact=True).click()
    owen.page.fill("[name=password]", owen.centre.password)
    with owen.page.expect_navigation():
        owen.page.press("[name=password]", "Enter")
    assert "You have signed." in owen.text()
