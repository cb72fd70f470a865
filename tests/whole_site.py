"""The whole server in this process, before a real database: pages and the door for programs, asked by Django's own test
client. Nothing of a browser is tried here, everything else is: the walk over all addresses and the hostile crawler.

Three centres with the same members: `harbour` (her plan waits for signatures), `harbour-draft` (it is a draft) and
`elsewhere` (it has no folder of hers). Members have no password here, so signing in costs no second; what needs one
is in the journeys of browsers.
"""

import datetime
import shutil
from functools import cache
from typing import Any

import msgspec
from django.conf import settings
from django.core import mail
from django.test import Client
from django.test.utils import setup_test_environment

from asking import ask
from goldthread.plan import State
from goldthread.practice.actions.record_disagreement import RecordDisagreement
from goldthread.practice.ledger_text import read_entry
from goldthread.practice.people import CLINICIANS, Actor
from goldthread.practice.perform import Done
from goldthread.practice.ports import Trace
from goldthread.practice.settings import Settings
from goldthread.terms import Role
from real_databases import _sqlite_template, set_up
from standing_folders import CENTRE, CLIENT, KWAME, NEIGHBOUR, PLAN, RUTH, STRANGER, WALTER, member, outsider
from standing_folders import standing_books as books_of

DRAFTING, ELSEWHERE = "harbour-draft", "elsewhere"
DISAGREEMENT = "seen-differently"
HER_NAMES = ("Ruth", "Okafor")  # what nobody reads who may not
SECRET = "the heron stands on one leg"  # noqa: S105 - nobody's; of those who have one
STAFF = tuple(role for role in Role if role not in {Role.CLIENT, Role.SUPPORTER})


class Visitor(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody at the server. `actor` None: a stranger who has not signed in."""

    name: str
    actor: Actor | None


def _visitors() -> tuple[Visitor, ...]:
    people = {
        "client": RUTH, "another client": WALTER, "supporter": KWAME, "supporter not let in": STRANGER,
        **{role.value: member(role) for role in STAFF},
        **{f"{role.value} outside the team": outsider(role) for role in CLINICIANS},
    }  # fmt: skip
    far = {
        f"{name} of another centre": msgspec.structs.replace(people[name], centre=ELSEWHERE)
        for name in ("client", "supporter", "therapist", "supervisor", "compliance")
    }
    known = tuple(Visitor(name=name, actor=actor) for name, actor in {**people, **far}.items())
    return (Visitor(name="stranger", actor=None), *known)


VISITORS = _visitors()
NAMED = {each.name: each for each in VISITORS}


@cache
def site() -> None:
    """Set the server up, once in a process: the tables, the files that pages load, the centres."""
    home = set_up()
    database = settings.DATABASES["default"]["NAME"]
    shutil.copy(_sqlite_template(), database)
    from goldthread.wiring.static_files import gather  # noqa: PLC0415 - Django is set up by now

    gather()
    if not hasattr(mail, "outbox"):  # other tests of this process may have set it up
        setup_test_environment()
    settings.GOLDTHREAD_SECOND_STEP = ()  # asked for in a test of its own
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    assert str(database).startswith(str(home))
    for centre, state in ((CENTRE, State.PROPOSED), (DRAFTING, State.DRAFT), (ELSEWHERE, None)):
        _make(centre, state)


def _make(centre: str, state: State | None) -> None:
    from goldthread.store.accounts import create_centre  # noqa: PLC0415 - Django is set up by now

    create_centre(centre=centre, settings=Settings(name=f"House of {centre}"))
    for visitor in VISITORS:
        # The visitors of another centre are called as those of the first, and every centre has them all.
        if visitor.actor is not None and visitor.actor.centre == CENTRE:
            _member(centre, visitor)
    if state is None:
        return
    for (_, client), written in books_of(plan=state).entries.items():
        if client in (CLIENT, NEIGHBOUR):  # her second folder has her name: who takes enquiries may read it there
            _folder(centre, client, tuple(read_entry(each) for each in written))
    _disagree(centre)


def _member(centre: str, visitor: Visitor) -> None:
    from goldthread.store.accounts import create_member  # noqa: PLC0415 - Django is set up by now

    actor = visitor.actor
    assert actor is not None
    create_member(
        centre=centre, member=actor.id, name=f"Holder {visitor.name}", login=actor.id, password="",
        roles=(actor.role,), client=actor.client,
    )  # fmt: skip


def _folder(centre: str, client: str, entries: tuple[Any, ...]) -> None:
    from goldthread.store.opening import within  # noqa: PLC0415 - Django is set up by now
    from goldthread.store.pages import StorePages  # noqa: PLC0415 - likewise

    intake = msgspec.structs.replace(member(Role.INTAKE), centre=centre)
    with within(centre, using="default") as cursor:
        pages = StorePages(cursor, intake, (client,))
        pages.add(client, entries)
        at = max(each.at for each in entries)
        pages.trace(Trace(at=at, member=intake.id, role=intake.role, action="import-record", client=client))
        pages.close()


def _disagree(centre: str) -> None:
    """She sees something differently, and waits for an answer."""
    from goldthread.store.books import StoreBooks  # noqa: PLC0415 - Django is set up by now

    words = RecordDisagreement(
        client=CLIENT, plan=PLAN, disagreement=DISAGREEMENT, about=_a_goal(), words="I see this otherwise."
    )
    actor = msgspec.structs.replace(RUTH, centre=centre)
    done = ask(StoreBooks(), actor, words, at=datetime.datetime.now(datetime.UTC), key=f"first-{centre}")
    assert isinstance(done, Done), done


@cache
def _a_goal() -> str:
    plan = books_of(plan=State.DRAFT).folder_of(CENTRE, CLIENT)
    assert plan is not None
    return plan.plans[PLAN].plan.goals[0].id


@cache
def item_of(collection: str) -> str:
    """The id of the first item of her plan in a collection."""
    folder = books_of(plan=State.DRAFT).folder_of(CENTRE, CLIENT)
    assert folder is not None
    item: str = getattr(folder.plans[PLAN].plan, collection)[0].id
    return item


def browser_of(visitor: Visitor, *, centre: str = "", csrf: bool = False) -> Client:
    """A browser without scripts in which that visitor has signed in. `centre`: the centre of the same name elsewhere;
    `csrf`: forms need their token, as they do for everybody outside of tests."""
    from goldthread.web.models import Account  # noqa: PLC0415 - Django is set up by now

    site()
    browser = Client(enforce_csrf_checks=csrf, raise_request_exception=False)
    if visitor.actor is not None:
        account = Account.objects.get_or_create(id=f"{centre or visitor.actor.centre}/{visitor.actor.id}")[0]
        browser.force_login(account)
    return browser


__all__ = [
    "CENTRE", "CLIENT", "DISAGREEMENT", "DRAFTING", "ELSEWHERE", "HER_NAMES", "NAMED", "NEIGHBOUR", "PLAN", "SECRET",
    "STAFF", "VISITORS", "Visitor", "browser_of", "item_of", "site",
]  # fmt: skip
