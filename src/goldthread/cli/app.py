"""The application: joins the commands, and turns what Typer raises into an exit code.

Commands import what they need when they run: `goldthread check` must start in the blink of an eye.
"""

import os
from importlib import import_module
from typing import Annotated

import typer

from goldthread import __version__
from goldthread.cli.exits import Exit

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


def app_for(arguments: list[str]) -> typer.Typer:
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
        print(f"goldthread {__version__}")
        raise typer.Exit


def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


def call(arguments: list[str]) -> int:
    """Run the command that is called; returns its exit code. Raises BadInput and BrokenPipeError."""
    try:
        result = app_for(arguments)(args=arguments, prog_name="goldthread", standalone_mode=False)
    except typer.Abort:
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
