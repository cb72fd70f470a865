"""The start of the process: only what is called is loaded."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from goldthread.case import cast_path

PROGRAM = Path(sys.executable).parent / "goldthread"


def loaded_by(*arguments: str) -> set[str]:
    """The modules that one call of the command line has loaded when it ends."""
    code = (
        "import sys; sys.argv = ['goldthread', *sys.argv[1:]]\n"
        "from goldthread.wiring.start import run\n"
        "try: run()\n"
        "finally: print('LOADED', *sys.modules)"
    )
    # Coverage, where it runs, would load what it measures.
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, env=plain, check=False
    )
    line = next(line for line in done.stdout.splitlines() if line.startswith("LOADED"))
    return set(line.split())


def test_a_check_loads_no_other_command_and_nothing_heavy() -> None:
    loaded = loaded_by("check", str(cast_path("helen-iversen")))
    assert "goldthread.checks.engine" in loaded
    heavy = {
        "typer",
        "inspect",
        "typing_extensions",
        "rich",
        "jinja2",
        "weasyprint",
        "pydantic",
        "fhir",
        "goldthread.fhir",
        "goldthread.paper",
    }
    assert not heavy & loaded
    assert "goldthread.cli.commands.draft" not in loaded
    assert "goldthread.curation" not in loaded


@pytest.mark.parametrize("options", [[], ["--format", "json"]])
def test_a_check_says_the_same_whether_or_not_its_options_had_to_be_read(options: list[str]) -> None:
    files = [str(cast_path("helen-iversen")), str(cast_path("walter-brandt")), "no-such-case.yaml"]
    said = []
    for call in (["check", *options, *files], ["check", *files, "--jobs", "1", *options]):
        done = subprocess.run([PROGRAM, *call], capture_output=True, text=True, check=False)
        said.append((done.returncode, done.stdout, done.stderr))
        assert ("typer" in loaded_by(*call)) == (call[-1] not in files)
    assert said[0] == said[1]
    assert "no-such-case.yaml" in said[0][2]


def test_the_version_is_said_before_anything_is_loaded() -> None:
    loaded = loaded_by("--version")
    assert not {"typer", "msgspec", "yaml", "goldthread.notation"} & loaded


def test_help_and_a_mistyped_command_know_all_commands() -> None:
    shown = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, check=True).stdout
    for name in ("import", "needs", "draft", "check", "explain", "score", "diff", "merge", "twins", "render", "new"):
        assert f"\n  {name} " in shown
    mistyped = subprocess.run([PROGRAM, "chek"], capture_output=True, text=True, check=False)
    assert mistyped.returncode == 2
    assert "check" in mistyped.stderr
