"""Today: the clients that somebody works with, and what of them is due."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from goldthread.practice.actions.list_clients import ListClients
from goldthread.practice.permissions import PERMISSIONS
from goldthread.web.acting import actor_of, must


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """One's own caseload, the enquiries or the centre: as far as the role reaches."""
    actor = actor_of(request)
    if actor.client is not None:
        return redirect("my-plan")
    lists = actor.role in PERMISSIONS["list-clients"]
    lines = must(request, ListClients()).shown if lists else ()
    return render(request, "web/today/today.html", {"lines": lines, "lists": lists, "own": actor.client})
