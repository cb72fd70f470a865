"""The entry point: joins the commands and turns what went wrong into a message and an exit code.

Commands import what they need when they run: `goldthread check` must start in the blink of an eye.
"""

import errno
import os
import sys
from importlib import import_module
from itertools import pairwise
from typing import Annotated

import typer

from goldthread.cli.exits import Exit
from goldthread.cli.saying import as_error, say_error, say_json_line
from goldthread.notation import BadInput

# Each command with its module and function; `new` is a group of its own. Only what is called is loaded: to build all of
# them took longer than to check a plan.
_COMMANDS = {
    "import": ("importing", "import_"),
    "needs": ("needs", "needs"),
    "draft": ("draft", "draft"),
    "check": ("check", "check"),
    "explain": ("explain", "explain"),
    "score": ("score", "score"),
    "diff": ("merging", "diff"),
    "merge": ("merging", "merge"),
    "twins": ("twins", "twins"),
    "render": ("render", "render"),
    "schema": ("schema", "schema"),
    "tour": ("tour", "tour"),
    "new": ("new", "app"),
}


def _app_for(arguments: list[str]) -> typer.Typer:
    """The application with the one command that is called, or with all of them (for help, completion and mistakes)."""
    app = typer.Typer(
        name="goldthread",
        help="From what is known about a person to an individualized treatment plan whose every line can be traced.",
        no_args_is_help=True,
        rich_markup_mode=None,  # Rich costs a third of the start; help is plain text
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_main)
    one = arguments[:1] if arguments[:1] and arguments[0] in _COMMANDS and not _completing() else list(_COMMANDS)
    for name in one:
        module, attribute = _COMMANDS[name]
        found = getattr(import_module(f"goldthread.cli.commands.{module}"), attribute)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name)(found)
    return app


def _completing() -> bool:
    return any(name.startswith("_GOLDTHREAD") for name in os.environ)


def _version(wanted: bool) -> None:
    if wanted:
        from goldthread import __version__  # noqa: PLC0415 - only where it is asked for

        print(f"goldthread {__version__}")
        raise typer.Exit


def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit code instead of leaving the process."""
    try:
        code = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()  # what stands in the buffer meets its reader here, and not on the way out
    except BrokenPipeError:  # the reader has seen enough (`| head`)
        return _leave_the_pipe()
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        _leave_the_pipe()
        say_error(f"Standard output cannot be written: {error.strerror}. [unwritable]")
        return Exit.BAD_INPUT
    return code


def _run(arguments: list[str] | None) -> int:
    try:
        given = sys.argv[1:] if arguments is None else arguments
        result = _app_for(given)(args=given, prog_name="goldthread", standalone_mode=False)
    except BadInput as error:
        if _wants_json(sys.argv[1:] if arguments is None else arguments):
            say_json_line({"error": as_error(error)})
        say_error(str(error))
        return Exit.BAD_INPUT
    except (KeyboardInterrupt, typer.Abort):
        return Exit.INTERRUPTED
    except SystemExit as left:  # how Typer answers a broken pipe
        if isinstance(left.__context__, BrokenPipeError):
            raise left.__context__ from None
        raise
    except Exception as error:
        shown = getattr(error, "show", None)  # what Typer raises for a wrong call knows how to show itself
        if shown is None:
            raise
        shown()
        return Exit.USAGE
    return result if isinstance(result, int) else Exit.NOTHING


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG)


def _wants_json(arguments: list[str]) -> bool:
    return "--format=json" in arguments or ("--format", "json") in pairwise(arguments)


def _leave_the_pipe() -> int:
    """Nobody reads any more: what is left goes nowhere, also when the interpreter empties its buffers at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.__stdout__.fileno() if sys.__stdout__ else 1)
    return Exit.NOTHING
