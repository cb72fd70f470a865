"""A centre that faults are tried on: a home, accounts with tokens, four of the cast with plans. All through actions."""

import datetime
import os
import secrets
import struct
import tempfile
import zlib
from pathlib import Path
from typing import Any

import msgspec

from goldthread.case import Case, cast_names, cast_path, read_case
from goldthread.plan import Plan
from goldthread.practice.agreement import item_hashes
from goldthread.practice.people import Actor
from goldthread.terms import Role
from goldthread.wiring.acting import do
from goldthread.wiring.bringing_in import bring_in
from goldthread.wiring.commands.init import make_home, make_store
from goldthread.wiring.past import moved

CENTRE = "harbour"
PASSWORD = secrets.token_urlsafe(12)
STAFF = {"dana": Role.THERAPIST, "noor": Role.NURSE, "priya": Role.PRESCRIBER, "sam": Role.SUPERVISOR,
         "emil": Role.COUNSELOR, "ines": Role.INTAKE, "ada": Role.ADMINISTRATOR, "cora": Role.COMPLIANCE}  # fmt: skip
_TEAM = ("noor", "priya", "sam")
_CAPACITY = {"dana": "author", "noor": "team", "priya": "team", "sam": "supervisor"}


class Stand(msgspec.Struct, frozen=True):
    """A client with a plan: the account that is the client's own, and the plan as it was drafted."""

    client: str
    login: str
    plan: Plan


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """The centre as it was made: tokens by login, clients whose plans are drafts, clients who are asked to sign."""

    home: Path
    tokens: dict[str, str]
    drafts: tuple[Stand, ...]
    proposed: tuple[Stand, ...]

    def signatures(self) -> list[dict[str, Any]]:
        """Every signature of one item that is asked for; each can be given once. `login` says whose it is."""
        return [
            {"login": login, "client": stand.client, "plan": stand.plan.id, "version": 1, "capacity": capacity,
             "items": [item], "kind": "drawn", "picture": PICTURE, "picture_type": "image/png"}
            for stand in self.proposed
            for item in sorted(item_hashes(stand.plan))
            for login, capacity in ((stand.login, "client"), *_CAPACITY.items())
        ]  # fmt: skip


def new_home() -> Path:
    """A folder of its own, and an environment that names no other."""
    for name in [each for each in os.environ if each.startswith(("GOLDTHREAD_", "DJANGO_"))]:
        del os.environ[name]
    home = Path(tempfile.mkdtemp(prefix="goldthread-faults-")) / "home"
    os.environ["GOLDTHREAD_HOME"] = str(home)
    return home


def make_stage(home: Path, *, database: str = "") -> Stage:
    """The centre in the home, in SQLite or the PostgreSQL database at the address."""
    make_home(home, database=database, centre=CENTRE, name="Harbour House")
    make_store()
    from goldthread.practice.settings import Settings  # noqa: PLC0415 - Django is set up by now
    from goldthread.store.accounts import create_centre  # noqa: PLC0415

    create_centre(centre=CENTRE, settings=Settings(name="Harbour House"))
    tokens = {login: _account(login, role) for login, role in STAFF.items()}
    today = datetime.datetime.now(datetime.UTC).date()
    cases = [moved(read_case(cast_path(name)).case, today, 1) for name in cast_names()[:4]]
    stands = [_stand(case, tokens) for case in cases]
    for stand in stands[2:]:
        _ask(stand)
    return Stage(home=home, tokens=tokens, drafts=tuple(stands[:2]), proposed=tuple(stands[2:]))


def actor(login: str) -> Actor:
    """A member of staff."""
    return Actor(id=login, centre=CENTRE, role=STAFF[login])


def _account(login: str, role: Role, client: str | None = None) -> str:
    from goldthread.store.accounts import create_member, issue_token  # noqa: PLC0415

    create_member(
        centre=CENTRE, member=login, name=login.title(), login=login, password=PASSWORD, roles=(role,), client=client
    )
    return issue_token(centre=CENTRE, member=login)


def _stand(case: Case, tokens: dict[str, str]) -> Stand:
    assert case.plan is not None
    bring_in(case, actor=actor("dana"), keep_id=True)
    client, login = case.record.client.id, case.record.client.name.split()[0].lower()
    for each in _TEAM:
        asks = {"client": client, "member": each, "as_role": STAFF[each], "reason": "on the team"}
        do("grant-access", asks, actor=actor("dana"))
    tokens[login] = _account(login, Role.CLIENT, client)
    view = do("open-plan", {"client": client, "plan": case.plan.id}, actor=actor("dana")).shown
    return Stand(client, login, view.plan)


def _ask(stand: Stand) -> None:
    of = {stand.client: "client", **_CAPACITY}
    do("ask-for-signatures", {"client": stand.client, "plan": stand.plan.id, "of": of}, actor=actor("dana"))


def png_chunk(name: bytes, body: bytes) -> bytes:
    """A part of a picture in PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _png() -> bytes:
    header = struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", zlib.compress(bytes(6)))
        + png_chunk(b"IEND", b"")
    )


PICTURE = _png()
