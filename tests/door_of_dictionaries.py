"""The door in front of books of plain dictionaries, and a knocker: what the HTTP layer does, without a database."""

import datetime
import json
from typing import Any

import msgspec
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import URLResolver
from django.urls.resolvers import RegexPattern

from asking import desk
from dictionary_books import DictionaryBooks
from goldthread.api.door import Door, Health
from goldthread.api.views import addresses
from goldthread.terms import Role
from standing_folders import AT, CENTRE, CLIENT


class KnownAccount(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    centre: str = CENTRE
    roles: tuple[Role, ...]
    client: str | None = None


ACCOUNTS = {
    "token-therapist": KnownAccount(id="therapist", roles=(Role.THERAPIST,)),
    "token-ruth": KnownAccount(id="ruth", roles=(Role.CLIENT,), client=CLIENT),
    "token-two-roles": KnownAccount(id="supervisor", roles=(Role.SUPERVISOR, Role.THERAPIST)),
    "token-administrator": KnownAccount(id="administrator", roles=(Role.ADMINISTRATOR,)),
}
PASSWORD = "a long password"  # noqa: S105 - nobody's
WHOLE = Health(database=True, key=True, migrations=True)


class Knocker:
    """Sends requests to a door; `at` is the time of its clock."""

    def __init__(self, books: DictionaryBooks, *, health: Health = WHOLE) -> None:
        self.at = AT
        door = Door(
            books=books,
            desk=desk(),
            account_of=ACCOUNTS.get,
            signs_in=lambda account, login, password: (login, password) == (account.id, PASSWORD),
            health=lambda: health,
            now=lambda: self.at,
            troubles=(ConnectionError,),
        )
        self._urls = URLResolver(RegexPattern(r"^/"), addresses(door))
        self._requests = RequestFactory()

    def send(
        self,
        path: str,
        *,
        method: str = "POST",
        body: Any = None,
        by: str | None = None,
        query: str = "",
        **headers: str,
    ) -> HttpResponse:
        """The answer. `body` is JSON unless it is bytes; `by` whose token is sent."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if by is not None:
            sent["Authorization"] = f"Bearer token-{by}"
        kind = sent.pop("Content-Type", "application/json")
        request = self._requests.generic(
            method, f"{path}?{query}", raw, content_type=kind, headers={"Host": "localhost", **sent}
        )
        found = self._urls.resolve(path)
        answer: HttpResponse = found.func(request, *found.args, **found.kwargs)
        return answer

    def later(self, **by: int) -> None:
        """The clock goes on."""
        self.at += datetime.timedelta(**by)


def said(answer: HttpResponse) -> Any:
    """The JSON of an answer."""
    return json.loads(answer.content)


def code_of(answer: HttpResponse) -> str:
    """The code of the error that was answered."""
    code: str = said(answer)["error"]["code"]
    return code
