"""Who needs a second step: administrators, or whom else the server says. Until it is set up, nothing else is there."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from goldthread.web.acting import member_of

_SET_UP = "second-step"  # known to be: what is looked up once need not be again in this session
_OPEN = frozenset({
    "second-step-needed", "account_reauthenticate", "account_logout", "own-password", "still-here", "lock", "locked",
    "leave-locked",
})  # fmt: skip
_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_open(name: str) -> bool:
    """Whether an address is there before the second step is set up: what sets it up, and the way out."""
    return name in _OPEN or name.startswith("mfa_")


def is_missing(request: HttpRequest) -> bool:
    """Whether who is signed in has to set up a second step first. It hangs on all roles of the account, not on the one
    that is acted in: the others are one choice away."""
    member = member_of(request)
    if member is None or not set(settings.GOLDTHREAD_SECOND_STEP) & {role.value for role in member.roles}:
        return False
    if request.session.get(_SET_UP) or _was_shown(request):
        return False
    there = Authenticator.objects.filter(user_id=request.user.pk, type__in=_STEPS).exists()
    if there:
        request.session[_SET_UP] = True
    return not there


def _was_shown(request: HttpRequest) -> bool:
    return any(each.get("method") == "mfa" for each in get_authentication_records(request, request.user))


@require_GET
def needed(request: HttpRequest) -> HttpResponse:
    """Why, and the two ways."""
    return render(request, "web/signing_in/second_step.html") if is_missing(request) else redirect("today")
