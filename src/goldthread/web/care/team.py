"""Who may look at a client's record: the care team, and the supporters whom the client has let in."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldthread.practice.actions.grant_access import GrantAccess
from goldthread.practice.actions.revoke_access import RevokeAccess
from goldthread.terms import Role
from goldthread.web.acting import actor_of, must
from goldthread.web.care.asking import done_or_said, end_of, may, named, staff_of
from goldthread.web.care.forms import SHARED, GrantForm
from goldthread.web.door import door
from goldthread.web.record.opening import Whole, opened


@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, client: str) -> HttpResponse:
    """The team as it stands; somebody joins, somebody leaves."""
    if actor_of(request).role is Role.CLIENT:
        raise PermissionDenied  # they have a page of their own
    here, ending = opened(request, client), request.POST.get("end", "")
    if ending:
        must(request, RevokeAccess(client=client, member=ending))
        messages.success(request, _("The access has ended."))
        return redirect("care-team", client)
    form = GrantForm(request.POST or None, staff=staff_of(request))
    if request.method == "POST" and form.is_valid():
        member, role = form.seat_of()
        until, reason = end_of(form.cleaned_data["until"]), form.cleaned_data["reason"]
        asked = GrantAccess(client=client, member=member, as_role=role, until=until, reason=reason)
        if done_or_said(request, form, asked):
            messages.success(request, _("The access is given."))
            return redirect("care-team", client)
    values = {
        "here": here, "form": form, "seats": _seats(request, here), "may_grant": may(request, "grant-access"),
        "may_end": may(request, "revoke-access"),
    }  # fmt: skip
    status = HTTPStatus.OK if request.method != "POST" else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "web/care/team.html", values, status=status)


def _seats(request: HttpRequest, here: Whole) -> dict[str, list[dict[str, Any]]]:
    """The team and the supporters: who, since and until when, and who answers for the treatment."""
    now, shared = door().now(), dict(SHARED)
    stays = here.view.episodes
    responsible = stays[-1].responsible if stays and stays[-1].completed_on is None else ""
    found: dict[str, list[dict[str, Any]]] = {"team": [], "supporters": []}
    for each in here.view.access:
        if each.until is not None and each.until <= now:
            continue
        supporter = each.as_role is Role.SUPPORTER
        found["supporters" if supporter else "team"].append({
            "member": each.member, "name": named(request, each.member), "role": each.as_role.value,
            "since": each.since, "until": each.until, "answers": each.member == responsible,
            "scopes": [shared[scope] for scope in each.scopes if scope in shared],
        })  # fmt: skip
    return found
