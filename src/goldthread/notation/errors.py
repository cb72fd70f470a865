"""What is wrong with an input: where it stands, what it is, what to do."""

import msgspec


class Place(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A point in a file. `line` and `column` count from 1; 0 means that the place is the file as a whole."""

    file: str
    line: int = 0
    column: int = 0
    field: str = ""

    def __str__(self) -> str:
        spot = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{spot}: {self.field}" if self.field else spot


class BadInput(Exception):
    """An input that cannot be used: `code` is stable (documented in the reference), `place` says where it stands.

    Never holds a person's words: `message` names the field and the rule that it breaks.
    """

    def __init__(self, message: str, *, code: str = "bad-input", place: Place | None = None, fix: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.place = place
        self.fix = fix

    def __str__(self) -> str:
        spot = f"{self.place}: " if self.place else ""
        fix = f" {self.fix}" if self.fix else ""
        return f"{spot}{self.message}{fix} [{self.code}]"
