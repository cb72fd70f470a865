"""House rules that no other tool holds: sizes, door-plates, names, reasons beside silenced checkers, no local paths."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULE_LINES = 300
FUNCTION_LINES = 30
NAMES = re.compile(r"(^|_)(utils?|helpers?|common|managers?|services?|base|misc)$")
NAMED_BY_OTHERS = frozenset({"src/goldthread/wiring/sqlite3/base.py"})  # Django looks for this name
# The reason follows after " - ", or for mypy, which reads its comment strictly, after "  # ".
SILENCED = re.compile(r"#\s*(noqa|type: ignore|pragma: no cover|pragma: no branch)(?!.*( - |  # )).*$")
# Written in parts, so that this file holds none of what it looks for.
HOSTS = re.compile("|".join(["py" + r"pi\.org", "python" + "hosted", r"registry\.npm" + "js", r"deb\.deb" + "ian"]))
PATHS = re.compile(r"(^|[\s\"'(=])/(wor" + "k|far" + "m|roo" + r"t|hom" + r"e/\w+)/")


def tracked(*suffixes: str) -> list[Path]:
    """The files that git knows (or would add), with one of the suffixes."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.splitlines()  # fmt: skip
    paths = (ROOT / name for name in listed)
    return [path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes)]


def statement_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function's body without its docstring."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def in_code(path: Path) -> Iterator[str]:
    """What is wrong in one module of the product."""
    text = path.read_text()
    lines = text.splitlines()
    if len(lines) > MODULE_LINES:
        yield f"{path.relative_to(ROOT)}:1: {len(lines)} lines; a module has at most {MODULE_LINES}"
    if NAMES.search(path.stem) and path.relative_to(ROOT).as_posix() not in NAMED_BY_OTHERS:
        yield f"{path.relative_to(ROOT)}:1: the name says nothing about what lives here"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and statement_lines(node) > FUNCTION_LINES:
            yield (
                f"{path.relative_to(ROOT)}:{node.lineno}: {node.name} has {statement_lines(node)} lines; "
                f"a function has at most {FUNCTION_LINES}"
            )
    for number, line in enumerate(lines, start=1):
        # A lazy import is explained once in its module: the first silencing comment carries the reason.
        if SILENCED.search(line) and "PLC0415" not in line:
            yield f"{path.relative_to(ROOT)}:{number}: a silenced checker needs its reason beside it"


def door_plates() -> Iterator[str]:
    """Rooms without a package docstring that says what lives there and what never does."""
    for room in sorted((ROOT / "src" / "goldthread").glob("*/__init__.py")):
        plate = ast.get_docstring(ast.parse(room.read_text())) or ""
        if "Lives here" not in plate or "ever lives here" not in plate:
            yield f"{room.relative_to(ROOT)}:1: the door-plate says what lives here and what never does"


def in_any_text(path: Path) -> Iterator[str]:
    """Paths of one machine and hosts of registries, which nothing that is committed may hold."""
    try:
        text = path.read_text()
    except UnicodeDecodeError:
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if HOSTS.search(line):
            yield f"{path.relative_to(ROOT)}:{number}: names a package registry's host"
        if PATHS.search(line) and path.suffix != ".lock":
            yield f"{path.relative_to(ROOT)}:{number}: holds a path of one machine"


def main() -> int:
    """Print every breach; 1 when there is one."""
    wrong = list(door_plates())
    for path in tracked(".py"):
        if (ROOT / "src") in path.parents:
            wrong.extend(in_code(path))
    for path in tracked():
        wrong.extend(in_any_text(path))
    print("\n".join(wrong) if wrong else "House rules hold.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
