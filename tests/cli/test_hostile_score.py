"""`goldthread score` on lines that no careful program writes."""

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from goldthread.cli.commands.score import MAX_LINE
from goldthread.cli.exits import Exit
from goldthread.cli.main import main

GAD7 = json.dumps({f"q{number}": 1 for number in range(1, 8)})


def scored(text: str | bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    body = text.encode() if isinstance(text, str) else text
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(body)))
    code = main(["score", "gad7", "-", "--format", "json"])
    captured = capsys.readouterr()
    return code, [json.loads(line) for line in captured.out.splitlines()], captured.err


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        (GAD7.replace('"q1": 1', '"q1": 1, "q1": 3'), ("key-twice", "q1", 1)),
        (GAD7.replace('"q1": 1', '"q\\u0031": 1, "q1": 3'), ("key-twice", "q1", 1)),
        (GAD7.replace('"q1": 1', '"q1": true'), ("out-of-range", "q1", 1)),
        (GAD7.replace('"q1": 1', '"q1": "1"'), ("out-of-range", "q1", 1)),
        (GAD7.replace('"q1": 1', '"q1": 1e400'), ("not-json", "", 1)),
        (GAD7.replace('"q1": 1', '"q1": ' + "9" * 30 + ', "q2": "x"'), ("key-twice", "q2", 1)),
        (GAD7[:-1] + ",}", ("not-json", "", 64)),
        (GAD7[:-1] + ', "sex": "Female"}', ("bad-value", "sex", 1)),
        (GAD7[:-1] + ', "age": -3}', ("bad-value", "age", 1)),
        (GAD7[:-1] + ', "age": true}', ("bad-value", "age", 1)),
        ('{"q1": ' + "[" * 900 + '"x"' + "]" * 900 + "}", ("out-of-range", "q1", 1)),
        ('{"q1": "' + "a" * MAX_LINE + '"}', ("too-large", "", 1)),
    ],
)
def test_an_odd_line_is_refused_alone(
    line: str, refusal: tuple[str, str, int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, (first, odd, last), err = scored(f"{GAD7}\n{line}\r\n\n{GAD7}", monkeypatch, capsys)
    assert code == Exit.BAD_INPUT
    assert (first["total"], last["total"], last["line"]) == (7, 7, 4)
    assert odd["total"] is None
    assert (odd["error"]["code"], odd["error"]["item"], odd["error"]["column"]) == refusal
    assert err.startswith(f"-:2:{refusal[2]}:")
    assert "Female" not in err


def test_what_only_looks_odd_is_scored(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with_unknowns = GAD7[:-1] + ', "sex": null, "age": null}'
    whole = GAD7.replace("1,", "1.0,")
    code, answers, _ = scored("\ufeff" + f"{GAD7}\r\n  \r\n\t{whole}  \n{with_unknowns}", monkeypatch, capsys)
    assert code == 0
    assert [(each["line"], each["total"]) for each in answers] == [(1, 7), (3, 7), (4, 7)]


def test_a_message_stays_on_its_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _, _, err = scored('{"q1\\nevil:1:1: all is well": 1}', monkeypatch, capsys)
    assert len(err.splitlines()) == 1


def test_lines_are_answered_as_they_come(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    if os.fork() == 0:
        pipe.write_text(GAD7 + "\n")
        os._exit(0)
    assert main(["score", "GAD-7", str(pipe), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 7


def test_an_instrument_that_is_unknown_is_json_too(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for call in (["score", "phq99", "-"], ["score", "phq9", str(tmp_path)]):
        assert main([*call, "--format", "json"]) == Exit.BAD_INPUT
        assert json.loads(capsys.readouterr().out)["error"]["code"] in ("unknown-instrument", "unreadable")
