"""However many clients a centre has: what is asked of the database all day reads the rows that it is about, and no
statement reads a table from its beginning to its end."""

import datetime
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connections

from goldthread.practice.entries import GlassBroken, TeamJoined
from goldthread.practice.people import Actor
from goldthread.practice.ports import GlassAsked, Kept
from goldthread.practice.session_note import SessionNote
from goldthread.store import account_changes, accounts, answers, keys, sealing
from goldthread.store.books import StoreBooks
from goldthread.store.chain import verify
from goldthread.store.openable import closed
from goldthread.store.opening import within
from goldthread.store.pages import StorePages
from goldthread.store.rebuilding import rebuild
from goldthread.store.sign_ins import Where, note_sign_in, sign_ins
from goldthread.store.trail import micros_of
from goldthread.terms import Role
from harbour import AT, DANA, INTAKE, SETTINGS, STAMP, arrival, harbour, strength, trace

CLIENTS = 300
# One row of each centre: to know the centre is to know the row.
ONE_ROW = ("centre", "head")
_TABLE = re.compile(r"store_(\w+)")

# A reading of a table: its name, and the columns by which its rows were looked up ("" where none).
Readings = list[tuple[str, str, str]]


@pytest.fixture
def full(books: StoreBooks) -> StoreBooks:
    """A centre with some hundred clients, a few of each stay and team, as the databases know after a day."""
    harbour(books)
    with within("harbour", using=books.using) as cursor:
        for number in range(CLIENTS):
            client = f"c-{number:04}"
            pages = StorePages(cursor, INTAKE, (client,))
            enquired, admitted, _ = arrival(client, f"Person{number} Family{number % 40}")
            # Everybody has a team, few are admitted, and few are Dana's.
            joined = TeamJoined(**STAMP, member="dana" if number < 5 else f"m-{number % 60}", as_role=Role.THERAPIST)
            pages.add(client, (enquired, admitted, joined) if number % 20 == 0 else (enquired, joined))
            pages.trace(trace("take-enquiry", client))
            pages.keep(client, Kept(digest="d", answer={}))
            pages.close()
    for number in range(60):
        member = f"m-{number}"
        accounts.create_member(
            centre="harbour",
            member=member,
            name=member,
            login=member,
            password="",
            roles=(Role.NURSE,),
            using=books.using,
        )
        accounts.issue_token(centre="harbour", member=member, using=books.using)
    if connections[books.using].vendor == "postgresql":
        with connections[books.using].cursor() as cursor:
            cursor.execute("ANALYZE")
    return books


