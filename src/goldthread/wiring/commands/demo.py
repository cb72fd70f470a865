"""`goldthread demo`: a demonstration centre with the twelve of the cast, in a folder of its own."""

from pathlib import Path
from typing import Annotated

import typer

from goldthread.cli.options import Format, FormatOption
from goldthread.cli.saying import say, say_error, say_json


def demo(
    folder: Annotated[Path, typer.Argument(help="The folder of the demonstration.")] = Path("goldthread-demo"),
    format_: FormatOption = Format.TEXT,
) -> None:
    """Make a demonstration centre with twelve invented clients and the staff around them. Safe to repeat.

    Everything is in the folder: to be rid of it, delete the folder. Never put a real client into it.
    """
    from goldthread.wiring.demonstration import make_demonstration  # noqa: PLC0415 - a command loads what it uses

    made = make_demonstration(folder.absolute(), say_step=say_error if format_ is Format.TEXT else lambda _: None)
    if format_ is Format.JSON:
        say_json(made)
        return
    say(f"\nThe centre {made.centre} is in {made.home}. All accounts have the password in {made.password_file}.\n")
    for account in made.accounts:
        say(f"  {account.login:<12} {account.role:<15} {account.story}")
    say(
        f"\nTry:\n  export GOLDTHREAD_HOME={made.home}"
        f"\n  goldthread export walter-brandt --by walter --password-file {made.password_file}"
        ' --to "Walter himself" --purpose "his own copy" --out walter.json'
        "\n  goldthread audit verify\n  goldthread serve"
    )
