"""The entry point: joins the commands and turns what went wrong into a message and an exit code.

Commands import what they need when they run: `goldthread check` must start in the blink of an eye.
"""

import errno
import os
import sys
from itertools import pairwise
from typing import Annotated

import typer

from goldthread.cli.commands import (
    check,
    draft,
    explain,
    importing,
    merging,
    needs,
    new,
    render,
    schema,
    score,
    tour,
    twins,
)
from goldthread.cli.exits import Exit
from goldthread.cli.saying import as_error, say_error, say_json_line
from goldthread.notation import BadInput

app = typer.Typer(
    name="goldthread",
    help="From what is known about a person to an individualized treatment plan whose every line can be traced.",
    no_args_is_help=True,
    rich_markup_mode=None,  # Rich costs a third of the start; help is plain text
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("import")(importing.import_)
app.command("needs")(needs.needs)
app.command("draft")(draft.draft)
app.command("check")(check.check)
app.command("explain")(explain.explain)
app.command("score")(score.score)
app.command("diff")(merging.diff)
app.command("merge")(merging.merge)
app.command("twins")(twins.twins)
app.command("render")(render.render)
app.command("schema")(schema.schema)
app.command("tour")(tour.tour)
app.add_typer(new.app, name="new")


def _version(wanted: bool) -> None:
    if wanted:
        from goldthread import __version__  # noqa: PLC0415 - only where it is asked for

        print(f"goldthread {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


def run(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(main(arguments))


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
        say_error(f"Standard output cannot be written: {error.strerror}. [unwritable]")
        return Exit.BAD_INPUT
    return code


def _run(arguments: list[str] | None) -> int:
    try:
        result = app(args=arguments, standalone_mode=False)
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
