"""Pages that say no: what happened, why, what to do. Nothing in them or in the log repeats a word of what was sent."""

import logging
import sys
import traceback
import uuid
from http import HTTPStatus

import msgspec
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from goldthread.practice.refusal_kinds import Kind, kind_of
from goldthread.practice.refusing import Refusal
from goldthread.terms import Role
from goldthread.web.acting import actor_of, member_of
from goldthread.web.door import door
from goldthread.web.plain_refusals import in_the_language_of_the_page, plain

_log = logging.getLogger("goldthread.web")
RETRY_AFTER = 5  # seconds; a product choice

_STATUS = {
    Kind.MAY_NOT: HTTPStatus.FORBIDDEN,
    Kind.MISSING: HTTPStatus.NOT_FOUND,
    Kind.OTHERWISE: HTTPStatus.CONFLICT,
    Kind.GONE: HTTPStatus.GONE,
    Kind.LATER: HTTPStatus.SERVICE_UNAVAILABLE,
    Kind.UNFIT: HTTPStatus.UNPROCESSABLE_ENTITY,
}


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says: `title` is what happened, `message` why, `fix` what to do."""

    status: HTTPStatus
    title: str
    message: str
    fix: str = ""
    code: str = ""


def status_of(refusal: Refusal) -> HTTPStatus:
    """The status with which a page tells a refusal."""
    return _STATUS[kind_of(refusal.code)]


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A refusal of the practice as a page."""
    status = status_of(refusal)
    message, fix = (plain(refusal), "") if _of_a_client(request) else in_the_language_of_the_page(refusal)
    said = Said(status=status, title=_title(status), message=message, fix=fix, code=refusal.code)
    return page(request, said, refusal=refusal)


def _of_a_client(request: HttpRequest) -> bool:
    return member_of(request) is not None and actor_of(request).role in (Role.CLIENT, Role.SUPPORTER)


def _title(status: HTTPStatus) -> str:
    return {
        HTTPStatus.FORBIDDEN: _("This is not open to you"),
        HTTPStatus.NOT_FOUND: _("There is nothing here"),
        HTTPStatus.CONFLICT: _("Things stand otherwise by now"),
        HTTPStatus.GONE: _("This was erased"),
        HTTPStatus.SERVICE_UNAVAILABLE: _("Not at the moment"),
    }.get(status, _("This could not be done"))


def page(request: HttpRequest, said: Said, *, bare: bool = False, refusal: Refusal | None = None) -> HttpResponse:
    """The page. `bare`: without asking who is signed in, for when the books cannot be read."""
    kept = {"said": said, "bare": bare, "refusal": refusal}
    answer = render(request, "web/turned_away.html", kept, status=said.status)
    if said.status is HTTPStatus.SERVICE_UNAVAILABLE:
        answer["Retry-After"] = str(RETRY_AFTER)
    if "HX-Request" in request.headers:  # the whole main part, wherever the answer was meant to go
        answer["HX-Retarget"] = answer["HX-Reselect"] = "#main"
        answer["HX-Reswap"] = "outerHTML"
    return answer


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """What is answered at an address where nothing is."""
    status = HTTPStatus.NOT_FOUND
    message, fix = _("There is no page at this address."), _("Go back, or start again from here.")
    return page(request, Said(status=status, title=_title(status), message=message, fix=fix))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """What is answered to who may not, where no refusal says it better."""
    status = HTTPStatus.FORBIDDEN
    message = _("Your account cannot do this.")
    return page(request, Said(status=status, title=_title(status), message=message, fix=_("Go back.")))


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """What is answered to a request that cannot be read."""
    message, fix = _("What was sent cannot be read."), _("Open the page again, and send it from there.")
    return page(
        request, Said(status=HTTPStatus.BAD_REQUEST, title=_("This could not be done"), message=message, fix=fix)
    )


def without_token(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """What is answered to a form that was not sent from its own page, or long after (CSRF)."""
    message = _("This form is not from a page that is open here now. Nothing was done.")
    fix = _("Open the page again, and send it from there. Cookies have to be allowed.")
    return page(request, Said(status=HTTPStatus.FORBIDDEN, title=_("This could not be done"), message=message, fix=fix))


def too_often(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """What is answered to who tries too often."""
    message, fix = _("There were too many tries in a short time."), _("Wait five minutes, then try again.")
    return page(
        request, Said(status=HTTPStatus.TOO_MANY_REQUESTS, title=_("Not at the moment"), message=message, fix=fix)
    )


def too_much(request: HttpRequest) -> HttpResponse:
    """What is answered to a form that is too large to be one."""
    message, fix = _("This is too large to be taken. Nothing was done."), _("Send less, or a smaller file.")
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return page(request, Said(status=status, title=_("This could not be done"), message=message, fix=fix), bare=True)


def broken(request: HttpRequest) -> HttpResponse:
    """What is answered when the books cannot be used now, or something here is broken: nothing of how."""
    found = sys.exc_info()[1]
    if isinstance(found, BadRequest):
        return unreadable(request)
    if isinstance(found, door().troubles):
        code = getattr(found, "code", type(found).__name__)
        _log.error("store trouble %s: %s %s", code, getattr(found, "message", ""), getattr(found, "fix", ""))
        message = _("The books cannot be used now. Nothing that was saved is lost.")
        fix = _("Wait a moment, then send the page again: it is then done once.")
        status = HTTPStatus.SERVICE_UNAVAILABLE
        return page(request, Said(status=status, title=_title(status), message=message, fix=fix), bare=True)
    number = uuid.uuid4().hex[:12]
    frames = traceback.extract_tb(found.__traceback__) if found is not None else []
    where = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    _log.error("bug %s: %s at %s", number, type(found).__name__, where)
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    fix = _("Tell who runs the server this number: %(number)s.") % {"number": number}
    said = Said(status=status, title=_("Something is wrong on this side"), message=_("It is not your doing."), fix=fix)
    return page(request, said, bare=True)
