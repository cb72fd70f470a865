"""Asking, signing and declining in the standing books: what the tests of agreement say again and again."""

import datetime
import struct
import zlib
from typing import Any

from dictionary_books import DictionaryBooks
from goldthread.plan import State
from goldthread.plan.operations import ChangeField
from goldthread.practice.action import Request
from goldthread.practice.actions import ask_for_signatures, countersign, decline_to_sign, log_signature_try, sign
from goldthread.practice.desk import open_desk
from goldthread.practice.entries import PlanChanged, PlanMoved
from goldthread.practice.folder import PlanFile
from goldthread.practice.ledger_text import write_entry
from goldthread.practice.people import Actor
from goldthread.practice.perform import Done, perform
from goldthread.practice.refusing import Refusal
from goldthread.terms import Role
from standing_folders import AT, CENTRE, CLIENT, PLAN, member

DESK = open_desk()
THERAPIST, NURSE = member(Role.THERAPIST), member(Role.NURSE)
SUPERVISOR, PRESCRIBER = member(Role.SUPERVISOR), member(Role.PRESCRIBER)
ACTIONS = {
    module.ACTION.request: module.ACTION
    for module in (ask_for_signatures, sign, decline_to_sign, log_signature_try, countersign)
}
BOTH: dict[str, Any] = {CLIENT: "client", "therapist": "author"}


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int = 2, height: int = 2) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0\0\0" * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 20 + b"\xff\xd9"


def do(books: DictionaryBooks, actor: Actor, request: Request, at: datetime.datetime = AT) -> Done | Refusal:
    return perform(action=ACTIONS[type(request)], request=request, actor=actor, at=at, books=books, desk=DESK)


def done(books: DictionaryBooks, actor: Actor, request: Request, at: datetime.datetime = AT) -> dict[str, Any]:
    answer = do(books, actor, request, at)
    assert isinstance(answer, Done), answer
    return answer.answer


def refused(books: DictionaryBooks, actor: Actor, request: Request, at: datetime.datetime = AT) -> str:
    before = len(books.entries[CENTRE, CLIENT])
    answer = do(books, actor, request, at)
    assert isinstance(answer, Refusal), answer
    assert answer.fix
    assert len(books.entries[CENTRE, CLIENT]) == before
    return answer.code


def plan_file(books: DictionaryBooks) -> PlanFile:
    folder = books.folder_of(CENTRE, CLIENT)
    assert folder is not None
    return folder.plans[PLAN]


def asking(of: Any = BOTH, **more: Any) -> ask_for_signatures.AskForSignatures:
    return ask_for_signatures.AskForSignatures(client=CLIENT, plan=PLAN, of=of, **more)


def typed(capacity: Any = "client", **more: Any) -> sign.Sign:
    fields: dict[str, Any] = {"version": 1, "kind": "typed", "name": "Their name", "reauthenticated_at": AT, **more}
    return sign.Sign(client=CLIENT, plan=PLAN, capacity=capacity, **fields)


def signing(**fields: Any) -> sign.Sign:
    return sign.Sign(client=CLIENT, plan=PLAN, version=1, **fields)


def declining(**fields: Any) -> decline_to_sign.DeclineToSign:
    return decline_to_sign.DeclineToSign(**{"client": CLIENT, "plan": PLAN, "version": 1, **fields})


def countersigning(**fields: Any) -> countersign.Countersign:
    given: dict[str, Any] = {"version": 1, "kind": "typed", "name": "Their name", "reauthenticated_at": AT, **fields}
    return countersign.Countersign(client=CLIENT, plan=PLAN, **given)


def revise(books: DictionaryBooks, **changes: Any) -> str:
    """The proposed plan goes back to a draft, and one goal is changed by the nurse."""
    file = plan_file(books)
    goal = file.plan.goals[0]
    by: dict[str, Any] = {"at": AT, "by": "nurse", "role": Role.NURSE}
    revision = file.revision + 1
    entries: list[PlanMoved | PlanChanged] = []
    if file.plan.state is State.PROPOSED:
        entries.append(PlanMoved(**by, plan=PLAN, revision=revision, verb="take back"))
        revision += 1
    operations = tuple(
        ChangeField(collection="goals", id=goal.id, field=field, before=getattr(goal, field), after=value)
        for field, value in changes.items()
    )
    entries.append(PlanChanged(**by, plan=PLAN, revision=revision, operations=operations))
    books.entries[CENTRE, CLIENT] += [write_entry(entry) for entry in entries]
    return goal.id
