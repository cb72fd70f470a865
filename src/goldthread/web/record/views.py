"""The record: the whole person on one page."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from goldthread.web.record.opening import opened
from goldthread.web.record.page import page


@require_GET
def record(request: HttpRequest, client: str) -> HttpResponse:
    """What is known of a client, as the practice shows it to who asks."""
    return page(request, opened(request, client))
