"""A walk over all addresses as everybody: who may see a page sees it, everybody else gets a calm no without a name."""

import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from page_faults import faults
from who_sees_what import KNOWS, PLACES, TABLE
from whole_site import HER_NAMES, NAMED, VISITORS, browser_of, site

SIGN_IN = "/sign-in/"
WITHOUT_TOKEN = "not from a page that is open here"  # noqa: S105 - what the page says


@pytest.fixture(scope="module", autouse=True)
def _site() -> Iterator[None]:
    site()
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def browsers() -> dict[str, Client]:
    """Everybody, signed in."""
    return {each.name: browser_of(each) for each in VISITORS}


def _routes(resolver: Any, before: tuple[str, ...] = (), route: str = "") -> Iterator[tuple[str, tuple[str, ...], str]]:
    for each in resolver.url_patterns:
        names, whole = (*before, *each.pattern.converters), route + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _routes(each, names, whole)
        elif isinstance(each, URLPattern):
            yield each.name or "", names, whole


def routes() -> dict[str, tuple[tuple[str, ...], str]]:
    """All addresses of pages: by name, what stands in their place-holders, and how they are written."""
    site()
    return {name: (names, route) for name, names, route in _routes(get_resolver("goldthread.web.urls"))}


def address(name: str) -> str:
    """The address with something in every place-holder."""
    names = routes()[name][0]
    return reverse(name, kwargs={each: TABLE[name].path.get(each, PLACES[each]) for each in names})


def refused(answer: Any) -> bool:
    """Whether it is a calm no: the page that says so, or the way to sign in."""
    if answer.status_code == 302:
        return bool(urlsplit(answer.headers["Location"]).path == SIGN_IN)
    chain: list[tuple[str, int]] = getattr(answer, "redirect_chain", [])
    if chain and urlsplit(chain[-1][0]).path == SIGN_IN:
        return True
    return bool(answer.status_code in (401, 405) or (answer.status_code in (403, 404) and b"<h1>" in answer.content))


def leaks(name: str, answer: Any) -> list[str]:
    """The names that somebody is told who may not know them. An id in an address is no name."""
    return [] if name in KNOWS or answer.streaming else [each for each in HER_NAMES if each.encode() in answer.content]


def wrong(name: str, answer: Any, may: bool) -> list[str]:
    """What is wrong with the answer to that visitor."""
    said = [f"{name}: told {word}" for word in leaks(name, answer)]
    if answer.status_code >= 500:
        said.append(f"{name}: {answer.status_code}")
    elif may == refused(answer):
        said.append(f"{name}: {answer.status_code}, though {'they may' if may else 'it is not theirs'}")
    return said


def invalid(name: str, visitor: str, answer: Any) -> list[str]:
    """What is wrong with the HTML of an answer. The components show headings of several pages on one; a paper is one
    file, so that its style stands in it (its hash is let through)."""
    if visitor not in ("stranger", "client", "supporter", "therapist", "compliance") or not answer.content:
        return []
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return []
    known = {"components": ("3 × h1",), "paper": ("style with style or script in it",)}.get(name, ())
    return [
        f"{visitor}: {fault}"
        for fault in faults(answer.content.decode(), part=name == "plan-news")
        if fault not in known
    ]


def test_every_address_has_its_row_and_no_row_is_of_nothing() -> None:
    missing, gone = routes().keys() - TABLE.keys(), TABLE.keys() - routes().keys()
    assert not missing, f"say in tests/who_sees_what.py who may see: {sorted(missing)}"
    assert not gone


@pytest.mark.parametrize("name", sorted(TABLE))
def test_who_may_see_a_page_sees_it_and_nobody_else(browsers: dict[str, Client], name: str) -> None:
    row, found, shown = TABLE[name], [], 0
    for visitor, browser in browsers.items():
        may = row.sees is not None and visitor in row.sees
        if may and row.slow and shown:
            continue
        answer = browser.get(address(name), follow=True)
        shown += may
        if row.sees is None and visitor != "stranger" and answer.status_code != 405:
            found.append(f"{visitor}: {answer.status_code} for what is not for reading")
        found += wrong(visitor, answer, may) + invalid(name, visitor, answer)
    assert found == []


@pytest.mark.parametrize("name", sorted(name for name, row in TABLE.items() if row.does is not None and not row.ends))
def test_who_may_send_a_form_sends_it_and_nobody_else(browsers: dict[str, Client], name: str) -> None:
    row, found = TABLE[name], []
    for visitor, browser in browsers.items():
        answer = browser.post(address(name), row.form)
        found += wrong(visitor, answer, visitor in (row.does or ())) + invalid(name, visitor, answer)
    assert found == []


@pytest.mark.parametrize("name", sorted(name for name, row in TABLE.items() if row.does is None))
def test_what_takes_no_form_refuses_one(browsers: dict[str, Client], name: str) -> None:
    for visitor in ("client", "therapist", "administrator"):
        assert browsers[visitor].post(address(name), {}).status_code in (403, 404, 405)


@pytest.mark.parametrize("name", sorted(name for name, row in TABLE.items() if row.does is not None))
def test_a_form_without_its_token_is_refused_to_everybody(name: str) -> None:
    row = TABLE[name]
    for visitor in ("stranger", "client", "therapist"):
        answer = browser_of(NAMED[visitor], csrf=True).post(address(name), row.form)
        assert answer.status_code == 403
        assert WITHOUT_TOKEN in answer.content.decode()
        assert leaks("stranger", answer) == []


@pytest.mark.parametrize(
    "html",
    [
        "<p><div></p>", "<ul><p>x</p></ul>", "<input name=a>", "<img src=a>", "<label for=a>x</label>",
        "<h2>a</h2><h4>b</h4>",
        "<p id=a>x</p><p id=a>y</p>", "<table><tr><td>1</td></tr></table>", "<a href=a><button>x</button></a>",
        '<p style="color:red">x</p>', "<button></button>", "<span><div>x</div></span>", "<h1>two</h1>",
    ],
)  # fmt: skip
def test_a_fault_of_a_page_is_found(html: str) -> None:
    whole = '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><main><h1>x</h1>{}</main></body></html>'
    assert faults(whole.format("<p>x</p>")) == []
    assert faults(whole.format(html)) != []
