"""What ends a command with an exit code of its own."""

from goldthread.cli.exits import Exit
from goldthread.notation import BadInput


class Stopped(BadInput):
    """A command that cannot go on: like a bad input, with the exit code that says of which kind it is."""

    def __init__(self, message: str, *, code: str, exit_: Exit, fix: str = "") -> None:
        super().__init__(message, code=code, fix=fix)
        self.exit = exit_
