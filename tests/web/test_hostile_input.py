"""Input that no person types, in every form that somebody can reach and at the door for programs.

`make crawl` goes on for longer, from another seed each day.
"""

import json
import logging
import os
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from goldthread.practice.actions import all_actions
from hostile_crawler import HOSTILE, Crawler, read
from whole_site import CENTRE, CLIENT, PLAN, site

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
