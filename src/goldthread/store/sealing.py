"""Sealing: bytes that only the holder of a key can read, bound to their place. Everything is of `cryptography`.

AES-256-GCM with random nonces for what is written once; AES-SIV (RFC 5297) where equal input must give equal bytes, for
projections that are rebuilt; HKDF-SHA256 for subkeys; HMAC-SHA256 for blind indexes.
"""

import hmac
import os

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from goldthread.store.trouble import StoreTrouble

_NONCE = 12  # bytes; NIST SP 800-38D
_FORM = b"\x01"  # so that another way of sealing can be told apart later


class Unreadable(StoreTrouble):
    """The bytes were not sealed with this key for this place, or were changed since."""

    def __init__(self) -> None:
        super().__init__(
            "Something in the books was changed or damaged after it was written.",
            code="damaged",
            fix="Run `goldthread audit verify` to see what; `goldthread store rebuild` makes lists and snapshots anew, "
            "everything else comes back from a backup.",
        )


def fresh_key() -> bytes:
    """32 random bytes."""
    return os.urandom(32)


def subkey(key: bytes, purpose: str, length: int = 32) -> bytes:
    """A key for one purpose, derived from another."""
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=f"goldthread/1/{purpose}".encode()).derive(key)


def place(*parts: str | int) -> bytes:
    """Where something belongs (table, centre, client, number), as bytes that no other place gives."""
    return msgspec.json.encode(parts)


def seal(key: bytes, plain: bytes, where: bytes) -> bytes:
    """The bytes sealed for one place: a form byte, the nonce, the text with its tag. Never twice the same."""
    nonce = os.urandom(_NONCE)
    return _FORM + nonce + AESGCM(key).encrypt(nonce, plain, where)


def unseal(key: bytes, sealed: bytes, where: bytes) -> bytes:
    """What `seal` sealed. Raises Unreadable."""
    if sealed[:1] != _FORM:
        raise Unreadable
    try:
        return AESGCM(key).decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], where)
    except (InvalidTag, ValueError):
        raise Unreadable from None


def seal_alike(key: bytes, plain: bytes, where: bytes) -> bytes:
    """The bytes sealed for one place so that equal input gives equal bytes. `key` has 64 bytes."""
    return AESSIV(key).encrypt(plain, [where])


def unseal_alike(key: bytes, sealed: bytes, where: bytes) -> bytes:
    """What `seal_alike` sealed. Raises Unreadable."""
    try:
        return AESSIV(key).decrypt(sealed, [where])
    except (InvalidTag, ValueError):
        raise Unreadable from None


def mark(key: bytes, text: bytes) -> bytes:
    """HMAC-SHA256: 32 bytes that only the holder of the key can make."""
    return hmac.digest(key, text, "sha256")


def blind(key: bytes, word: str) -> bytes:
    """A blind index of a word: equal words give equal 16 bytes, and nobody without the key can try words."""
    return mark(key, word.encode())[:16]
