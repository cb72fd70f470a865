"""Access in an emergency, from outside the care team: for a reason, for some hours, seen by compliance and client."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.practice.actions.break_glass import BreakGlass
from goldthread.practice.actions.see_trace import SeeTrace
from goldthread.practice.trace_view import TraceView
from goldthread.terms import Role
from goldthread.web.acting import actor_of, must
from goldthread.web.care.asking import done_or_said, may, named
from goldthread.web.care.forms import GlassForm
from goldthread.web.door import door

_LINES = 500


@require_http_methods(["GET", "HEAD", "POST"])
def break_glass(request: HttpRequest, client: str) -> HttpResponse:
    """What breaking the glass means, before it is done. The page says nothing about the client."""
    if not may(request, "break-glass"):
        raise PermissionDenied
    form = GlassForm(request.POST or None, use_required_attribute=False)
    sent = request.method == "POST" and form.is_valid()
    if sent and done_or_said(request, form, BreakGlass(client=client, reason=form.cleaned_data["reason"])):
        messages.warning(request, _("The glass is broken. Compliance and the client can see it, with your reason."))
        return redirect("record", client)
    hours = door().books.settings(actor_of(request).centre).glass_hours
    status = HTTPStatus.OK if request.method != "POST" else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "web/care/glass.html", {"form": form, "hours": hours}, status=status)


@require_GET
def trace(request: HttpRequest, client: str) -> HttpResponse:
    """Who looked and what was changed: for compliance and supervisors. The broken glasses come first."""
    if actor_of(request).role is Role.CLIENT:
        return redirect("my-trace")
    seen: TraceView = must(request, SeeTrace(client=client, limit=_LINES)).shown
    now = door().now()
    glass = [
        {
            "name": named(request, each.member), "role": each.role.value, "since": each.since, "until": each.until,
            "reason": each.reason, "open": each.until > now,
        }
        for each in reversed(seen.glass)
    ]  # fmt: skip
    lines = [
        {"at": each.at, "name": named(request, each.member), "role": each.role.value, "did": each.did,
         "outcome": "" if each.outcome == "done" else each.outcome.replace("-", " "), "glass": each.through_glass}
        for each in seen.lines
    ]  # fmt: skip
    return render(request, "web/care/trace.html", {"glass": glass, "lines": lines, "client": client})
