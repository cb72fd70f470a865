"""Answers in JSON: the status of each refusal, and the headers that every answer carries."""

from http import HTTPStatus
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from goldthread.notation import BadInput
from goldthread.practice.refusal_kinds import Kind, kind_of
from goldthread.practice.refusing import Refusal

_STATUS = {
    Kind.MAY_NOT: HTTPStatus.FORBIDDEN,
    Kind.MISSING: HTTPStatus.NOT_FOUND,
    Kind.OTHERWISE: HTTPStatus.CONFLICT,
    Kind.GONE: HTTPStatus.GONE,
    Kind.LATER: HTTPStatus.SERVICE_UNAVAILABLE,
    Kind.UNFIT: HTTPStatus.UNPROCESSABLE_ENTITY,
}
RETRY_AFTER = 5  # seconds; a product choice

_HEADERS = {
    "Cache-Control": "no-store",
    # Whoever is led to such an address by a link gets a file to keep, never a page of this server.
    "Content-Disposition": 'attachment; filename="answer.json"',
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class TurnedAway(Exception):
    """A request that does not reach the practice: its status, and the error that is answered."""

    def __init__(self, status: HTTPStatus, code: str, message: str, *, fix: str = "", **more: Any) -> None:
        super().__init__(f"{message} [{code}]")
        self.status = status
        self.headers: dict[str, str] = more.pop("headers", {})
        self.error = {"code": code, "message": message, "fix": fix, **more}


def status_of(code: str) -> HTTPStatus:
    """The status that a refusal with this code is answered with; 422 for all that the request itself should change."""
    return _STATUS[kind_of(code)]


def answer(value: Any, *, status: HTTPStatus = HTTPStatus.OK, headers: dict[str, str] | None = None) -> HttpResponse:
    """A value as JSON."""
    waits = {"Retry-After": str(RETRY_AFTER)} if status is HTTPStatus.SERVICE_UNAVAILABLE else {}
    return HttpResponse(
        msgspec.json.encode(value),
        status=status,
        content_type="application/json",
        headers={**_HEADERS, **waits, **(headers or {})},
    )


def refused(refusal: Refusal) -> HttpResponse:
    """A refusal of the practice, with both texts of what is in conflict."""
    return answer({"error": refusal}, status=status_of(refusal.code))


def turned_away(error: TurnedAway) -> HttpResponse:
    """A request that did not reach the practice."""
    return answer({"error": error.error}, status=error.status, headers=error.headers)


def bad_body(error: BadInput) -> TurnedAway:
    """A body that is no request: where and what, without what was sent."""
    where = {"line": error.place.line, "column": error.place.column, "field": error.place.field} if error.place else {}
    return TurnedAway(HTTPStatus.BAD_REQUEST, error.code, error.message, fix=error.fix, **where)


def no_such_address(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """What is answered at an address where nothing is."""
    missing = "There is nothing at this address."
    return turned_away(TurnedAway(HTTPStatus.NOT_FOUND, "no-such-address", missing, fix="See docs/reference/http.md."))


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """What is answered when something here is broken: nothing of how."""
    message = "Something is wrong on this side. Nothing was done."
    return turned_away(TurnedAway(HTTPStatus.INTERNAL_SERVER_ERROR, "bug", message, fix="Tell who runs the server."))


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """What is answered to a request that HTTP itself does not allow."""
    message = "This request cannot be read."
    return turned_away(TurnedAway(HTTPStatus.BAD_REQUEST, "unreadable", message, fix="See docs/reference/http.md."))
