"""What the centre and its partners offer, of all that the library knows."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from goldthread.web.centre.own import for_administrators
from goldthread.web.door import door


@require_GET
@for_administrators
def catalogue(request: HttpRequest) -> HttpResponse:
    """All kinds of treatment and support: first what is offered here, then the rest."""
    library = door().desk.library
    by = {"in-house": _("Here"), "partner": _("A partner"), "waiting-list": _("Here, with a waiting list")}
    rows: list[dict[str, Any]] = []
    for each in sorted(library.modalities.values(), key=lambda each: each.name):
        offer = library.offers.get(each.id)
        rows.append({
            "name": each.name, "plain": each.plain, "offer": offer,
            "by": by.get(offer.by, offer.by.replace("-", " ")) if offer else "",
        })  # fmt: skip
    offered = [each for each in rows if each["offer"]]
    others = [each for each in rows if not each["offer"]]
    return render(request, "web/centre/catalogue.html", {"offered": offered, "others": others})
