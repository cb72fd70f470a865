"""Where the process begins."""

import gc
import sys

# Almost nothing that is made while a command starts is ever garbage; looking for it at the interpreter's own pace took
# a third of the start. Cycles are still found, later.
_OBJECTS_BETWEEN_LOOKS = 200_000

# The commands of a server, each with its module and function. The command line works on files and knows no store: it
# is handed this table, and loads what is called.
COMMANDS = {
    "import": ("goldthread.wiring.commands.importing", "import_"),
    "init": ("goldthread.wiring.commands.init", "init"),
    "serve": ("goldthread.wiring.commands.serve", "serve"),
    "demo": ("goldthread.wiring.commands.demo", "demo"),
    "backup": ("goldthread.wiring.commands.backup", "backup"),
    "restore": ("goldthread.wiring.commands.restore", "restore"),
    "doctor": ("goldthread.wiring.commands.doctor", "doctor"),
    "user": ("goldthread.wiring.commands.user", "app"),
    "export": ("goldthread.wiring.commands.export", "export"),
    "audit": ("goldthread.wiring.commands.audit", "app"),
    "store": ("goldthread.wiring.commands.store", "app"),
}


def run() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS, 20, 20)
    from goldthread.cli.main import main  # noqa: PLC0415 - after the line above, or it would be too late

    code = main(commands=COMMANDS)
    # What is left goes with the process; to sort it first would keep the user waiting.
    gc.freeze()
    gc.disable()
    sys.exit(code)
