"""One's own account: another password, second steps, who signed in as oneself; for administrators, who tried at all."""

from http import HTTPStatus
from typing import Any

from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.practice.refusing import Refusal
from goldthread.terms import Role
from goldthread.web.acting import actor_of, member_of
from goldthread.web.door import OwnAccount, SignIn, door
from goldthread.web.models import Account
from goldthread.web.plain_refusals import in_the_language_of_the_page
from goldthread.web.signing_in.elsewhere import identity_name
from goldthread.web.signing_in.forms import NewPassword
from goldthread.web.signing_in.locking import wrong_password
from goldthread.web.signing_in.places import places
from goldthread.web.signing_in.words import how_words, outcome_words

_OWN, _ALL = 10, 50  # tries on a page
_SEEING_ALL = (Role.ADMINISTRATOR, Role.COMPLIANCE)


def _own() -> OwnAccount:
    own = door().own
    if own is None:
        raise Http404
    return own


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """What is set up for signing in, and the last tries."""
    actor = actor_of(request)
    kinds = list(Authenticator.objects.filter(user_id=request.user.pk).values_list("type", flat=True))
    values = {
        "member": member_of(request), "app": Authenticator.Type.TOTP in kinds,
        "identity": identity_name(actor.centre),
        "linked": SocialAccount.objects.filter(user_id=request.user.pk).exists(),
        "passkeys": sum(kind == Authenticator.Type.WEBAUTHN for kind in kinds),
        "places": places(request),
        "tries": _rows(_own().sign_ins(actor.centre, member=actor.id, before=None, limit=_OWN), {}),
    }  # fmt: skip
    return render(request, "web/signing_in/account.html", values)


@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Another password: the one before is asked for, and all other sessions end."""
    form = NewPassword(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _asked(request, form)
    held_up = ratelimit.consume_or_429(request, app="allauth.account", action="reauthenticate", user=request.user)
    if held_up is not None:
        answer: HttpResponse = held_up
        return answer
    wrong = wrong_password(request, form.cleaned_data["old"])
    if wrong:
        form.add_error("old", wrong)
        return _asked(request, form)
    refusal = _own().change_password(actor_of(request), form.cleaned_data["new"])
    if isinstance(refusal, Refusal):
        form.add_error("new", " ".join(in_the_language_of_the_page(refusal)))
        return _asked(request, form)
    _stay_signed_in(request)
    messages.success(request, _("Your password is changed. All other places where you were signed in are signed out."))
    return redirect("own-account")


def _asked(request: HttpRequest, form: NewPassword) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "web/signing_in/password.html", {"form": form}, status=status)


def _stay_signed_in(request: HttpRequest) -> None:
    """This session goes on under a new key and the new password's mark; all others have the old mark."""
    if isinstance(request.user, Account):
        del request.user.known  # what was known of it has the old mark
        update_session_auth_hash(request, request.user)


@require_GET
def sign_ins(request: HttpRequest) -> HttpResponse:
    """All tries to sign in, newest first, for who looks after the centre. No word about a client stands there."""
    actor = actor_of(request)
    if actor.role not in _SEEING_ALL:
        raise PermissionDenied
    found = _own().sign_ins(actor.centre, member=None, before=_before(request), limit=_ALL)
    names = {each.id: each.name for each in door().named(actor.centre, {each.member for each in found}).values()}
    older = found[-1].number if len(found) == _ALL else None
    values = {"tries": _rows(found, names), "older": older, "all": True}
    return render(request, "web/signing_in/sign_ins.html", values)


def _before(request: HttpRequest) -> int | None:
    said = request.GET.get("before", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 19 else None


def _rows(tries: Any, names: dict[str, str]) -> list[dict[str, Any]]:
    return [_row(each, names) for each in tries]


def _row(each: SignIn, names: dict[str, str]) -> dict[str, Any]:
    return {
        "at": each.at, "how": how_words(each.how), "outcome": outcome_words(each.outcome),
        "good": each.outcome == "done" or each.how in ("second-step", "session"),
        "who": names.get(each.member) or _("No account has this login"),
        "where": " · ".join(said for said in (each.where.address, each.where.browser) if said),
    }  # fmt: skip
