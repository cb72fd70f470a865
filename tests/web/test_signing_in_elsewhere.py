"""Signing in at another server: a real provider of OpenID Connect, our real server and a real browser between them."""

import contextlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from identity_provider import CLIENT_ID, CLIENT_SECRET, NAMES, PASSWORD
from real_browser import Centre, Visitor, axe
from real_commands import SECONDS, SECRET, House, Served, free_port

NAME = "Harbour Hospital"


class Elsewhere:
    """The provider, and our server that leads there."""

    def __init__(self, centre: Centre, served: Served, port: int, process: subprocess.Popen[bytes]) -> None:
        self.centre = Centre(centre.house, served)
        self.port = port
        self.process = process

    def visitor(self, browser: Browser) -> Visitor:
        return Visitor(browser.new_context(), self.centre)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(SECONDS)


@pytest.fixture
def elsewhere(centre: Centre, tmp_path: Path) -> Iterator[Elsewhere]:
    port, secret = free_port(), tmp_path / "secret"
    secret.write_text(CLIENT_SECRET + "\n")
    secret.chmod(0o600)
    house = House(
        centre.house.home, GOLDTHREAD_IDENTITY_ISSUER=f"http://localhost:{port}", GOLDTHREAD_IDENTITY_CLIENT=CLIENT_ID,
        GOLDTHREAD_IDENTITY_SECRET_FILE=str(secret), GOLDTHREAD_IDENTITY_NAME=NAME,
    )  # fmt: skip
    with house.served() as served:
        back = f"http://localhost:{served.port}/sign-in/elsewhere/centre/back/"
        program = Path(__file__).parent.parent / "identity_provider.py"
        process = subprocess.Popen([sys.executable, program, str(port), tmp_path, back], stdin=subprocess.DEVNULL)
        found = Elsewhere(centre, served, port, process)
        try:
            Served(port, process, tmp_path / "none").wait_until_it_listens()
            yield found
        finally:
            found.stop()


@pytest.fixture
def elsie(centre: Centre) -> Iterator[str]:
    """A nurse of her own, so that nobody else's account is linked."""
    by = ("--by", "admin", "--password-file", centre.house.home / "demo-password")
    new = ("--new-password-file", centre.house.passwords)
    centre.house.done("user", "add", "elsie", "--name", "Elsie", "--role", "nurse", *new, *by)
    yield "elsie"
    with contextlib.suppress(AssertionError):  # closed already
        centre.house.done("user", "disable", "elsie", *by)


def over_there(page: Page, who: str, answer: str = "Authorize") -> None:
    """Sign in at the provider, where it asks, and agree (or not)."""
    page.wait_for_url(re.compile("/(accounts/login|identity/o/authorize)"))
    if "/accounts/login" in page.url:
        page.fill("[name=login]", who)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url(re.compile("/identity/o/authorize"))
    page.get_by_role("button", name=answer).click()
    page.wait_for_url(re.compile("/(account|sign-in|$)"))


def by_the_button(visitor: Visitor) -> None:
    visitor.go("/sign-in/")
    visitor.page.get_by_role("button", name=f"Sign in with {NAME}").click()


def linking(visitor: Visitor, password: str) -> None:
    """From the own account, with the password once more."""
    visitor.go("/account/")
    visitor.page.get_by_role("button", name=f"Link {NAME}").click()
    visitor.page.fill("[name=password]", password)
    visitor.page.press("[name=password]", "Enter")


def test_an_account_is_linked_signs_in_from_elsewhere_and_nobody_else_does(
    browser: Browser, centre: Centre, elsewhere: Elsewhere, elsie: str
) -> None:
    own = elsewhere.visitor(browser)
    asked: list[str] = []
    own.page.on("request", lambda sent: asked.append(sent.url))
    linked_and_signed_in(own)
    asked_rightly(next(url for url in asked if "code_challenge" in url))
    nobody_knows_them_here(elsewhere.visitor(browser))
    not_twice(elsewhere.visitor(browser), elsewhere)
    forged(elsewhere.visitor(browser), asked)
    kept(centre)
    centre.house.done("user", "disable", elsie, "--by", "admin", "--password-file", centre.house.home / "demo-password")
    closed(own)
    assert "code=" not in elsewhere.centre.served.log.read_text()
    elsewhere.stop()
    by_the_button(own)
    own.page.wait_for_selector("h1:has-text('cannot be reached now')")


