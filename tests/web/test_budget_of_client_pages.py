"""What the client's pages send to a phone that never was here, and how far they move while they come.

No clock: times on a slow line are measured by `tools/bench_phone.py`.
"""

from typing import Any

import pytest

from real_browser import PHONE, SignedIn

MOST_BYTES = 150 * 1024  # as they go over the line, compressed, with their headers
MOST_REQUESTS = 14
MOST_MOVING = 0.1  # web.dev/articles/cls: "good" is at most 0.1

_MOVED = """() => new Promise((done) => {
  let moved = 0;
  new PerformanceObserver((list) => { for (const each of list.getEntries()) moved += each.value; })
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(moved), 100);
})"""


@pytest.mark.parametrize("path", ["/my/", "/my/steps/", "/my/people/", "/my/bad-hour/"])
def test_a_first_visit_is_light_and_nothing_jumps(signed_in: SignedIn, path: str) -> None:
    walter = signed_in("walter", viewport=PHONE, service_workers="block")
    line: Any = walter.context.new_cdp_session(walter.page)
    line.send("Network.enable")
    sent: list[int] = []
    line.on("Network.loadingFinished", lambda told: sent.append(int(told["encodedDataLength"])))
    walter.page.goto(walter.centre.address + path, wait_until="networkidle")
    went = [each for each in sent if each]
    assert len(went) > 3  # the page, its styles, its scripts
    assert len(went) <= MOST_REQUESTS
    assert 10_000 < sum(went) <= MOST_BYTES
    assert walter.page.evaluate(_MOVED) <= MOST_MOVING
