"""The entry point: answers the shortest calls itself, and turns what went wrong into a message and an exit code.

`goldthread check` must start in the blink of an eye: nothing is imported here before it is needed.
"""

import errno
import os
import sys
from itertools import pairwise

from goldthread import __version__
from goldthread.cli.exits import Exit


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit code instead of leaving the process."""
    try:
        code = _run(sys.argv[1:] if arguments is None else arguments)
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


def _run(given: list[str]) -> int:
    if given == ["--version"]:
        print(f"goldthread {__version__}")
        return Exit.NOTHING
    _load_msgspec()
    from goldthread.notation import BadInput  # noqa: PLC0415 - after the answer above

    try:
        return _call(given)
    except BadInput as error:
        from goldthread.cli.saying import as_error, say_error, say_json_line  # noqa: PLC0415

        if "--format=json" in given or ("--format", "json") in pairwise(given):
            say_json_line({"error": as_error(error)})
        say_error(str(error))
        return Exit.BAD_INPUT
    except KeyboardInterrupt:
        return Exit.INTERRUPTED


def _load_msgspec() -> None:
    """Load msgspec without typing_extensions, of which it takes only what Python has itself since 3.11: that package
    and the `inspect` that it loads would take a tenth of the start."""
    if "msgspec" in sys.modules or "typing_extensions" in sys.modules:
        return
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]  # Python's own way to say: not to be imported
    try:
        import msgspec  # noqa: F401, PLC0415 - loaded here, used elsewhere
    finally:
        del sys.modules["typing_extensions"]


def _call(given: list[str]) -> int:
    # A check of plain file names has no options to be read: what reads them takes a third of the start.
    if given[:1] == ["check"] and given[1:] and not any(name.startswith("-") for name in given):
        from pathlib import Path  # noqa: PLC0415

        from goldthread.cli.checking import check_files  # noqa: PLC0415

        return check_files([Path(name) for name in given[1:]])
    from goldthread.cli.app import call  # noqa: PLC0415

    return call(given)


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG)


def _leave_the_pipe() -> int:
    """Nobody reads any more: what is left goes nowhere, also when the interpreter empties its buffers at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.__stdout__.fileno() if sys.__stdout__ else 1)
    return Exit.NOTHING
