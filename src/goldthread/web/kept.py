"""What was typed and not sent yet stays on the person's own device, sealed. Here is the key to it, and nothing else.

The key is made of the server's secret, the account, and a random word in a cookie of this browser (the drawer). Signing
out throws the drawer away: then nobody can make the key again, and what still lies on the device is noise.
docs/explanation/nothing-typed-is-lost.md tells why.
"""

import secrets
import time
from base64 import b64encode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from goldthread.web.acting import ONCE
from goldthread.web.models import Account

DAYS = 3  # a weekend; a product choice
_DONE = "done"
_MOST = 8  # forms that a page is told to be done: more than anybody sends between two pages
_OPEN = "_kept_drawer"
_DAY = 24 * 60 * 60
_LONG = 32  # bytes and more: nobody guesses it


def kept(request: HttpRequest) -> dict[str, str | int] | None:
    """For a page of somebody who is signed in: the `key` (32 bytes, base64), after how many `days` what was kept is
    thrown away, and the keys of the forms that are `done`. None for nobody."""
    account = getattr(request, "user", None)
    if not isinstance(account, Account):
        return None
    drawer = _drawer(request, account)
    key = salted_hmac("goldthread.web.kept.key", f"{account.pk}|{drawer}", algorithm="sha256").digest()
    return {"key": b64encode(key).decode(), "days": DAYS, "done": " ".join(request.session.get(_DONE, ()))}


def _drawer(request: HttpRequest, account: Account) -> str:
    """The random word of this account in this browser. It is left there anew every day, so that it does not run out
    while somebody works."""
    today = str(int(time.time()) // _DAY)
    day, _, drawer = (getattr(request, _OPEN, "") or request.COOKIES.get(_cookie(account), "")).partition(".")
    if len(drawer) < _LONG:
        day, drawer = "", secrets.token_urlsafe(_LONG)
    if day != today:
        setattr(request, _OPEN, f"{today}.{drawer}")
    return drawer


def remember_done(request: HttpRequest, answer: HttpResponse) -> None:
    """A form that was sent and led on to another page is done: what was kept of it can go."""
    once = request.POST.get(ONCE, "") if request.method == "POST" else ""
    if once and 300 <= answer.status_code < 400 and isinstance(request.user, Account):
        request.session[_DONE] = [*request.session.get(_DONE, ()), once[:64]][-_MOST:]


def open_drawer(request: HttpRequest, answer: HttpResponse) -> None:
    """Leave the drawer in the browser, where it was made for this answer."""
    account, drawer = getattr(request, "user", None), getattr(request, _OPEN, "")
    if not isinstance(account, Account) or not drawer:
        return
    answer.set_cookie(
        _cookie(account), drawer, max_age=(DAYS + 1) * _DAY, httponly=True, samesite="Lax",
        secure=settings.GOLDTHREAD_HTTPS,
    )  # fmt: skip


def throw_away(account: Account, answer: HttpResponse) -> None:
    """Throw the drawer of an account away, and with it the key of all that was kept in this browser."""
    secure = settings.GOLDTHREAD_HTTPS
    answer.set_cookie(_cookie(account), "", max_age=0, httponly=True, samesite="Lax", secure=secure)


def _cookie(account: Account) -> str:
    # One drawer for each account that uses the browser. Who reads the name learns nothing about whose it is.
    found = salted_hmac("goldthread.web.kept.drawer", account.pk, algorithm="sha256").hexdigest()[:12]
    return f"{'__Host-' if settings.GOLDTHREAD_HTTPS else ''}kept-{found}"
