"""A crawler that means harm: it reads every page that somebody can reach, and sends every form on it filled with what
no person types. Drawn from a seed, so that what it finds can be found again; it works in this process and ends by
itself.

What it looks for: an error of the server, markup that was typed and comes back as markup, a way out to another server,
and another person's name before somebody who may not know it.
"""

import random
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec
from django.test import Client
from tinyhtml5.parser import HTMLParser

from who_sees_what import KNOWS
from whole_site import CLIENT, DRAFTING, HER_NAMES, NAMED, NEIGHBOUR, PLAN, browser_of

MARKS = (b"<gt-probe", b'" gt-attr=', b"' gt-attr=", b'href="javascript:gt', b'action="javascript:gt', b"<script>gt")
PROBES = (
    "<gt-probe onclick=x>", '" gt-attr="x', "' gt-attr='x", "</textarea><gt-probe>", "</script><script>gt()</script>",
    "javascript:gt()", "{{gt}}{% debug %}", "-->\"'><gt-probe>", "&lt;gt-probe&gt;", "%3Cgt-probe%3E",
)  # fmt: skip
HOSTILE = (
    *PROBES, "", " ", "\x00", "a\x00b", "\u202egnihton", "\u200b\u200d\ufeff", "\ud7ff", "\U0001f9f5" * 50,
    "x" * 70_000, "../../../etc/passwd", "..\\..\\x", "https://elsewhere.example/", "//elsewhere.example",
    "/\\elsewhere.example",
    "-1", "0", "1e308", "NaN", "-inf", "9" * 400, "9" * 5_000, "1; DROP TABLE x", "' OR 1=1 --", "null", "[]", "{}",
    '{"a":',
    "[" * 2_000, "9999-99-99", "0000-00-00", "2026-02-30", "٣", "½", CLIENT, NEIGHBOUR, PLAN, "nobody",
    "\r\nSet-Cookie: gt=1",
)  # fmt: skip
STARTS = (
    "/", "/my/", "/my/more/", f"/clients/{CLIENT}/", f"/clients/{CLIENT}/plans/", f"/clients/{CLIENT}/plans/{PLAN}/",
    f"/clients/{CLIENT}/plans/{PLAN}/agreement/", f"/clients/{CLIENT}/plans/{PLAN}/agreement/sign/",
    "/manual/components/",
    "/account/", "/account/password/", "/my/copy/", "/centre/glasses/", "/centre/sign-ins/",
    *(f"/clients/{CLIENT}/{page}/" for page in ("folder", "join", "copy", "erase", "accounts", "trace")),
    f"/clients/{CLIENT}/join/?other={NEIGHBOUR}",
    f"/shared/{CLIENT}/{PLAN}/", "/sign-in/second/", "/sign-in/again/", "/centre/", "/enquiries/new/",
)  # fmt: skip
ROLES = ("client", "therapist", "supervisor", "nurse", "intake", "compliance", "administrator", "supporter")
OUTSIDERS = ("stranger", "another client", "therapist outside the team", "supporter not let in", "administrator")
# What ends the session, is the browser's own, or takes seconds for a paper.
_LEFT_OUT = ("/sign-out/", "/locked/", "/static/", "/papers/", "/sign-in/?", "/sign-in/shown/")


# What lets somebody in who was outside: from then on they read what they may read.
_OPENING = ("/glass/", "/team/", "/stay/", "/admission/", "/sharing/")


_LETS_IN = ("roles", "seat")


class Form(msgspec.Struct, frozen=True):
    """A form as it stood on a page: where it goes, whether it writes, and what it asks (name and value)."""

    action: str
    post: bool
    fields: tuple[tuple[str, str], ...]

    @property
    def key(self) -> tuple[str, bool, tuple[str, ...]]:
        """Forms that differ in their values alone are one."""
        return (self.action, self.post, tuple(sorted({name for name, _ in self.fields})))


