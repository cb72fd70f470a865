"""`goldthread score` names the longer form that a positive short one leads to."""

from pathlib import Path

import pytest

from goldthread.cli.main import main


def said(tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str) -> str:
    form = tmp_path / "form.jsonl"
    form.write_text(line + "\n")
    assert main(["score", "gad2", str(form)]) == 0
    return " ".join(capsys.readouterr().out.split())


def test_a_positive_short_form_names_its_long_form_and_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "next: gad7. The GAD-2 is positive" in said(tmp_path, capsys, '{"q1": 2, "q2": 2}')


def test_a_negative_one_names_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "next" not in said(tmp_path, capsys, '{"q1": 1, "q2": 1}')
