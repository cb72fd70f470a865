"""What is around every page: its headers, its line in the log, and refusals that become pages."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from goldthread.web.acting import TurnedAway
from goldthread.web.turned_away import refused

_log = logging.getLogger("goldthread.web")
Answer = Callable[[HttpRequest], HttpResponse]

# What django.middleware.security and django-csp do not send. Nothing here uses a sensor or a payment.
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex",
}


class Around:
    """Headers of every page, and a line in the log with the page's kind: never its address, which may hold an id."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer with them."""
        began = time.monotonic()
        answer = self._get_response(request)
        for name, value in _HEADERS.items():
            answer.headers.setdefault(name, value)
        if settings.GOLDTHREAD_HTTPS:
            answer.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        if not request.path.startswith(settings.STATIC_URL):
            kind = request.resolver_match.view_name if request.resolver_match else "-"
            _log.info("%s %s %d %.0f ms", request.method, kind, answer.status_code, (time.monotonic() - began) * 1000)
        return answer


class Refusals:
    """A refusal that a view did not answer itself becomes a page."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer as it is."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of a refusal; None for everything else."""
        return refused(request, exception.refusal) if isinstance(exception, TurnedAway) else None
