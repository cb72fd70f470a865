"""`make screenshots`: every page of the demonstration on a phone, on a desk and in the dark, in `out/screenshots/`.

Each address pattern of the workspace has an example in EXAMPLES or a reason in WITHOUT; a pattern with neither fails.
The few pictures that the documents show are made anew in `docs/pictures/`, each at most 150 KB.
"""

import argparse
import html
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Error, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import chromium  # noqa: E402 - the tool beside this one
from start import GOLDTHREAD, answers, free_port  # noqa: E402 - the tool beside this one

OUT = ROOT / "out" / "screenshots"
PICTURES = ROOT / "docs" / "pictures"
MOST_BYTES = 150_000
Screen = tuple[int, int, Literal["light", "dark"]]  # width, height, theme
Sizes = tuple[tuple[str, Screen], ...]
_AALIYAH = {"client": "aaliyah-brooks", "plan": "plan-aaliyah-brooks"}
_WALTER = {"client": "walter-brandt", "plan": "plan-walter-brandt"}

# Who looks, and the arguments of the address. Several where several roles see different things at one address.
EXAMPLES: dict[str, tuple[tuple[str, dict[str, Any]], ...]] = {
    "account_login": (("", {}),),
    "account_logout": (("dana", {}),),
    "account_reauthenticate": (("dana", {}),),
    "own-account": (("dana", {}), ("walter", {})),
    "own-password": (("walter", {}),),
    "sign-ins": (("admin", {}),),
    "today": tuple((login, {}) for login in ("dana", "emil", "sam", "priya", "ines", "cora", "admin")),
    "record": (("dana", {"client": "daniel-kowalski"}), ("emil", {"client": "walter-brandt"})),
    "record-correct": (("dana", {"client": "owen-castellan", "fact": "fact-4"}),),
    "components": (("dana", {}),),
    "my-plan": (("walter", {}), ("miguel", {})),
    **{f"my-{name}": (("walter", {}),) for name in (
        "steps", "people", "more", "bad-hour", "ranks", "review", "story", "forms", "signature", "no", "changes",
        "trace",
    )},
    "my-proposal": (("walter", {"?": "about=g-truck"}),),
    "my-disagreement": (("walter", {"?": "about=g-truck"}),),
    "plan-start": (("dana", {"client": "owen-castellan"}), ("dana", {"client": "aaliyah-brooks"})),
    "plan": (("dana", _AALIYAH), ("dana", {**_AALIYAH, "?": "item=g-film"}), ("emil", _WALTER)),
    "plan-own": (("dana", _AALIYAH),),
    "plan-explain": (("dana", {**_AALIYAH, "check": "need-unanswered"}),),
    "plan-options": (("dana", {**_AALIYAH, "need": "overdose-risk"}),),
    "plan-agreement": (("dana", _AALIYAH), ("emil", {"client": "linda-park", "plan": "plan-linda-park"})),
    "plan-sign": (("sam", _AALIYAH),),
    "plan-no": (("sam", _AALIYAH),),
    "plan-signer": (("emil", {"client": "linda-park", "plan": "plan-linda-park", "signer": "linda-park"}),),
    "plan-arrival": (("emil", {"client": "ruth-okafor", "plan": "plan-ruth-okafor", "item": "a-post"}),),
    "enquiry": (("ines", {}),),
    "admission": (("ines", {"client": "bea-lindholm"}),),
    **{name: (("dana", {"client": "daniel-kowalski"}),) for name in ("care-team", "stay")},
    "break-glass": (("dana", {"client": "keisha-monroe"}),),
    "client-trace": (("cora", {"client": "keisha-monroe"}),),
    **{name: (("cora", {"client": "linda-park"}),) for name in ("client-folder", "client-copy", "client-erase")},
    "client-join": (("cora", {"client": "linda-park"}), ("cora", {"client": "linda-park", "?": "other=walter-brandt"})),
    "client-accounts": (("dana", {"client": "daniel-kowalski"}),),
    "client-erased": (("cora", {}),),
    "glasses": (("cora", {}),),
    "my-copy": (("walter", {}),),
    **{name: (("admin", {}),) for name in ("centre", "staff", "catalogue")},
    "staff-account": (("admin", {"member": "dana"}),),
    "my-sharing": (("walter", {}),),
    "plan-versions": (("emil", _WALTER),),
    "plan-meeting": (("emil", {"client": "keisha-monroe", "plan": "plan-keisha-monroe"}),),
    "paper": tuple(
        ("emil", {**_WALTER, "kind": kind}) for kind in ("team", "client", "card", "safety", "evidence")
    ),
}  # fmt: skip

