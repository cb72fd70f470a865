"""The entry point: answers the shortest calls itself, and turns what went wrong into a message and an exit code.

`goldthread check` must start in the blink of an eye: nothing is imported here before it is needed.
"""

import errno
import os
import sys
from collections.abc import Mapping
from itertools import pairwise

from goldthread import __version__
from goldthread.cli.exits import Exit

_NO_MORE: Mapping[str, tuple[str, str]] = {}


def main(arguments: list[str] | None = None, *, commands: Mapping[str, tuple[str, str]] = _NO_MORE) -> int:
    """Run one command; returns its exit code instead of leaving the process. `commands` are further ones (or others in
    the place of those here), each with its module and function; a module is loaded when its command is called."""
    try:
        code = _run(sys.argv[1:] if arguments is None else arguments, commands)
        if sys.stdout is not None:
            sys.stdout.flush()  # what stands in the buffer meets its reader here, and not on the way out
    except BrokenPipeError:  # the reader has seen enough (`| head`)
        return _leave_the_pipe()
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        _leave_the_pipe()
        print(f"Standard output cannot be written: {error.strerror}. [unwritable]", file=sys.stderr)
        return Exit.BAD_INPUT
    return code


def _run(given: list[str], commands: Mapping[str, tuple[str, str]]) -> int:
    if given == ["--version"]:
        print(f"goldthread {__version__}")
        return Exit.NOTHING
    _load_msgspec()
    from goldthread.notation import BadInput  # noqa: PLC0415 - after the answer above

    try:
        return _call(given, commands)
    except BadInput as error:
        from goldthread.cli.saying import as_error, say_error, say_json_line  # noqa: PLC0415
        from goldthread.cli.stopping import Stopped  # noqa: PLC0415

        if "--format=json" in given or ("--format", "json") in pairwise(given):
            say_json_line({"error": as_error(error)})
        say_error(str(error))
        return error.exit if isinstance(error, Stopped) else Exit.BAD_INPUT
    except KeyboardInterrupt:
        return Exit.INTERRUPTED


def _load_msgspec() -> None:
    """Load msgspec without typing_extensions, of which it takes only what Python has itself since 3.11: that package
    and the `inspect` that it loads would take 8 ms of the start."""
    if "msgspec" in sys.modules or "typing_extensions" in sys.modules:
        return
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]  # Python's own way to say: not to be imported
    try:
        import msgspec  # noqa: F401, PLC0415 - loaded here, used elsewhere
    finally:
        del sys.modules["typing_extensions"]


def _call(given: list[str], commands: Mapping[str, tuple[str, str]]) -> int:
    # Hooks and editors wait for these two, and what reads options would take a fifth of their time.
    for plain in (["check"], ["check", "--format", "json"]):
        names = given[len(plain) :]
        if given[: len(plain)] == plain and names and not any(name.startswith("-") for name in names):
            from pathlib import Path  # noqa: PLC0415

            from goldthread.cli.checking import check_files  # noqa: PLC0415

            return check_files([Path(name) for name in names], as_json="--format" in plain)
    from goldthread.cli.app import call  # noqa: PLC0415

    return call(given, commands)


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG)


def _leave_the_pipe() -> int:
    """Nobody reads any more: what is left goes nowhere, also when the interpreter empties its buffers at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.__stdout__.fileno() if sys.__stdout__ else 1)
    return Exit.NOTHING
