"""Who acts: a member of staff, a client or a chosen supporter, always in one centre and in one role."""

import msgspec

from goldthread.terms import ItemId, Role

# Those who treat; access of each follows the care team of each client.
CLINICIANS = (
    Role.THERAPIST,
    Role.COUNSELOR,
    Role.PRESCRIBER,
    Role.NURSE,
    Role.CASE_MANAGER,
    Role.PEER_SPECIALIST,
    Role.SUPERVISOR,
)


class Actor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who asks for something. `id` is their account; `client` the folder that is their own, for a client.

    Whoever has several roles acts in one of them at a time. `link`: the one-time link through which they come, and
    which lets them do nothing but what it was made for; a client who has no account then has the folder's id.
    """

    id: ItemId
    centre: ItemId
    role: Role
    client: ItemId | None = None
    link: ItemId | None = None
