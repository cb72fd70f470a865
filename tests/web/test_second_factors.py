"""Second factors: a code from an app, and codes to fall back on. Secrets are nowhere in the open."""

import hashlib
import hmac
import re
import sqlite3
import struct
import time
from base64 import b32decode
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser

from real_browser import Centre, Visitor, axe


def code_of(secret: str, later: int = 0) -> str:
    """The code that an authenticator app shows for the secret (RFC 6238: SHA-1, 30 seconds), `later` steps on."""
    counter = struct.pack(">Q", int(time.time()) // 30 + later)
    found = hmac.digest(b32decode(secret), counter, hashlib.sha1)
    start = found[-1] & 0x0F
    return f"{(struct.unpack('>I', found[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


@pytest.fixture
def _as_before(centre: Centre) -> Iterator[None]:
    """Others sign in as Emil too: afterwards he has no second step again."""
    yield
    with closing(sqlite3.connect(centre.house.home / "goldthread.sqlite3", timeout=20)) as books, books:
        books.execute("DELETE FROM mfa_authenticator WHERE user_id LIKE '%/emil'")


@pytest.mark.usefixtures("_as_before")
def test_an_app_is_asked_for_from_then_on_and_codes_help_where_it_is_lost(browser: Browser, centre: Centre) -> None:
    with browser.new_context() as context:
        visitor = Visitor(context, centre)
        visitor.go("/sign-in/")
        visitor.sign_in("emil")
        secret = activated(visitor)
        codes = re.findall(r"^[\w-]{8,}$", visitor.page.input_value("#recovery_codes"), re.MULTILINE)
        assert len(codes) == 10
        visitor.page.get_by_role("button", name="Sign out").click()
        visitor.page.wait_for_selector("h1:has-text('Sign in')")
        signed_in_as_far_as_the_code(visitor)
        answered(visitor, "000000")
        assert "Today" not in visitor.text()
        code = code_of(secret, later=1)
        answered(visitor, code)
        assert "Today" in visitor.text()
        visitor.page.get_by_role("button", name="Sign out").click()
        visitor.page.wait_for_selector("h1:has-text('Sign in')")
        signed_in_as_far_as_the_code(visitor)
        answered(visitor, code)  # whoever looked over his shoulder
        assert "Today" not in visitor.text()
        answered(visitor, codes[0])
        assert "Today" in visitor.text()
        assert visitor.complaints == []
    written = b"".join(path.read_bytes() for path in centre.house.home.glob("goldthread.sqlite3*"))
    for word in (secret, *codes):
        assert word.encode() not in written


def activated(visitor: Visitor) -> str:
    """The secret of the app that was taken up."""
    visitor.go("/sign-in/second/totp/activate/")
    visitor.page.fill("[name=password]", "not this one")
    with visitor.page.expect_navigation():
        visitor.page.press("[name=password]", "Enter")
    assert "This is not your password." in visitor.text()
    assert axe(visitor.page) == []
    visitor.page.fill("[name=password]", visitor.centre.password)
    visitor.page.press("[name=password]", "Enter")
    visitor.page.wait_for_selector("#authenticator_secret")
    assert axe(visitor.page) == []
    secret = visitor.page.input_value("#authenticator_secret")
    visitor.page.fill("[name=code]", code_of(secret))
    visitor.page.get_by_role("button", name="Activate").click()
    visitor.page.wait_for_selector("#recovery_codes")
    assert axe(visitor.page) == []
    return secret


def signed_in_as_far_as_the_code(visitor: Visitor) -> None:
    """The password alone shows nothing."""
    visitor.go("/sign-in/")
    visitor.sign_in("emil")
    assert axe(visitor.page) == []
    visitor.go("/")
    assert "The second step" in visitor.text()


def answered(visitor: Visitor, code: str) -> None:
    """The code, sent."""
    visitor.page.fill("[name=code]", code)
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("main").get_by_role("button", name="Sign in").first.click()
