"""The demonstration centre: staff, the twelve of the cast and some newcomers as clients, and half a year with them, all
through actions."""

import datetime
import os
import secrets
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import msgspec

from goldthread.case import Case, cast_names, cast_path, read_case
from goldthread.cli.exits import Exit
from goldthread.cli.stopping import Stopped
from goldthread.practice.people import Actor
from goldthread.terms import Role
from goldthread.wiring.acting import now
from goldthread.wiring.commands.init import make_home, make_store
from goldthread.wiring.home import FILE, HOME
from goldthread.wiring.past import Moment, agreed, arrival, in_order, moved, newcomers, told
from goldthread.wiring.past_steps import Steps
from goldthread.wiring.shown import PASSWORD_FILE, Shown, read_shown, write_shown
from goldthread.wiring.standing import telling

CENTRE = "harbour"
_NAME = "Harbour House (demonstration)"
_ELSEWHERE = ("GOLDTHREAD_DATABASE_URL", "GOLDTHREAD_KEY", "GOLDTHREAD_KEY_COMMAND", "GOLDTHREAD_KEY_FILE",
              "GOLDTHREAD_CENTRE")  # fmt: skip


class Demonstration(msgspec.Struct, frozen=True, kw_only=True):
    """What was made, or was there already."""

    home: str
    centre: str
    password_file: str
    accounts: tuple[Shown, ...]


def _staff(login: str, name: str, role: Role, story: str) -> Shown:
    return Shown(login=login, name=name, role=role, story=story)


# Two teams, so that it can be seen what the other team does not see.
_STAFF = (
    _staff("admin", "Ada Lindqvist", Role.ADMINISTRATOR, "looks after accounts and sees no clinical word"),
    _staff("ines", "Ines Whitfield", Role.INTAKE, "takes enquiries; her access ends when treatment begins"),
    _staff("dana", "Dana Ruiz", Role.THERAPIST, "answers for the first six clients, and sees no other"),
    _staff("emil", "Emil Sorensen", Role.THERAPIST, "answers for the other six, and sees none of Dana's"),
    _staff("priya", "Priya Raman", Role.PRESCRIBER, "is on every team"),
    _staff("noor", "Noor Haddad", Role.NURSE, "is on every team"),
    _staff("carlos", "Carlos Mendes", Role.CASE_MANAGER, "is on Dana's teams"),
    _staff("pat", "Pat Oduya", Role.PEER_SPECIALIST, "is on Emil's teams"),
    _staff("sam", "Sam Bergstrom", Role.SUPERVISOR, "is on every team, signs where an alternative is needed"),
    _staff("cora", "Cora Mbeki", Role.COMPLIANCE, "reads trails and plans of the whole centre; exports, joins, erases"),
)
_EVERYWHERE = ("priya", "noor", "sam")
_BEFORE = datetime.timedelta(days=200)  # the accounts are older than all that was done with them
_DAY_FILE = "demo-day"


def make_demonstration(home: Path, *, say_step: Callable[[str], None]) -> Demonstration:
    """The centre in the folder, whatever the environment says of other databases and keys. Raises Stopped."""
    for name in _ELSEWHERE:
        os.environ.pop(name, None)
    os.environ[HOME] = str(home)
    password = _password(home)
    make_home(home, database="", centre=CENTRE, name=_NAME, demonstration=True)
    make_store()
    today = _day(home)
    with telling():
        accounts = _accounts(password, today)
        cases = [moved(read_case(cast_path(name)).case, today, told(name).weeks) for name in cast_names()]
        clients = [_client(case, password, accounts, today) for case in cases]
        clients += [_newcomer(name, password, accounts, today) for name in newcomers() if told(name).story]
        if not read_shown(home):
            _live_through(cases, today, say_step)
    made = Demonstration(
        home=str(home), centre=CENTRE, password_file=str(home / PASSWORD_FILE), accounts=(*_STAFF, *clients)
    )
    write_shown(home, made.accounts)
    return made


def _day(home: Path) -> datetime.date:
    """The day on which the demonstration was begun, in UTC: its past is told from there, and is not told twice."""
    path = home / _DAY_FILE
    if not path.exists():
        path.write_text(f"{now().date()}\n")
    return datetime.date.fromisoformat(path.read_text().strip())


