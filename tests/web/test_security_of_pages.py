"""What a browser is told with every answer, and how a session begins, is kept and ends. The table of all of it:
docs/reference/security.md."""

import gzip
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.multipartparser import MultiPartParser
from django.test import Client, override_settings

from whole_site import CENTRE, CLIENT, NAMED, PLAN, browser_of, site

REPOSITORY = Path(__file__).parents[2]
HER_PAGES = ("/my/", "/my/bad-hour/", "/my/trace/", f"/clients/{CLIENT}/", f"/papers/{CLIENT}/{PLAN}/client")


@pytest.fixture(scope="module", autouse=True)
def _site() -> Iterator[None]:
    site()
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("path", ["/sign-in/", "/nowhere/", "/actions/nothing", "/health", *HER_PAGES])
def test_no_answer_is_without_its_headers(path: str) -> None:
    answer = browser_of(NAMED["client"]).get(path)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Type"]
    if path.startswith(("/actions", "/health")):
        return
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "unsafe" not in policy
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Server" not in answer.headers


def test_behind_tls_a_browser_is_told_to_keep_to_it() -> None:
    browser = browser_of(NAMED["stranger"])
    assert "Strict-Transport-Security" not in browser.get("/sign-in/").headers
    with override_settings(GOLDTHREAD_HTTPS=True):
        told = [
            browser.get(path).headers["Strict-Transport-Security"] for path in ("/sign-in/", "/health", "/actions/x")
        ]
    assert told == ["max-age=31536000; includeSubDomains"] * 3


def test_behind_a_proxy_who_guesses_tokens_holds_up_themselves_alone() -> None:
    from goldthread.store.accounts import issue_token  # noqa: PLC0415 - Django is set up by now

    good, program = issue_token(centre=CENTRE, member="therapist", until=None), Client()

    def status(token: str, came_by: str) -> int:
        told = {"Authorization": f"Bearer {token}", "X-Forwarded-For": came_by}
        path, body = "/actions/open-record", {"client": CLIENT}
        return program.post(path, body, content_type="application/json", headers=told).status_code

    with override_settings(GOLDTHREAD_HTTPS=True):
        said = [status("guess", f"192.0.2.{number}, 203.0.113.201") for number in range(11)]
        assert (said[0], said[-1]) == (401, 429)
        assert status(good, "203.0.113.202") == 200
        assert status(good, "203.0.113.201") == 429


def test_behind_tls_cookies_stay_with_this_host_and_tls(tmp_path: Path) -> None:
    asked = (
        "from goldthread.wiring import site as s; "
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, "
        "s.LANGUAGE_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE)"
    )
    around = {**os.environ, "GOLDTHREAD_HTTPS": "1", "GOLDTHREAD_HOME": str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "-c", asked], env=around, capture_output=True, text=True, check=True, cwd=REPOSITORY
    )
    assert told.stdout.split() == ["__Host-session", "__Host-csrf", *["True"] * 5, "Lax"]


def test_a_session_ends_with_signing_out_and_the_old_cookie_opens_nothing() -> None:
    browser = browser_of(NAMED["client"])
    kept = browser.cookies["session"].value
    assert browser.get("/my/").status_code == 200
    browser.post("/sign-out/")
    again = Client()
    again.cookies["session"] = kept
    answer = again.get("/my/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/")


def test_a_session_key_that_somebody_else_chose_is_not_taken() -> None:
    browser = Client()
    browser.cookies["session"] = "chosen0by0somebody0else000000000"
    browser.get("/sign-in/")
    answer = browser.get("/my/")
    assert answer.status_code == 302
    assert (
        browser.cookies["session"].value != "chosen0by0somebody0else000000000"
        or "/sign-in/" in answer.headers["Location"]
    )


@pytest.mark.parametrize(
    "next_", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_to_another_server(next_: str) -> None:
    for path, form in (("/language/", {"language": "es", "next": next_}), ("/sign-in/", {"next": next_})):
        answer = browser_of(NAMED["client"]).post(path, form)
        assert "elsewhere" not in answer.headers.get("Location", "")
        assert "javascript" not in answer.headers.get("Location", "")


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_other_methods_do_nothing(method: str) -> None:
    for path in (f"/clients/{CLIENT}/", "/my/story/", "/"):
        assert getattr(browser_of(NAMED["client"]), method)(path).status_code in (302, 403, 405)


@pytest.mark.parametrize("who", ["stranger", "client", "administrator"])
def test_a_file_that_is_too_large_is_turned_away_before_it_is_read(who: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    parse = MultiPartParser.parse

    def noted(parser: MultiPartParser) -> Any:
        read.append("a form")
        return parse(parser)

    monkeypatch.setattr(MultiPartParser, "parse", noted)
    for path in ("/sign-in/", "/centre/", "/my/story/", "/l/" + "a" * 43 + "/"):
        large = SimpleUploadedFile("logo.png", b"x" * 5_000_000)
        answer = browser_of(NAMED[who], csrf=True).post(path, {"logo": large})
        assert answer.status_code == 413
        assert b"<h1>" in answer.content
    assert read == []
    browser_of(NAMED[who], csrf=True).post("/sign-in/", {"logo": SimpleUploadedFile("logo.png", b"x" * 5_000)})
    assert read != []


def test_a_first_visit_loads_little() -> None:
    """All scripts and styles of all pages together, as they are sent compressed."""
    files = [each for each in Path(settings.STATIC_ROOT).rglob("*") if each.suffix in (".css", ".js", ".svg")]
    assert len(files) > 5
    sent = [min(one.stat().st_size for one in each.parent.glob(f"{each.name}*")) for each in files]
    assert sum(sent) <= 150 * 1024


def test_a_page_is_sent_compressed_and_never_tells_by_its_length_what_stands_on_it() -> None:
    browser = browser_of(NAMED["client"])
    plain = browser.get("/my/")
    assert not plain.has_header("Content-Encoding")
    packed = [browser.get("/my/", headers={"accept-encoding": "gzip, br"}) for _ in range(8)]
    for answer in packed:
        assert answer["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in answer["Vary"]
        assert len(answer.content) == int(answer["Content-Length"]) < len(plain.content) / 2
        assert b"</html>" in gzip.decompress(answer.content)
    padding = {answer.content.index(b"\0", 10) for answer in packed}  # where the name in the gzip header ends
    assert len(padding) > 1
