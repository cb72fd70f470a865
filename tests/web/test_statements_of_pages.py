"""How many SQL statements a page takes, the second time that somebody opens it: what no clock has to be asked for.

Two or three of them are the session and the account, and nine or ten each thing that is done through the practice, with
its line in the trail. A page that asks once for every item, signer or client is over its bound at once.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from real_browser import Centre

SCRIPT = Path(__file__).parents[1] / "statements_of_pages.py"
CLIENT = "/clients/aaliyah-brooks/"
PLAN = f"{CLIENT}plans/plan-aaliyah-brooks/"
MOST = {
    ("dana", "/"): 24,
    ("dana", CLIENT): 14,
    ("dana", PLAN): 24,
    ("dana", f"{PLAN}?item=g-film"): 24,
    ("dana", f"{PLAN}needs/overdose-risk/"): 24,
    ("dana", f"{PLAN}own/"): 24,
    ("dana", f"{PLAN}agreement/"): 36,
    ("aaliyah", "/my/"): 24,
    ("aaliyah", "/my/steps/"): 14,
    ("aaliyah", "/my/people/"): 14,
    ("aaliyah", "/my/bad-hour/"): 14,
    ("aaliyah", "/my/questions/"): 14,
    ("aaliyah", "/my/signature/"): 14,
    ("aaliyah", "/my/changes/"): 18,
    ("aaliyah", "/my/trace/"): 18,
}


@pytest.fixture(scope="module")
def asked(centre: Centre) -> dict[str, list[str]]:
    """The statements of every page above."""
    words = [word for page in MOST for word in page]
    around = centre.house.around({"PASSWORD": centre.password})
    done = subprocess.run(
        [sys.executable, SCRIPT, *words], env=around, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_no_page_asks_the_database_more_than_so_often(asked: dict[str, list[str]]) -> None:
    assert {page: len(asked[page]) for (_, page), most in MOST.items() if len(asked[page]) > most} == {}


def test_no_page_that_is_only_looked_at_saves_its_session(asked: dict[str, list[str]]) -> None:
    for page, statements in asked.items():
        written = [each for each in statements if "web_session" in each and not each.startswith("SELECT")]
        assert written == [], page


def test_no_page_reads_a_folder_again_that_nobody_wrote_in(asked: dict[str, list[str]]) -> None:
    for page, statements in asked.items():
        assert [each for each in statements if "FROM store_snapshot" in each] == [], page
