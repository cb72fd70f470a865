"""Input that no person types, in every form that somebody can reach and at the door for programs.

`make crawl` goes on for longer, from another seed each day.
"""

import datetime
import json
import logging
import os
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goldthread.practice.actions import all_actions
from hostile_crawler import HOSTILE, Crawler, read
from whole_site import CENTRE, CLIENT, NAMED, PLAN, browser_of, item_of, site

SECONDS = float(os.environ.get("CRAWL_SECONDS", "20"))
SEED = int(os.environ.get("CRAWL_SEED", "7"))


@pytest.fixture(scope="module", autouse=True)
def _site() -> Iterator[None]:
    site()
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def test_no_form_breaks_tells_too_much_or_gives_markup_back() -> None:
    rounds = max(1, int(SECONDS / 20))
    crawler = Crawler(seed=SEED, seconds=SECONDS, rounds=rounds, pages=12 * rounds)
    crawler.run()
    print(f"{crawler.asked} requests, {len(crawler.forms)} forms, seed {SEED}")
    assert len(crawler.forms) > 10, "the crawler found hardly any form: it tries nothing"
    assert crawler.found == {}


def test_the_crawler_reads_links_and_forms() -> None:
    html = '<a href="/x/">x</a><a href="https://else.example/">y</a><form method=post action="b/"><input name=n></form>'
    assert [(link, form and (form.action, form.post, form.fields)) for link, form in read(html, "/a/")] == [
        ("/x/", None), ("", ("/a/b/", True, (("n", ""),))),
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["9" * 5_000, "٣", "-1", "1e3", "", "0" * 5_000])
def test_a_number_that_is_none_is_refused_and_breaks_nothing(number: str) -> None:
    """Of more than 4,300 digits Python makes no number, and of some signs only some of its ways do."""
    browser, once = browser_of(NAMED["therapist"]), {"once": "walk0walk0walk0walk9"}
    sent = (
        (reverse("plan-activate", args=[CLIENT, PLAN]), "version"),
        (reverse("plan-edit", args=[CLIENT, PLAN, item_of("goals")]), "seen"),
        (reverse("link-make", args=[CLIENT]), "version"),
    )
    for path, name in sent:
        assert browser.post(path, {**once, "plan": PLAN, name: number}).status_code == 400, (path, number[:5])


@pytest.mark.parametrize("year", ["9" * 30, "9" * 5_000, "-5", "٣", "0", "NaN"])
def test_a_link_is_not_opened_by_a_day_that_is_on_no_calendar(year: str) -> None:
    from goldthread.web.links.keeping import Target, keep, new_secret  # noqa: PLC0415 - Django is set up by now

    secret, soon = new_secret(), datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1)
    keep(secret, Target(centre=CENTRE, client=CLIENT, link="no-such-link"), soon)
    stranger = Client(raise_request_exception=False, REMOTE_ADDR="203.0.113.99")  # others have tried from here
    answer = stranger.post(f"/l/{secret}/", {"year": year, "month": "5", "day": "17"})
    assert answer.status_code == 403
    assert b"<h1>" in answer.content


CREDENTIALS: tuple[Any, ...] = (
    {"type": "public-key", "id": "a", "rawId": "a", "response": {"clientDataJSON": "e30", "attestationObject": "e30"}},
    {"type": "public-key", "id": "YQ", "rawId": "YQ", "response": {"clientDataJSON": "e30", "attestationObject": "oA"}},
    {"type": "public-key", "id": "YQ", "rawId": "YQ",
     "response": {"clientDataJSON": "bnVsbA", "authenticatorData": "AA"}},
    {"type": "public-key", "id": "YQ", "rawId": "YQ",
     "response": {"clientDataJSON": "e30", "authenticatorData": "A" * 64, "signature": "YQ", "userHandle": "_"}},
    {"id": [], "response": []}, {"response": {"userHandle": 1}}, [], "x", 1, {"id": "٣", "rawId": {}, "response": None},
)  # fmt: skip


@pytest.mark.parametrize("said", CREDENTIALS, ids=str)
def test_a_passkey_that_is_made_up_is_a_calm_no(said: Any) -> None:
    stranger, member = Client(raise_request_exception=False), browser_of(NAMED["nurse"])
    member.raise_request_exception = False
    session = member.session
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session.save()
    member.get(reverse("mfa_add_webauthn"))  # it asks for one
    stranger.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    sent = {"credential": json.dumps(said), "name": "mine"}
    for browser, name in ((stranger, "mfa_login_webauthn"), (member, "mfa_add_webauthn"),
                          (member, "mfa_reauthenticate_webauthn")):  # fmt: skip
        assert browser.post(reverse(name), sent).status_code in (200, 302, 422), name


VALUES: tuple[Any, ...] = (*HOSTILE[:20], None, True, -1, 10**400, [], {}, [[]] * 3)
BODIES: tuple[bytes, ...] = (
    b"", b"null", b"[]", b"1", b'"x"', b"{", b"\xff\xfe", b"\x00", b"[" * 5_000, b'{"client": {"a": 1}}',
    *(json.dumps(dict.fromkeys(("client", "plan", "words", "fact", "name", "form", "seen"), value)).encode()
      for value in VALUES),
    json.dumps({"client": CLIENT, "plan": PLAN, "operations": [{"type": "x"}] * 3}).encode(),
)  # fmt: skip


def test_no_body_breaks_the_door_for_programs() -> None:
    from goldthread.store.accounts import issue_token  # noqa: PLC0415 - Django is set up by now

    token = issue_token(centre=CENTRE, member="therapist", until=None)
    door, end, tried = Client(raise_request_exception=False), time.monotonic() + SECONDS / 2, 0
    wrong: list[tuple[str, bytes, int]] = []
    for body in BODIES:
        for name in all_actions():
            if time.monotonic() > end:
                break
            answer: Any = door.post(
                f"/actions/{name}", body, content_type="application/json", headers={"Authorization": f"Bearer {token}"}
            )
            tried += 1
            if answer.status_code >= 500 or ("error" not in answer.json() and answer.status_code != 200):
                wrong.append((name, body[:60], answer.status_code))
    assert wrong == []
    assert tried > 300
