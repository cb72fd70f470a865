"""The store answers like books kept in plain dictionaries: every action, by those who may and by those who may not."""

from typing import Any

import msgspec
import pytest

from asking import ask
from dictionary_books import DictionaryBooks
from goldthread.plan import State
from goldthread.practice.actions import all_actions
from goldthread.practice.ledger_text import read_entry
from goldthread.practice.people import Actor
from goldthread.practice.perform import Done
from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.ports import Trace
from goldthread.practice.refusing import Refusal
from goldthread.store import chain
from goldthread.store.accounts import create_centre, create_member
from goldthread.store.books import StoreBooks
from goldthread.store.rebuilding import rebuild
from goldthread.terms import Role
from standing_folders import (
    AT,
    BEFORE,
    CENTRE,
    CLIENT,
    KWAME,
    RUTH,
    SETTINGS,
    STRANGER,
    WALTER,
    glass_breaker,
    member,
    outsider,
    standing_books,
    standing_folder,
)
from valid_requests import valid_request

# What ends a folder comes at the end of the day.
LAST = ("withdraw-plan", "complete", "reopen", "merge-charts", "undo-merge", "export-client", "erase-client")
BROUGHT = Trace(at=BEFORE, member="operator", role=Role.ADMINISTRATOR, action="brought-over")


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody signs in here: accounts without a password take no time to make."""
    monkeypatch.setattr("goldthread.store.accounts.make_password", lambda _: "!")


def brought_over(plain: DictionaryBooks, store: StoreBooks) -> None:
    """The same centre, accounts and ledgers in the store."""
    create_centre(centre=CENTRE, settings=SETTINGS, using=store.using)
    for (centre, account), roles in plain.members.items():
        create_member(
            centre=centre,
            member=account,
            name="",
            login=account,
            password="",
            roles=roles,
            using=store.using,
            client=plain.hanging.get((centre, account)),
        )
    for (_, client), written in plain.entries.items():
        trace = msgspec.structs.replace(BROUGHT, client=client)
        with store.open(actor=member(Role.ADMINISTRATOR), clients=(client,)) as pages:
            pages.add(client, [read_entry(text) for text in written])
            pages.trace(trace)
        plain.trail[CENTRE].append(trace)


def who_asks(action: str) -> tuple[Actor, ...]:
    """One who may, one who looks through a broken glass, one from outside, and for clients' own actions the client."""
    roles = [role for role in PERMISSIONS[action] if role not in {Role.CLIENT, Role.SUPPORTER}]
    some = (outsider(roles[0]), glass_breaker(roles[0]), member(roles[-1])) if roles else ()
    own = (RUTH, WALTER) if Role.CLIENT in PERMISSIONS[action] else ()
    return (*some, *own, STRANGER, KWAME) if Role.SUPPORTER in PERMISSIONS[action] else (*some, *own)


def plain_answer(answer: Done | Refusal) -> Any:
    return msgspec.to_builtins(answer)


@pytest.mark.parametrize("state", [State.DRAFT, State.ACTIVE])
def test_a_day_in_the_store_is_a_day_in_the_dictionaries(books: StoreBooks, state: State) -> None:
    plain = standing_books(plan=state, signed=state is not State.DRAFT, glass=True)
    brought_over(plain, books)
    actions = [name for name in all_actions() if name not in LAST] + list(LAST)
    answered = 0
    for name in actions:
        for actor in who_asks(name):
            folder = plain.folder_of(CENTRE, CLIENT)
            if folder is None:
                break
            request = valid_request(name, actor, folder)
            expected = plain_answer(ask(plain, actor, request, key=f"{name}-{actor.id}"))
            assert plain_answer(ask(books, actor, request, key=f"{name}-{actor.id}")) == expected, (name, actor)
            answered += "answer" in expected
    assert answered > len(actions) // 3
    again = valid_request("list-clients", member(Role.NURSE), standing_folder())
    for _ in range(2):  # the second time both say that it was done before
        expected = plain_answer(ask(plain, member(Role.NURSE), again, key="again"))
        assert plain_answer(ask(books, member(Role.NURSE), again, key="again")) == expected
    assert expected["repeated"]
    same_books(plain, books)
    rebuild(CENTRE, using=books.using)
    same_books(plain, books)
    assert chain.verify(CENTRE, using=books.using) == ()


def same_books(plain: DictionaryBooks, store: StoreBooks) -> None:
    """Folders, lists, searches and the trail are the same."""
    compliance = member(Role.COMPLIANCE)
    clients = sorted({client for _, client in plain.entries})
    for client in clients:
        with store.open(actor=compliance, clients=(client,)) as pages:
            assert pages.folder(client) == plain.folder_of(CENTRE, client)
            assert pages.erased(client) == ((CENTRE, client) in plain.erased_clients)
        assert store.traces(actor=compliance, client=client, limit=999) == plain.traces(
            actor=compliance, client=client, limit=999
        )
    for account, stay in ((None, None), ("therapist", None), (None, "enquiry"), ("nurse", "admitted")):
        expected = plain.lines(actor=compliance, member=account, stay=stay, limit=99)
        assert store.lines(actor=compliance, member=account, stay=stay, limit=99) == expected
    for words in ("ruth", "brandt walter", "sam", "none", "okafor none"):
        assert store.find(actor=compliance, words=words) == plain.find(actor=compliance, words=words)
    with store.open(actor=compliance, clients=()) as pages:
        assert pages.newest() == plain.trail[CENTRE][-1].at == AT
    assert chain.head(CENTRE, using=store.using).seq == len(plain.trail[CENTRE])
