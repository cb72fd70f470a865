"""What a client shares, and with whom: seen, changed and ended by the client alone."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldthread.practice.actions.grant_access import GrantAccess
from goldthread.practice.actions.revoke_access import RevokeAccess
from goldthread.practice.refusing import Refusal
from goldthread.terms import ItemId, Role
from goldthread.web.acting import actor_of, ask, must
from goldthread.web.care.asking import end_of, named
from goldthread.web.care.forms import SHARED, SharingForm
from goldthread.web.client.own import for_client, open_record, own_client, show
from goldthread.web.door import door


@require_http_methods(["GET", "HEAD", "POST"])
@for_client
def sharing(request: HttpRequest) -> HttpResponse:
    """With whom I share what; share with somebody else, or stop."""
    client, ending = own_client(request), request.POST.get("end", "")
    if ending:
        must(request, RevokeAccess(client=client, member=ending))
        messages.success(request, _("You have stopped sharing with this person."))
        return redirect("my-sharing")
    form = SharingForm(request.POST or None, use_required_attribute=False)
    if request.method == "POST" and form.is_valid() and _shared(request, client, form):
        messages.success(request, _("You share this now. You can stop it at any time."))
        return redirect("my-sharing")
    status = HTTPStatus.OK if request.method != "POST" else HTTPStatus.UNPROCESSABLE_ENTITY
    people = _people(request)
    return show(request, "sharing", place="more", form=form, people=people, status=status)


def _shared(request: HttpRequest, client: ItemId, form: SharingForm) -> bool:
    said, staff = form.cleaned_data, door().staff
    found = staff.called(actor_of(request).centre, said["login"]) if staff is not None else None
    if found is None or Role.SUPPORTER not in found.roles:
        form.add_error("login", _("Nobody who can be let in signs in with this name. Ask your team for help."))
        return False
    asked = GrantAccess(
        client=client, member=found.id, as_role=Role.SUPPORTER, scopes=tuple(said["scopes"]),
        until=end_of(said["until"]),
    )  # fmt: skip
    done = ask(request, asked)
    if isinstance(done, Refusal):
        later = done.code == "already-over"
        form.add_error("until" if later else None, _("Choose a later day.") if later else _("This could not be done."))
        return False
    return True


def _people(request: HttpRequest) -> list[dict[str, Any]]:
    now, shared = door().now(), dict(SHARED)
    return [
        {
            "member": each.member, "name": named(request, each.member), "until": each.until,
            "what": [shared[scope] for scope in each.scopes if scope in shared],
        }
        for each in open_record(request).access
        if each.as_role is Role.SUPPORTER and (each.until is None or now < each.until)
    ]  # fmt: skip