_SENT = "It only takes what a form sends; the form's own page is shown."
WITHOUT: dict[str, str] = {
    "sign-in-shown": _SENT, "choose-role": _SENT, "set_language": _SENT, "record-give": _SENT, "plan-edit": _SENT,
    "plan-waive": _SENT, "plan-settle": _SENT, "plan-answer": _SENT, "plan-ask": _SENT, "plan-activate": _SENT,
    "plan-take-back": _SENT,
    "record-add": _SENT, "link-make": _SENT, "link-take-back": _SENT, "lock": _SENT,
    "leave-locked": _SENT, "identity-leave": _SENT, "identity-unlink": _SENT, "still-here": _SENT,
    "sign-out-elsewhere": _SENT,
    "locked": "Only a session that was idle for too long comes there.",
    "second-step-needed": "Nobody in the demonstration has to set up a second step.",
    "account_inactive": "Only somebody whose account was closed comes there.",
    **dict.fromkeys(
        ("link", "link-open", "link-question", "link-end", "link-signature", "link-no", "link-help"),
        "A link holds a secret and is open for hours; none is open in the demonstration.",
    ),
    "client-apart": "No two folders of the demonstration are joined; the page is that of joining them, turned round.",
    "openid_connect_callback": "Only who comes back from another server's sign-in comes there.",
    "centre-logo": "A picture, not a page.",
    "plan-news": "A piece of the plan's page, asked for by the page itself.",
    "my-bad-hour-worker": "A script, not a page.",
    "paper-pdf": "The same paper as a file.",
    "record-form": "A form that staff fill in is open for minutes; none is open in the demonstration.",
    "my-form": "Questions are open for hours; none are open in the demonstration.",
    "my-question": "Questions are open for hours; none are open in the demonstration.",
    "my-form-end": "Questions are open for hours; none are open in the demonstration.",
    "shared-plan": "Nobody in the demonstration has let a supporter in.",
}  # fmt: skip
_LIBRARY = ("mfa_",)  # pages of django-allauth in our dress; the signing-in tests walk through them

# Pages that say no, and when.
SAYING_NO = (
    ("says-no-403", "dana", "/centre/", 403),
    ("says-no-403-client", "walter", "/centre/", 403),
    ("says-no-404", "dana", "/nothing-is-here/", 404),
    ("says-no-404-client", "walter", "/nothing-is-here/", 404),
    ("says-no-other-team", "dana", "/clients/keisha-monroe/", 403),
)

# What the documents show: the file, who looks, where, how large, and in which light.
CHOSEN: tuple[tuple[str, str, str, Screen], ...] = (
    ("today", "emil", "/", (1280, 800, "light")),
    ("record", "emil", "/clients/walter-brandt/", (1280, 900, "light")),
    ("plan", "emil", "/clients/walter-brandt/plans/plan-walter-brandt/?item=g-truck", (1280, 900, "light")),
    ("plan-dark", "emil", "/clients/walter-brandt/plans/plan-walter-brandt/?item=g-truck", (1280, 900, "dark")),
    ("my-plan", "walter", "/my/", (390, 844, "light")),
    ("bad-hour", "walter", "/my/bad-hour/", (390, 844, "light")),
)
_LINK = '<a href="{file}"><img src="{file}" height="420" alt="{size}"></a> '
SIZES: Sizes = (("phone", (390, 844, "light")), ("desktop", (1280, 800, "light")), ("dark", (1280, 800, "dark")))
# The narrowest phone, and a desk at 200 %: nothing may go sideways there either (WCAG 2.2, 1.4.10 and 1.4.4).
NO_PICTURE: Sizes = (("320 pixels", (320, 640, "light")), ("200 %", (640, 400, "light")))
SLOWEST = 120_000  # milliseconds: a machine that does other things beside this one


def patterns() -> set[str]:
    """The names of all address patterns of the workspace."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldthread.wiring.site")
    import django  # noqa: PLC0415 - needs a home first

    django.setup()
    from goldthread.web import urls  # noqa: PLC0415 - needs Django first

    def walk(found: Any) -> Iterator[str]:
        for each in found:
            if hasattr(each, "url_patterns"):
                yield from walk(each.url_patterns)
            else:
                yield each.name or str(each.pattern)

    return set(walk(urls.urlpatterns))


def missing(names: set[str]) -> list[str]:
    """What is wrong with the two tables above: patterns in neither, in both, or names that no pattern has."""
    own = {name for name in names if not name.startswith(_LIBRARY)}
    wrong = [f"{name}: no example and no reason" for name in sorted(own - EXAMPLES.keys() - WITHOUT.keys())]
    wrong += [f"{name}: an example and a reason" for name in sorted(EXAMPLES.keys() & WITHOUT.keys())]
    return wrong + [f"{name}: no such pattern" for name in sorted((EXAMPLES.keys() | WITHOUT.keys()) - own)]


def pages() -> Iterator[tuple[str, str, str, int]]:
    """Name, who looks, the path and the status of every page that is shown."""
    from django.urls import reverse  # noqa: PLC0415 - needs Django first

    for name, shown in sorted(EXAMPLES.items()):
        for number, (login, arguments) in enumerate(shown):
            query = f"?{arguments['?']}" if "?" in arguments else ""
            path = reverse(name, kwargs={key: value for key, value in arguments.items() if key != "?"})
            yield f"{name}-{login or 'nobody'}{number or ''}", login, path + query, 200
    yield from SAYING_NO


class Looking:
    """Somebody's eyes on every page: one browser window each, so that a page is asked for once for all its pictures."""

    def __init__(self, browser: Browser, address: str, password: str) -> None:
        self._browser, self._address, self._password = browser, address, password
        self._windows: dict[str, Page] = {}

    def window(self, login: str) -> Page:
        """The window of somebody who has signed in; without a login that of a stranger."""
        if login not in self._windows:
            # Without the worker of the page for a bad hour: it would stand between later pages and the server.
            page = self._browser.new_context(service_workers="block").new_page()
            page.set_default_timeout(SLOWEST)
            if login:
                page.goto(f"{self._address}/sign-in/")
                page.fill("[name=login]", login)
                page.fill("[name=password]", self._password)
                with page.expect_navigation():
                    page.press("[name=password]", "Enter")
            self._windows[login] = page
        return self._windows[login]

    def open(self, name: str, login: str, path: str, status: int = 200) -> tuple[Page, list[str]]:
        """A page, and what is wrong with its answer."""
        page = self.window(login)
        try:
            answer = page.goto(self._address + path)
        except Error as error:
            return page, [f"{name}: {error.message.splitlines()[0]}"]
        got = answer.status if answer else 0
        return page, [] if got == status else [f"{name}: {path} answered {got}, not {status}"]


