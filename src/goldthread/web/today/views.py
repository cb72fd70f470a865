"""Today: what is due of the clients that somebody works with, and the clients."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from goldthread.practice.actions.list_clients import ListClients
from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.ports import Line
from goldthread.terms import Role
from goldthread.web.acting import actor_of, must
from goldthread.web.door import door
from goldthread.web.today.due import due_of
from goldthread.web.today.filtering import fields, filter_of, on_team

_MOST = 500  # clients; what the practice shows at once


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """One's own caseload, the enquiries or the centre: as far as the role reaches."""
    actor = actor_of(request)
    if actor.client is not None:
        return redirect("my-plan")
    if actor.role not in PERMISSIONS["list-clients"]:
        return render(request, "web/today/today.html", {"lists": False, "centre": actor.role is Role.ADMINISTRATOR})
    chosen = filter_of(request.GET)
    listed: tuple[Line, ...] = must(request, ListClients(stay=chosen.stay, limit=_MOST)).shown
    lines = on_team(listed, chosen, actor)
    due = due_of(lines, role=actor.role, today=door().now().date())
    values: dict[str, Any] = {
        "lists": True,
        "takes": actor.role in PERMISSIONS["take-enquiry"],
        "traces": actor.role is Role.COMPLIANCE,
        "lines": lines,
        "due": [each for each in due if chosen.what in ("", each.what)],
        "what": chosen.what,
        "opens": actor.role in PERMISSIONS["open-record"],
        "filters": {
            "action": reverse("today"),
            "fields": fields(listed, chosen, actor),
            "count": len(lines),
            "clear": reverse("today") if request.GET else "",
        },
    }
    return render(request, "web/today/today.html", values)
