"""`goldthread score`: one answer a line, whatever a line holds."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from goldthread.cli.main import main

KEYS = ["instrument", "version", "complete", "total", "subscales", "bands", "flags", "warnings"]


def form(value: int, items: int = 9) -> dict[str, int]:
    return {f"q{number}": value for number in range(1, items + 1)}


def answers(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def written(tmp_path: Path, *rows: object) -> str:
    path = tmp_path / "forms.jsonl"
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows) + "\n")
    return str(path)


def test_each_form_gets_one_line_with_the_documented_keys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "phq9", written(tmp_path, form(0), form(1), form(3)), "--format", "json"]) == 0
    given = answers(capsys)
    assert [each["total"] for each in given] == [0, 9, 27]
    assert all(list(each)[: len(KEYS)] == KEYS for each in given)
    assert "item9" in given[1]["flags"]
    assert "item9" not in given[0]["flags"]


def test_half_a_form_gets_no_total_and_an_error_that_names_the_items(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", "phq9", written(tmp_path, form(1, 4), form(1)), "--format", "json"]) == 3
    half, whole = answers(capsys)
    assert half["total"] is None
    assert half["complete"] is False
    assert half["error"]["code"] == "incomplete"
    assert "q5" in half["error"]["item"]
    assert whole["total"] == 9


def test_an_unknown_item_and_a_value_out_of_range_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(
        ["score", "gad7", written(tmp_path, {**form(1, 7), "q99": 1}, {**form(1, 7), "q2": 4}), "--format", "json"]
    )
    assert code == 3
    captured = capsys.readouterr()
    unknown, outside = (json.loads(line)["error"] for line in captured.out.splitlines())
    assert (unknown["code"], unknown["item"]) == ("unknown-item", "q99")
    assert (outside["code"], outside["item"]) == ("out-of-range", "q2")
    assert "forms.jsonl:2:1: q2:" in captured.err


@pytest.mark.parametrize(
    "line", ["{", "[1, 2]", "7", '{"q1": "two"}', '{"q1": {}}', "NaN", "[" * 3000, '{"sex": []}', '{"age": "old"}']
)
def test_a_line_that_is_no_form_is_refused_and_the_next_is_still_scored(
    line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", "gad7", written(tmp_path, line, form(2, 7)), "--format", "json"]) == 3
    refused, scored = answers(capsys)
    assert refused["error"]["message"]
    assert scored["total"] == 14


def test_a_cut_off_that_depends_on_sex_is_read_from_the_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form_of_three = {"q1": 3, "q2": 0, "q3": 0}
    path = written(tmp_path, {**form_of_three, "sex": "female"}, {**form_of_three, "sex": "male"}, form_of_three)
    assert main(["score", "AUDIT-C", path, "--format", "json"]) == 0
    woman, man, unsaid = answers(capsys)
    assert woman["bands"] != man["bands"]
    assert any("sex" in warning for warning in unsaid["warnings"])


def test_standard_input_is_read_and_people_get_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(json.dumps(form(2)).encode() + b"\n\n"))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert main(["score", "phq9", "-"]) == 0
    assert "phq9 18" in capsys.readouterr().out


def test_an_unknown_instrument_is_answered_with_the_known_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", "phq99", written(tmp_path, form(1))]) == 3
    assert "phq9" in capsys.readouterr().err


def test_a_missing_file_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "phq9", "nowhere.jsonl"]) == 3
    assert "nowhere.jsonl" in capsys.readouterr().err
