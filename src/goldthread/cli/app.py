"""The application: joins the commands, and turns what Typer raises into an exit code.

Commands import what they need when they run: `goldthread check` must start in the blink of an eye.
"""

import os
from collections.abc import Mapping
from importlib import import_module
from typing import Annotated

import typer

from goldthread import __version__
from goldthread.cli.exits import Exit

Commands = Mapping[str, tuple[str, str]]

# Each command with its module and function; `new` is a group of its own. Only what is called is loaded: to build all of
# them took longer than to check a plan.
_COMMANDS = {
    "import": ("goldthread.cli.commands.importing", "import_"),
    "needs": ("goldthread.cli.commands.needs", "needs"),
    "draft": ("goldthread.cli.commands.draft", "draft"),
    "check": ("goldthread.cli.commands.check", "check"),
    "explain": ("goldthread.cli.commands.explain", "explain"),
    "score": ("goldthread.cli.commands.score", "score"),
    "diff": ("goldthread.cli.commands.merging", "diff"),
    "merge": ("goldthread.cli.commands.merging", "merge"),
    "twins": ("goldthread.cli.commands.twins", "twins"),
    "render": ("goldthread.cli.commands.render", "render"),
    "schema": ("goldthread.cli.commands.schema", "schema"),
    "tour": ("goldthread.cli.commands.tour", "tour"),
    "new": ("goldthread.cli.commands.new", "app"),
}


def app_for(arguments: list[str], commands: Commands) -> typer.Typer:
    """The application with the one command that is called, or with all of them (for help, completion and mistakes)."""
    known = {**_COMMANDS, **commands}
    app = typer.Typer(
        name="goldthread",
        help="From what is known about a person to an individualized treatment plan whose every line can be traced.",
        no_args_is_help=True,
        rich_markup_mode=None,  # Rich costs a third of the start; help is plain text
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_main)
    one = arguments[:1] if arguments[:1] and arguments[0] in known and not _completing() else list(known)
    for name in one:
        module, attribute = known[name]
        found = getattr(import_module(module), attribute)
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


def call(arguments: list[str], commands: Commands) -> int:
    """Run the command that is called; returns its exit code. Raises BadInput and BrokenPipeError."""
    try:
        result = app_for(arguments, commands)(args=arguments, prog_name="goldthread", standalone_mode=False)
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
