"""The exit codes of the command line. They are stable: scripts rely on them; the reference is made from this table."""

from enum import IntEnum


class Exit(IntEnum):
    """What the process returns."""

    NOTHING = 0
    FINDINGS = 1
    USAGE = 2
    BAD_INPUT = 3
    CONFLICTS = 4
    REFUSED = 5
    TROUBLE = 6
    INTERRUPTED = 130

    @property
    def meaning(self) -> str:
        """What the code says, in one sentence."""
        return _MEANINGS[self]


_MEANINGS = {
    Exit.NOTHING: "Done; nothing at or above `--fail-on` was found; or the output's reader stopped.",
    Exit.FINDINGS: (
        "Findings at or above `--fail-on` (or, with `diff --exit-code`, differences; "
        "with `audit verify`, `doctor`, `backup` and `restore`, something is not as it should be)."
    ),
    Exit.USAGE: "The command was called wrongly; the message says how to call it.",
    Exit.BAD_INPUT: "An input could not be used: file, line, column and field are named; other files were still done.",
    Exit.CONFLICTS: "A merge left conflicts that people must settle; both texts are shown.",
    Exit.REFUSED: "Who asked may not do it, or not now; or the sign-in failed. The message says what to do.",
    Exit.TROUBLE: "The store cannot be used: set-up, key, database or disk. The message says what to do.",
    Exit.INTERRUPTED: "Interrupted from the keyboard.",
}
