"""A copy of the folder: for whoever has a right to it, or for the client. Handed out once for each time it is asked."""

from http import HTTPStatus
from typing import Any

import msgspec
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldthread.case import Case, write_case
from goldthread.practice.actions.export_client import ExportClient
from goldthread.practice.perform import Done
from goldthread.terms import Role
from goldthread.web.acting import actor_of, must
from goldthread.web.client.own import for_client, my_plan, own_client, show
from goldthread.web.keeping.forms import CopyForm, OwnCopyForm
from goldthread.web.keeping.surveyed import only_for, survey

_both = require_http_methods(["GET", "HEAD", "POST"])


@_both
def copy(request: HttpRequest, client: str) -> HttpResponse:
    """To whom, for what, and then the file. What is handed out is written into the folder."""
    only_for(request, "export-client")
    if actor_of(request).role is Role.CLIENT:
        raise PermissionDenied  # they have a page of their own
    side = survey(request, client).sides[0]
    form = CopyForm(request.POST or None, use_required_attribute=False)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        done = must(request, ExportClient(client=client, to=said["to"], purpose=said["purpose"]))
        return _handed_out(request, done, said["kind"]) or redirect("client-copy", client)
    status = HTTPStatus.OK if request.method != "POST" else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "web/keeping/copy.html", {"side": side, "form": form}, status=status)


@_both
@for_client
def own(request: HttpRequest) -> HttpResponse:
    """All that is kept about me, to take along."""
    mine = my_plan(request)
    form = OwnCopyForm(request.POST or None, use_required_attribute=False)
    if request.method == "POST" and form.is_valid():
        asked = ExportClient(client=own_client(request), to="the client", purpose="asked for by the client")
        return _handed_out(request, must(request, asked), form.cleaned_data["kind"]) or redirect("my-copy")
    status = HTTPStatus.OK if request.method != "POST" else HTTPStatus.UNPROCESSABLE_ENTITY
    return show(request, "copy", place="more", form=form, mine=mine, plan=mine.view is not None, status=status)


def _handed_out(request: HttpRequest, done: Done, kind: str) -> HttpResponse | None:
    """The file, under a name in which nobody can be read, and never kept on the way; None where the same form came
    before: what was handed out then is not handed out twice for one line in the folder."""
    if done.repeated:
        messages.warning(request, _("This copy was handed out a moment ago. Ask again for another one."))
        return None
    answer = _text(done.shown) if kind == "case" else _everything(done.shown)
    answer["Cache-Control"] = "no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _everything(shown: Any) -> HttpResponse:
    body = msgspec.json.format(msgspec.json.encode(shown), indent=2) + b"\n"
    answer = HttpResponse(body, content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="goldthread-copy.json"'
    return answer


def _text(shown: Any) -> HttpResponse:
    body = write_case(msgspec.convert(shown["case"], Case))
    answer = HttpResponse(body, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="goldthread-copy.yaml"'
    return answer
