"""The centre's list of broken glasses: read from a projection, so that no folder is opened for it."""

from collections.abc import Sequence
from typing import Any

import msgspec
from django.db.backends.utils import CursorWrapper

from goldthread.practice.folder import Glass
from goldthread.practice.ports import GlassAsked, GlassLine
from goldthread.store import line_text, sealing
from goldthread.store.keys import FOLDER, ClientKeys, open_client_keys
from goldthread.store.trail import micros_of, time_of
from goldthread.terms import Role

COLUMNS = "centre, client, since, member, role, reviewed, sealed"
_LISTED = (
    "SELECT g.client, g.since, g.member, g.role, g.sealed, l.name, k.key_id, k.wrapped FROM store_glass g "
    "JOIN store_line l ON l.centre = g.centre AND l.client = g.client "
    f"JOIN store_clientkey k ON k.centre = g.centre AND k.client = g.client AND k.stream = '{FOLDER}' "
    "WHERE g.centre = %s"
)
_NEWEST_FIRST = "ORDER BY g.since DESC, g.client DESC, g.member DESC"


def _where(centre: str, client: str, since: int, member: str) -> bytes:
    return sealing.place("glass", centre, client, since, member)


def row_of(own: ClientKeys, glass: Glass) -> tuple[Any, ...]:
    """A broken glass as it stands in its table."""
    since = micros_of(glass.since)
    plain = msgspec.json.encode(glass, order="deterministic")
    sealed = sealing.seal_alike(own.projection, plain, _where(own.centre, own.client, since, glass.member))
    reviewed = int(glass.reviewed_at is not None)
    return own.centre, own.client, since, glass.member, glass.role.value, reviewed, sealed


def listed(cursor: CursorWrapper, centre: str, asked: GlassAsked) -> tuple[GlassLine, ...]:
    """Those that are asked for, the newest first. However many there are, only those of one page are read."""
    said: list[tuple[str, tuple[Any, ...]]] = []
    if asked.reviewed is not None:
        said.append(("g.reviewed = %s", (int(asked.reviewed),)))
    if asked.member is not None:
        said.append(("g.member = %s", (asked.member,)))
    if asked.first is not None:
        said.append(("g.since >= %s", (micros_of(asked.first),)))
    if asked.end is not None:
        said.append(("g.since < %s", (micros_of(asked.end),)))
    if asked.below is not None:
        said.append(("(g.since, g.client, g.member) < (%s, %s, %s)", (micros_of(asked.below[0]), *asked.below[1:])))
    where = "".join(f" AND {each}" for each, _ in said)
    values = [value for _, some in said for value in some]
    cursor.execute(f"{_LISTED}{where} {_NEWEST_FIRST} LIMIT %s", [centre, *values, asked.limit])
    return tuple(_line(centre, row) for row in cursor.fetchall())


def _line(centre: str, row: Sequence[Any]) -> GlassLine:
    client, since, member, role, sealed, name, key_id, wrapped = row
    own = open_client_keys(centre, client, FOLDER, key_id, wrapped)
    known = {
        "client": client, "member": member, "role": Role(role), "since": time_of(since),
        "name": line_text.unseal(own, name)[0],
    }  # fmt: skip
    if not sealed:  # from before there was this list, and it was not made anew since
        return GlassLine(**known)
    plain = sealing.unseal_alike(own.projection, bytes(sealed), _where(centre, client, since, member))
    glass = msgspec.json.decode(plain, type=Glass)
    return GlassLine(
        **known, until=glass.until, reason=glass.reason, reviewed_at=glass.reviewed_at, reviewed_by=glass.reviewed_by,
        review=glass.review,
    )  # fmt: skip