def linked_and_signed_in(own: Visitor) -> None:
    own.go("/sign-in/")
    assert axe(own.page) == []
    own.sign_in("elsie", SECRET)
    linking(own, SECRET)
    over_there(own.page, "worker")
    assert "You can sign in from there." in own.text()
    assert axe(own.page) == []
    own.page.get_by_role("button", name="Sign out").click()
    own.page.wait_for_selector("h1:has-text('Sign in')")
    by_the_button(own)
    over_there(own.page, "worker")
    own.page.wait_for_selector("h1:has-text('Today')")
    own.go("/account/")
    assert "Sign-in of the centre" in own.text()
    assert "Elsie" in own.page.inner_text("header")
    assert not [said for said in own.complaints if "Policy" in said]  # the provider's own page lacks a picture


def asked_rightly(url: str) -> None:
    """State, nonce and PKCE; who it is, and nothing else of them."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    assert (asked["scope"], asked["response_type"], asked["code_challenge_method"]) == ("openid", "code", "S256")
    assert min(len(asked["state"]), len(asked["nonce"]), len(asked["code_challenge"])) >= 16


def nobody_knows_them_here(stranger: Visitor) -> None:
    """Signed in over there, and linked to nobody: not even to whom the provider says that they are."""
    by_the_button(stranger)
    over_there(stranger.page, "guest", "Cancel")
    assert "You went back before it was done" in stranger.text()
    by_the_button(stranger)
    over_there(stranger.page, "guest")
    assert "This sign-in is not linked to an account here" in stranger.text()
    assert axe(stranger.page) == []
    stranger.go("/")
    assert "Sign in" in stranger.text()
    assert "Dana" not in stranger.page.inner_text("header")


def not_twice(dana: Visitor, elsewhere: Elsewhere) -> None:
    """Who somebody is elsewhere is one account's; to look on at another's open screen is not enough to link."""
    dana.go("/sign-in/")
    dana.sign_in("dana")
    linking(dana, "a guess of somebody")
    assert "This is not your password." in dana.text()
    linking(dana, elsewhere.centre.password)
    over_there(dana.page, "worker")
    assert "linked to another account" in dana.text()
    dana.go("/account/")
    assert "If you have an account there" in dana.text()


def forged(victim: Visitor, asked: list[str]) -> None:
    """An answer to nothing, somebody else's answer, and somebody else's code in one's own answer."""
    used = next(url for url in reversed(asked) if "/back/?" in url)
    way = urlsplit(used).path
    for query in ("state=forged&code=forged", "", urlsplit(used).query):
        assert victim.go(f"{way}?{query}") == 401
        assert "You could not be signed in" in victim.text()
    by_the_button(victim)
    victim.page.wait_for_url(re.compile("/accounts/login"))
    (state,) = parse_qs(urlsplit(victim.page.url).query)["next"]
    (own,) = parse_qs(urlsplit(state).query)["state"]
    (code,) = parse_qs(urlsplit(used).query)["code"]
    assert victim.go(f"{way}?state={own}&code={code}") == 401
    assert victim.go("/sign-in/elsewhere/another/back/?state=a&code=b") == 404
    victim.go("/")
    assert "Sign in" in victim.text()


def kept(centre: Centre) -> None:
    """Nothing of who they are elsewhere stands in the database."""
    written = b"".join(path.read_bytes() for path in centre.house.home.glob("goldthread.sqlite3*"))
    for word in (*NAMES.values(), "subject-of-worker", "worker@example.org", CLIENT_SECRET):
        assert word.encode() not in written


def closed(own: Visitor) -> None:
    own.context.clear_cookies(name="session")
    by_the_button(own)
    over_there(own.page, "worker")
    own.go("/")
    assert "Sign in" in own.text()
