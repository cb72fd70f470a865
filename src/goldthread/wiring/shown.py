"""The accounts of a demonstration, as its sign-in page offers them."""

from pathlib import Path

import msgspec

from goldthread.terms import Role

ACCOUNTS_FILE = "demo-accounts.json"
PASSWORD_FILE = "demo-password"  # noqa: S105 - the name of a file


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """An account of the demonstration, with one line on who it is."""

    login: str
    name: str
    role: Role
    story: str


def write_shown(home: Path, accounts: tuple[Shown, ...]) -> None:
    """Keep them beside the demonstration."""
    (home / ACCOUNTS_FILE).write_bytes(msgspec.json.format(msgspec.json.encode(accounts), indent=1))


def read_shown(home: Path) -> tuple[Shown, ...]:
    """Those of the demonstration in this home; none where the file is not there."""
    try:
        return msgspec.json.decode((home / ACCOUNTS_FILE).read_bytes(), type=tuple[Shown, ...])
    except FileNotFoundError:
        return ()
