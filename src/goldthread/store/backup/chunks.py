"""The form of a backup: a header in the clear, then sealed chunks that know their number and which of them is the last.

    GOLDTHREAD BACKUP, a line's end
    4 bytes length, the header as JSON, its SHA-256
    4 bytes length, a chunk: as often as needed

Each chunk is compressed and sealed (AES-256-GCM, `store.sealing`) with a fresh key of this file, bound to the header,
to its number and to whether it is the last: a file that was cut off, put together anew or damaged does not open. The
file's key is wrapped by the newest master key.
"""

import datetime
import hashlib
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from goldthread.store import sealing
from goldthread.store.backup.passphrase import LockedRing
from goldthread.store.ring import ring, unwrap
from goldthread.store.trouble import StoreTrouble

FORMAT = 1
_MAGIC = b"GOLDTHREAD BACKUP\n"
_LENGTH = struct.Struct(">I")
_MOST_HEADER = 1 << 20  # bytes; a key ring has some dozens a key
_MOST_CHUNK = 1 << 30  # bytes; an entry has far less, and a damaged length must not ask for all memory
_KEY_PLACE = sealing.place("backup")


class Header(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands in the clear: the form, when it was begun, the master key's id, the file's key as it is wrapped, and,
    where it was asked for, the key ring as a passphrase locks it."""

    format: int
    at: datetime.datetime
    key_id: str
    key: bytes
    ring: LockedRing | None = None


def damaged(what: str) -> StoreTrouble:
    """A backup that is not as it was written."""
    return StoreTrouble(
        f"The backup is damaged or cut off: {what}.",
        code="backup-damaged",
        fix="Take another copy of it, or an older backup. Nothing was restored.",
    )


class Writer:
    """Writes the header at once, then a chunk at a time."""

    def __init__(self, file: BinaryIO, *, at: datetime.datetime, locked: LockedRing | None) -> None:
        self._file = file
        self._key = sealing.fresh_key()
        key_id, wrapped = ring().wrap(self._key, _KEY_PLACE)
        self.header = Header(format=FORMAT, at=at, key_id=key_id, key=wrapped, ring=locked)
        text = msgspec.json.encode(self.header)
        self._digest = hashlib.sha256(text).digest()
        self._number = 0
        file.write(_MAGIC + _LENGTH.pack(len(text)) + text + self._digest)

    def add(self, plain: bytes, *, last: bool = False) -> None:
        """Seal and write the next chunk."""
        self._number += 1
        sealed = sealing.seal(self._key, zlib.compress(plain, 1), _where(self._digest, self._number, last=last))
        self._file.write(_LENGTH.pack(len(sealed)))
        self._file.write(sealed)


def _where(digest: bytes, number: int, *, last: bool) -> bytes:
    return sealing.place("backup", digest.hex(), number, int(last))


class Reader:
    """Reads the header at once. Raises StoreTrouble `not-a-backup`, `backup-damaged`, `backup-newer`."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        if file.read(len(_MAGIC)) != _MAGIC:
            raise StoreTrouble("The file is no backup of Goldthread.", code="not-a-backup", fix="Name another file.")
        text = self._framed(_MOST_HEADER, "its header is not whole")
        self._digest = hashlib.sha256(text or b"").digest()
        if text is None or file.read(len(self._digest)) != self._digest:
            raise damaged("its header was changed")
        self.header = _read_header(text)

    def key(self) -> bytes:
        """The file's key, by the master keys of this process. Raises StoreTrouble `key-missing`, `wrong-key`."""
        return unwrap(self.header.key_id, self.header.key, _KEY_PLACE)

    def chunks(self, key: bytes) -> Iterator[bytes]:
        """What was written, a chunk at a time. Nothing after a chunk that does not open is read."""
        number, sealed = 1, self._chunk(1)
        if sealed is None:
            raise damaged("it holds nothing")
        while sealed is not None:
            following = self._chunk(number + 1)
            yield self._opened(key, number, sealed, last=following is None)
            number, sealed = number + 1, following

    def _opened(self, key: bytes, number: int, sealed: bytes, *, last: bool) -> bytes:
        try:
            return zlib.decompress(sealing.unseal(key, sealed, _where(self._digest, number, last=last)))
        except sealing.Unreadable:
            raise damaged(f"part {number} does not open" + (", and nothing follows it" if last else "")) from None

    def _chunk(self, number: int) -> bytes | None:
        return self._framed(_MOST_CHUNK, f"part {number} is not whole", may_end=True)

    def _framed(self, most: int, what: str, *, may_end: bool = False) -> bytes | None:
        """Bytes with their length before them; None at the end of the file."""
        prefix = self._file.read(_LENGTH.size)
        if not prefix and may_end:
            return None
        size = _LENGTH.unpack(prefix)[0] if len(prefix) == _LENGTH.size else most + 1
        found = self._file.read(size) if size <= most else b""
        if len(found) != size:
            raise damaged(what)
        return found


def _read_header(text: bytes) -> Header:
    try:
        found = msgspec.json.decode(text, type=_Form)
        if found.format == FORMAT:
            return msgspec.json.decode(text, type=Header)
    except msgspec.DecodeError:
        raise damaged("its header cannot be read") from None
    raise StoreTrouble(
        f"The backup has form {found.format}; this version reads form {FORMAT}.",
        code="backup-newer",
        fix="Restore it with the version of Goldthread that made it, or a later one.",
    )


class _Form(msgspec.Struct):
    format: int
