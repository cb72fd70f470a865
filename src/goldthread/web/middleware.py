"""What is around every page: its headers, its line in the log, and refusals that become pages."""

import gzip
import logging
import re
import secrets
import time
from collections.abc import Callable
from io import BytesIO

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from goldthread.web.acting import TurnedAway
from goldthread.web.turned_away import refused, too_much

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
        keep_to_tls(answer)
        if not request.path.startswith(settings.STATIC_URL):
            kind = request.resolver_match.view_name if request.resolver_match else "-"
            _log.info("%s %s %d %.0f ms", request.method, kind, answer.status_code, (time.monotonic() - began) * 1000)
        return answer


def keep_to_tls(answer: HttpResponse) -> HttpResponse:
    """Behind a proxy that speaks TLS, whoever asks is told to come by no other way."""
    if settings.GOLDTHREAD_HTTPS:
        answer.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    return answer


class Compressed:
    """Pages go over the line compressed: a whole record is an eighth as long.

    Chance makes each longer by up to a hundred bytes, as Django's own GZipMiddleware does: else the length of a page
    that repeats what was sent could tell, guess by guess, what else stands on it (the attack called BREACH; besides,
    cookies do not come with requests from elsewhere). At level 3, which takes a third of the time of Django's level 6
    for a sixth more bytes.
    """

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, compressed where it is a page and the browser takes it so."""
        answer = self._get_response(request)
        if answer.streaming or answer.has_header("Content-Encoding") or len(answer.content) < _TOO_SHORT:
            return answer
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            return answer
        patch_vary_headers(answer, ("Accept-Encoding",))
        if re.search(r"\bgzip\b", request.headers.get("Accept-Encoding", "")):
            answer.content = _packed(answer.content)
            answer.headers["Content-Encoding"] = "gzip"
            answer.headers["Content-Length"] = str(len(answer.content))
        return answer


_TOO_SHORT = 400  # bytes that compressing makes hardly fewer


def _packed(content: bytes) -> bytes:
    kept = BytesIO()
    name = "a" * secrets.randbelow(100)  # of a file: browsers pass it over
    with gzip.GzipFile(filename=name, mode="wb", compresslevel=3, fileobj=kept, mtime=0) as packing:
        packing.write(content)
    return kept.getvalue()


class NotTooMuch:
    """A form that is larger than any form here is turned away before anything of it is read. Files that come with a
    form are written to the disk while they are read, whoever sends them and however large they are."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; or that it is too much."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not (length.isascii() and length.isdigit()) or int(length) > _MOST_SENT:
            return too_much(request)
        return self._get_response(request)


_MOST_SENT = 4 * 1024 * 1024  # bytes; a drawn name takes 200,000, a logo 50,000


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
