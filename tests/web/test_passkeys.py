"""Passkeys in a real browser, with an authenticator that Chromium plays: added, signed in by, and taken away."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession

from real_browser import Centre, Visitor, axe

NAME = "Noor's grandmother's telephone"


class Device:
    """What keeps passkeys and asks for a finger."""

    def __init__(self, visitor: Visitor) -> None:
        self.session: CDPSession = visitor.context.new_cdp_session(visitor.page)
        self.session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": True, "automaticPresenceSimulation": True,
        }  # fmt: skip
        self.id: str = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def kept(self) -> int:
        """How many passkeys it keeps."""
        return len(self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})["credentials"])

    def knows_the_finger(self, known: bool) -> None:
        """Whether the finger that touches it is the owner's."""
        self.session.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": known})


@pytest.fixture
def noor(browser: Browser, centre: Centre) -> Iterator[Visitor]:
    with browser.new_context() as context:
        yield Visitor(context, centre)


def sign_out(noor: Visitor) -> None:
    noor.page.get_by_role("button", name="Sign out").click()
    noor.page.wait_for_selector("h1:has-text('Sign in')")


def by_passkey(noor: Visitor) -> None:
    noor.page.get_by_role("button", name="Sign in with a passkey").click()


def at_today(noor: Visitor) -> None:
    noor.page.wait_for_selector("h1:has-text('Today')")


def test_a_passkey_is_added_signs_in_alone_and_as_second_step_unlocks_and_is_taken_away(noor: Visitor) -> None:
    device = Device(noor)
    noor.go("/sign-in/")
    noor.sign_in("noor")
    added(noor)
    assert device.kept() == 1
    named_at_rest(noor)
    sign_out(noor)
    by_passkey(noor)
    at_today(noor)
    sign_out(noor)
    after_the_password(noor)
    unlocked(noor)
    sign_out(noor)
    refused_to_another_finger(noor, device)
    device.knows_the_finger(True)
    by_passkey(noor)
    at_today(noor)
    taken_away(noor)
    sign_out(noor)
    by_passkey(noor)
    noor.page.wait_for_selector("main [role=status]:has-text('That did not work.')")
    noor.sign_in("noor")
    at_today(noor)
    told(noor)
    assert noor.complaints == []


def added(noor: Visitor) -> None:
    """With the password once more."""
    noor.go("/account/")
    noor.page.get_by_role("link", name="Passkeys").click()
    assert axe(noor.page) == []
    noor.page.get_by_role("link", name="Add a passkey").click()
    noor.page.fill("[name=password]", noor.centre.password)
    noor.page.press("[name=password]", "Enter")
    noor.page.wait_for_selector("h1:has-text('Add a passkey')")
    assert axe(noor.page) == []
    noor.page.get_by_label("What you call it").fill(NAME)
    noor.page.get_by_role("button", name="Go on").click()
    noor.page.wait_for_selector("#recovery_codes")


def named_at_rest(noor: Visitor) -> None:
    """Its owner reads the name, the database does not; another name is no more open than the first."""
    noor.go("/sign-in/second/webauthn/")
    assert NAME in noor.text()
    noor.page.get_by_role("link", name="Rename").click()
    assert noor.page.get_by_label("What you call it").input_value() == NAME
    noor.page.get_by_label("What you call it").fill(f"{NAME} II")
    assert axe(noor.page) == []
    noor.page.get_by_role("button", name="Save").click()
    noor.page.wait_for_selector(f'main:has-text("{NAME} II")')
    written = b"".join(path.read_bytes() for path in noor.centre.house.home.glob("goldthread.sqlite3*"))
    assert b"mfa_authenticator" in written
    assert b"grandmother" not in written


def after_the_password(noor: Visitor) -> None:
    noor.sign_in("noor")
    noor.page.wait_for_selector("h1:has-text('The second step')")
    assert axe(noor.page) == []
    noor.page.get_by_role("button", name="Use a passkey").click()
    at_today(noor)


def unlocked(noor: Visitor) -> None:
    """The covered page opens for the same finger, where it was."""
    noor.go("/account/")
    noor.page.evaluate(
        "fetch('/locked/now/', {method: 'POST', "
        "headers: {'X-CSRFToken': document.querySelector('[name=csrfmiddlewaretoken]').value}})"
    )
    noor.go("/account/")
    assert "This page is covered" in noor.text()
    noor.page.get_by_role("link", name="Use a passkey").click()
    assert axe(noor.page) == []
    noor.page.get_by_role("button", name="Use a passkey").click()
    noor.page.wait_for_selector("h1:has-text('Your account')")


def refused_to_another_finger(noor: Visitor, device: Device) -> None:
    device.knows_the_finger(False)
    by_passkey(noor)
    noor.page.wait_for_selector("[data-passkey-failed]:visible")
    assert axe(noor.page) == []
    noor.go("/")
    assert "Sign in" in noor.text()


def taken_away(noor: Visitor) -> None:
    noor.go("/sign-in/second/webauthn/")
    noor.page.get_by_role("link", name="Take away").click()
    noor.page.wait_for_selector("h1")
    if noor.page.locator("[name=password]").count():
        noor.page.fill("[name=password]", noor.centre.password)
        noor.page.press("[name=password]", "Enter")
        noor.page.wait_for_selector("h1:has-text('Take away the passkey')")
    assert axe(noor.page) == []
    noor.page.get_by_role("button", name="Take away").click()
    noor.page.wait_for_selector("main:has-text('You have none yet.')")


def told(noor: Visitor) -> None:
    """What was done stands in the account's own list."""
    noor.go("/account/")
    assert axe(noor.page) == []
    said = noor.text()
    for words in ("Passkey added", "Passkey taken away", "Password + Passkey"):
        assert words in said
