"""The key ring inside a backup, locked by a passphrase: for a new machine to which nothing but the file comes."""

import os

import msgspec
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from goldthread.store import sealing
from goldthread.store.trouble import StoreTrouble

SHORTEST = 16  # characters; whoever steals the file may try as long as they like
# 128 MiB and some tenths of a second a try; OWASP Password Storage Cheat Sheet for scrypt (RFC 7914). Fixed by the form
# of the file: numbers in a header could be changed to ask for all memory.
_WORK, _BLOCKS, _LANES = 2**17, 8, 1
_SALT = 16  # bytes
_PLACE = sealing.place("backup-ring")


class LockedRing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The text of a key ring, sealed under a key that is made of a passphrase and the salt."""

    salt: bytes
    sealed: bytes


def lock(text: str, passphrase: str) -> LockedRing:
    """Seal the text of a key ring. Raises StoreTrouble `passphrase-short`."""
    if len(passphrase) < SHORTEST:
        raise StoreTrouble(
            f"The passphrase has fewer than {SHORTEST} characters.",
            code="passphrase-short",
            fix="Take several words that nobody would guess together.",
        )
    salt = os.urandom(_SALT)
    return LockedRing(salt=salt, sealed=sealing.seal(_key(passphrase, salt), text.encode(), _PLACE))


def unlock(locked: LockedRing | None, passphrase: str) -> str:
    """The text of the key ring. Raises StoreTrouble `no-key-inside`, `wrong-passphrase`."""
    if locked is None:
        raise StoreTrouble(
            "The backup was made without a passphrase: the master key is not inside.",
            code="no-key-inside",
            fix="Give the copy of the key file that is kept apart.",
        )
    try:
        return sealing.unseal(_key(passphrase, locked.salt), locked.sealed, _PLACE).decode()
    except sealing.Unreadable:
        raise StoreTrouble(
            "The passphrase does not open the key in the backup.",
            code="wrong-passphrase",
            fix="Check it letter by letter. Nothing was restored.",
        ) from None


def _key(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=_WORK, r=_BLOCKS, p=_LANES).derive(passphrase.encode())
