"""Acting from a page: the same one way as everybody else. Refusals become pages in `turned_away`."""

import hashlib
import re
from functools import cache
from typing import TypeVar

import msgspec
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core.exceptions import ReauthenticationRequired
from django.core.exceptions import BadRequest
from django.http import HttpRequest

from goldthread.practice.action import Action, Request
from goldthread.practice.actions import all_actions
from goldthread.practice.people import Actor
from goldthread.practice.perform import Done, perform
from goldthread.practice.refusing import Refusal
from goldthread.terms import ItemId, Role
from goldthread.web.door import Member, door
from goldthread.web.models import Account

ONCE = "once"
ROLE = "role"
_Asked = TypeVar("_Asked", bound=Request)
_KEY = re.compile(r"[\w-]{16,64}", re.ASCII)


class TurnedAway(Exception):
    """Raised by `must`: the refusal becomes the page."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def member_of(request: HttpRequest) -> Member | None:
    """Who is signed in, as the store knows them now; None where nobody is."""
    account = request.user
    return account.known.member if isinstance(account, Account) and account.known is not None else None


def actor_of(request: HttpRequest) -> Actor:
    """Who is signed in, in the role that they chose, else in their first. Only for pages that need a sign-in."""
    member = member_of(request)
    if member is None:
        raise LookupError("nobody is signed in")
    chosen = request.session.get(ROLE)
    role = Role(chosen) if chosen in member.roles else member.roles[0]
    return Actor(id=member.id, centre=member.centre, role=role, client=member.client if role is Role.CLIENT else None)


@cache
def _actions() -> dict[type[Request], Action]:
    return {action.request: action for action in all_actions().values()}


def ask(request: HttpRequest, asked: Request, *, key: str | None = None, actor: Actor | None = None) -> Done | Refusal:
    """Ask for an action as who is signed in, or as the `actor` who comes through a one-time link. What writes needs a
    key, so that a form that is sent twice is done once: of `{% once %}` in the form, or given. Raises BadRequest
    without one and for values that no request may hold, and the errors of the store."""
    action = _actions()[type(asked)]
    try:  # a Struct that was made of what was sent has not looked at it yet
        asked = msgspec.convert(msgspec.to_builtins(asked), action.request)
    except msgspec.ValidationError as error:
        raise BadRequest("The form holds what it cannot hold.") from error
    if action.writes:
        key = f"{key or _key_of(request)}:{action.name}"
    here = door()
    return perform(
        action=action,
        request=asked,
        actor=actor or actor_of(request),
        at=here.now,
        books=here.books,
        desk=here.desk,
        key=key,
    )


def must(request: HttpRequest, asked: Request, *, key: str | None = None) -> Done:
    """Likewise, where a refusal has no better place than a page of its own. Raises TurnedAway."""
    done = ask(request, asked, key=key)
    if isinstance(done, Refusal):
        raise TurnedAway(done)
    return done


def _key_of(request: HttpRequest) -> str:
    key = request.POST.get(ONCE, "")
    if not _KEY.fullmatch(key):
        raise BadRequest("The form came without its key.")
    return key


def number_sent(request: HttpRequest, name: str, missing: str = "") -> int:
    """A whole number of the form: of a version, of a revision that was seen. Raises BadRequest for what is none, and
    for one that is longer than any of these ever gets."""
    typed = request.POST.get(name, missing)
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise BadRequest(f"The form came without its {name}.")
    return int(typed)


def new_id(request: HttpRequest, kind: str) -> ItemId:
    """The id of the new thing of that `kind` ("fact", "goal-2") that the form makes: drawn from the form's key,
    so that a form that is sent twice asks twice for the same. Raises BadRequest for a form without its key."""
    return "n-" + hashlib.sha256(f"{kind}:{_key_of(request)}".encode()).hexdigest()[:20]


def shown_again(request: HttpRequest) -> None:
    """Somebody has shown once more who they are, a few minutes ago at most. Else they are asked to, and the form that
    they sent goes on by itself afterwards."""
    if not did_recently_reauthenticate(request):
        raise ReauthenticationRequired


def signed_again(request: HttpRequest, asked: _Asked) -> _Asked:
    """The request as of somebody who has shown once more who they are, a few minutes ago at most. Else they are asked
    to, and the form that they sent goes on by itself afterwards: for `sign`, `countersign`."""
    shown_again(request)
    return msgspec.structs.replace(asked, reauthenticated_at=door().now())