def _live_through(cases: list[Case], today: datetime.date, say_step: Callable[[str], None]) -> None:
    """Half a year, in its order. What stopped half-way goes on: all up to the newest line of the trail was done."""
    moments = list(chain.from_iterable(_past_of(number, case, today) for number, case in enumerate(cases)))
    for name in newcomers():
        moments += Steps(client=name, plan=f"plan-{name}", own=_own(told(name).client["name"], name), actor=_actor).of(
            told(name), person=told(name).client
        )
    done = _done_until()
    say_step(f"Living through half a year: {len(moments)} things that were done.")
    for at, do_it in in_order(moments, today):
        if at > done:
            do_it(at)


def _past_of(number: int, case: Case, today: datetime.date) -> Iterator[Moment]:
    """What happened with one of the cast."""
    client = case.record.client
    therapist, also = (("dana", "carlos"), ("emil", "pat"))[number // 6]
    by, own, past = _actor(therapist), _own(client.name, client.id), told(client.id)
    team = [_actor(login) for login in (*_EVERYWHERE, also)]
    yield from arrival(case, today=today, by=by, intake=_actor("ines"), team=team)
    if past.signed:
        yield from agreed(case, today=today, by=by, own=own)
    yield from Steps(client=client.id, plan=f"plan-{client.id}", own=own, actor=_actor).of(past)


def _done_until() -> datetime.datetime:
    """When the newest line of the trail was written, but for accounts."""
    from goldthread.store.books import StoreBooks  # noqa: PLC0415 - Django is set up by now

    with StoreBooks().open(actor=_actor("cora"), clients=()) as pages:
        newest = pages.newest()
    return newest or datetime.datetime.min.replace(tzinfo=datetime.UTC)


def _password(home: Path) -> str:
    """One password for all, drawn once: a demonstration is not to be opened by whoever has read a document."""
    path = home / PASSWORD_FILE
    if path.exists():
        return path.read_text().strip()
    if (home / FILE).exists():
        message, fix = f"{home} is the home of a centre.", "Name another folder for the demonstration."
        raise Stopped(message, code="another-home", exit_=Exit.USAGE, fix=fix)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    password = secrets.token_urlsafe(12)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(password + "\n")
    return password


def _accounts(password: str, today: datetime.date) -> set[str]:
    """The centre and its staff, as far as they are missing; the logins that there are."""
    from goldthread.practice.settings import Settings  # noqa: PLC0415 - Django is set up by now
    from goldthread.store.accounts import create_centre, members  # noqa: PLC0415
    from goldthread.store.opening import centres  # noqa: PLC0415

    if CENTRE not in centres():
        create_centre(centre=CENTRE, settings=Settings(name=_NAME))
    known = {member.login for member in members(centre=CENTRE)}
    for each in _STAFF:
        _account(each, password, known, today)
    return known


def _account(each: Shown, password: str, known: set[str], today: datetime.date, client: str | None = None) -> None:
    from goldthread.wiring.accounts import add_account, operator  # noqa: PLC0415

    if each.login not in known:
        opened = datetime.datetime.combine(today - _BEFORE, datetime.time(8, tzinfo=datetime.UTC))
        add_account(
            by=operator(CENTRE), login=each.login, name=each.name, password=password, roles=(each.role,),
            client=client, member=each.login, at=opened,
        )  # fmt: skip


def _client(case: Case, password: str, known: set[str], today: datetime.date) -> Shown:
    person = case.record.client
    first_sentence = " ".join(case.story.split()).partition(". ")[0] + "."
    shown = _staff(_login(person.name), person.name, Role.CLIENT, first_sentence)
    _account(shown, password, known, today, client=person.id)
    return shown


def _newcomer(client: str, password: str, known: set[str], today: datetime.date) -> Shown:
    name = told(client).client["name"]
    shown = _staff(_login(name), name, Role.CLIENT, told(client).story)
    _account(shown, password, known, today, client=client)
    return shown


def _login(name: str) -> str:
    return name.split(maxsplit=1)[0].lower()


def _own(name: str, client: str) -> Actor:
    return Actor(id=_login(name), centre=CENTRE, role=Role.CLIENT, client=client)


def _actor(login: str) -> Actor:
    return Actor(id=login, centre=CENTRE, role=next(each.role for each in _STAFF if each.login == login))
