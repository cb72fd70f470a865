"""Ids of clients who come from elsewhere: ids stand open in every table, and those of files are often names."""

from goldthread.store import sealing
from goldthread.store.keys import centre_keys
from goldthread.store.opening import within
from goldthread.terms import ItemId

_DIGITS = 20


def client_id(*, centre: str, known_as: str, using: str = "default") -> ItemId:
    """The id in this centre of a client who is known elsewhere as `known_as`: always the same, so that an import can be
    run again, and nobody without the centre's key can tell what it was made of."""
    with within(centre, using=using, reading=True) as cursor:
        keys = centre_keys(cursor, centre)
    return f"c-{sealing.blind(keys.words, f'client known as {known_as}').hex()[:_DIGITS]}"
