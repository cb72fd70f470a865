"""Where the process begins."""

import gc
import sys

# Almost nothing that is made while a command starts is ever garbage; looking for it at the interpreter's own pace took
# a third of the start. Cycles are still found, later.
_OBJECTS_BETWEEN_LOOKS = 200_000


def run() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS, 20, 20)
    from goldthread.cli.main import main  # noqa: PLC0415 - after the line above, or it would be too late

    code = main()
    # What is left goes with the process; to sort it first would keep the user waiting.
    gc.freeze()
    gc.disable()
    sys.exit(code)
