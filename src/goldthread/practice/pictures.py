"""Pictures of signatures: what is taken. Only PNG and JPEG, and only whole ones.

SVG and PDF are refused: both can carry scripts and reach out to other places, and a signature is looked at for decades
by programs that do not exist yet. A drawing pad gives PNG just as easily.
"""

import zlib
from typing import Literal

PictureType = Literal["", "image/png", "image/jpeg"]

_PNG = b"\x89PNG\r\n\x1a\n"
_MOST_PIXELS = 40_000_000  # a page scanned at 600 dots per inch; a product choice, against pictures that fill memory


def is_picture(body: bytes, kind: PictureType) -> bool:
    """Whether the bytes are one whole picture of that kind and nothing else."""
    if kind == "image/png":
        return _is_png(body)
    return kind == "image/jpeg" and body[:3] == b"\xff\xd8\xff" and body[-2:] == b"\xff\xd9"


def _is_png(body: bytes) -> bool:
    """Every chunk whole, the header first, the end last and nothing behind it (PNG, second edition, chapter 5)."""
    if body[:8] != _PNG:
        return False
    at, names = 8, []
    while at + 12 <= len(body):
        length = int.from_bytes(body[at : at + 4], "big")
        name, end = body[at + 4 : at + 8], at + 12 + length
        if end > len(body) or int.from_bytes(body[end - 4 : end], "big") != zlib.crc32(body[at + 4 : end - 4]):
            return False
        names.append(name)
        if name == b"IHDR" and not _fits(body[at + 8 : end - 4]):
            return False
        at = end
    return at == len(body) and names[:1] == [b"IHDR"] and names[-1] == b"IEND" and b"IDAT" in names


def _fits(header: bytes) -> bool:
    if len(header) != 13:
        return False
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    return 0 < width * height <= _MOST_PIXELS
