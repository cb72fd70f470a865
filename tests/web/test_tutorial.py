"""The tutorial, walked through as it is written: from somebody new to a plan that is in force, in a real browser, by
clicking alone. What is pressed is named in the tutorial, in this order."""

import re
from pathlib import Path

from real_browser import SignedIn, Visitor, axe

_TUTORIAL = (Path(__file__).parents[2] / "docs" / "tutorial" / "first-plan.md").read_text("utf-8")
_WORDS = "I want somebody to be in the kitchen when my hands shake."
_PHONE_LOOK = {"width": 390, "height": 844}


class Reader:
    """Somebody who does what the tutorial says, one bold word after the other."""

    def __init__(self) -> None:
        self.at = 0

    def names(self, name: str) -> str:
        """The tutorial names it, and after what was done before."""
        found = _TUTORIAL.find(f"**{name}**", self.at)
        assert found >= 0, f"the tutorial does not name “{name}” here"
        self.at = found
        return name

    def press(self, visitor: Visitor, name: str, role: str = "button") -> None:
        """Press what the tutorial names, and wait for the page after it."""
        beginning = re.compile(f"^{re.escape(self.names(name))}")
        with visitor.page.expect_navigation():
            main = visitor.page.get_by_role("main")
            main.get_by_role(role, name=beginning).first.click()  # type: ignore[arg-type]  # one of two roles

    def unfold(self, visitor: Visitor, title: str) -> None:
        """Open what the tutorial names."""
        visitor.page.locator(f"summary:has-text('{self.names(title)}')").first.click()


def test_from_somebody_new_to_a_signed_plan_as_the_tutorial_says(visitor: Visitor, signed_in: SignedIn) -> None:
    dana, reader = visitor, Reader()
    dana.go("/sign-in/")
    reader.press(dana, "Dana Ruiz")
    _the_record(dana, reader)
    _the_plan(dana, reader)
    _asking(dana, reader)
    _his_signature(signed_in, reader)
    _her_signature_and_the_start(dana, reader)
    assert dana.complaints == []


def _the_record(dana: Visitor, reader: Reader) -> None:
    assert "Owen Castellan: No plan yet" in dana.text()
    with dana.page.expect_navigation():
        dana.page.get_by_role("link", name=reader.names("Owen Castellan"), exact=True).click()
    assert "warm roll with Imke" in dana.text()
    reader.unfold(dana, "Write down what the client says")
    entry = dana.page.locator("#add-words")
    entry.locator("[name=domain]").select_option("withdrawal")
    entry.locator("[name=text]").fill("Sundays I do not drink until four, and by three my hands shake in the flour.")
    entry.locator("[name=concern]").select_option("some")
    entry.locator("[name=source]").fill("second talk")
    with dana.page.expect_navigation():
        entry.get_by_role("button", name=re.compile(f"^{reader.names('Save')}")).click()
    assert "my hands shake in the flour" in dana.text()
    reader.unfold(dana, "Give a form")
    dana.page.select_option("#instrument", "auditc")
    reader.press(dana, "Fill it in together now")
    for card in dana.page.locator("main fieldset").all():
        card.locator("input[type=radio]").nth(3).check()
    reader.press(dana, "Finish")
    assert "AUDIT-C" in dana.page.inner_text("#scores")


def _the_plan(dana: Visitor, reader: Reader) -> None:
    reader.press(dana, "Start a draft", "link")
    reader.press(dana, "Start a draft from the record")
    assert "warm roll with Imke" in dana.text()
    asks = dana.page.locator("#detail li:has-text('Stop: somebody must act first')")
    with dana.page.expect_navigation():
        asks.get_by_role("link", name="Risk of alcohol withdrawal").click()
    assert "the plan does not say where it is watched" in dana.text()
    reader.press(dana, "Fix it", "link")
    dana.page.select_option("#edit [name=monitoring]", label="outpatient daily")
    reader.press(dana, "Save")
    dana.page.locator("#tree").get_by_role("link", name="Owen comes off beer safely").click()
    dana.page.wait_for_selector("#edit [name=own_words]")
    assert "What would you like to be different?" in dana.text()
    dana.page.fill("#edit [name=own_words]", _WORDS)
    reader.press(dana, "Save")
    assert _WORDS in dana.text()


def _asking(dana: Visitor, reader: Reader) -> None:
    reader.press(dana, "Signatures and start", "link")
    assert "was not laid before anybody" in dana.text()
    assert "grave" not in dana.text()
    dana.page.fill("#cause", "The first plan.")
    reader.press(dana, "Ask them")
    assert "They are asked to sign." in dana.text()
    assert axe(dana.page) == []


def _his_signature(signed_in: SignedIn, reader: Reader) -> None:
    owen = signed_in("", viewport=_PHONE_LOOK)
    owen.go("/")
    reader.press(owen, "Owen Castellan")
    assert _WORDS in owen.text()
    reader.press(owen, "Read and sign", "link")
    _draw(owen)
    owen.page.fill("[name=name]", "Owen Castellan")
    reader.press(owen, "Sign")
    _again(owen)
    assert "You have signed." in owen.text()
    assert owen.complaints == []


def _draw(visitor: Visitor) -> None:
    visitor.page.locator("canvas").scroll_into_view_if_needed()
    box = visitor.page.locator("canvas").bounding_box()
    assert box is not None
    visitor.page.mouse.move(box["x"] + 20, box["y"] + 40)
    visitor.page.mouse.down()
    for step in range(6):
        visitor.page.mouse.move(box["x"] + 40 + 30 * step, box["y"] + (30 if step % 2 else 70))
    visitor.page.mouse.up()


def _again(visitor: Visitor) -> None:
    """Whoever signs shows once more who they are; the form that they sent goes on by itself."""
    assert "You have signed." not in visitor.text()
    visitor.page.fill("[name=password]", visitor.centre.password)
    with visitor.page.expect_navigation():
        visitor.page.press("[name=password]", "Enter")


def _her_signature_and_the_start(dana: Visitor, reader: Reader) -> None:
    dana.page.get_by_role("link", name="Back to the plan").click()  # a page that was sent is not loaded again
    dana.page.get_by_role("link", name="Signatures and start").click()
    assert dana.page.get_by_role("img", name="The signature of Owen Castellan").is_visible()
    assert re.search(r"✓ Owen Castellan \(client\): (\d+) of \1 parts signed", dana.text())
    stops = dana.page.locator(".gt-finding.gt-stop")
    assert [each.partition(" items ")[2] for each in stops.locator("h3").all_inner_texts()] == [
        "are not signed by the author yet."
    ]
    reader.press(dana, "Read and sign", "link")
    assert axe(dana.page) == []
    assert dana.page.input_value("[name=name]") == "Dana Ruiz"
    reader.press(dana, "Sign")
    _again(dana)
    assert "You have signed." in dana.text()
    assert "Nothing keeps the plan from starting." in dana.text()
    reader.press(dana, "Start the plan")
    assert "The plan is active." in dana.text()
    reader.press(dana, "Back to the plan", "link")
    assert dana.page.inner_text(".gt-head .gt-tags").strip() == "Active"
