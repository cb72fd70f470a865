"""The door for programs, as the walk over all pages: everybody asks for every verb, and who may not is told so and no
more. What the practice decides is tried in `tests/practice`; here, that nothing gets lost or let in on the way."""

import base64
from typing import Any

import msgspec
import pytest

from door_of_dictionaries import ACCOUNTS, PASSWORD, Knocker, KnownAccount, code_of, said
from goldthread.api.answering import status_of
from goldthread.practice.actions import all_actions
from goldthread.practice.folder import Stay
from goldthread.practice.people import CLINICIANS, Actor
from goldthread.practice.permission_table import MAY, Case, Relation, relations_of, rows_of
from goldthread.terms import Role
from standing_folders import (
    CENTRE,
    CLIENT,
    KWAME,
    RUTH,
    STRANGER,
    WALTER,
    glass_breaker,
    member,
    outsider,
    standing_books,
)
from valid_requests import folder_needed, valid_request

HER_NAMES = (b"Ruth", b"Okafor", b"choir")
_KNOWN = {
    Relation.OWN: RUTH, Relation.ANOTHER: WALTER, Relation.GRANTED: KWAME, Relation.NOT_GRANTED: STRANGER,
}  # fmt: skip


def actor_of(role: Role, relation: Relation) -> Actor:
    if relation is Relation.OUTSIDE:
        return outsider(role)
    return glass_breaker(role) if relation is Relation.GLASS else _KNOWN.get(relation, member(role))


PEOPLE = {(role, relation): actor_of(role, relation) for role in Role for relation in relations_of(role)}


@pytest.fixture(autouse=True)
def _accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody has a token."""
    for actor in PEOPLE.values():
        account = KnownAccount(id=actor.id, roles=(actor.role,), client=actor.client)
        monkeypatch.setitem(ACCOUNTS, f"token-{actor.id}", account)


def moment_of(action: str) -> Case:
    """The first case in which anybody may do this: then nothing but a right is missing."""
    return next(row.case for row in rows_of(action) if row.answer == MAY)


def body_of(action: str, actor: Actor, how: dict[str, Any]) -> dict[str, Any]:
    folder = standing_books(**how).folder_of(CENTRE, CLIENT)
    assert folder is not None
    body: dict[str, Any] = msgspec.to_builtins(valid_request(action, actor, folder))
    body.pop("reauthenticated_at", None)  # which nobody says of themselves
    return body


@pytest.mark.parametrize("action", sorted(all_actions()))
def test_a_verb_is_done_for_who_may_and_refused_to_everybody_else(action: str) -> None:
    case, wrong, refused = moment_of(action), [], 0
    for row in rows_of(action):
        if row.case != case:
            continue
        actor = PEOPLE[row.role, row.relation]
        stay = case.stay or Stay.ADMITTED
        how: dict[str, Any] = {"stay": stay, "plan": case.state, "glass": row.relation is Relation.GLASS}
        needed = folder_needed(action, case.stay)
        how |= {name: value for name, value in needed.items() if name != "signed" or case.state is not None}
        door = Knocker(standing_books(**how))
        again = base64.b64encode(f"{actor.id}:{PASSWORD}".encode()).decode()
        answer = door.send(
            f"/actions/{action}", body=body_of(action, actor, how), by=actor.id, Goldthread_Sign_In=again
        )
        expected = (200, MAY) if row.answer == MAY else (int(status_of(row.answer)), row.answer)
        found = (answer.status_code, MAY if answer.status_code == 200 else code_of(answer))
        leaked = [each for each in HER_NAMES if found[1] != MAY and each in answer.content]
        refused += found[0] == 403
        if found != expected or leaked:
            wrong.append((row.role, row.relation, expected, found, leaked, said(answer).get("error")))
    assert wrong == []
    assert refused, "nobody was refused: this tries nothing"


def test_a_role_that_reaches_nobody_reaches_nobody_here() -> None:
    assert {Role.ADMINISTRATOR, Role.PARTNER} <= {role for role, _ in PEOPLE}
    assert len(PEOPLE) == 2 + 2 + 3 * len(CLINICIANS) + (len(Role) - 2 - len(CLINICIANS))
