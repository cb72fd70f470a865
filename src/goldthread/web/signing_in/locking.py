"""The pages of the idle lock."""

from http import HTTPStatus

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.logout import logout
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY, reauthenticate_by_password
from allauth.core.internal import ratelimit
from allauth.core.internal.httpkit import deserialize_request
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldthread.terms import Role
from goldthread.web.acting import actor_of, member_of
from goldthread.web.signing_in import second_step
from goldthread.web.signing_in.locked import is_locked, lock, note_activity, unlock

_LONGEST = 1000  # of a password; more would only keep the server busy


@require_http_methods(["GET", "HEAD", "POST"])
def locked(request: HttpRequest) -> HttpResponse:
    """Ask the person who is signed in for their password; what they had sent goes on afterwards."""
    back = _safe(request.POST.get("next") or request.GET.get("next", ""))
    if request.method != "POST":
        return _shown(request, back) if is_locked(request) else redirect(back)
    held_up = ratelimit.consume_or_429(request, app="allauth.account", action="reauthenticate", user=request.user)
    if held_up is not None:
        answer: HttpResponse = held_up
        return answer
    wrong = wrong_password(request, request.POST.get("password", ""))
    if wrong:
        return _shown(request, back, wrong=wrong)
    reauthenticate_by_password(request)
    unlock(request)
    return _resumed(request, back)


def wrong_password(request: HttpRequest, password: str) -> str:
    """What is wrong with the password of who is signed in, as it was sent; empty where nothing is."""
    password = password[:_LONGEST]
    try:
        right = bool(password) and get_adapter(request).reauthenticate(request.user, password)
    except ValidationError as error:  # there were too many tries
        return " ".join(error.messages)
    return "" if right else _("This is not your password.")


def _shown(request: HttpRequest, back: str, wrong: str = "") -> HttpResponse:
    member, client = member_of(request), actor_of(request).role is Role.CLIENT
    passkey = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN).exists()
    values = {
        "bare": True, "back": back, "wrong": wrong, "passkey": passkey, "client": client,
        # On a screen that others see, a client's name stays covered too.
        "name": "" if client or member is None else member.name,
    }  # fmt: skip
    return render(request, "web/locked.html", values, status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else 200)


def _resumed(request: HttpRequest, back: str) -> HttpResponse:
    """What was sent while it was locked, done now; else the page that was open."""
    state = request.session.pop(STATE_SESSION_KEY, None)
    if not state or "request" not in state:
        return redirect(back)
    sent = deserialize_request(state["request"], request)
    view = resolve(sent.path_info)
    if not second_step.is_open(view.view_name) and second_step.is_missing(request):
        return redirect("second-step-needed")  # what goes on by itself comes in by no other door
    sent.resolver_match = view
    answer: HttpResponse = view.func(sent, *view.args, **view.kwargs)
    return answer


def _safe(back: str) -> str:
    fits = back.startswith("/") and url_has_allowed_host_and_scheme(back, None)
    return back if fits else settings.LOGIN_REDIRECT_URL


@require_POST
def lock_now(request: HttpRequest) -> HttpResponse:
    """Lock at once: the page has covered itself, or somebody leaves their place."""
    lock(request)
    if "HX-Request" in request.headers or request.headers.get("Sec-Fetch-Dest") == "empty":
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return redirect("locked")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Somebody else wants to sign in. What the first one typed stays sealed for the first one."""
    logout(request, show_message=False)
    return redirect("account_login")


@login_not_required
@require_GET
def still_here(request: HttpRequest) -> HttpResponse:
    """Whether the server can be reached, and what it would say to a page now: 204 go on, 401 nobody is signed in, 423
    locked. `?active` tells that somebody is there."""
    if not request.user.is_authenticated:
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
    if is_locked(request):
        return HttpResponse(status=HTTPStatus.LOCKED)
    if "active" in request.GET:
        note_activity(request)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)
