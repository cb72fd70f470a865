"""Who comes in: nobody who is not signed in, and nobody whose pages are locked. The way back leads to the form that
was open, never to an address that takes forms alone."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.internal.flows.reauthentication import suspend_request
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from goldthread.web.kept import open_drawer, remember_done
from goldthread.web.signing_in import second_step
from goldthread.web.signing_in.locked import is_locked, note_activity

# What is there while the pages are locked: the way out, the ways to unlock, and help in a bad hour.
_OPEN = frozenset({
    "locked", "lock", "leave-locked", "still-here", "account_logout", "mfa_reauthenticate_webauthn", "my-bad-hour",
})  # fmt: skip
# What the page asks for by itself: nobody is there because of it.
_BY_ITSELF = frozenset({"still-here", "plan-news"})


class Entrance(LoginRequiredMiddleware):
    """In front of every page that is not for everybody."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with what is kept about it."""
        answer: HttpResponse = super().__call__(request)  # type: ignore[assignment]  # nothing here is asynchronous
        remember_done(request, answer)
        open_drawer(request, answer)
        return answer

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponse | None:
        """None where the page may be shown, as far as it is about being signed in."""
        turned = super().process_view(request, view_func, view_args, view_kwargs)
        if turned is not None:
            return _sent_to(request, turned.url.partition("?")[0])  # type: ignore[attr-defined]  # it is a redirection
        if not request.user.is_authenticated or not getattr(view_func, "login_required", True):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if is_locked(request):
            return None if name in _OPEN else _locked(request)
        if not second_step.is_open(name) and second_step.is_missing(request):
            return _sent_to(request, reverse("second-step-needed"))
        if name not in _BY_ITSELF:
            note_activity(request)
        return None


def _locked(request: HttpRequest) -> HttpResponse:
    """What was sent waits, sealed in the session, and goes on by itself afterwards."""
    if request.method == "POST" and "HX-Request" not in request.headers:
        suspend_request(request, "")
    return _sent_to(request, reverse("locked"))


def _sent_to(request: HttpRequest, address: str) -> HttpResponse:
    to = f"{address}?{urlencode({'next': way_back(request)})}"
    if "HX-Request" not in request.headers:
        return redirect(to)
    answer = HttpResponse(status=204)  # a part of a page is asked for: the whole of it has to go
    answer["HX-Redirect"] = to
    return answer


def way_back(request: HttpRequest) -> str:
    """The page that somebody is on: of a form the page that it stands on."""
    if request.method in ("GET", "HEAD") and "HX-Request" not in request.headers:
        return request.get_full_path()
    before = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    parts = urlsplit(before)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    return path if path and ours else request.get_full_path()
