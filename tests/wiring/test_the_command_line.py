"""The commands of a server beside those for files: listed together, loaded only when they are called."""

import subprocess
import sys
from pathlib import Path

import pytest

from goldthread.case import cast_path
from goldthread.wiring.start import COMMANDS

PROGRAM = Path(sys.executable).parent / "goldthread"


def loaded_by(*arguments: str) -> set[str]:
    """The modules that one call has loaded when it ends."""
    code = (
        "import sys; sys.argv = ['goldthread', *sys.argv[1:]]\n"
        "from goldthread.wiring.start import run\n"
        "try: run()\n"
        "finally: print('LOADED', *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    return set(next(line for line in done.stdout.splitlines() if line.startswith("LOADED")).split())


def test_help_lists_every_command_and_each_helps_itself() -> None:
    shown = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, check=True).stdout
    for name in (*COMMANDS, "check", "needs", "render"):
        assert f"\n  {name} " in shown


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_helps_itself_without_a_home(name: str) -> None:
    helped = subprocess.run([PROGRAM, name, "--help"], capture_output=True, text=True, check=False)
    assert helped.returncode == 0
    assert f"goldthread {name}" in helped.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", str(cast_path("helen-iversen"))),
        ("check", "--format", "json", "--jobs", "1", str(cast_path("helen-iversen"))),
        ("needs", str(cast_path("helen-iversen"))),
        ("import", "no-such-file.json"),
        ("--help",),
    ],
)
def test_what_works_on_files_loads_neither_django_nor_the_store(arguments: tuple[str, ...]) -> None:
    loaded = loaded_by(*arguments)
    assert "goldthread.wiring.start" in loaded
    assert not {name for name in loaded if name.partition(".")[0] in ("django", "granian", "cryptography")}
    assert not {name for name in loaded if name.startswith(("goldthread.store", "goldthread.api"))}


def test_without_the_parts_of_a_server_it_is_told_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['django'] = None; sys.argv = ['goldthread', 'store', 'stats']\n"
        "from goldthread.wiring.start import run\nrun()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 6
    assert "goldthread[server]" in done.stderr
