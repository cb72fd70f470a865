"""Keys, settings, accounts, lists and snapshots that were changed, swapped or taken away are named."""

import pytest

from goldthread.practice.session_note import SessionNote
from goldthread.store import accounts, chain, openable
from goldthread.store.books import StoreBooks
from goldthread.terms import Role
from harbour import AT, DANA, arrival, harbour, strength, trace, write
from real_databases import as_owner_of_the_disk

SWAPPED = (
    "UPDATE store_{table} SET {column} = (SELECT o.{column} FROM store_{table} o WHERE o.client = 'c-maria') "
    "WHERE {one}"
)
MARIA, WALTER = "client = 'c-maria'", "client = 'c-walter'"

TAMPERED = {
    "nothing": ([], []),
    "one client's key stands in the place of another's": (
        [SWAPPED.format(table="clientkey", column="wrapped", one=f"{WALTER} AND stream = 'folder'")],
        [("changed", "clientkey", "c-walter/folder")],
    ),
    "the key of the notes was changed": (
        ["UPDATE store_clientkey SET wrapped = (SELECT hash FROM store_head) WHERE stream = 'notes/dana'"],
        [("changed", "clientkey", "c-walter/notes/dana")],
    ),
    "a key is gone": ([f"DELETE FROM store_clientkey WHERE {MARIA}"], [("removed", "clientkey", "c-maria/folder")]),
    "the centre's settings were changed": (
        ["UPDATE store_centre SET sealed = wrapped"], [("changed", "centre", "harbour/settings")],
    ),
    "the centre's key was changed": (
        ["UPDATE store_centre SET wrapped = sealed"], [("changed", "centre", "harbour/key")],
    ),
    "an account was changed": (
        ["UPDATE store_member SET sealed = login WHERE member = 'dana'"], [("changed", "member", "dana")],
    ),
    "a line of a list stands in the place of another": (
        [SWAPPED.format(table="line", column="name", one=WALTER)],
        [("changed", "line", "c-walter")],
    ),
    "a line of a list is gone": ([f"DELETE FROM store_line WHERE {WALTER}"], [("removed", "line", "c-walter")]),
    "a snapshot was changed": (
        ["UPDATE store_snapshot SET sealed = (SELECT hash FROM store_head)"], [("changed", "snapshot", "c-walter")],
    ),
    "a snapshot is said to be of more entries": (
        ["UPDATE store_snapshot SET seq = 65"], [("changed", "snapshot", "c-walter")],
    ),
    "a client's row says another number of entries": (
        [f"UPDATE store_client SET entries = 2 WHERE {MARIA}"], [("changed", "client", "c-maria")],
    ),
    "the newest entry is gone": (
        [f"DELETE FROM store_entry WHERE {MARIA} AND seq = 3"], [("removed", "entry", "c-maria/3")],
    ),
    "an erased client's key is back": (
        ["UPDATE store_clientkey SET client = 'c-gone' WHERE client = 'c-maria'"],
        [("inserted", "clientkey", "c-gone/folder"), ("removed", "clientkey", "c-maria/folder")],
    ),
}  # fmt: skip


@pytest.fixture
def kept(books: StoreBooks) -> StoreBooks:
    """Two folders, one with a snapshot and a session note, one that was erased; an account."""
    harbour(books)
    of = {"centre": "harbour", "using": books.using}
    accounts.create_member(member="dana", name="Dana", login="dana", password="", roles=(Role.THERAPIST,), **of)
    for client in ("c-gone", "c-maria"):
        write(books, arrival(client, client), client=client)
    write(books, (*arrival(), *(strength(number) for number in range(66))))
    with books.open(actor=DANA, clients=("c-walter",)) as pages:
        pages.add_note("c-walter", SessionNote(id="n", at=AT, by="dana", kind="psychotherapy", on=AT.date(), text="x"))
        pages.trace(trace("write-session-note"))
    with books.open(actor=DANA, clients=("c-gone",)) as pages:
        pages.erase("c-gone")
        pages.trace(trace("erase-client", "c-gone"))
    return books


@pytest.mark.parametrize("what", TAMPERED)
def test_what_does_not_open_is_named(kept: StoreBooks, what: str) -> None:
    statements, faults = TAMPERED[what]
    as_owner_of_the_disk(kept.using, *statements, "SELECT 1")
    found = (*chain.verify("harbour", using=kept.using), *openable.closed("harbour", using=kept.using))
    assert [(each.code, each.table, each.row) for each in found] == faults
