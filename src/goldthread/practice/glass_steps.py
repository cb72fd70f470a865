"""What becomes of broken glasses, step by step: how a folder's entries change them. Pure."""

import msgspec

from goldthread.practice.entries import GlassBroken, GlassReviewed
from goldthread.practice.folder import Folder, Glass


def broken(folder: Folder, entry: GlassBroken) -> Folder:
    """Somebody looks from outside the care team."""
    new = Glass(member=entry.by, role=entry.role, since=entry.at, until=entry.until, reason=entry.reason)
    return msgspec.structs.replace(folder, glass=(*folder.glass, new))


def reviewed(folder: Folder, entry: GlassReviewed) -> Folder:
    """Compliance has looked at why."""
    return msgspec.structs.replace(
        folder,
        glass=tuple(
            msgspec.structs.replace(each, reviewed_at=entry.at, reviewed_by=entry.by, review=entry.words)
            if (each.member, each.since) == (entry.member, entry.since)
            else each
            for each in folder.glass
        ),
    )
