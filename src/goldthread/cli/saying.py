"""What the command line prints: for people through Rich on a terminal and as plain lines elsewhere, and JSON."""

import errno
import os
import sys
from pathlib import Path
from typing import Any

import msgspec

from goldthread.notation import BadInput, Place


def on_terminal() -> bool:
    """Whether standard output is a terminal (Rich is loaded only then: it costs a third of the start)."""
    return sys.stdout.isatty()


def say(text: str = "", *, style: str = "") -> None:
    """One line for people."""
    if style and on_terminal():
        from rich.console import Console  # noqa: PLC0415 - see on_terminal
        from rich.text import Text  # noqa: PLC0415

        Console(highlight=False, soft_wrap=True).print(Text(text, style=style))
    else:
        print(text)


def say_error(text: str) -> None:
    """One line on standard error."""
    print(text, file=sys.stderr)


def say_json(value: Any) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


def say_json_line(value: Any) -> None:
    """One JSON document on one line."""
    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")


def say_markdown(text: str) -> None:
    """Markdown: rendered on a terminal, as it stands elsewhere."""
    if on_terminal():
        from rich.console import Console  # noqa: PLC0415 - see on_terminal
        from rich.markdown import Markdown  # noqa: PLC0415

        Console().print(Markdown(text))
    else:
        print(text)


def write_out(*, body: str | bytes, out: Path | None, keep: bool = False) -> None:
    """Write to a file, or to standard output where none is given. With `keep`, a file that holds something else is not
    written over. Raises BadInput where it cannot be written."""
    data = body.encode() if isinstance(body, str) else body
    if out is None or str(out) == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        if keep and out.is_file() and out.read_bytes() != data:
            message = "There is a file of this name already, and it holds something else."
            fix = "Choose another name, or write over it with --force."
            raise BadInput(message, code="file-exists", place=Place(file=str(out)), fix=fix)
        out.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(data, out)
    except OSError as error:
        message = f"The file cannot be written: {error.strerror}."
        raise BadInput(message, code="unwritable", place=Place(file=str(out))) from None


def _write_whole(data: bytes, out: Path) -> None:
    """All or nothing: a full disk or an interrupt must not leave half of a client's file where a whole one was."""
    if out.exists() and not out.is_file():  # a device or a pipe cannot be replaced
        out.write_bytes(data)
        return
    target = out.resolve()
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    part = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        if target.exists():
            part.chmod(target.stat().st_mode & 0o7777)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def as_error(error: BadInput) -> dict[str, Any]:
    """A refused input as programs read it."""
    place = error.place or Place(file="")
    return {
        "code": error.code,
        "message": error.message,
        "fix": error.fix,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "field": place.field,
    }
