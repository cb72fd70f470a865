"""What the manual tells to write is a need that works."""

import json
import re
from pathlib import Path

import pytest

from goldthread.cli.main import main
from goldthread.needs.rules import FactRule, Rule

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "add-a-need.md"


def written(tmp_path: Path) -> tuple[Path, Path]:
    """The library folder and the case file of the page."""
    sources, needs, case = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(), re.DOTALL)
    folder = tmp_path / "my-library"
    for kind, text in (("sources", sources), ("needs", needs)):
        (folder / kind).mkdir(parents=True)
        (folder / kind / "mine.yaml").write_text(text)
    (tmp_path / "my-case.yaml").write_text(case)
    return folder, tmp_path / "my-case.yaml"


def found(case: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["needs", str(case), "--library", str(folder), "--format", "json"]) == 0
    return capsys.readouterr().out


def test_the_need_of_the_page_is_raised_by_its_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, case = written(tmp_path)
    answer = found(case, folder, capsys)
    assert '"hearing"' in answer
    assert "left-ear" in answer
    assert json.loads(answer)


def test_the_need_of_the_page_stays_silent_on_a_near_miss(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, case = written(tmp_path)
    case.write_text(case.read_text().replace("state: reduced", "state: no-problem"))
    assert '"hearing"' not in found(case, folder, capsys)


def test_a_mistake_is_answered_as_the_page_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, case = written(tmp_path)
    path = folder / "needs" / "mine.yaml"
    path.write_text(path.read_text().replace("[reduced, impaired]", "[weak]"))
    assert main(["needs", str(case), "--library", str(folder)]) == 3
    told = " ".join(capsys.readouterr().err.split())
    assert "A rule of 'hearing' can never match: circumstance.state is never 'weak'" in told


def test_the_page_names_every_rule_and_everything_that_a_fact_rule_can_ask() -> None:
    page = PAGE.read_text()
    for kind in Rule.__args__:
        assert f"`{kind.__struct_config__.tag}`" in page
    for field in FactRule.__struct_fields__:
        assert f"`{field}`" in page, field
