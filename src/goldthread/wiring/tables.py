"""The tables and the key ring of a store, as the commands look after them."""

from pathlib import Path

_COUNTED = {
    "clients": "store_client",
    "entries": "store_entry",
    "notes": "store_note",
    "accounts": "store_member",
    "trail lines": "store_trail",
}


def migrate() -> int:
    """Take the steps that the tables lack; how many. Raises StoreTrouble."""
    from django.core.management import call_command  # noqa: PLC0415 - a command loads what it uses

    from goldthread.store.trouble import told  # noqa: PLC0415
    from goldthread.wiring.standing import missing_migrations  # noqa: PLC0415

    count = len(missing_migrations())
    if count:
        with told("default"):
            call_command("migrate", verbosity=0, interactive=False)
    return count


def add_master_key() -> Path | None:
    """A new key on the ring where the ring is a file; None where whoever keeps it elsewhere has to add one.

    A ring whose newest key does not wrap everything yet gets no further one: what was stopped goes on first.
    """
    from django.conf import settings  # noqa: PLC0415

    from goldthread.store import keys  # noqa: PLC0415

    if settings.GOLDTHREAD_KEY or settings.GOLDTHREAD_KEY_COMMAND:
        return None
    path = Path(settings.GOLDTHREAD_KEY_FILE)
    if set(keys.waiting()) <= {keys.ring().newest}:
        keys.add_key(path)
    return path


def counted() -> dict[str, dict[str, int]]:
    """How many rows each centre has, by what they are."""
    from goldthread.store.opening import centres, within  # noqa: PLC0415

    found: dict[str, dict[str, int]] = {}
    for centre in centres():
        with within(centre, using="default") as cursor:
            for what, table in _COUNTED.items():
                cursor.execute(f"SELECT count(*) FROM {table} WHERE centre = %s", [centre])  # noqa: S608 - our own names
                found.setdefault(centre, {})[what] = cursor.fetchone()[0]
    return found