@contextmanager
def explained(using: str) -> Iterator[Readings]:
    """How every statement of that time reads tables of the store."""
    connection, found = connections[using], Readings()

    def explain(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")) and "store_" in sql:
            values = (params[0] if params else None) if many else params
            if values is not None or not many:
                found.extend((sql, table, by) for table, by in _readings(connection, sql, values))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        yield found


def _readings(connection: Any, sql: str, values: Any) -> Iterator[tuple[str, str]]:
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        plain = connection.connection.execute(f"EXPLAIN QUERY PLAN {sql.replace('%s', '?')}", values or ())
        yield from _of_sqlite(plain.fetchall(), sql)
        return
    with connection.connection.cursor() as cursor:
        for way in ("seqscan", "hashjoin", "mergejoin"):  # good ways where tables are as small as in a test
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", values)
        (plan,) = cursor.fetchone()
    yield from _of_postgresql((plan if isinstance(plan, list) else json.loads(plan))[0]["Plan"])


def _of_sqlite(rows: list[Any], sql: str) -> Iterator[tuple[str, str]]:
    alias = {name: table for table, name in re.findall(r"store_(\w+) (?:AS )?(\w+)\b", sql)}
    for *_, told in rows:
        reading = re.match(r"(SCAN|SEARCH) (\w+)(?:[^(]*\((.*)\))?", told)
        if reading is None:
            continue
        way, name, by = reading.groups()
        table = name.removeprefix("store_") if name.startswith("store_") else alias.get(name)
        if table is not None:
            yield table, by or "" if way == "SEARCH" else ""


def _of_postgresql(node: dict[str, Any]) -> Iterator[tuple[str, str]]:
    kind = node["Node Type"]
    if kind in ("Index Scan", "Index Only Scan", "Seq Scan"):
        yield node["Relation Name"].removeprefix("store_"), node.get("Index Cond", "")
    if kind == "Bitmap Heap Scan":
        (below,) = node["Plans"]
        yield node["Relation Name"].removeprefix("store_"), below.get("Index Cond", "")
        return
    for below in node.get("Plans", ()):
        yield from _of_postgresql(below)


def a_day(books: StoreBooks) -> None:
    """What staff ask of the books, through every door of the port."""
    note = SessionNote(id="n1", at=AT, by="dana", on=AT.date(), kind="psychotherapy", text="He came early.")
    with books.open(actor=DANA, clients=("c-0000", "c-0020")) as pages:
        assert pages.newest() == AT
        assert pages.folder("c-0000") is not None
        assert pages.kept("k1") is None
        assert pages.notes("c-0000", "dana") == ()
        until = AT + datetime.timedelta(hours=4)
        stamp = {**STAMP, "by": "nora", "role": Role.NURSE}
        broken = GlassBroken(**stamp, reason="He was brought in tonight.", until=until)
        pages.add("c-0000", (*(strength(number) for number in range(70)), broken))
        pages.add_note("c-0000", note)
        pages.erase("c-0020")
        pages.trace(trace("record-fact", "c-0000", seen=("c-0020",)))
        pages.keep("k1", Kept(digest="d", answer={}))
    with within("harbour", using=books.using) as cursor:
        assert answers.clear(cursor, "harbour", micros_of(AT + 2 * answers.KEPT)) == 64
    with books.open(actor=DANA, clients=("c-0000",)) as pages:
        assert pages.notes("c-0000", "dana") == (note,)
        assert pages.folder("c-0000") is not None
        pages.trace(trace("open-record", "c-0000"))
    with books.open(actor=DANA, clients=("c-new",)) as pages:
        pages.add("c-new", arrival("c-new"))
        pages.trace(trace("take-enquiry", "c-new"))
    for member in (None, "dana"):
        for stay in (None, "admitted"):
            books.lines(actor=DANA, member=member, stay=stay, limit=10)
    assert [line.client for line in books.find(actor=DANA, words="person7 family7")] == ["c-0007"]
    assert [each.member for each in books.glasses(actor=DANA, asked=GlassAsked(reviewed=False))] == ["nora"]
    first = GlassAsked(first=AT, end=AT + datetime.timedelta(days=1), below=(AT, "c-9", "z"))
    assert len(books.glasses(actor=DANA, asked=first)) == len(books.glasses(actor=DANA, asked=GlassAsked())) == 1
    assert books.glasses(actor=DANA, asked=GlassAsked(member="nobody")) == ()
    assert books.accounts_of(centre="harbour", client="c-0000") == ()
    assert books.taken(centre="harbour", member="m-1", login="nobody")
    assert books.settings("harbour") == SETTINGS
    assert books.member_role(centre="harbour", member="m-1") == (Role.NURSE,)
    assert books.traces(actor=DANA, client="c-0000", limit=5)


def a_door(books: StoreBooks) -> None:
    """Accounts made, signed in to, and closed."""
    of, soon = {"centre": "harbour", "using": books.using}, AT + datetime.timedelta(days=1)
    made = accounts.create_member(member="ida", name="Ida", login="ida", password="p", roles=(Role.NURSE,), **of)
    assert accounts.sign_in(login="ida", password="p", **of) == made
    token = accounts.issue_token(member="ida", until=soon, **of)
    assert accounts.member_of_token(token, at=AT, using=books.using) == made
    assert accounts.revoke_tokens(member="ida", **of) == 1
    for member in ("ida", None):
        note_sign_in(member=member, role=Role.NURSE, how="password", outcome="done", where=Where(), at=AT, **of)
    for whose in ("ida", None):
        assert len(sign_ins(member=whose, before=None, limit=1, **of)) == 1
    account_changes.close_account(member="ida", **of)


def operators(books: StoreBooks) -> None:
    """What is done by night, and may look at everything."""
    accounts.change_settings(centre="harbour", settings=SETTINGS, using=books.using)
    assert len(accounts.members(centre="harbour", using=books.using)) == 60
    assert sum(keys.waiting(using=books.using).values()) == CLIENTS + 1
    assert keys.rotate(using=books.using) == 0
    assert verify("harbour", using=books.using) == closed("harbour", using=books.using) == ()
    assert rebuild("harbour", using=books.using).clients == CLIENTS


def whole_centre(reading: tuple[str, str, str]) -> bool:
    """Whether rows were looked up by nothing but their centre."""
    _, table, by = reading
    return table not in ONE_ROW and not (set(re.findall(r"[a-z_]+", by)) & OTHER_COLUMNS)


OTHER_COLUMNS = {"client", "member", "login", "token", "stream", "seq", "author", "key", "stay", "word", "at", "since",
                 "reviewed"}  # fmt: skip


@pytest.mark.parametrize(
    ("doings", "read"),
    [
        (a_day, {"client", "entry", "note", "line", "team", "word", "answer", "about", "glass"}),
        (a_door, {"member", "bearer", "trail"}),
    ],
)
def test_what_is_asked_all_day_is_looked_up_by_more_than_its_centre(
    full: StoreBooks, doings: Callable[[StoreBooks], None], read: set[str]
) -> None:
    with explained(full.using) as readings:
        doings(full)
    assert {table for _, table, _ in readings} >= read
    # Compliance turns the pages of the whole centre, by the client's id, as far as the page goes.
    whole = ("WHERE l.centre = %s ORDER BY l.client LIMIT %s", "WHERE g.centre = %s ORDER BY g.since DESC")
    pages = {sql for sql, *_ in readings if any(each in sql for each in whole)}
    assert {each for each in readings if whole_centre(each) and each[0] not in pages} == set()


def test_no_statement_reads_a_table_from_beginning_to_end(full: StoreBooks) -> None:
    with explained(full.using) as readings:
        for doings in (operators, a_day, a_door):
            doings(full)
    assert {(sql, table) for sql, table, by in readings if "centre" not in by and table != "centre"} == set()


def test_an_outsiders_list_is_found_through_the_team_and_not_through_the_centre(full: StoreBooks) -> None:
    with explained(full.using) as readings:
        nobody = Actor(id="nobody", centre="harbour", role=Role.THERAPIST)
        assert full.lines(actor=nobody, member="nobody", stay=None, limit=500) == ()
    assert [table for *_, table, by in readings if "member" in by] == ["team"]
    assert not any(whole_centre(each) for each in readings)


def test_a_name_is_looked_for_among_those_who_share_its_rarer_word(full: StoreBooks) -> None:
    begun: list[bytes] = []

    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if "w.word" in sql:
            begun.append(params[1])
        return execute(sql, params, many, context)

    with connections[full.using].execute_wrapper(look):
        for words, found in (("family7 person47", ["c-0047"]), ("person47 family7 1979-05-17", ["c-0047"]),
                             ("person47 family8", [])):  # fmt: skip
            assert [line.client for line in full.find(actor=DANA, words=words)] == found
    with within("harbour", using=full.using, reading=True) as cursor:
        rarest = sealing.blind(keys.centre_keys(cursor, "harbour").words, "person47")
    assert begun == [rarest] * 3
