"""Signing in as one of the demonstration, and choosing the role that is acted in."""

from allauth.account import views as account
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from goldthread.web.acting import ROLE, member_of
from goldthread.web.door import door
from goldthread.web.kept import throw_away
from goldthread.web.models import Account
from goldthread.web.signing_in.backend import handle_of


@login_not_required
@require_POST
def sign_in_shown(request: HttpRequest) -> HttpResponse:
    """Sign in as one of those whom the demonstration offers. Elsewhere there is nothing at this address."""
    if not door().shown:
        raise Http404
    chosen = handle_of(door().sign_in_shown(request.POST.get("login", "")))
    if chosen is None:
        raise PermissionDenied
    answer: HttpResponse = perform_login(request, Login(user=chosen))
    return answer


def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out: what was typed and not sent cannot be read again from then on."""
    who = request.user
    answer: HttpResponse = account.logout(request)
    if request.method == "POST" and isinstance(who, Account):
        throw_away(who, answer)
    return answer


@require_POST
def choose_role(request: HttpRequest) -> HttpResponse:
    """Act in another of one's roles from now on."""
    member, role = member_of(request), request.POST.get("role", "")
    if member is None or role not in member.roles:
        raise PermissionDenied
    request.session[ROLE] = role
    return redirect("today")
