"""The picture of a centre: a small PNG, of which only what draws it is kept."""

import base64
import binascii
import struct
import zlib

_PNG = b"\x89PNG\r\n\x1a\n"
# What draws the picture. Everything else (text, a place, a profile) is left out: it may say more than anybody meant.
_DRAWS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
MOST_BYTES = 50_000
MOST_WIDE, MOST_HIGH = 1_200, 600  # points


class NoLogo(ValueError):
    """Raised for what is no picture that can be shown; says what to do."""


def clean_logo(data: bytes) -> bytes:
    """The PNG with what draws it and nothing else. Raises NoLogo: for another format too, as an SVG can hold a program
    and a photo the place where it was taken."""
    if len(data) > MOST_BYTES:
        raise NoLogo(f"The picture is too large. Make it smaller than {MOST_BYTES // 1000} KB.")
    if not data.startswith(_PNG):
        raise NoLogo("This is no PNG. Save the picture as PNG: an SVG can hold a program, so it is not taken.")
    kept, at, names = [_PNG], len(_PNG), []
    while at < len(data):
        chunk, name, end = _chunk(data, at)
        names.append(name)
        if name in _DRAWS:
            kept.append(chunk)
        at = end
    if names[:1] != [b"IHDR"] or names[-1] != b"IEND" or b"IDAT" not in names:
        raise _damaged()
    _refuse_size(data)
    return b"".join(kept)


def _chunk(data: bytes, at: int) -> tuple[bytes, bytes, int]:
    if at + 12 > len(data):
        raise _damaged()
    (length,) = struct.unpack(">I", data[at : at + 4])
    end = at + 12 + length
    if end > len(data) or zlib.crc32(data[at + 4 : end - 4]) != struct.unpack(">I", data[end - 4 : end])[0]:
        raise _damaged()
    return data[at:end], data[at + 4 : at + 8], end


def _refuse_size(data: bytes) -> None:
    wide, high = struct.unpack(">II", data[16:24])
    if not (0 < wide <= MOST_WIDE and 0 < high <= MOST_HIGH):
        raise NoLogo(f"The picture may be at most {MOST_WIDE} points wide and {MOST_HIGH} high.")


def _damaged() -> NoLogo:
    return NoLogo("The picture is damaged. Save it as PNG again.")


def clean_logo_text(text: str) -> str:
    """Likewise, in base64; "" stays "". Raises NoLogo."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise _damaged() from error
    return base64.b64encode(clean_logo(data)).decode() if text else ""
