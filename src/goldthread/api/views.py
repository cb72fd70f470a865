"""The addresses of the door: every action at its name, and the health of the server."""

import logging
import time
import traceback
import uuid
from collections.abc import Callable
from functools import partial
from http import HTTPStatus

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt

from goldthread.api import answering, asking
from goldthread.api.answering import TurnedAway
from goldthread.api.door import Door
from goldthread.api.tries import FailedTries
from goldthread.practice.actions import action_named
from goldthread.practice.perform import perform
from goldthread.practice.refusing import Refusal
from goldthread.terms import Role

_log = logging.getLogger("goldthread.api")


def addresses(door: Door) -> list[URLPattern]:
    """The addresses, for Django."""
    tries = FailedTries()
    return [
        path("actions/<slug:name>", _view(partial(_act, door=door, tries=tries), "POST", door), name="action"),
        path("health", _view(partial(_health, door=door, tries=tries), "GET", door), name="health"),
    ]


def _act(request: HttpRequest, *, door: Door, tries: FailedTries, name: str) -> HttpResponse:
    account = asking.account_of(request, door, tries)
    action = action_named(name)
    if action is None:
        message = "There is no such action."
        raise TurnedAway(HTTPStatus.NOT_FOUND, "no-such-action", message, fix="See docs/reference/actions.md.")
    actor = asking.acting(account, request.headers.get("Goldthread-Role"))
    key = asking.key_of(request)
    asked = asking.read_body(asking.body_of(request), action.request)
    asked = asking.signed_again(request, asked, account, door, tries)
    done = perform(action=action, request=asked, actor=actor, at=door.now, books=door.books, desk=door.desk, key=key)
    return answering.refused(done) if isinstance(done, Refusal) else answering.answer(done)


def _health(request: HttpRequest, *, door: Door, tries: FailedTries) -> HttpResponse:
    """Strangers learn whether it works; an administrator learns which part does not."""
    health = door.health()
    status = HTTPStatus.OK if health.whole else HTTPStatus.SERVICE_UNAVAILABLE
    said: dict[str, object] = {"status": "ok" if health.whole else "trouble"}
    asks = "Authorization" in request.headers and health.database
    if asks and Role.ADMINISTRATOR in asking.account_of(request, door, tries).roles:
        said["parts"] = health
    return answering.answer(said, status=status)


def _view(work: Callable[..., HttpResponse], method: str, door: Door) -> Callable[..., HttpResponse]:
    """The work as a view: what is raised becomes an answer, and a line without words about a person is logged."""

    def view(request: HttpRequest, name: str = "") -> HttpResponse:
        began = time.monotonic()
        response = _answered(work, request, name, method, door)
        known = name if name and action_named(name) is not None else "health" if not name else "-"
        _log.info("%s %d %.0f ms", known, response.status_code, (time.monotonic() - began) * 1000)
        return response

    return csrf_exempt(view)  # a token is sent by a program on purpose; no browser adds it by itself


def _answered(
    work: Callable[..., HttpResponse], request: HttpRequest, name: str, method: str, door: Door
) -> HttpResponse:
    try:
        if not _called_rightly(request):
            raise TurnedAway(HTTPStatus.BAD_REQUEST, "wrong-host", "This server is not called so.", fix=_HOSTS)
        if request.method != method:
            message = f"This address answers {method} alone."
            headers = {"Allow": method}
            raise TurnedAway(HTTPStatus.METHOD_NOT_ALLOWED, "wrong-method", message, headers=headers)
        return work(request, name=name) if name else work(request)
    except TurnedAway as error:
        return answering.turned_away(error)
    except door.troubles as trouble:
        return _store_trouble(trouble)
    except Exception as bug:  # loud in the log, but without the bug's own words, which may be a person's
        return _bug(bug)


def _store_trouble(trouble: Exception) -> HttpResponse:
    """Who runs the server reads in the log what has happened and what to do; who asked learns its code alone, because
    the rest may name files of the machine."""
    code = getattr(trouble, "code", type(trouble).__name__)
    _log.error("store trouble %s: %s %s", code, getattr(trouble, "message", ""), getattr(trouble, "fix", ""))
    message = "The books cannot be used now; this is not known to be done."
    fix = "Send the same request again, with the same key: it is then done once."
    status, details = HTTPStatus.SERVICE_UNAVAILABLE, {"trouble": code}
    return answering.turned_away(TurnedAway(status, "store-trouble", message, fix=fix, details=details))


_HOSTS = "Who runs the server names it in GOLDTHREAD_HOSTS."


def _called_rightly(request: HttpRequest) -> bool:
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


def _bug(bug: Exception) -> HttpResponse:
    number = uuid.uuid4().hex[:12]
    frames = traceback.extract_tb(bug.__traceback__)
    where = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    _log.error("bug %s: %s at %s", number, type(bug).__name__, where)
    message = "Something is wrong on this side."
    fix = f"Tell who runs the server this number: {number}."
    return answering.turned_away(TurnedAway(HTTPStatus.INTERNAL_SERVER_ERROR, "bug", message, fix=fix))
