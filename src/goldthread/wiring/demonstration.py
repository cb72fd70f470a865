"""The demonstration centre: staff, the twelve of the cast as clients, their records and plans, all through actions."""

import datetime
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from goldthread.case import Case, cast_names, cast_path, read_case
from goldthread.cli.exits import Exit
from goldthread.cli.stopping import Stopped
from goldthread.plan import State
from goldthread.practice.people import Actor
from goldthread.terms import Role
from goldthread.wiring.acting import do, now
from goldthread.wiring.commands.init import make_home, make_store
from goldthread.wiring.home import FILE, HOME
from goldthread.wiring.shown import PASSWORD_FILE, Shown, write_shown
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


def make_demonstration(home: Path, *, say_step: Callable[[str], None]) -> Demonstration:
    """The centre in the folder, whatever the environment says of other databases and keys. Raises Stopped."""
    for name in _ELSEWHERE:
        os.environ.pop(name, None)
    os.environ[HOME] = str(home)
    password = _password(home)
    make_home(home, database="", centre=CENTRE, name=_NAME, demonstration=True)
    make_store()
    with telling():
        accounts = _accounts(password)
        clients = []
        for number, name in enumerate(cast_names()):
            case = until_today(read_case(cast_path(name)).case, now().date())
            say_step(f"{number + 1:>2}/12 {case.record.client.name}")
            therapist, also = (("dana", "carlos"), ("emil", "pat"))[number // 6]
            clients.append(_client(case, password, accounts))
            _folder(case, therapist=therapist, team=(*_EVERYWHERE, also))
    made = Demonstration(
        home=str(home), centre=CENTRE, password_file=str(home / PASSWORD_FILE), accounts=(*_STAFF, *clients)
    )
    write_shown(home, made.accounts)
    return made


def until_today(case: Case, today: datetime.date) -> Case:
    """The case as if it had been told by today: where the cast's year has not come yet, all of its days but birthdays
    are moved back alike."""
    plain = msgspec.to_builtins(case, builtin_types=(datetime.date,))
    newest = max([case.on, *(fact.recorded_on for fact in case.record.facts)])
    back = newest - today
    return case if back <= datetime.timedelta(0) else msgspec.convert(_moved(plain, back), Case)


def _moved(value: Any, back: datetime.timedelta, field: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _moved(each, back, name) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_moved(each, back) for each in value]
    return value - back if isinstance(value, datetime.date) and field != "born" else value


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


def _accounts(password: str) -> set[str]:
    """The centre and its staff, as far as they are missing; the logins that there are."""
    from goldthread.practice.settings import Settings  # noqa: PLC0415 - Django is set up by now
    from goldthread.store.accounts import create_centre, members  # noqa: PLC0415
    from goldthread.store.opening import centres  # noqa: PLC0415

    if CENTRE not in centres():
        create_centre(centre=CENTRE, settings=Settings(name=_NAME))
    known = {member.login for member in members(centre=CENTRE)}
    for each in _STAFF:
        _account(each, password, known)
    return known


def _account(each: Shown, password: str, known: set[str], client: str | None = None) -> None:
    from goldthread.wiring.accounts import add_account, operator  # noqa: PLC0415

    if each.login not in known:
        add_account(
            by=operator(CENTRE), login=each.login, name=each.name, password=password, roles=(each.role,),
            client=client, member=each.login,
        )  # fmt: skip


def _client(case: Case, password: str, known: set[str]) -> Shown:
    person = case.record.client
    first_sentence = " ".join(case.story.split()).partition(". ")[0] + "."
    shown = _staff(person.name.split()[0].lower(), person.name, Role.CLIENT, first_sentence)
    _account(shown, password, known, client=person.id)
    return shown


def _actor(login: str, client: str | None = None) -> Actor:
    role = next((each.role for each in _STAFF if each.login == login), Role.CLIENT)
    return Actor(id=login, centre=CENTRE, role=role, client=client)


def _folder(case: Case, *, therapist: str, team: tuple[str, ...]) -> None:
    """The client's folder: record and draft, the team, and the plan as far on its way as in the cast."""
    from goldthread.wiring.bringing_in import bring_in  # noqa: PLC0415

    client, responsible = case.record.client.id, _actor(therapist)
    bring_in(case, actor=responsible, keep_id=True)  # whoever tries it finds the cast by name
    for login in team:
        asks = {"client": client, "member": login, "as_role": _actor(login).role, "reason": "demonstration"}
        do("grant-access", asks, actor=responsible, key=f"demo-team-{client}-{login}")
    if case.plan is not None and case.plan.state is not State.DRAFT:
        _agree(case, client=client, plan=case.plan.id, responsible=responsible)


def _agree(case: Case, *, client: str, plan: str, responsible: Actor) -> None:
    """Asked for, signed by both, and active. What stops a plan stops it here too: it then stays where it is."""
    asks = {
        "client": client,
        "plan": plan,
        "of": {client: "client", responsible.id: "author"},
        "cause": "The first plan.",
    }
    about = {"client": client, "plan": plan, "version": 1}
    own = _actor(case.record.client.name.split()[0].lower(), client)
    signing = {**about, "kind": "typed", "reauthenticated_at": now()}
    steps: tuple[tuple[str, dict[str, Any], Actor], ...] = (
        ("ask-for-signatures", asks, responsible),
        ("sign", {**signing, "capacity": "client", "name": case.record.client.name}, own),
        ("sign", {**signing, "capacity": "author", "name": responsible.id}, responsible),
        ("activate", about, responsible),
    )
    for number, (action, fields, actor) in enumerate(steps):
        try:
            do(action, fields, actor=actor, key=f"demo-plan-{plan}-{number}")
        except Stopped:
            return
