"""A backup brings the same books back, into either database, and says so when it cannot."""

import datetime
import resource
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connections

from goldthread.practice.session_note import SessionNote
from goldthread.store import accounts, chain
from goldthread.store.backup import contents, erasures
from goldthread.store.backup.bringing_back import BroughtBack, bring_back
from goldthread.store.backup.chunks import Reader
from goldthread.store.backup.loading import refuse_full, whole
from goldthread.store.backup.passphrase import unlock
from goldthread.store.backup.proving import prove
from goldthread.store.backup.taking import take
from goldthread.store.books import StoreBooks
from goldthread.store.opening import centres, within
from goldthread.store.ring import forget_ring, parse, ring, text_of
from goldthread.store.trouble import StoreTrouble
from goldthread.terms import Role
from harbour import AT, DANA, arrival, harbour, strength, trace, write
from real_databases import add_database, as_owner_of_the_disk, sqlite_database

EVERYTHING = {
    "centre": "centre, key_id, wrapped, sealed",
    "member": "member, login, sealed, roles, password",
    "client": "client, erased",
    "clientkey": "client, stream, key_id, wrapped",
    "entry": "client, seq, sealed, hash",
    "note": "client, author, seq, sealed, hash",
    "trail": "seq, at, member, role, action, client, outcome, seen, wrote, previous, hash",
    "head": "seq, at, hash, seal",
    "answer": "member, key, sealed",
    "line": "client, stay, level, plan_state, due, unsigned, team, name",
    "team": "member, client",
    "word": "client, word",
    "snapshot": "client, seq, sealed",
    "about": "client, seq",
}


def dumped(using: str) -> dict[str, list[Any]]:
    return {
        table: as_owner_of_the_disk(
            using, f"SELECT {columns} FROM store_{table} ORDER BY 1, 2, 3"[: None if columns.count(",") > 1 else -3]
        )
        for table, columns in EVERYTHING.items()
    }


@pytest.fixture
def full(books: StoreBooks) -> StoreBooks:
    """Two centres: folders short and long, one erased, session notes, accounts with a token."""
    harbour(books)
    harbour(books, "lighthouse")
    accounts.create_member(
        centre="harbour", member="dana", name="Dana Ruiz", login="dana.ruiz", password="x", roles=(Role.THERAPIST,),
        using=books.using,
    )  # fmt: skip
    accounts.issue_token(centre="harbour", member="dana", using=books.using)
    write(books, arrival())
    for start in range(0, 140, 7):
        write(books, tuple(strength(number) for number in range(start, start + 7)))
    write(books, arrival("c-gone", "Somebody Else"), client="c-gone")
    with books.open(actor=DANA, clients=("c-gone",)) as pages:
        pages.erase("c-gone")
        pages.trace(trace("erase-client", "c-gone"))
    write(books, arrival("c-maria", "Maria Brandt"), client="c-maria")
    note = SessionNote(id="n1", at=AT, by="dana", kind="psychotherapy", on=AT.date(), text="He spoke of his brother.")
    with books.open(actor=DANA, clients=("c-walter",)) as pages:
        pages.add_note("c-walter", note)
        pages.trace(trace("write-session-note"))
    return books


@pytest.fixture
def backup(full: StoreBooks, tmp_path: Path) -> Path:
    path = tmp_path / "books.gtb"
    take(path, at=AT, version="1", choices={"centre": "harbour"}, using=full.using)
    return path