def take(looking: Looking, *, only: str) -> list[str]:
    """All pictures; what went wrong. `only`: those of pages whose name begins so."""
    wrong: list[str] = []
    for name, login, path, screen in () if only not in ("", "chosen") else CHOSEN:
        page, amiss = looking.open(name, login, path)
        wrong += amiss or _chosen(page, PICTURES / f"{name}.jpg", screen)
    for name, login, path, status in pages():
        if name.startswith(only):
            page, amiss = looking.open(name, login, path, status)
            wrong += amiss + _pictures(page, name)
    return wrong


def _show(page: Page, screen: Screen) -> None:
    width, height, scheme = screen
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")


def _pictures(page: Page, name: str) -> list[str]:
    """One page in each size; where it is broader than a screen, also the narrowest and one at twice its size."""
    wrong = []
    for size, screen in (*SIZES, *NO_PICTURE):
        _show(page, screen)
        broad = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        wrong += [f"{name}: {broad} pixels broader than the screen ({size})"] if broad > 0 else []
        if (size, screen) in SIZES:  # on a screen as high as the page what sticks to its edge covers nothing
            high = page.evaluate("document.documentElement.scrollHeight")
            _show(page, (screen[0], high, screen[2]))
            page.screenshot(path=OUT / f"{name}.{size}.png", full_page=True)
    return wrong


def _chosen(page: Page, file: Path, screen: Screen) -> list[str]:
    _show(page, screen)
    page.evaluate("scrollTo(0, 0)")
    for quality in (85, 75, 65, 55, 45):
        page.screenshot(path=file, type="jpeg", quality=quality)
        if file.stat().st_size <= MOST_BYTES:
            return []
    return [f"{file.name}: larger than {MOST_BYTES} bytes"]


def index() -> None:
    """One page with all of them."""
    names = sorted({file.name.split(".")[0] for file in OUT.glob("*.png")})
    rows = "".join(
        f"<h2>{html.escape(name)}</h2><p>"
        + "".join(_LINK.format(file=f"{name}.{size}.png", size=size) for size, _ in SIZES)
        for name in names
    )
    (OUT / "index.html").write_text(f"<!doctype html><meta charset=utf-8><title>Pages of Goldthread</title>{rows}")


def main() -> int:
    """Make the demonstration, serve it, look at every page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--home", type=Path, default=ROOT / "out" / "screenshots-demo", help="a demonstration, kept")
    parser.add_argument("--only", default="", help="only pages whose name begins so; or: chosen")
    asked = parser.parse_args()
    home = asked.home.absolute()
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    PICTURES.mkdir(exist_ok=True)
    subprocess.run([GOLDTHREAD, "demo", home, "--format", "json"], check=True, stdout=subprocess.DEVNULL)
    os.environ["GOLDTHREAD_HOME"] = str(home)
    wrong = missing(patterns())
    if wrong:
        print("\n".join(wrong))
        return 1
    port = free_port()
    address, around = f"http://localhost:{port}", {**os.environ, "GOLDTHREAD_HOME": str(home)}
    log = (OUT / "server.log").open("wb")
    server = subprocess.Popen([GOLDTHREAD, "serve", "--port", str(port)], env=around, stdout=log, stderr=log)
    try:
        if not answers(server, address):
            return 1
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium.program(), args=["--headless", "--no-sandbox"]
            )
            looking = Looking(browser, address, (home / "demo-password").read_text().strip())
            wrong = take(looking, only=asked.only)
            browser.close()
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()
        log.close()
    index()
    wrong += [line for line in (OUT / "server.log").read_text().splitlines() if " ERROR " in line]
    print("\n".join(wrong) or f"All pages are in {OUT / 'index.html'}.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
