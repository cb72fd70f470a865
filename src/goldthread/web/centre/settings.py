"""The settings of a centre: shown to administrators and compliance, changed by administrators."""

import base64
from http import HTTPStatus
from typing import Any

import msgspec
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.library.rule_packs import RulePack
from goldthread.practice.actions.change_settings import ChangeSettings
from goldthread.practice.actions.read_settings import ReadSettings
from goldthread.practice.crisis import CrisisLine
from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.refusing import Refusal
from goldthread.practice.settings import Settings
from goldthread.web.acting import actor_of, ask, must
from goldthread.web.centre.forms import Lines, SettingsForm
from goldthread.web.centre.own import names_of
from goldthread.web.door import door
from goldthread.web.turned_away import status_of


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """The settings with their form. Two who change them at once do not overwrite each other."""
    now: Settings = must(request, ReadSettings()).shown
    packs = door().desk.library.rulepacks
    sent = request.POST if request.method == "POST" else None
    form = SettingsForm(sent, request.FILES if sent else None, packs=packs, initial=_said(now))
    lines = Lines(sent, prefix="line", initial=[msgspec.structs.asdict(each) for each in now.crisis.lines])
    refusal = None
    if sent is not None and form.is_valid() and lines.is_valid():
        asked = ChangeSettings(settings=form.settings(now, _lines(lines, now)), seen=form.cleaned_data["seen"])
        done = ask(request, asked)
        if not isinstance(done, Refusal):
            messages.success(request, _("The settings are changed."))
            return redirect("centre")
        refusal = done
    values = {
        "now": now, "form": form, "lines": lines, "refusal": refusal,
        "pack": _pack(packs[now.rule_pack]) if now.rule_pack in packs else None,
        "by": names_of(request, now.changed_by),
        "may": actor_of(request).role in PERMISSIONS["change-settings"],
    }  # fmt: skip
    status = HTTPStatus.OK if sent is None else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "web/centre/settings.html", values, status=status_of(refusal) if refusal else status)


def _said(now: Settings) -> dict[str, Any]:
    said = msgspec.structs.asdict(now)
    del said["logo"]
    return {**said, "seen": now.revision}


def _lines(lines: Any, now: Settings) -> tuple[CrisisLine, ...]:
    """The lines that are to be; none where they are those that hold anyway."""
    said = [
        {name: value for name, value in each.items() if name != "DELETE"}
        for each in lines.cleaned_data
        if each and not each["DELETE"]
    ]
    known = {(each.name, each.phone): each for each in now.crisis.lines}
    found = tuple(
        msgspec.structs.replace(former, **each)
        if (former := known.get((each["name"], each["phone"])))
        else CrisisLine(**each)
        for each in said
    )
    return now.crisis_lines if found == now.crisis.lines else found


def _pack(pack: RulePack) -> dict[str, Any]:
    sources = door().desk.library.sources
    keys = dict.fromkeys(key for rule in pack.rules for key in rule.source)
    return {
        "id": pack.id, "title": pack.title, "plain": pack.plain, "where": pack.jurisdiction, "rules": pack.rules,
        "sources": [sources[key] for key in keys if key in sources],
    }  # fmt: skip


@login_not_required
@require_GET
def logo(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The centre's logo. It stands on the sign-in page too, so that everybody may see it."""
    here = door()
    kept = here.books.settings(here.centre).logo if here.centre else ""
    if not kept:
        raise Http404
    answer = HttpResponse(base64.b64decode(kept), content_type="image/png")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
