"""What every entry of a folder has."""

import datetime

import msgspec

from goldthread.terms import ItemId, Role


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="entry"):
    """What every entry has: when it was written (UTC), by whose account, in which role."""

    at: datetime.datetime
    by: ItemId
    role: Role
