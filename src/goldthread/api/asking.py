"""What stands in an HTTP request: who asks, in which role, under which key, and what."""

import base64
import re
from http import HTTPStatus
from typing import Any

import msgspec
from django.http import HttpRequest

from goldthread.api.answering import TurnedAway, bad_body
from goldthread.api.door import Account, Door
from goldthread.api.tries import FailedTries
from goldthread.notation import BadInput, convert, read_document
from goldthread.practice.people import Actor
from goldthread.terms import Role

# A drawn or scanned signature of 2,000,000 bytes is 2,666,668 in base64; the rest is for words.
MAX_BODY = 4 * 1024 * 1024
_BEARER = re.compile(r"Bearer ([\x21-\x7e]{1,512})")
_KEY = re.compile(r"[\x21-\x7e]{1,200}")


def account_of(request: HttpRequest, door: Door, tries: FailedTries) -> Account:
    """The account whose token comes with the request. Raises TurnedAway, always in the same words."""
    now, name = door.now(), request.META.get("REMOTE_ADDR", "")
    wait = tries.wait(name, now)
    if wait is not None:
        raise _too_many_tries(int(wait.total_seconds()) + 1)
    found = _BEARER.fullmatch(request.headers.get("Authorization", ""))
    account = door.account_of(found[1]) if found else None
    if account is None:
        tries.failed(name, now)
        raise TurnedAway(
            HTTPStatus.UNAUTHORIZED,
            "not-signed-in",
            "This needs a token that is valid.",
            fix="Send `Authorization: Bearer TOKEN`; `goldthread user token` makes one.",
            headers={"WWW-Authenticate": "Bearer"},
        )
    return account


def _too_many_tries(seconds: int) -> TurnedAway:
    return TurnedAway(
        HTTPStatus.TOO_MANY_REQUESTS,
        "too-many-tries",
        "Too many tries to sign in with what is not valid.",
        fix="Wait, then send what is.",
        headers={"Retry-After": str(seconds)},
    )


def signed_again(request: HttpRequest, asked: Any, account: Account, door: Door, tries: FailedTries) -> Any:
    """A request that may need its sender to have just shown once more who they are: the time of that is set here, from
    `Goldthread-Sign-In` (login and password as in Basic authentication), and never by the sender. Raises TurnedAway."""
    if "reauthenticated_at" not in asked.__struct_fields__:
        return asked
    if asked.reauthenticated_at is not None:
        message, fix = "The time of signing in again is not the sender's to say.", "Send `Goldthread-Sign-In`."
        raise TurnedAway(HTTPStatus.BAD_REQUEST, "bad-value", message, fix=fix, field="reauthenticated_at")
    shown = request.headers.get("Goldthread-Sign-In")
    if shown is None:
        return asked
    now, name = door.now(), f"{account.centre}/{account.id}"
    wait = tries.wait(name, now)
    if wait is not None:
        raise _too_many_tries(int(wait.total_seconds()) + 1)
    login, _, password = _decoded(shown).partition(":")
    if not door.signs_in(account, login, password):
        tries.failed(name, now)
        message, fix = "This login and password are not the account's.", "Send them again, as in Basic authentication."
        raise TurnedAway(HTTPStatus.FORBIDDEN, "not-signed-in-again", message, fix=fix)
    return msgspec.structs.replace(asked, reauthenticated_at=now)


def _decoded(shown: str) -> str:
    try:
        return base64.b64decode(shown, validate=True).decode()
    except ValueError:
        return ""


def acting(account: Account, wanted: str | None) -> Actor:
    """The account in the role that is asked for, or in its only one. Raises TurnedAway."""
    if wanted is None and len(account.roles) != 1:
        raise TurnedAway(
            HTTPStatus.BAD_REQUEST,
            "role-needed",
            "This account has several roles, or none.",
            fix="Say in the header `Goldthread-Role` in which role you act.",
            details={"roles": account.roles},
        )
    if wanted is not None and wanted not in account.roles:
        message = "The account does not have this role."
        raise TurnedAway(HTTPStatus.FORBIDDEN, "not-your-role", message, details={"roles": account.roles})
    role = account.roles[0] if wanted is None else Role(wanted)
    client = account.client if role is Role.CLIENT else None
    return Actor(id=account.id, centre=account.centre, role=role, client=client)


def key_of(request: HttpRequest) -> str | None:
    """The key under which the request may be sent again. Raises TurnedAway."""
    key: str | None = request.headers.get("Idempotency-Key")
    if key is not None and not _KEY.fullmatch(key):
        message = "`Idempotency-Key` is 1 to 200 visible ASCII characters."
        raise TurnedAway(HTTPStatus.BAD_REQUEST, "bad-key", message, fix="A UUID serves well.")
    return key


def body_of(request: HttpRequest) -> bytes:
    """The body, if it is said to be JSON and not too large. Raises TurnedAway before more than that is read."""
    if request.content_type != "application/json":
        message = "The body must be JSON."
        fix = "Send `Content-Type: application/json`."
        raise TurnedAway(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "not-json", message, fix=fix)
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdigit():
        message = "The length of the body is not said."
        raise TurnedAway(HTTPStatus.LENGTH_REQUIRED, "no-length", message, fix="Send `Content-Length`.")
    if int(length) > MAX_BODY:
        message = f"The body is larger than {MAX_BODY} bytes."
        raise TurnedAway(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-large", message)
    return request.read()


def read_body(body: bytes, kind: type[Any]) -> Any:
    """The body as a request of type `kind`. Raises TurnedAway with the field, without what was sent."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass  # answered below, in plain words and with its place
    try:
        msgspec.json.decode(body)
        return convert(read_document(body, file="body"), kind)
    except BadInput as error:
        raise bad_body(error) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise TurnedAway(HTTPStatus.BAD_REQUEST, "not-json", "The body is not JSON.") from None
