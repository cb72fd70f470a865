"""Looking for planted words in bytes: as they are, in UTF-16, in base64 and in hexadecimal."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path

from planting import BEGINNING

_PIECE = 64 * 1024 * 1024
_OVERLAP = 256


def forms(word: str) -> list[bytes]:
    """What the word looks like in each form, in lower case; in base64, which knows case, the part that no neighbour
    changes, at each of its three places."""
    plain = word.encode()
    found = [plain, word.encode("utf-16-le"), word.encode("utf-16-be"), plain.hex().encode()]
    for before in range(3):
        whole = base64.b64encode(bytes(before) + plain)
        first, last = -(-before * 8 // 6), (before + len(plain)) * 8 // 6
        found.append(whole[first:last].lower())
    return found


_SOUGHT = re.compile(b"|".join(re.escape(form) for form in forms(BEGINNING)))


def found_in(content: bytes) -> int:
    """How often a planted word, or a piece of one, is in the bytes."""
    return len(_SOUGHT.findall(content.lower()))


def found_in_files(*places: Path) -> tuple[list[str], int]:
    """The files in which a planted word is, and how many bytes were looked through."""
    guilty, size = [], 0
    for path in sorted(each for place in places for each in _files(place)):
        for piece in _pieces(path):
            size += len(piece)
            if found_in(piece):
                guilty.append(str(path))
                break
        if BEGINNING in path.name:
            guilty.append(f"the name of {path.parent}/…")
    return guilty, size


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    else:
        yield from (path for path in place.rglob("*") if path.is_file() and not path.is_symlink())


def _pieces(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            before = b""
            while piece := file.read(_PIECE):
                yield before + piece
                before = piece[-_OVERLAP:]
    except FileNotFoundError:  # a temporary file that has gone since
        return
