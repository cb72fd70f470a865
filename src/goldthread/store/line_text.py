"""What of a line on a list is sealed: the client's name and what waits in the folder, scores among it. One text, so
that one unsealing opens both."""

import msgspec

from goldthread.practice.ports import Line
from goldthread.practice.waits import Waits
from goldthread.store import sealing
from goldthread.store.keys import ClientKeys


class _Listed(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    name: str
    waits: Waits


# A text alone is the name: lines of earlier versions hold nothing else.
_DECODER = msgspec.json.Decoder(str | _Listed)


def _where(own: ClientKeys) -> bytes:
    return sealing.place("line", own.centre, own.client)


def seal(own: ClientKeys, line: Line) -> bytes:
    """The name and what waits; the same for the same line."""
    plain = msgspec.json.encode(_Listed(name=line.name, waits=line.waits or Waits()))
    return sealing.seal_alike(own.projection, plain, _where(own))


def unseal(own: ClientKeys, sealed: bytes) -> tuple[str, Waits | None]:
    """The name, and what waits: None where an earlier version wrote the line. Raises Unreadable."""
    found = _DECODER.decode(sealing.unseal_alike(own.projection, bytes(sealed), _where(own)))
    return (found, None) if isinstance(found, str) else (found.name, found.waits)
