"""The door for programs before the real store: nobody of another centre reaches a folder, whatever they ask."""

import logging
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from django.test import Client

from goldthread.practice.actions import all_actions
from goldthread.practice.folder import Stay
from goldthread.practice.permissions import PERMISSIONS, Reach
from goldthread.terms import Role
from standing_folders import CENTRE, CLIENT, standing_books
from valid_requests import folder_needed, valid_request
from whole_site import ELSEWHERE, NAMED, site

FAR = ("client", "supporter", "therapist", "supervisor", "compliance")


@pytest.fixture(scope="module", autouse=True)
def _site() -> Iterator[None]:
    site()
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def about_a_folder(action: str) -> bool:
    return "client" in all_actions()[action].request.__struct_fields__ and action != "take-enquiry"


@pytest.mark.parametrize("who", FAR)
def test_nobody_of_another_centre_reaches_a_folder_by_any_verb(who: str) -> None:
    from goldthread.store.accounts import issue_token  # noqa: PLC0415 - Django is set up by now

    actor = NAMED[who].actor
    assert actor is not None
    token = issue_token(centre=ELSEWHERE, member=actor.id, until=None)
    door, wrong = Client(raise_request_exception=False), []
    for action in filter(about_a_folder, all_actions()):
        needed = {"joined": folder_needed(action, Stay.ADMITTED).get("joined", False)}
        folder = standing_books(**needed).folder_of(CENTRE, CLIENT)
        assert folder is not None
        body: dict[str, Any] = msgspec.to_builtins(valid_request(action, actor, folder))
        body.pop("reauthenticated_at", None)
        answer: Any = door.post(
            f"/actions/{action}", msgspec.json.encode(body), content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        )  # fmt: skip
        # Who reaches all folders of their centre is told that there is none; everybody else, that it is not theirs.
        everywhere = PERMISSIONS[action].get(actor.role) in (Reach.CENTRE, Reach.OUTSIDE)
        if answer.status_code not in ((403, 404) if everywhere else (403,)) or b"Okafor" in answer.content:
            wrong.append((action, answer.status_code, answer.content[:200]))
    assert wrong == []


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.COMPLIANCE])
def test_a_search_finds_nobody_of_another_centre(role: Role) -> None:
    from goldthread.store.accounts import issue_token  # noqa: PLC0415 - Django is set up by now

    for centre, found in ((CENTRE, True), (ELSEWHERE, False)):
        token = issue_token(centre=centre, member=role.value, until=None)
        answer = Client().post(
            "/actions/find-client", b'{"words": "Ruth"}', content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        )  # fmt: skip
        assert (b"Okafor" in answer.content) is found
