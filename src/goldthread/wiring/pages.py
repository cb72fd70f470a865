"""The addresses of the whole server: pages for people, and the door for programs."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver
from django.urls.exceptions import Resolver404
from django.urls.resolvers import RegexPattern

from goldthread.api.answering import no_such_address
from goldthread.web.middleware import keep_to_tls
from goldthread.web.urls import urlpatterns as for_people
from goldthread.wiring.urls import urlpatterns as for_programs

urlpatterns = [*for_programs, *for_people]
handler400 = "goldthread.web.turned_away.unreadable"
handler403 = "goldthread.web.turned_away.forbidden"
handler404 = "goldthread.web.turned_away.not_found"
handler429 = "goldthread.web.turned_away.too_often"
handler500 = "goldthread.web.turned_away.broken"

_programs = URLResolver(RegexPattern(r"^/"), for_programs)


def programs_first(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """What programs ask is answered before anything that is for browsers: no session, no cookie, no page."""

    def answer(request: HttpRequest) -> HttpResponse:
        try:
            found = _programs.resolve(request.path_info)
        except Resolver404:
            for_a_program = request.path_info.startswith("/actions/")
            return keep_to_tls(no_such_address(request)) if for_a_program else get_response(request)
        _name_caller(request)
        return keep_to_tls(found.func(request, *found.args, **found.kwargs))

    return answer


def _name_caller(request: HttpRequest) -> None:
    """Behind the proxy all come from one address. Wrong tokens are counted by where they come from, as the proxy says
    it (the last of the list: what stands before was sent along): else one who guesses would hold all programs up."""
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    if settings.GOLDTHREAD_HTTPS and told:
        request.META["REMOTE_ADDR"] = told
