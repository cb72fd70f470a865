"""The master keys: a ring of them, each with an id. The newest wraps, older ones still unwrap.

The ring comes from a command (a key service), an environment variable or a file that only its owner may read. Its text
has one key a line: an id, a space, 32 bytes in base64. The last line is the newest.
"""

import base64
import os
import secrets
import shlex
import subprocess
from functools import cached_property, lru_cache
from pathlib import Path

import msgspec
from django.conf import settings

from goldthread.store import sealing
from goldthread.store.trouble import StoreTrouble

_COMMAND_SECONDS = 30  # a key service that is away is told of, not waited for
_KEY_BYTES = 32


class Ring(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Master keys by id, oldest first; `newest` is the id of the one that wraps."""

    keys: dict[str, bytes]

    @cached_property
    def newest(self) -> str:
        """The id of the newest key."""
        return next(reversed(self.keys))

    @cached_property
    def _wrapping(self) -> dict[str, bytes]:
        return {name: sealing.subkey(key, "wrap") for name, key in self.keys.items()}

    def wrap(self, key: bytes, where: bytes) -> tuple[str, bytes]:
        """The id of the newest master key, and the key as it wraps it."""
        return self.newest, sealing.seal(self._wrapping[self.newest], key, where)

    def unwrap(self, key_id: str, wrapped: bytes, where: bytes) -> bytes:
        """The key. Raises StoreTrouble `key-missing` or `wrong-key`."""
        master = self._wrapping.get(key_id)
        if master is None:
            raise StoreTrouble(
                f"The books were sealed with master key {key_id}, which is not on this ring.",
                code="key-missing",
                fix="Give the ring that holds it (GOLDTHREAD_KEY_FILE, GOLDTHREAD_KEY or GOLDTHREAD_KEY_COMMAND).",
            )
        try:
            return sealing.unseal(master, wrapped, where)
        except sealing.Unreadable:
            raise StoreTrouble(
                f"Master key {key_id} does not open what was sealed with it.",
                code="wrong-key",
                fix="Give the right key. Nothing was changed and nothing is lost: with it all can be read again.",
            ) from None


def make_key_file(path: Path) -> str:
    """Make a key file that only its owner may read, with one new key; the answer is the key's id.

    Raises StoreTrouble `key-file-there` rather than replace a key that may still be needed.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise StoreTrouble(
            f"There is a key file already: {path}.", code="key-file-there", fix="Use it, or name another file."
        ) from None
    except OSError as error:
        raise _unreadable(path, error) from None
    name = secrets.token_hex(4)
    with os.fdopen(handle, "w") as file:
        file.write(_line(name))
        file.flush()
        os.fsync(file.fileno())
    return name


def add_key(path: Path) -> str:
    """Put a new key on the ring in a key file; the answer is its id. The older keys stay. `keys.rotate` follows."""
    parse(_file_text(path))
    name = secrets.token_hex(4)
    with path.open("a") as file:
        file.write(_line(name))
        file.flush()
        os.fsync(file.fileno())
    return name


def _line(name: str) -> str:
    return f"{name} {base64.b64encode(sealing.fresh_key()).decode()}\n"


def parse(text: str) -> Ring:
    """The ring that a text holds. Raises StoreTrouble `key-unreadable`; never quotes the text."""
    keys: dict[str, bytes] = {}
    for number, line in enumerate(text.replace(",", "\n").splitlines(), start=1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        try:
            name, key = words[0], base64.b64decode(words[1], validate=True)
        except (IndexError, ValueError):
            key, name = b"", ""
        if len(words) != 2 or len(key) != _KEY_BYTES or name in keys:
            raise StoreTrouble(
                f"Line {number} of the key ring is not an id and a key of 32 bytes in base64.",
                code="key-unreadable",
                fix="Restore the ring from where it is kept safe.",
            )
        keys[name] = key
    if not keys:
        raise StoreTrouble("The key ring holds no key.", code="key-unreadable", fix="Run `goldthread init`.")
    return Ring(keys=keys)


def text_of(found: Ring) -> str:
    """The text of a ring, as `parse` reads it."""
    return "".join(f"{name} {base64.b64encode(key).decode()}\n" for name, key in found.keys.items())


def ring() -> Ring:
    """The ring of this process: GOLDTHREAD_KEY_COMMAND, else GOLDTHREAD_KEY, else GOLDTHREAD_KEY_FILE.

    A file is read again when it changes, so that a new key joins without a restart. Raises StoreTrouble.
    """
    if settings.GOLDTHREAD_KEY_COMMAND:
        return _of_command(settings.GOLDTHREAD_KEY_COMMAND)
    if settings.GOLDTHREAD_KEY:
        return _of_text(settings.GOLDTHREAD_KEY)
    path = str(settings.GOLDTHREAD_KEY_FILE)  # text: this is asked several times in every request
    try:
        found = os.stat(path)
    except OSError as error:
        raise _unreadable(Path(path), error) from None
    return _of_file(path, found.st_mtime_ns, found.st_size, found.st_ino, found.st_mode)


def unwrap(key_id: str, wrapped: bytes, where: bytes) -> bytes:
    """The key, by the ring of this process; the ring is asked for anew when it does not know the master key, which may
    have joined since. Raises StoreTrouble."""
    if key_id not in ring().keys:
        forget_ring()
    return ring().unwrap(key_id, wrapped, where)


def forget_ring() -> None:
    """Read the ring anew from wherever it comes when it is next needed."""
    for known in (_of_file, _of_text, _of_command):
        known.cache_clear()


@lru_cache(maxsize=4)
def _of_file(path: str, changed: int, size: int, inode: int, mode: int) -> Ring:  # noqa: ARG001 - tells files apart
    if mode & 0o077:
        raise StoreTrouble(
            f"Others than its owner may read the key file {path}.", code="key-file-open", fix=f"Run: chmod 600 {path}"
        )
    return parse(_file_text(Path(path)))


@lru_cache(maxsize=4)
def _of_text(text: str) -> Ring:
    return parse(text)


@lru_cache(maxsize=4)
def _of_command(command: str) -> Ring:
    try:
        answer = subprocess.run(  # noqa: S603 - the operator's own command
            shlex.split(command), capture_output=True, text=True, timeout=_COMMAND_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        raise StoreTrouble(
            "The command in GOLDTHREAD_KEY_COMMAND did not give a key ring.",
            code="key-command-failed",
            fix="Run it by hand and look at what it says. Nothing was changed.",
        ) from None
    return parse(answer.stdout)


def _file_text(path: Path) -> str:
    try:
        return path.read_text()
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: Exception) -> StoreTrouble:
    return StoreTrouble(
        f"The key file {path} cannot be used ({type(error).__name__}).",
        code="key-unreadable",
        fix="Check GOLDTHREAD_KEY_FILE; `goldthread init` makes a new one for a new centre.",
    )
