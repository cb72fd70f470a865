"""The start of the process: only what is called is loaded."""

import subprocess
import sys
from pathlib import Path

from goldthread.case import cast_path


def loaded_by(*arguments: str) -> set[str]:
    """The modules that one call of the command line has loaded when it ends."""
    code = (
        "import sys; sys.argv = ['goldthread', *sys.argv[1:]]\n"
        "from goldthread.cli.start import run\n"
        "try: run()\n"
        "finally: print('LOADED', *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
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


def test_a_check_with_options_says_the_same_as_one_without() -> None:
    program = Path(sys.executable).parent / "goldthread"
    missing = "no-such-case.yaml"
    for file in (str(cast_path("helen-iversen")), str(cast_path("walter-brandt")), missing):
        plain = subprocess.run([program, "check", file, missing], capture_output=True, text=True, check=False)
        read = subprocess.run(
            [program, "check", "--jobs", "1", file, missing], capture_output=True, text=True, check=False
        )
        assert (plain.returncode, plain.stdout, plain.stderr) == (read.returncode, read.stdout, read.stderr)
        assert missing in plain.stderr


def test_the_version_is_said_before_anything_is_loaded() -> None:
    loaded = loaded_by("--version")
    assert not {"typer", "msgspec", "yaml", "goldthread.notation"} & loaded


def test_help_and_a_mistyped_command_know_all_commands() -> None:
    program = Path(sys.executable).parent / "goldthread"
    shown = subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout
    for name in ("import", "needs", "draft", "check", "explain", "score", "diff", "merge", "twins", "render", "new"):
        assert f"\n  {name} " in shown
    mistyped = subprocess.run([program, "chek"], capture_output=True, text=True, check=False)
    assert mistyped.returncode == 2
    assert "check" in mistyped.stderr
