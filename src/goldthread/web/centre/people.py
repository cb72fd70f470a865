"""Staff and their roles: added, changed, ended. A first password is shown once and kept nowhere."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldthread.practice.people import Actor
from goldthread.practice.refusing import Refusal
from goldthread.web.acting import actor_of
from goldthread.web.centre.forms import AccountForm, RolesForm
from goldthread.web.centre.own import accounts, for_administrators
from goldthread.web.door import Member
from goldthread.web.turned_away import status_of

_both = require_http_methods(["GET", "HEAD", "POST"])


@_both
@for_administrators
def staff(request: HttpRequest) -> HttpResponse:
    """All who work here, and a form for somebody new."""
    actor = actor_of(request)
    form = AccountForm(request.POST or None, use_required_attribute=False)
    values: dict[str, Any] = {"form": form}
    status: int = HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        login, name = form.cleaned_data["login"].strip(), form.cleaned_data["name"].strip()
        made = accounts().add(actor, login=login, name=name, roles=form.wanted())
        if isinstance(made, Refusal):
            form.add_error("login", f"{made.message} {made.fix}")
        else:
            values |= {"password": made, "login": login, "form": AccountForm(use_required_attribute=False)}
    if form.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    values["people"] = sorted(accounts().all(actor.centre), key=lambda each: (not each.roles, each.name))
    return render(request, "web/centre/staff.html", values, status=status)


@_both
@for_administrators
def account(request: HttpRequest, member: str) -> HttpResponse:
    """One account: its roles, its end, another password, and its second factor forgotten."""
    actor = actor_of(request)
    found = next((each for each in accounts().all(actor.centre) if each.id == member), None)
    if found is None:
        raise Http404
    form = RolesForm(
        request.POST if request.POST.get("do") == "roles" else None, initial={"roles": list(found.roles)},
        use_required_attribute=False,
    )  # fmt: skip
    values: dict[str, Any] = {"found": found, "form": form, "own": found.id == actor.id}
    if request.method != "POST":
        return render(request, "web/centre/account.html", values)
    done = _done(request, actor, found, form)
    if done is None and not form.errors:
        return redirect("staff-account", member)
    if isinstance(done, Refusal):
        return render(request, "web/centre/account.html", {**values, "refusal": done}, status=status_of(done))
    status = HTTPStatus.OK if done else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "web/centre/account.html", {**values, "password": done}, status=status)


def _done(request: HttpRequest, actor: Actor, found: Member, form: RolesForm) -> str | Refusal | None:
    """What was asked for: a password to show, why not, or None where there is nothing to say but that it was done."""
    asked, told = request.POST.get("do"), ""
    answer: str | Refusal | None = None
    if asked == "roles" and form.is_valid():
        answer, told = accounts().change_roles(actor, found.id, form.wanted()), _("The roles are changed.")
    elif asked == "close":
        answer, told = accounts().close(actor, found.id), _("The account is closed.")
    elif asked == "password":
        answer = accounts().new_password(actor, found.id)
    elif asked == "second":
        answer = accounts().forget_second_factor(actor, found.id)
        told = _("The second step is forgotten. It can be set up again after signing in.")
    elif asked != "roles":
        raise Http404
    if answer is None and told and not form.errors:
        messages.success(request, told)
    return answer
