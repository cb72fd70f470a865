"""The command line in rough hands: refused inputs, closed pipes, full disks, files that are there already."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from goldthread.case import cast_path, read_case
from goldthread.cli.exits import Exit
from goldthread.cli.main import main

WALTER = str(cast_path("walter-brandt"))
PROGRAM = str(Path(sys.executable).parent / "goldthread")
BARE = "on: 2026-06-01\nrecord:\n  client: {id: sam, name: Sam}\n"


@pytest.fixture
def bare(tmp_path: Path) -> str:
    path = tmp_path / "bare.yaml"
    path.write_text(BARE)
    return str(path)


@pytest.mark.parametrize(
    "call",
    [
        ["diff", WALTER, "gone.yaml"],
        ["diff", WALTER, str(cast_path("ethan-cole"))],
        ["diff", "BARE", "BARE"],
        ["merge", WALTER, WALTER, str(cast_path("ethan-cole"))],
        ["merge", WALTER, WALTER, WALTER, "--take", "nothing=mine"],
        ["draft", "gone.yaml"],
        ["draft", "BARE", "--options", "sleep"],
        ["draft", "BARE", "--out", "/proc/nowhere/x.yaml"],
        ["import", "BARE"],
        ["import", "gone.json"],
        ["explain", "GT999"],
        ["twins", "BARE"],
        ["twins", WALTER, "--against", "gone"],
        ["check", WALTER, "--library", "gone"],
        ["check", WALTER, "--only", "gone"],
        ["check", WALTER, "--against", "gone"],
        ["needs", WALTER, "--library", "gone"],
    ],
    ids=lambda call: " ".join(Path(word).name for word in call),
)
def test_every_refusal_is_one_json_document(
    call: list[str], bare: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    call = [bare if word == "BARE" else word for word in call]
    assert main([*call, "--format", "json"]) == Exit.BAD_INPUT
    captured = capsys.readouterr()
    error = json.loads(captured.out)["error"]
    assert error["code"]
    assert error["message"] in captured.err
    assert len(captured.err.splitlines()) == 1


def test_a_file_that_is_not_there_stops_no_other(bare: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["needs", "gone.yaml", bare, "--format", "json"]) == Exit.BAD_INPUT
    gone, there = json.loads(capsys.readouterr().out)
    assert gone["error"]["code"] == "unreadable"
    assert there["client"] == "Sam"


def test_files_to_compare_with_that_are_refused_are_said_once_and_count(
    bare: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    others = tmp_path / "others"
    others.mkdir()
    (others / "broken.yaml").write_text("{")
    (others / "good.yaml").write_text(BARE)
    call = ["check", WALTER, WALTER, "--only", "own-words-missing", "--against", str(others), "--jobs", "2"]
    assert main(call) == Exit.BAD_INPUT
    assert capsys.readouterr().err.count("broken.yaml") == 1


def test_standard_input_is_read_for_one_file_only(capsys: pytest.CaptureFixture[str]) -> None:
    for call in (["check", "-", "-"], ["diff", "-", "-"], ["merge", WALTER, "-", "-"]):
        assert main(call) == Exit.USAGE
        assert "only once" in capsys.readouterr().err


@pytest.mark.parametrize("call", [["explain"], ["schema"], ["render", WALTER], ["needs", WALTER, "--format", "json"]])
def test_a_reader_that_has_seen_enough_is_no_error(call: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([PROGRAM, *call], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_is_said_in_one_line() -> None:
    for call in (["explain"], ["schema"]):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run([PROGRAM, *call], stdout=full, stderr=subprocess.PIPE, check=False)
        assert done.returncode == Exit.BAD_INPUT
        assert done.stderr.startswith(b"Standard output cannot be written: ")
        assert len(done.stderr.splitlines()) == 1


def test_a_client_file_is_not_written_over_unless_asked(
    bare: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept.yaml"
    kept.write_text("story: years of work\n")
    bundle = tmp_path / "bundle.json"
    bundle.write_text(json.dumps({"resourceType": "Patient", "id": "a1", "name": [{"given": ["Ana"]}]}))
    for call in (["new", "case", "Ana"], ["draft", bare], ["import", str(bundle), "--on", "2026-06-01"]):
        assert main([*call, "--out", str(kept)]) == Exit.BAD_INPUT
        assert "[file-exists]" in capsys.readouterr().err
        assert kept.read_text() == "story: years of work\n"
        assert main([*call, "--out", str(kept), "--force"]) == 0
        assert main([*call, "--out", str(kept)]) == 0  # the same again changes nothing
        assert read_case(kept).case.record.client.name
        kept.write_text("story: years of work\n")


def test_an_import_of_several_clients_is_one_json_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bundle, out = tmp_path / "two.ndjson", tmp_path / "out"
    bundle.write_text("\n".join(json.dumps({"resourceType": "Patient", "id": each}) for each in ("a1", "a2")))
    assert main(["import", str(bundle)]) == Exit.BAD_INPUT
    assert "[several-clients]" in capsys.readouterr().err
    assert main(["import", str(bundle), "--out", str(out), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["clients"] == ["a1", "a2"]
    (out / "a1.yaml").write_text("mine")
    assert main(["import", str(bundle), "--out", str(out), "--format", "json"]) == Exit.BAD_INPUT
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "file-exists"


def test_writing_is_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "kept.html"
    kept.write_text("before")
    link = tmp_path / "link.html"
    link.symlink_to(kept)
    kept.chmod(0o640)
    assert main(["render", WALTER, "--out", str(link)]) == 0
    assert link.is_symlink()
    assert kept.stat().st_mode & 0o777 == 0o640
    before = kept.read_bytes()

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert main(["render", WALTER, "--for", "client", "--out", str(kept)]) == Exit.BAD_INPUT
    assert kept.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept.html", "link.html"]


def test_a_name_of_blanks_is_no_name() -> None:
    assert main(["new", "case", "  "]) == Exit.USAGE


@pytest.mark.parametrize("name", ["日本 太郎", 'a: "b" {c} # d', "O'Neil\t☕", "a\nb: c"])
def test_a_name_of_any_kind_can_be_begun_with(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "case", name]) == 0
    assert read_case(capsys.readouterr().out).case.record.client.name == name


@pytest.mark.parametrize(
    ("shell", "word"), [("bash", "complete_bash"), ("zsh", "complete_zsh"), ("fish", "commandline")]
)
def test_completion_can_be_shown_and_completes(shell: str, word: str) -> None:
    plain = {key: value for key, value in os.environ.items() if not key.startswith("_TYPER")}
    shown = subprocess.run(
        [PROGRAM, "--show-completion", shell],
        env={**plain, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert shown.returncode == 0
    assert word in shown.stdout
    asked = {"COMP_WORDS": "goldthread check --fail-on ", "COMP_CWORD": "3", "_GOLDTHREAD_COMPLETE": "complete_bash"}
    done = subprocess.run([PROGRAM], env={**plain, **asked}, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["stop", "ask", "note", "never"]


def test_a_merge_keeps_the_facts_of_both_sides_and_writes_where_it_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fact = (
        "  - {kind: hope, id: %s, said_by: client, recorded_by: r, recorded_on: 2026-06-01, source: talk, text: %s}\n"
    )
    sides = {
        "base": "",
        "mine": fact % ("dog", "A dog."),
        "theirs": fact % ("cat", "A cat."),
        "odd": fact % ("dog", "No."),
    }
    for name, facts in sides.items():
        (tmp_path / name).write_text(BARE + ("  facts:\n" + facts if facts else ""))
    base, mine, theirs, odd, out = (str(tmp_path / name) for name in (*sides, "out.yaml"))
    assert main(["merge", base, mine, theirs, "--out", out, "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["conflicts"] == []
    assert [each["id"] for each in answer["case"]["record"]["facts"]] == ["cat", "dog"]
    assert [each.id for each in read_case(Path(out)).case.record.facts] == ["cat", "dog"]
    assert main(["merge", base, mine, odd]) == Exit.CONFLICTS
    shown = capsys.readouterr().err
    assert "record:dog" in shown
    assert "A dog." in shown
    assert "No." in shown
    assert main(["merge", base, mine, odd, "--take", "record:dog=theirs", "--out", out]) == 0
    assert "No." in Path(out).read_text()


def test_what_does_not_go_together_is_said_of_its_file(bare: str, capsys: pytest.CaptureFixture[str]) -> None:
    ethan = str(cast_path("ethan-cole"))
    for call, odd in (
        (["diff", WALTER, ethan], ethan),
        (["diff", bare, WALTER], bare),
        (["merge", WALTER, WALTER, ethan], ethan),
    ):
        assert main(call) == Exit.BAD_INPUT
        assert capsys.readouterr().err.startswith(f"{odd}: ")


def test_a_day_before_the_record_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("needs", "draft", "check"):
        main([command, WALTER, "--on", "2001-01-01"])
        assert "Nothing had been written down by 2001-01-01" in capsys.readouterr().err
        main([command, WALTER])
        assert "Nothing had been" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("happens", "code"),
    [
        (KeyboardInterrupt(), Exit.INTERRUPTED),
        (OSError(28, "No space left on device"), Exit.BAD_INPUT),
        (BrokenPipeError(), Exit.NOTHING),
    ],
)
def test_what_happens_from_outside_has_an_exit_code(
    happens: BaseException, code: Exit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(**_: object) -> None:
        raise happens

    sent = []
    monkeypatch.setattr("goldthread.cli.app.app_for", lambda _given, _commands: work)
    monkeypatch.setattr(os, "dup2", lambda *ends: sent.append(ends))
    assert main(["explain"]) == code
    assert bool(sent) == (code in (Exit.NOTHING, Exit.BAD_INPUT))  # nobody can read what is left in the buffer


def test_a_bug_stays_loud(monkeypatch: pytest.MonkeyPatch) -> None:
    for bug in (RuntimeError("a bug"), OSError(5000, "an odd one")):

        def work(*, bug: Exception = bug, **_: object) -> None:
            raise bug

        monkeypatch.setattr("goldthread.cli.app.app_for", lambda _given, _commands: work)
        with pytest.raises(type(bug)):
            main(["explain"])
