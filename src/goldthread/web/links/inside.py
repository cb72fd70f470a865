"""The short session of somebody who has opened a link. It is not the session of an account: it has a cookie of its own,
which the browser sends to this one link's addresses and nowhere else."""

import datetime
from collections.abc import Callable
from functools import wraps
from typing import Any

import msgspec
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goldthread.paper.words import language_for, words_for
from goldthread.practice.action import Request
from goldthread.practice.actions.see_link import LinkView, SeeLink
from goldthread.practice.perform import Done
from goldthread.practice.refusing import Refusal
from goldthread.web.acting import ask
from goldthread.web.client.own import language
from goldthread.web.door import door
from goldthread.web.links.keeping import Target, digest_of, target_of
from goldthread.web.sessions import SessionStore

MINUTES = 30  # without a touch, after which the link asks again who it is; a product choice
_LINK, _AT = "link", "at"
Page = Callable[..., HttpResponse]


class Inside(msgspec.Struct, kw_only=True):
    """Who is inside of a link: its secret, where it leads, the session, and what is shown."""

    secret: str
    target: Target
    session: SessionStore
    view: LinkView

    @property
    def opened_at(self) -> datetime.datetime:
        """When they last said who they are."""
        return datetime.datetime.fromisoformat(self.session[_AT])

    def prove(self) -> None:
        """They have just said once more who they are."""
        self.session[_AT] = door().now().isoformat()
        self.session.save()

    def ask(self, request: HttpRequest, asked: Request, *, key: str | None = None) -> Done | Refusal:
        """Ask for an action as who comes through the link."""
        return ask(request, asked, key=key, actor=self.target.actor)

    def address(self, name: str, *more: Any) -> str:
        """A page of this link."""
        return reverse(name, args=[self.secret, *more])


def cookie_name() -> str:
    """With the prefix a browser takes the cookie over TLS alone."""
    return "__Secure-link" if settings.GOLDTHREAD_HTTPS else "link"


def begin(answer: HttpResponse, secret: str) -> None:
    """Begin a new session, whatever cookie came: one that was planted opens nothing."""
    session = SessionStore()
    session[_LINK], session[_AT] = digest_of(secret), door().now().isoformat()
    session.set_expiry(MINUTES * 60)
    session.create()
    answer.set_cookie(
        cookie_name(), session.session_key or "", path=reverse("link", args=[secret]), httponly=True, samesite="Lax",
        secure=settings.GOLDTHREAD_HTTPS,
    )  # fmt: skip


def end(answer: HttpResponse, secret: str, session: SessionStore) -> HttpResponse:
    """End the session, here and in the browser."""
    session.flush()
    answer.delete_cookie(cookie_name(), path=reverse("link", args=[secret]), samesite="Lax")
    return answer


def session_of(request: HttpRequest, secret: str) -> SessionStore | None:
    """The session that the browser's cookie names, where it is of this link."""
    session = SessionStore(request.COOKIES.get(cookie_name()))
    return session if session.get(_LINK) == digest_of(secret) else None


def inside(page: Page) -> Page:
    """Pages behind a link. Whoever has not opened it is asked who they are; where it is over, the same page says so."""

    @wraps(page)
    def answer(request: HttpRequest, secret: str, *args: Any, **kwargs: Any) -> HttpResponse:
        session, target = session_of(request, secret), target_of(secret)
        if session is None:
            return redirect("link", secret)
        if target is None:  # its time came while it was open
            return end(closed(request), secret, session)
        seen = ask(request, SeeLink(client=target.client, link=target.link), actor=target.actor)
        if isinstance(seen, Refusal):
            return end(closed(request), secret, session)
        session.set_expiry(MINUTES * 60)
        session.save()
        here = Inside(secret=secret, target=target, session=session, view=seen.shown)
        return page(request, here, *args, **kwargs)

    kept: Page = login_not_required(answer)
    return kept


def show(request: HttpRequest, template: str, *, status: int = 200, **kept: Any) -> HttpResponse:
    """A page of a link: without anybody's name and without the way to other pages."""
    values = {"bare": True, "say": words_for(language()), **kept}
    return render(request, f"web/links/{template}.html", values, status=status)


def closed(request: HttpRequest, *, status: int = 403) -> HttpResponse:
    """The one page for a link that is over, was used, is not known, or was opened with something wrong."""
    return show(request, "ask", failed=True, status=status)


def set_language(request: HttpRequest, answer: HttpResponse, theirs: str) -> None:
    """Their own language, where this browser has not chosen one."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language_for(theirs), httponly=True, samesite="Lax",
            secure=settings.GOLDTHREAD_HTTPS,
        )  # fmt: skip