@pytest.fixture(params=["into sqlite", "into postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Another database, without a table."""
    if request.param == "into sqlite":
        return no_tables(tmp_path)
    server = request.getfixturevalue("postgresql_server")
    name = f"empty{tmp_path.name}".replace("-", "_").lower()[:60]
    server.ask(f"DROP DATABASE IF EXISTS {name}")
    server.ask(f"CREATE DATABASE {name} OWNER goldthread")
    return add_database(server._settings(name))


def no_tables(folder: Path) -> str:
    """A SQLite database without a table."""
    alias = sqlite_database(folder)
    connections[alias].close()
    Path(connections[alias].settings_dict["NAME"]).write_bytes(b"")
    return alias


def back(path: Path, using: str, **more: Any) -> BroughtBack:
    with whole(using):
        return bring_back(path, erased=more.pop("erased", frozenset()), by="operator", at=AT, using=using, **more)


def test_what_was_backed_up_comes_back_in_either_database_to_the_same_bytes(
    full: StoreBooks, backup: Path, empty: str
) -> None:
    refuse_full(using=empty)
    done = back(backup, empty)
    assert done.faults == ()
    assert (done.clients, done.entries) == (3, 149)
    assert dumped(empty) == dumped(full.using)
    for head in done.heads:
        assert chain.head(head.centre, using=empty) == chain.head(head.centre, using=full.using) == head
        assert chain.verify(head.centre, head, using=empty) == ()
    restored = StoreBooks(using=empty)
    with restored.open(actor=DANA, clients=("c-walter",)) as pages, full.open(actor=DANA, clients=("c-walter",)) as old:
        assert pages.folder("c-walter") == old.folder("c-walter")
        assert pages.notes("c-walter", "dana") == old.notes("c-walter", "dana")
    write(restored, (strength(900),))
    assert chain.verify("harbour", using=empty) == ()


def test_every_table_is_backed_up_or_left_out_for_a_reason() -> None:
    named = (*contents.KEPT, *contents.DERIVED, *contents.LEFT_BEHIND)
    assert sorted(named) == sorted(model.__name__ for model in apps.get_app_config("store").get_models())


def test_tokens_do_not_come_back(backup: Path, tmp_path: Path) -> None:
    empty = no_tables(tmp_path)
    back(backup, empty)
    assert as_owner_of_the_disk(empty, "SELECT count(*) FROM store_bearer") == [(0,)]
    assert accounts.sign_in(centre="harbour", login="dana.ruiz", password="x", using=empty) is not None


def test_a_backup_proves_itself_by_being_restored(full: StoreBooks, backup: Path, tmp_path: Path) -> None:
    for thorough in (False, True):
        proof = prove(backup, thorough=thorough, using=no_tables(tmp_path))
        assert (proof.faults, proof.ledgers, proof.opened, proof.entries_opened) == ((), 3, 3, 147)


def test_proving_names_what_was_damaged_before_the_backup_was_made(full: StoreBooks, tmp_path: Path) -> None:
    as_owner_of_the_disk(full.using, "UPDATE store_entry SET sealed = hash WHERE client = 'c-walter' AND seq = 5")
    path = tmp_path / "books.gtb"
    take(path, at=AT, version="1", choices={}, using=full.using)
    found = [(each.code, each.table, each.row) for each in prove(path, using=no_tables(tmp_path)).faults]
    assert found == [("changed", "entry", "c-walter/5"), ("changed", "entry", "c-walter/folder")]
    told = back(path, no_tables(tmp_path)).faults
    assert [(each.code, each.table, each.row) for each in told] == [
        ("changed", "line", "harbour"),
        ("changed", "entry", "c-walter/5"),
    ]


def test_no_word_about_a_person_stands_in_a_backup(backup: Path) -> None:
    text = backup.read_bytes()
    for word in (b"Walter", b"walter", b"Brandt", b"trucks", b"brother", b"Harbour", b"Dana", b"dana", b"1979"):
        assert word not in text
    assert backup.stat().st_mode & 0o777 == 0o600
    with backup.open("rb") as file:
        header = Reader(file).header
    assert (header.format, header.at, header.key_id, header.ring) == (1, AT, ring().newest, None)


def test_a_damaged_byte_anywhere_is_noticed_and_nothing_stays(backup: Path, tmp_path: Path) -> None:
    good = backup.read_bytes()
    step = max(1, len(good) // 61)
    for place in [*range(40), *range(40, len(good), step), len(good) - 1]:
        hurt = tmp_path / "hurt.gtb"
        hurt.write_bytes(good[:place] + bytes([good[place] ^ 0x20]) + good[place + 1 :])
        with pytest.raises(StoreTrouble) as told:
            read_through(hurt)
        assert told.value.code in {"backup-damaged", "not-a-backup"}, place


def read_through(path: Path) -> int:
    with path.open("rb") as file:
        reader = Reader(file)
        return sum(1 for _ in reader.chunks(reader.key()))


CUTS: dict[str, Callable[[bytes, list[int]], bytes]] = {
    "in the header": lambda good, _: good[:30],
    "after the header": lambda good, ends: good[: ends[0]],
    "between two parts": lambda good, ends: good[: ends[-2]],
    "within a part": lambda good, ends: good[: ends[-1] - 7],
    "within a length": lambda good, ends: good[: ends[-2] + 2],
    "a part is missing": lambda good, ends: good[: ends[1]] + good[ends[2] :],
    "a part is there twice": lambda good, ends: good + good[ends[-2] :],
    "two parts changed places": lambda good, ends: (
        good[: ends[1]] + good[ends[2] : ends[3]] + good[ends[1] : ends[2]] + good[ends[3] :]
    ),
    "something follows": lambda good, _: good + b"more",
}


def test_a_backup_that_is_not_whole_is_refused(backup: Path, tmp_path: Path) -> None:
    good, hurt = backup.read_bytes(), tmp_path / "hurt.gtb"
    for where, cut in CUTS.items():
        hurt.write_bytes(cut(good, list(ends_of(good))))
        with pytest.raises(StoreTrouble) as told:
            back(hurt, no_tables(tmp_path))
        assert told.value.code == "backup-damaged", where


def ends_of(good: bytes) -> Iterator[int]:
    """Where the header ends, and every part."""
    at = good.index(b"\n") + 1
    at += 4 + int.from_bytes(good[at : at + 4]) + 32
    while at < len(good):
        yield at
        at += 4 + int.from_bytes(good[at : at + 4])
    yield at


def test_a_refused_backup_leaves_nothing_in_a_database_of_postgresql(
    backup: Path, postgresql_server: Any, tmp_path: Path
) -> None:
    postgresql_server.ask("DROP DATABASE IF EXISTS halfway")
    postgresql_server.ask("CREATE DATABASE halfway OWNER goldthread")
    using = add_database(postgresql_server._settings("halfway"))
    hurt = tmp_path / "hurt.gtb"
    hurt.write_bytes(backup.read_bytes()[:-9])
    with pytest.raises(StoreTrouble, match="backup-damaged"):
        back(hurt, using)
    assert postgresql_server.ask("SELECT count(*) FROM pg_class WHERE relname LIKE 'store%'", "halfway") == [(0,)]
    assert back(backup, using).faults == ()


def test_a_file_that_is_no_backup_and_one_of_a_later_form_are_told_apart(backup: Path, tmp_path: Path) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Dear Dana")
    with pytest.raises(StoreTrouble, match="not-a-backup"):
        read_through(other)
    with pytest.raises(StoreTrouble, match="backup-unreadable"):
        back(tmp_path / "nowhere.gtb", no_tables(tmp_path))


@pytest.fixture
def other_key(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    def take_up(text: str) -> None:
        monkeypatch.setattr(settings, "GOLDTHREAD_KEY", text)

    yield take_up
    forget_ring()


def test_without_its_key_a_backup_stays_closed(backup: Path, tmp_path: Path, other_key: Callable[[str], None]) -> None:
    mine = text_of(ring())
    other_key("another " + mine.split()[1])
    with pytest.raises(StoreTrouble, match="key-missing"):
        back(backup, no_tables(tmp_path))
    other_key(mine.split()[0] + " " + "A" * 43 + "=")
    with pytest.raises(StoreTrouble, match="wrong-key"):
        back(backup, no_tables(tmp_path))


def test_with_a_passphrase_the_key_is_inside(full: StoreBooks, tmp_path: Path) -> None:
    path = tmp_path / "books.gtb"
    take(path, at=AT, version="1", choices={}, passphrase="seven boats in one harbour", using=full.using)
    with path.open("rb") as file:
        locked = Reader(file).header.ring
    assert parse(unlock(locked, "seven boats in one harbour")) == ring()
    with pytest.raises(StoreTrouble, match="wrong-passphrase"):
        unlock(locked, "seven boats in one harbor")
    with pytest.raises(StoreTrouble, match="no-key-inside"):
        unlock(None, "seven boats in one harbour")
    with pytest.raises(StoreTrouble, match="passphrase-short"):
        take(tmp_path / "more.gtb", at=AT, version="1", choices={}, passphrase="boats", using=full.using)
    assert not (tmp_path / "more.gtb").exists()


def test_books_are_never_restored_over_books(full: StoreBooks, empty: str) -> None:
    refuse_full(using=empty)
    with pytest.raises(StoreTrouble, match="not-empty"):
        refuse_full(using=full.using)


def test_a_full_disk_leaves_no_file_and_says_so(full: StoreBooks, tmp_path: Path) -> None:
    path = tmp_path / "books.gtb"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises(StoreTrouble, match="backup-no-room"):
            take(path, at=AT, version="1", choices={}, using=full.using)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not path.exists()
    take(path, at=AT, version="1", choices={}, using=full.using)
    assert read_through(path) > 1


def test_a_client_who_was_erased_later_stays_erased(backup: Path, full: StoreBooks, empty: str, tmp_path: Path) -> None:
    with full.open(actor=DANA, clients=("c-walter",)) as pages:
        pages.erase("c-walter")
        pages.trace(trace("erase-client"))
    list_ = tmp_path / "erasures.txt"
    erasures.remember(list_, erasures.erased(using=full.using))
    assert list_.read_text() == "harbour c-gone\nharbour c-walter\n"
    done = back(backup, empty, erased=erasures.read(list_))
    assert done.erased_anew == (("harbour", "c-walter"),)
    assert done.faults == ()
    assert as_owner_of_the_disk(empty, "SELECT client FROM store_clientkey") == [("c-maria",)]
    assert chain.verify("harbour", done.heads[0], using=empty) == ()
    restored = StoreBooks(using=empty)
    with restored.open(actor=DANA, clients=("c-walter",)) as pages:
        assert pages.erased("c-walter")
        assert pages.folder("c-walter") is None
    assert restored.find(actor=DANA, words="walter") == ()
    assert [line.member for line in restored.traces(actor=DANA, client="c-walter", limit=1)] == ["operator"]


def test_the_list_of_erased_clients_never_gets_shorter(tmp_path: Path) -> None:
    list_ = tmp_path / "erasures.txt"
    erasures.remember(list_, frozenset({("harbour", "c-1")}))
    erasures.remember(list_, frozenset({("harbour", "c-2")}))
    assert erasures.read(list_) == {("harbour", "c-1"), ("harbour", "c-2")}
    list_.write_text("harbour c-1 and more\n")
    with pytest.raises(StoreTrouble, match="erasures-unreadable"):
        erasures.remember(list_, frozenset({("harbour", "c-3")}))
    assert list_.read_text() == "harbour c-1 and more\n"


def test_a_backup_is_told_apart_from_the_head_that_was_kept_outside(
    full: StoreBooks, backup: Path, tmp_path: Path
) -> None:
    assert back(backup, no_tables(tmp_path), heads=(chain.head("harbour", using=full.using),)).faults == ()
    write(full, (strength(950),))
    later = chain.head("harbour", using=full.using)
    (fault,) = back(backup, no_tables(tmp_path), heads=(later,)).faults
    assert (fault.code, fault.row) == ("cut-off", str(later.seq))


def test_a_backup_holds_everything_acknowledged_before_it_while_others_write_on(
    full: StoreBooks, tmp_path: Path
) -> None:
    stop, acknowledged, failed = threading.Event(), dict.fromkeys(("c-maria", "c-walter"), 0), []

    def keep_writing(client: str) -> None:
        try:
            for number in range(2000, 12_000):
                if stop.is_set():
                    return
                write(full, (strength(number),), client=client)
                acknowledged[client] = number - 1999
        except StoreTrouble as trouble:
            failed.append(trouble)
        finally:
            connections[full.using].close()

    writers = [threading.Thread(target=keep_writing, args=(client,)) for client in acknowledged]
    for writer in writers:
        writer.start()
    for number in range(4):
        while min(acknowledged.values()) < 5 * (number + 1) and all(writer.is_alive() for writer in writers):
            stop.wait(0.01)
        before = dict(acknowledged)
        path = tmp_path / f"{number}.gtb"
        take(path, at=AT, version="1", choices={}, using=full.using)
        proof_of = no_tables(tmp_path)
        assert prove(path, thorough=True, using=proof_of).faults == ()
        with within("harbour", using=proof_of) as cursor:
            cursor.execute("SELECT client, count(*) FROM store_entry GROUP BY client")
            counts = dict(cursor.fetchall())
        assert counts["c-maria"] >= 3 + before["c-maria"]
        assert counts["c-walter"] >= 143 + before["c-walter"]
    stop.set()
    for writer in writers:
        writer.join()
    assert failed == []


def test_the_clock_of_a_backup_is_the_one_it_was_given(full: StoreBooks, tmp_path: Path) -> None:
    at = datetime.datetime(2027, 1, 2, 3, 4, tzinfo=datetime.UTC)
    path = tmp_path / "books.gtb"
    manifest = take(path, at=at, version="1", choices={"centre": "harbour"}, using=full.using)
    assert manifest.choices == {"centre": "harbour"}
    done = back(path, no_tables(tmp_path))
    assert done.at == at
    assert centres(using=full.using) == ("harbour", "lighthouse")
