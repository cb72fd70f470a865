"""Measures the client's pages on a slow phone, in a real Chromium: when the largest part of a page is seen (LCP), how
what is seen moves afterwards (CLS), how many requests and bytes went over the line. Cold (nothing kept in the browser)
and warm (the page was opened before).

The line is Chromium's own emulation ("Slow 3G" of its developer tools: 400 kbit/s each way, 2,000 ms a request),
and the processor is slowed down four times, as Lighthouse does for a phone. The server is the real one with the
demonstration centre. Prints a Markdown table; `--out FILE` writes it. It fails where a page is over the budget of
bytes or of moving; of times it says what they were and fails for none, since they depend on the machine.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent))
import chromium
from start import GOLDTHREAD, answers, free_port

# Developer tools of Chromium, front_end/core/sdk/NetworkManager.ts, Slow3GConditions ("3G" since 2024): 500 kbit/s and
# 400 ms with the factors 0.8 and 5, by which an emulation for each request comes near to a real line. Bytes a second.
SLOW_3G = {
    "offline": False, "latency": 400 * 5, "downloadThroughput": 500 * 1000 / 8 * 0.8,
    "uploadThroughput": 500 * 1000 / 8 * 0.8,
}  # fmt: skip
SLOWER = 4  # Lighthouse, core/config/constants.js, mobileSlow4G.cpuSlowdownMultiplier
PHONE: Any = {"viewport": {"width": 360, "height": 640}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
MOST_BYTES = 150 * 1024  # of a first load, as it goes over the line
MOST_MOVING = 0.1  # web.dev/articles/cls: "good" is at most 0.1
CLIENT = "walter"
PAGES = (
    ("sign in", "", "/sign-in/"), ("what I want", CLIENT, "/my/"), ("my next steps", CLIENT, "/my/steps/"),
    ("who helps", CLIENT, "/my/people/"), ("more", CLIENT, "/my/more/"), ("a bad hour", CLIENT, "/my/bad-hour/"),
    ("my questions", CLIENT, "/my/questions/"), ("what changed", CLIENT, "/my/changes/"),
    ("sign", CLIENT, "/my/signature/"), ("who looked", CLIENT, "/my/trace/"),
)  # fmt: skip

_SEEN = """() => new Promise((done) => {
  const found = {lcp: 0, cls: 0};
  let size = 0, start = 0, last = 0;
  new PerformanceObserver((list) => { for (const each of list.getEntries()) found.lcp = each.startTime; })
    .observe({type: "largest-contentful-paint", buffered: true});
  new PerformanceObserver((list) => { for (const each of list.getEntries()) {
    if (each.hadRecentInput) continue;
    const goes_on = each.startTime - last < 1000 && each.startTime - start < 5000;
    if (!goes_on) { size = 0; start = each.startTime; }
    last = each.startTime; size += each.value; found.cls = Math.max(found.cls, size);
  } }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(found), 300);
})"""


class Seen(NamedTuple):
    """One opening of a page. `lcp` in milliseconds, `cls` without a unit, `sent` in bytes with their headers."""

    lcp: float
    cls: float
    requests: int
    sent: int


def opened(page: Page, address: str) -> Seen:
    """Open the page and wait until nothing more is loaded; what was seen, and what went over the line."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_3G)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    sent: list[int] = []
    line.on("Network.loadingFinished", lambda told: sent.append(int(told["encodedDataLength"])))
    answer = page.goto(address, wait_until="networkidle", timeout=60_000)
    if answer is None or answer.status != 200:
        raise SystemExit(f"{address}: {answer.status if answer else 'nothing'}")
    found = page.evaluate(_SEEN)
    line.detach()
    went = [each for each in sent if each]  # what the browser had kept counts none
    return Seen(lcp=found["lcp"], cls=found["cls"], requests=len(went), sent=sum(went))


def signed_in(browser: Browser, address: str, login: str, password: str) -> Any:
    """The cookies of somebody who has signed in; None for a stranger."""
    if not login:
        return None
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}/sign-in/")
        page.fill("[name=login]", login)
        page.fill("[name=password]", password)
        with page.expect_navigation():
            page.press("[name=password]", "Enter")
        return context.storage_state()


def cold_and_warm(browser: Browser, address: str, state: Any) -> tuple[Seen, Seen]:
    """A page opened by a browser that never was here, and opened again by the same one.

    Without the worker that keeps the page for a bad hour: its requests would pass by the emulation."""
    with browser.new_context(storage_state=state, service_workers="block", **PHONE) as context:
        page = context.new_page()
        cold = opened(page, address)
        page.goto("about:blank")
        return cold, opened(page, address)


@contextmanager
def demonstration() -> Iterator[tuple[str, str]]:
    """The demonstration centre in a home of its own, really served: its address, and the password of its accounts."""
    with tempfile.TemporaryDirectory(prefix="goldthread-phone-") as folder:
        home = Path(folder) / "demo"
        quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([GOLDTHREAD, "demo", home, "--format", "json"], check=True, **quiet)
        port, around = free_port(), {**os.environ, "GOLDTHREAD_HOME": str(home)}
        server = subprocess.Popen([GOLDTHREAD, "serve", "--port", str(port)], env=around, **quiet)
        try:
            if not answers(server, f"http://localhost:{port}"):
                raise SystemExit("The server did not answer.")
            yield f"http://localhost:{port}", (home / "demo-password").read_text().strip()
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()


def row(name: str, cold: Seen, warm: Seen) -> str:
    """A row of the table."""
    met = cold.sent <= MOST_BYTES and max(cold.cls, warm.cls) <= MOST_MOVING
    return (
        f"| {name} | {cold.lcp / 1000:.1f} | {warm.lcp / 1000:.1f} | {cold.cls:.3f} | {warm.cls:.3f} "
        f"| {cold.requests} | {cold.sent:,} | {warm.requests} | {warm.sent:,} | {'met' if met else '**not met**'} |"
    )


def main() -> int:
    """All pages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", maxsplit=1)[0])
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    lines = [
        "| Page | LCP cold, s | LCP warm, s | CLS cold | CLS warm | Requests cold | Bytes cold | Requests warm "
        "| Bytes warm | Budget |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|---|",
    ]
    with demonstration() as (address, password), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.program(), args=["--headless", "--no-sandbox"])
        states = {login: signed_in(browser, address, login, password) for login in ("", CLIENT)}
        for name, login, path in PAGES:
            lines.append(row(name, *cold_and_warm(browser, address + path, states[login])))
        lines += ["", f"Chromium {browser.version}."]
        browser.close()
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    lines.append(f"Load of the machine (1, 5, 15 minutes): {load}, {os.cpu_count()} cores.")
    text = "\n".join(lines) + "\n"
    print(text, end="")
    if given.out:
        given.out.write_text(text)
    return 1 if "not met" in text else 0


if __name__ == "__main__":
    sys.exit(main())
