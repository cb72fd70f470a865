"""The journeys of the reference name tests that exist."""

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
PAGE = TESTS.parent / "docs" / "reference" / "journeys.md"


def _functions(file: Path) -> set[str]:
    tree = ast.parse(file.read_text("utf-8"))
    return {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}


def test_every_journey_has_its_proof_and_each_proof_exists() -> None:
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ") and "| Given |" not in line]
    assert len(rows) > 20
    for row in rows:
        proofs = re.findall(r"`([\w/]+\.py)::(\w+)`", row)
        assert proofs, row
        for file, test in proofs:
            assert test in _functions(TESTS / file), f"{file}::{test}"


def test_the_tutorial_is_walked_through() -> None:
    assert "web/test_tutorial.py::" in PAGE.read_text("utf-8")
