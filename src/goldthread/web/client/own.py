"""Whose pages these are: the client's own plan, in their language. No address here names a client."""

import datetime
from collections.abc import Callable
from functools import wraps
from typing import Any

import msgspec
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from goldthread.paper.words import language_for, words_for
from goldthread.plan import State
from goldthread.practice.actions.open_plan import OpenPlan
from goldthread.practice.actions.open_record import OpenRecord
from goldthread.practice.record_view import RecordView
from goldthread.practice.refusing import Refusal
from goldthread.practice.viewing import PlanView
from goldthread.terms import Role
from goldthread.web.acting import actor_of, ask, member_of, must
from goldthread.web.door import door

_PLAN = "my-plan"
_OVER = (State.SUPERSEDED, State.WITHDRAWN)
Page = Callable[..., HttpResponse]


class Mine(msgspec.Struct, frozen=True, kw_only=True):
    """The client's own plan as it stands; `view` is None where there is none yet."""

    client: str
    name: str
    plan: str
    view: PlanView | None


def for_client(page: Page) -> Page:
    """Pages of a client alone. The first one of a browser's session is in the client's own language; then it is as they
    choose. Raises PermissionDenied for everybody else."""

    @wraps(page)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if actor_of(request).role is not Role.CLIENT:
            raise PermissionDenied
        if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
            return page(request, *args, **kwargs)
        language = language_for(open_record(request).record.client.language)
        with translation.override(language):
            answered = page(request, *args, **kwargs)
        answered.headers["Content-Language"] = language
        answered.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, httponly=True, samesite="Lax", secure=settings.GOLDTHREAD_HTTPS
        )
        return answered

    return answer


def own_client(request: HttpRequest) -> str:
    """The client's own folder. Raises PermissionDenied where the account has none."""
    client = actor_of(request).client
    if client is None:
        raise PermissionDenied
    return client


def open_record(request: HttpRequest) -> RecordView:
    """The client's own record. Raises TurnedAway."""
    view: RecordView = must(request, OpenRecord(client=own_client(request))).shown
    return view


def my_plan(request: HttpRequest, *, plans: tuple[str, ...] | None = None) -> Mine:
    """The newest plan that was not given up. `plans`: all that there are, where they are known; else the one that was
    opened before in this session, so that not every page has to look for it. Raises TurnedAway."""
    client = own_client(request)
    known = request.session.get(_PLAN, "")
    if plans is None and known:
        opened = ask(request, OpenPlan(client=client, plan=known))
        if not isinstance(opened, Refusal):
            return _mine(request, client, known, opened.shown)
    found: tuple[str, PlanView | None] = ("", None)
    for plan in reversed(plans if plans is not None else open_record(request).plans):
        view: PlanView = must(request, OpenPlan(client=client, plan=plan)).shown
        if found[1] is None or view.state not in _OVER:
            found = (plan, view)
        if view.state not in _OVER:
            break
    if found[0] != known:  # each change of a session is a write that the page waits for
        request.session[_PLAN] = found[0]
    return _mine(request, client, *found)


def _mine(request: HttpRequest, client: str, plan: str, view: PlanView | None) -> Mine:
    member = member_of(request)
    return Mine(client=client, name=member.name if member is not None else "", plan=plan, view=view)


def today() -> datetime.date:
    """The day, by the server's clock (UTC)."""
    return door().now().date()


def language() -> str:
    """The language in which the page is shown."""
    return language_for(translation.get_language() or "en")


def show(request: HttpRequest, template: str, *, status: int = 200, **kept: Any) -> HttpResponse:
    """A page of the client. `say` are the words of the client's paper."""
    return render(request, f"web/client/{template}.html", {"say": words_for(language()), **kept}, status=status)
