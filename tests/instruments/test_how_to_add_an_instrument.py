"""What the manual tells to write is a file that works."""

import json
import re
from pathlib import Path

import pytest

from goldthread.cli.main import main
from goldthread.instruments import score
from goldthread.library import load_library

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "add-an-instrument.md"


def folder_of_the_page(tmp_path: Path) -> Path:
    sources, instrument = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(), re.DOTALL)
    for kind, text in (("sources", sources), ("instruments", instrument)):
        (tmp_path / kind).mkdir()
        (tmp_path / kind / "mine.yaml").write_text(text)
    return tmp_path


def test_the_instrument_of_the_page_loads_and_its_worked_cases_come_out(tmp_path: Path) -> None:
    library = load_library(folder_of_the_page(tmp_path))
    phq2 = library.instruments["phq2"]
    assert set(phq2.content.sources) <= library.sources.keys()
    assert "phq9" in library.instruments
    for case in phq2.worked_cases:
        result = score(definition=phq2, answers=case.answers)
        assert (result.total, result.complete, result.missing) == (case.total, case.complete, case.missing)
        assert tuple(flag.id for flag in result.flags) == case.flags


def test_the_command_of_the_page_scores_a_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = folder_of_the_page(tmp_path)
    form = tmp_path / "form.jsonl"
    form.write_text(json.dumps({"q1": 1, "q2": 2}) + "\n")
    assert main(["score", "PHQ-2", str(form), "--library", str(folder), "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["total"], answer["flags"]) == (3, ["positive"])
