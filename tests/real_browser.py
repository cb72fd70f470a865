"""A real browser before a real server with the demonstration centre. Fixtures; `tests/web/conftest.py` imports them."""

import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from real_commands import House, Served, demonstration

_OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
_AXE = Path(__file__).parent / "web" / "vendor" / "axe.min.js"
PHONE: ViewportSize = {"width": 320, "height": 640}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}


class Centre:
    """The demonstration centre as it is served: where, and the one password of its accounts."""

    def __init__(self, house: House, served: Served) -> None:
        self.house = house
        self.served = served
        self.address = f"http://localhost:{served.port}"
        self.password = (house.home / "demo-password").read_text().strip()


class Visitor:
    """Somebody at a browser. `complaints`: what the browser found wrong with what it was sent."""

    def __init__(self, context: BrowserContext, centre: Centre) -> None:
        self.context = context
        self.centre = centre
        self.complaints: list[str] = []
        self.page = self._new_page()

    def _new_page(self) -> Page:
        page = self.context.new_page()
        page.on(
            "console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def go(self, path: str) -> int:
        """Open a page of the centre; the status of the answer."""
        answer = self.page.goto(self.centre.address + path)
        assert answer is not None
        return answer.status

    def sign_in(self, login: str, password: str | None = None) -> None:
        """Through the form."""
        self.page.fill("[name=login]", login)
        self.page.fill("[name=password]", self.centre.password if password is None else password)
        with self.page.expect_navigation():
            self.page.press("[name=password]", "Enter")

    def draft(self, client: str) -> str:
        """The address of the client's draft; it is started where there is none."""
        self.go(f"/clients/{client}/plans/")
        with self.page.expect_navigation():
            self.page.click("text=Start a draft from the record")
        if "/plans/plan-" not in self.page.url:
            with self.page.expect_navigation():
                self.page.click("text=Go on with the draft")
        return self.page.url.removeprefix(self.centre.address).partition("?")[0].partition("#")[0]

    def text(self) -> str:
        """What the page says in its main part."""
        return self.page.inner_text("main")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium: the one without windows where it is there, for it opens a page in a third of the time."""
    program = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))), None)
    if program is None:
        pytest.skip("There is no Chromium on this machine (Debian: apt install chromium-headless-shell).")
    # Playwright keeps an event loop in this thread, in which Django refuses to ask a database. Nothing here is async.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(_OPTIONS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    """The demonstration centre, served for all tests of the pages: what a test writes, the next one finds."""
    house = demonstration(tmp_path_factory)
    with house.served() as served:
        yield Centre(house, served)


@pytest.fixture
def visitor(browser: Browser, centre: Centre) -> Iterator[Visitor]:
    """A stranger at a desk."""
    context = browser.new_context(viewport=DESKTOP)
    yield Visitor(context, centre)
    context.close()


@pytest.fixture(scope="session")
def signed_in(browser: Browser, centre: Centre) -> Iterator["SignedIn"]:
    """Visitors who are signed in already: `signed_in("dana")`."""
    opener = SignedIn(browser, centre)
    yield opener
    opener.close()


class SignedIn:
    """Opens browsers of people of the demonstration. Each signs in once; later ones bring the same cookies."""

    def __init__(self, browser: Browser, centre: Centre) -> None:
        self._browser = browser
        self._centre = centre
        self._states: dict[str, Any] = {}
        self._open: list[BrowserContext] = []

    def __call__(self, login: str, **options: Any) -> Visitor:
        """A visitor who is signed in; without a login a stranger. `options` are the browser's own: color_scheme,
        viewport, java_script_enabled …"""
        if login and login not in self._states:
            with self._browser.new_context() as context:
                first = Visitor(context, self._centre)
                first.go("/sign-in/")
                first.sign_in(login)
                self._states[login] = context.storage_state()
        state = self._states.get(login)
        context = self._browser.new_context(**{"viewport": DESKTOP, "storage_state": state, **options})
        self._open.append(context)
        return Visitor(context, self._centre)

    def close(self) -> None:
        """Close all of them."""
        for context in self._open:
            context.close()


@cache
def _axe() -> str:
    return _AXE.read_text("utf-8")


def axe(page: Page) -> list[str]:
    """What axe-core finds on the page as it stands: rule, and where."""
    page.evaluate(_axe())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found["violations"]
        for node in each["nodes"]
    ]
