"""The components, each with its sample: for whoever makes a page, and for whoever wants to see how pages look."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goldthread.web.manual.samples import samples


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Everything on one page. It shows invented people alone, and asks nothing of the practice."""
    return render(request, "web/manual/components.html", samples())
