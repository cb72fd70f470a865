"""What `docs/reference/journeys.md` tells: which test proves a journey, and in which journey each address is. A fixture
holds the tests to it: one that is said to go to an address fails where the server did not answer there."""

import logging
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "journeys.md"
_ROW = re.compile(r"^\| `([\w-]+)` \| `([\w/]+\.py::\w+)` \|$", re.MULTILINE)
_LINE = re.compile(r"\b(?:GET|POST) ([\w-]+) [23]\d\d \d+ ms")
_SECONDS = 5  # until a server has written its line, after the browser has its answer


@cache
def addresses() -> dict[str, str]:
    """The names of addresses, each with the test whose journey leads there."""
    return dict(_ROW.findall(PAGE.read_text("utf-8")))


def told_of(test: str) -> set[str]:
    """The addresses to which that test is said to go: `web/test_papers.py::test_…`."""
    return {name for name, where in addresses().items() if where == test}


class _Kept(logging.Handler):
    """Lines of the server that runs in this process."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.text += record.getMessage() + "\n"


@contextmanager
def _listening() -> Iterator[_Kept]:
    log, kept = logging.getLogger("goldthread.web"), _Kept()
    former = log.level
    log.addHandler(kept)
    log.setLevel(logging.INFO)
    yield kept
    log.removeHandler(kept)
    log.setLevel(former)


@pytest.fixture(autouse=True)
def goes_where_it_says(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test went to every address to which the table says that it goes."""
    node: Any = request.node
    told = told_of(f"{node.path.parent.name}/{node.path.name}::{getattr(node, 'originalname', '')}")
    if not told:
        yield
        return
    log: Path | None = request.getfixturevalue("centre").served.log if "centre" in request.fixturenames else None
    begun, failed = log.stat().st_size if log is not None else 0, request.session.testsfailed
    with _listening() as kept:
        yield
    if request.session.testsfailed > failed:
        return  # it did not come to its end, and says so itself
    end, missing = time.monotonic() + _SECONDS, told
    while missing and time.monotonic() < end:
        text = kept.text + (log.read_bytes()[begun:].decode() if log is not None else "")
        missing = told - set(_LINE.findall(text))
        if missing and log is not None:
            time.sleep(0.05)
        elif log is None:
            break
    assert not missing, f"docs/reference/journeys.md says that this goes to {sorted(missing)}, and it does not"