class Crawler:
    """Goes on until `seconds` are over or all that was found was tried `rounds` times. `found`: what is wrong."""

    def __init__(self, *, seed: int, seconds: float, rounds: int, pages: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - to be found again, not to be kept secret
        self.end, self.rounds, self.pages = time.monotonic() + seconds, rounds, pages
        self.found: dict[str, str] = {}
        self.forms: dict[tuple[str, bool, tuple[str, ...]], Form] = {}
        self.asked = 0

    def run(self) -> None:
        """As everybody."""
        left = self.end - time.monotonic()
        share, last = left / (len(ROLES) + 1), self.end
        for number, role in enumerate(ROLES, start=1):  # what one does not use is the next one's
            self.end = last - left + number * share
            self._as(role, browser_of(NAMED[role], centre=DRAFTING))
        self.end = last
        for role in OUTSIDERS:
            browser = browser_of(NAMED[role], centre=DRAFTING if NAMED[role].actor else "")
            closed = [form for form in self.forms.values() if not form.action.endswith(_OPENING)]
            for form in self._drawn(closed, 40):
                self._send(role, browser, form)

    def _as(self, role: str, browser: Client) -> None:
        own: dict[tuple[str, bool, tuple[str, ...]], Form] = {}
        waiting, known = list(STARTS), set(STARTS)
        while waiting and len(known) <= self.pages + len(STARTS) and self._time():
            path = waiting.pop(0)
            for link, form in self._read(role, browser, path):
                if form is not None:
                    own.setdefault(form.key, form)
                elif link not in known and len(known) < self.pages + len(STARTS):
                    known.add(link)
                    waiting.append(link)
        self.forms.update(own)
        for _ in range(self.rounds):
            for form in self._drawn(list(own.values()), 60):
                self._send(role, browser, form)
        for path in STARTS:
            if self._time():
                self._read(role, browser, path)
        for path in self._wrong_addresses(known):
            self._look(role, path, browser.get(path))

    def _time(self) -> bool:
        return time.monotonic() < self.end

    def _drawn(self, forms: list[Form], most: int) -> Iterator[Form]:
        self.chance.shuffle(forms)
        for form in forms[:most]:
            if not self._time():
                return
            yield form

    def _wrong_addresses(self, known: set[str]) -> Iterator[str]:
        for path in self.chance.sample(sorted(known), k=min(12, len(known))):
            parts = path.split("/")
            parts[self.chance.randrange(len(parts))] = self.chance.choice(
                ("..", "%2e%2e", "%00", "nobody", NEIGHBOUR, "x" * 300, "%3Cgt-probe%3E", "%ff", "\u202e")
            )
            if self._time():
                yield "/" + "/".join(parts).lstrip("/")

    def _read(self, role: str, browser: Client, path: str) -> list[tuple[str, Form | None]]:
        answer = browser.get(path, follow=True)
        self._look(role, path, answer)
        if answer.status_code != 200 or not answer.headers.get("Content-Type", "").startswith("text/html"):
            return []
        return list(read(answer.content.decode(), answer.request["PATH_INFO"]))

    def _send(self, role: str, browser: Client, form: Form) -> None:
        fields: dict[str, Any] = {}
        for name, value in form.fields:
            if self.chance.random() < 0.1 and name != "once":
                continue  # a field that is missing
            hostile = name not in ("once", "seen", "before") or self.chance.random() < 0.2
            # Whom somebody lets in may read, and whom somebody calls by her name is called so: neither is a leak.
            never = name in _LETS_IN or any(each in value for each in HER_NAMES)
            fields[name] = self.chance.choice(HOSTILE) if hostile and (never or self.chance.random() < 0.7) else value
        if "once" in fields and self.chance.random() < 0.9:
            fields["once"] = f"{self.chance.getrandbits(96):024x}"
        if self.chance.random() < 0.2:
            fields["next"] = self.chance.choice(
                ("https://elsewhere.example/", "//elsewhere.example", "javascript:gt()")
            )
        action = form.action
        if self.chance.random() < 0.15:  # another client's
            action = action.replace(CLIENT, self.chance.choice((NEIGHBOUR, "nobody")))
        answer = browser.post(action, fields) if form.post else browser.get(action, fields)
        self._look(role, f"{'POST' if form.post else 'GET'} {action} {sorted(fields)}", answer)

    def _look(self, role: str, where: str, answer: Any) -> None:
        self.asked += 1
        said = []
        if answer.status_code >= 500:
            said.append(str(answer.status_code))
        body = b"" if answer.streaming else answer.content
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            said += [f"comes back as markup: {mark.decode()}" for mark in MARKS if mark in body]
        if role not in KNOWS:
            said += [f"told {name}" for name in HER_NAMES if name.encode() in body]
        goes = urlsplit(urljoin("http://testserver/", answer.headers.get("Location", "")))
        if goes.netloc != "testserver" or goes.scheme != "http":
            said.append("sent elsewhere")
        if "gt" in answer.cookies:
            said.append("a header was split")
        for each in said:
            self.found.setdefault(f"{each} at {where.partition(' [')[0]}"[:200], f"{role}: {where}"[:400])


def read(html: str, page: str) -> Iterator[tuple[str, Form | None]]:
    """The links of a page that stay here, and its forms."""
    tree = HTMLParser(namespace_html_elements=False).parse(html)
    for each in tree.iter("a"):
        link = urljoin(page, each.get("href") or "")
        if link.startswith("/") and not link.startswith("//") and not _left_out(link):
            yield link.partition("#")[0], None
    for each in tree.iter("form"):
        action = urljoin(page, each.get("action") or page)
        if not action.startswith("/") or _left_out(action):
            continue
        post = (each.get("method") or "get").lower() == "post"
        yield "", Form(action.partition("#")[0], post, tuple(_fields(each)))


def _left_out(path: str) -> bool:
    return any(path.startswith(each) for each in _LEFT_OUT)


def _fields(form: Any) -> Iterator[tuple[str, str]]:
    for each in form.iter():
        name = each.get("name") if isinstance(each.tag, str) else None
        if not name or name == "csrfmiddlewaretoken":
            continue
        if each.tag == "select":
            options = [option.get("value") or "" for option in each.iter("option")]
            yield name, options[-1] if options else ""
        elif each.tag == "textarea":
            yield name, "".join(each.itertext())
        elif each.tag in ("input", "button"):
            yield name, each.get("value") or ""
