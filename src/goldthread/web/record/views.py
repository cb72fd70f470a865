"""The record: the whole person on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from goldthread.practice.actions.open_record import OpenRecord
from goldthread.web.acting import must


@require_GET
def record(request: HttpRequest, client: str) -> HttpResponse:
    """What is known of a client, as the practice shows it to who asks."""
    shown = must(request, OpenRecord(client=client)).shown
    return render(request, "web/record/record.html", {"shown": shown})
