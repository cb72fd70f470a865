"""Two folders of one person become one, and two again: looked at side by side, with what will come of it."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.practice.actions.find_client import FindClient, Found
from goldthread.practice.actions.merge_charts import MergeCharts
from goldthread.practice.actions.undo_merge import UndoMerge
from goldthread.practice.folder import Stay
from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.policies import POLICIES
from goldthread.practice.survey import Survey
from goldthread.terms import ItemId
from goldthread.web.acting import actor_of, must, shown_again
from goldthread.web.care.asking import done_or_said
from goldthread.web.keeping.forms import ApartForm, JoinForm, LookForm
from goldthread.web.keeping.surveyed import only_for, rows, survey, warnings

_both = require_http_methods(["GET", "HEAD", "POST"])
_MOST = 20  # folders that are offered


@require_GET
def folder(request: HttpRequest, client: str) -> HttpResponse:
    """Whose folder it is, how it stands, and what can be done with it as a whole."""
    only_for(request, "survey-charts")
    side = survey(request, client).sides[0]
    role = actor_of(request).role
    may = {
        name.replace("-", "_"): role in PERMISSIONS[name] and side.stay in POLICIES[name].stays
        for name in ("merge-charts", "undo-merge", "export-client", "erase-client", "see-trace")
    }
    return render(request, "web/keeping/folder.html", {"side": side, "rows": rows(request, [side]), "may": may})


@_both
def join(request: HttpRequest, client: str) -> HttpResponse:
    """First look for the second folder, then see the two side by side, then join them."""
    only_for(request, "merge-charts")
    look = LookForm(request.GET)
    if not look.is_valid() or not look.cleaned_data["other"]:
        return _looking(request, client, look)
    other: ItemId = look.cleaned_data["other"]
    seen = survey(request, client, other)
    form = JoinForm(request.POST or None, use_required_attribute=False)
    possible = _possible(seen)
    if request.method == "POST" and form.is_valid() and possible:
        shown_again(request)
        asked = MergeCharts(client=client, other=other, reason=form.cleaned_data["reason"])
        if done_or_said(request, form, asked):
            messages.success(request, _("The two folders are joined. It can be undone."))
            return redirect("client-folder", client)
    assert seen.joining is not None  # noqa: S101 - two folders were asked for
    values = {
        "sides": seen.sides, "rows": rows(request, seen.sides), "joining": seen.joining, "form": form,
        "warnings": warnings(seen.joining), "possible": possible, "client": client, "other": other,
    }  # fmt: skip
    return render(request, "web/keeping/join.html", values, status=_status(request, form))


def _looking(request: HttpRequest, client: ItemId, look: LookForm) -> HttpResponse:
    side = survey(request, client).sides[0]
    words = look.cleaned_data.get("words", "") or side.client.name
    found: tuple[Found, ...] = must(request, FindClient(words=words)).shown
    others = [each for each in found if each.client != client and each.stay != Stay.MERGED]
    values = {"side": side, "others": others[:_MOST], "words": words, "more": len(others) > _MOST}
    return render(request, "web/keeping/look.html", values)


def _possible(seen: Survey) -> bool:
    """Whether the practice would join the two as they stand."""
    stays = POLICIES["merge-charts"].stays
    return seen.joining is not None and not seen.joining.chained and all(each.stay in stays for each in seen.sides)


@_both
def apart(request: HttpRequest, client: str, other: str) -> HttpResponse:
    """The two are of two people after all."""
    only_for(request, "undo-merge")
    seen = survey(request, client, other)
    form = ApartForm(request.POST or None, use_required_attribute=False)
    together = seen.joining is not None and seen.joining.together
    if request.method == "POST" and form.is_valid():
        shown_again(request)
        if done_or_said(request, form, UndoMerge(client=client, other=other, reason=form.cleaned_data["reason"])):
            messages.success(request, _("The two folders are apart again."))
            return redirect("client-folder", other)
    values: dict[str, Any] = {
        "sides": seen.sides, "rows": rows(request, seen.sides), "joining": seen.joining, "form": form,
        "together": together, "client": client, "other": other,
    }  # fmt: skip
    return render(request, "web/keeping/apart.html", values, status=_status(request, form))


def _status(request: HttpRequest, form: forms.Form) -> int:
    """Of a page with a form that came back."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" and form.is_bound else HTTPStatus.OK
