"""The idle lock: after a time in which nobody did anything, the server shows nothing until the same person has shown
who they are once more. The page covers itself at the same time (lock.js), but it is the server that holds."""

import time
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from goldthread.terms import Role
from goldthread.web.acting import actor_of

_LOCKED = "locked"  # when, in seconds of Unix
_ACTIVE = "active"
_FRESH = 60  # seconds within which activity is not written down again: not every page is a write
_DAY_OF_WORK = 12 * 60 * 60  # after which everybody is asked again, however busy; OWASP ASVS 4.0.3, 3.3.2 (level 2)
_OWN = (Role.CLIENT, Role.SUPPORTER)


def minutes_for(request: HttpRequest) -> float:
    """After how many idle minutes the pages of who is signed in are covered."""
    own = actor_of(request).role in _OWN
    return float(settings.GOLDTHREAD_LOCK_CLIENT_MINUTES if own else settings.GOLDTHREAD_LOCK_MINUTES)


def is_locked(request: HttpRequest) -> bool:
    """Whether it is locked now; locks it where the time has come, and unlocks it where the person has shown who they
    are since."""
    now, session = time.time(), request.session
    shown = _last_shown(request)
    if _LOCKED in session and shown > session[_LOCKED]:
        unlock(request)
    if _LOCKED not in session:
        idle = now - session.get(_ACTIVE, now)
        if idle > minutes_for(request) * 60 or (shown and now - shown > _DAY_OF_WORK):
            lock(request)
    return _LOCKED in session


def lock(request: HttpRequest) -> None:
    """From now on."""
    request.session[_LOCKED] = time.time()


def unlock(request: HttpRequest) -> None:
    """The same person is there again."""
    request.session.pop(_LOCKED, None)
    request.session[_ACTIVE] = time.time()


def note_activity(request: HttpRequest) -> None:
    """Somebody is there."""
    now = time.time()
    if now - request.session.get(_ACTIVE, 0) >= _FRESH:
        request.session[_ACTIVE] = now


def last_active(held: dict[str, Any]) -> float:
    """When somebody was there last, in seconds of Unix, of what a session holds; 0 where nobody was yet."""
    return float(held.get(_ACTIVE, 0))


def _last_shown(request: HttpRequest) -> float:
    """When they last showed who they are by what nobody else has: a code from a phone alone is not enough."""
    records = get_authentication_records(request, request.user)
    ways = [each for each in records if each.get("method") != "mfa" or each.get("type") == "webauthn"]
    return max((float(each["at"]) for each in ways), default=0.0)
