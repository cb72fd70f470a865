"""Who tried to sign in: lines of the trail, found by account and for all; from where is sealed."""

import base64
import datetime

from django.db import connections

from goldthread.store.books import StoreBooks
from goldthread.store.chain import verify
from goldthread.store.sign_ins import NOBODY, Where, note_sign_in, sign_ins
from goldthread.terms import Role
from harbour import AT, harbour

HOME = Where(address="203.0.113.77", browser="Firefox on Linux")


def noted(books: StoreBooks, member: str | None, outcome: str, minutes: int = 0) -> None:
    note_sign_in(
        centre="harbour", member=member, role=Role.NURSE, how="password", outcome=outcome, where=HOME,
        at=AT + datetime.timedelta(minutes=minutes), using=books.using,
    )  # fmt: skip


def test_each_sees_their_own_and_an_administrator_all_newest_first(books: StoreBooks) -> None:
    harbour(books)
    for minute, (member, outcome) in enumerate([("ida", "wrong-password"), ("ida", "done"), ("noor", "done")]):
        noted(books, member, outcome, minute)
    noted(books, None, "wrong-password", 3)
    own = sign_ins(centre="harbour", member="ida", limit=10, using=books.using)
    assert [(each.how, each.outcome, each.where) for each in own] == [
        ("password", "done", HOME), ("password", "wrong-password", HOME),
    ]  # fmt: skip
    everybody = sign_ins(centre="harbour", limit=3, using=books.using)
    assert [each.member for each in everybody] == [NOBODY, "noor", "ida"]
    older = sign_ins(centre="harbour", before=everybody[-1].number, limit=3, using=books.using)
    assert [(each.member, each.outcome) for each in older] == [("ida", "wrong-password")]


def test_they_stand_in_the_chain_and_from_where_stands_nowhere_in_the_open(books: StoreBooks) -> None:
    harbour(books)
    noted(books, "ida", "done")
    assert verify("harbour", using=books.using) == ()
    with connections[books.using].cursor() as cursor:
        if connections[books.using].vendor == "postgresql":
            cursor.execute("SELECT set_config('goldthread.centre', 'harbour', false)")
        cursor.execute("SELECT ground FROM store_trail WHERE action = 'sign-in:password'")
        ((ground,),) = cursor.fetchall()
    kept = base64.b64decode(ground)
    assert HOME.address.encode() not in kept
    assert b"Firefox" not in kept


def test_a_clock_that_was_set_back_does_not_turn_the_trail_around(books: StoreBooks) -> None:
    harbour(books)
    noted(books, "ida", "done", 5)
    noted(books, "ida", "done", -5)
    newest, before = sign_ins(centre="harbour", member="ida", limit=2, using=books.using)
    assert newest.at == before.at
