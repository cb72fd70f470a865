"""The end of a folder: its keys are destroyed. That it was erased, and on what ground, stays in the audit trail."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.practice.actions.erase_client import EraseClient
from goldthread.practice.policies import POLICIES
from goldthread.web.acting import shown_again
from goldthread.web.care.asking import done_or_said
from goldthread.web.keeping.forms import EraseForm
from goldthread.web.keeping.surveyed import only_for, rows, stay_said, survey


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, client: str) -> HttpResponse:
    """What goes, what stays, and then it is done."""
    only_for(request, "erase-client")
    side = survey(request, client).sides[0]
    possible = side.stay in POLICIES["erase-client"].stays
    form = EraseForm(request.POST or None, wanted=side.client.name, use_required_attribute=False)
    if request.method == "POST" and form.is_valid():
        shown_again(request)
        said = form.cleaned_data
        if done_or_said(request, form, EraseClient(client=client, ground=said["ground"], reason=said["reason"])):
            return redirect("client-erased")
    values = {
        "side": side, "rows": rows(request, [side]), "form": form, "possible": possible, "stay": stay_said(side),
        "joined": [*side.joined, *([side.joined_to] if side.joined_to else [])],
    }  # fmt: skip
    status = HTTPStatus.OK if request.method != "POST" else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "web/keeping/erase.html", values, status=status)


@require_GET
def erased(request: HttpRequest) -> HttpResponse:
    """What has happened. The page names nobody, and says the same to whoever comes to it."""
    only_for(request, "erase-client")
    return render(request, "web/keeping/erased.html")
