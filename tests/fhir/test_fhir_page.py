"""The reference page says of every kind what becomes of it, and of every refusal what it means."""

import re
from pathlib import Path

import pytest

from goldthread.fhir.kinds import MAPPERS, SUPPORTING, WHY_LISTED
from goldthread.fhir.maps.instruments import PANELS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "reference" / "fhir.md").read_text("utf-8")
ROWS = "\n".join(line.split("|")[1] for line in PAGE.splitlines() if line.startswith("|"))


@pytest.mark.parametrize("kind", sorted({*MAPPERS, *SUPPORTING, *WHY_LISTED}))
def test_every_kind_has_its_row(kind: str) -> None:
    assert re.search(rf"\b{kind}\b", ROWS)


def test_every_refusal_is_explained() -> None:
    sources = [*(ROOT / "src" / "goldthread" / "fhir").rglob("*.py")]
    text = "\n".join(path.read_text("utf-8") for path in sources)
    codes = set(re.findall(r'code="([a-z-]+)"', text)) | set(re.findall(r'", "(not-json|too-deep|key-twice)"', text))
    assert codes >= {"empty", "not-fhir", "invalid-fhir", "not-json", "too-deep", "key-twice", "not-a-questionnaire"}
    assert [code for code in sorted(codes) if f"`{code}`" not in ROWS] == []


@pytest.mark.parametrize("code", sorted(PANELS))
def test_every_known_panel_is_named(code: str) -> None:
    assert code in ROWS
