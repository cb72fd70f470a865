"""Every try to sign in is noted: who, how, whether it went well, from where. Signals of Django and of allauth tell."""

import time
from typing import Any

from allauth.account import signals as account
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa import signals as factors
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as identities
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import HttpRequest

from goldthread.web.door import Member, door
from goldthread.web.models import Account

PLACE = "place"  # in a session: since when it is open and from where, for its owner's list
_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
_DEVICES = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)  # fmt: skip
_KINDS = {"totp": "app", "webauthn": "passkey", "recovery_codes": "code"}


def note(request: HttpRequest, member: Member | None, how: str, outcome: str, centre: str = "") -> None:
    """Put a try into the trail. Where the centre is not known, it is the server's own; where there is none, nothing."""
    own, there = door().own, member.centre if member is not None else centre or door().centre
    if own is None or not there:
        return
    own.note(there, member, how=how, outcome=outcome, address=address_of(request), browser=browser_of(request))


def note_of(request: HttpRequest, user: Any, how: str, outcome: str) -> None:
    """Likewise, of an account's handle."""
    if isinstance(user, Account) and user.known is not None:
        note(request, user.known.member, how, outcome)


def address_of(request: HttpRequest) -> str:
    """The address of the network that it comes from; "" where a proxy does not say it."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""


def browser_of(request: HttpRequest) -> str:
    """The kind of browser and device, in our words: what was sent is not repeated."""
    said = request.headers.get("User-Agent", "")
    browser = next((name for mark, name in _BROWSERS if mark in said), "")
    device = next((name for mark, name in _DEVICES if mark in said), "")
    return " · ".join(each for each in (browser, device) if each)


@receiver(account.user_logged_in)
def _signed_in(request: HttpRequest, user: Any, **_: Any) -> None:
    request.session[PLACE] = [time.time(), address_of(request), browser_of(request)]
    note_of(request, user, _how(get_authentication_records(request, user)), "done")


def _how(records: list[dict[str, Any]]) -> str:
    """By what: the way in, and the second step behind a "+". Nothing was shown by one of the demonstration."""
    ways = {
        "password": any(each.get("method") == "password" for each in records),
        "identity": any(each.get("method") == "socialaccount" for each in records),
        "passkey": any(each.get("passwordless") for each in records),
    }
    first = next((name for name, shown in ways.items() if shown), "demonstration")
    seconds = [each for each in records if each.get("method") == "mfa" and not each.get("passwordless")]
    return f"{first}+{_KINDS[seconds[-1]['type']]}" if seconds else first


@receiver(user_login_failed)
def _wrong_password(credentials: dict[str, Any], request: HttpRequest | None, **_: Any) -> None:
    own = door().own
    if request is None or own is None:
        return
    centre, login = credentials.get("centre") or door().centre, str(credentials.get("username", ""))
    member = own.called(centre, login) if centre else None
    how = "again" if getattr(request, "user", None) is not None and request.user.is_authenticated else "password"
    # Also where there is no such account: nobody shall learn from the time it takes whether there is one.
    note(request, member, how, "wrong-password", centre)


@receiver(factors.authentication_failed)
def _wrong_code(request: HttpRequest, user: Any, authenticator: Authenticator, **_: Any) -> None:
    note_of(request, user, _KINDS[authenticator.type], "wrong-code")


@receiver(factors.authenticator_added)
def _added(request: HttpRequest, user: Any, authenticator: Authenticator, **_: Any) -> None:
    note_of(request, user, "second-step", f"{_KINDS[authenticator.type]}-added")


@receiver(factors.authenticator_removed)
def _removed(request: HttpRequest, user: Any, authenticator: Authenticator, **_: Any) -> None:
    note_of(request, user, "second-step", f"{_KINDS[authenticator.type]}-removed")


@receiver(factors.authenticator_reset)
def _reset(request: HttpRequest, user: Any, **_: Any) -> None:
    note_of(request, user, "second-step", "code-added")


@receiver(identities.social_account_added)
def _linked(request: HttpRequest, **_: Any) -> None:
    note_of(request, request.user, "identity", "linked")
