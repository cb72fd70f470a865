"""Where somebody is signed in now, and an end to it from here: the lost telephone, the computer of the day room."""

import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldthread.web.acting import shown_again
from goldthread.web.models import Account
from goldthread.web.sessions import SessionStore, end_sessions, sessions_of
from goldthread.web.signing_in.locked import last_active
from goldthread.web.signing_in.noting import PLACE, note_of

_EVERYWHERE = "all"
_MOST = 20  # that are shown; all others end together
_ID = 16  # characters of a session's hash: enough to tell one's own apart


def places(request: HttpRequest) -> list[dict[str, Any]]:
    """The sessions of who is signed in: this one first, then those that were used last."""
    here = _here(request)
    found = [_said(key, held, here) for key, held in _open(request)]
    return sorted(found, key=lambda each: (not each["here"], -each["active"].timestamp()))[:_MOST]


@require_POST
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """End one other session, or all others. Who sits at an open screen has to show first that it is them."""
    shown_again(request)
    which, here = request.POST.get(PLACE, ""), _here(request)
    wanted = {key for key, _held in _open(request) if key != here and which in (_EVERYWHERE, key[:_ID])}
    if end_sessions(str(request.user.pk), wanted):
        note_of(request, request.user, "session", "ended")
    messages.success(request, _("You are signed out there."))  # also where it had ended by itself
    return redirect("own-account")


def _open(request: HttpRequest) -> list[tuple[str, dict[str, Any]]]:
    """Those that still open something: sessions end with the password that began them."""
    account = request.user
    mark = account.get_session_auth_hash() if isinstance(account, Account) else ""
    return [each for each in sessions_of(str(account.pk)) if each[1].get(HASH_SESSION_KEY) == mark]


def _here(request: HttpRequest) -> str:
    return request.session.found_by if isinstance(request.session, SessionStore) else ""


def _said(key: str, held: dict[str, Any], here: str) -> dict[str, Any]:
    began, address, browser = held.get(PLACE) or (0.0, "", "")
    return {
        "id": key[:_ID], "here": key == here, "since": _time(began) if began else None,
        "active": _time(last_active(held) or began),
        "where": " · ".join(each for each in (browser, address) if each),
    }  # fmt: skip


def _time(seconds: float) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)
